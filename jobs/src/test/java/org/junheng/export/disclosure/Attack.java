package org.junheng.export.disclosure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junheng.rulebook.Disclosure;
import org.junheng.rulebook.Disclosure.Family;

/**
 * Somebody who knows the facts, the method, every published figure and all relations between counts, and wants a withheld
 * one. What each withheld count can be is bounded by linear programming; the truth is read only to see that the bounds
 * are right.
 */
final class Attack {
    /** A withheld count and between what it must lie, as far as anybody can tell. */
    record Cell(String name, LinearSystem.Bounds bounds, double truth) {
        boolean isSound() {
            return bounds.low() <= truth && truth <= bounds.high();
        }

        double width() {
            return bounds.high() - bounds.low();
        }
    }

    private final Connection truth;
    private final Connection copy;
    private final Disclosure facts;
    private final GroupCells.Totals totals;

    Attack(Connection truth, Connection copy, Disclosure facts, GroupCells.Totals totals) {
        this.truth = truth;
        this.copy = copy;
        this.facts = facts;
        this.totals = totals;
    }

    // ---- groups of students: counties, regions above, measures

    private record Row(String level, String code, Long members, Long others, Double isolation) {}

    List<Cell> onGroups() throws SQLException {
        var real = new HashMap<String, Object[]>();
        for (var row : PublicSample.rows(
                truth,
                "SELECT year || '/' || stage || '/' || student_group || '/' || region_code,"
                        + " students, others FROM group_segregation")) {
            real.put((String) row[0], row);
        }
        var pseudo = new HashSet<String>();
        var parents = new HashMap<String, String>();
        for (var row : PublicSample.rows(copy, "SELECT year || '/' || code, parent_code, pseudo FROM division")) {
            parents.put((String) row[0], (String) row[1]);
            if (Boolean.TRUE.equals(row[2])) {
                pseudo.add((String) row[0]);
            }
        }
        var systems = new TreeMap<String, List<Row>>();
        for (var row : PublicSample.rows(
                copy,
                "SELECT year || '/' || stage || '/' || student_group, level, region_code,"
                        + " students, others, isolation FROM group_segregation ORDER BY ALL")) {
            systems.computeIfAbsent((String) row[0], each -> new ArrayList<>())
                    .add(new Row((String) row[1], (String) row[2], (Long) row[3], (Long) row[4], (Double) row[5]));
        }
        var cells = new ArrayList<Cell>();
        for (var system : systems.entrySet()) {
            var year = system.getKey().substring(0, 5);
            var linear = new LinearSystem();
            var counties = system.getValue().stream()
                    .filter(row -> row.level().equals("county"))
                    .toList();
            for (var county : counties) {
                know(linear, county, real.get(system.getKey() + "/" + county.code()));
            }
            for (var region : system.getValue()) {
                if (!region.level().equals("county")) {
                    var parts = counties.stream()
                            .filter(county -> !pseudo.contains(year + county.code())
                                    && liesIn(year, county.code(), region.code(), parents))
                            .map(Row::code)
                            .toList();
                    knowTotal(linear, region, parts);
                }
            }
            for (var county : counties) {
                if (county.members() == null) {
                    var name = system.getKey() + "/" + county.code();
                    cells.add(new Cell(name, linear.bounds(members(county.code())), (Long) real.get(name)[1]));
                }
            }
        }
        return cells;
    }

    private static String members(String code) {
        return "members " + code;
    }

    private static String contacts(String code) {
        return "contacts " + code;
    }

    private static boolean liesIn(String year, String code, String region, Map<String, String> parents) {
        for (var each = code; each != null; each = parents.get(year + each)) {
            if (each.equals(region)) {
                return true;
            }
        }
        return false;
    }

    /** Of all students everybody knows how many there are; of a small count, that it is small, and on which side. */
    private void know(LinearSystem linear, Row county, Object[] real) {
        long members = (Long) real[1];
        long all = members + (Long) real[2];
        var name = members(county.code());
        if (county.members() == null) {
            boolean small = facts.isSmall(members);
            boolean fewOthers = facts.isSmall(all - members);
            linear.between(
                    name, small ? 1 : fewOthers ? all - facts.threshold() + 1 : 0, small ? facts.threshold() - 1 : all);
        } else if (county.members() == 0 || county.others() == 0) {
            linear.between(name, county.members(), county.members());
        } else {
            linear.between(name, least(county.members()), most(county.members()));
        }
        // Q = Σ a²/t = isolation · A, at most A.
        var contacts = contacts(county.code());
        linear.atLeast(Map.of(name, 1.0, contacts, -1.0), 0);
        if (county.isolation() != null) {
            knowIsolation(linear, county.isolation(), List.of(county.code()));
        }
    }

    private void knowIsolation(LinearSystem linear, double isolation, List<String> parts) {
        double half = Math.pow(10, -facts.measureDecimals()) / 2;
        var above = new LinkedHashMap<String, Double>();
        var below = new LinkedHashMap<String, Double>();
        for (var part : parts) {
            above.put(members(part), isolation + half);
            above.put(contacts(part), -1.0);
            below.put(members(part), -(isolation - half));
            below.put(contacts(part), 1.0);
        }
        linear.atLeast(above, 0).atLeast(below, 0);
    }

    private void knowTotal(LinearSystem linear, Row region, List<String> parts) {
        if (region.isolation() != null) {
            knowIsolation(linear, region.isolation(), parts);
        }
        if (region.members() != null && totals == GroupCells.Totals.OF_ALL) {
            var sum = new LinkedHashMap<String, Double>();
            var negative = new LinkedHashMap<String, Double>();
            for (var part : parts) {
                sum.put(members(part), 1.0);
                negative.put(members(part), -1.0);
            }
            linear.atLeast(sum, region.members() - (facts.roundingBase()) / 2);
            linear.atLeast(negative, -(region.members() + (facts.roundingBase() - 1) / 2));
        }
    }

    private double least(double published) {
        return published == 0 ? 0 : Math.max(facts.threshold(), published - facts.roundingBase() / 2);
    }

    private double most(double published) {
        return published == 0 ? 0 : published + (facts.roundingBase() - 1) / 2;
    }

    // ---- county sheets: families, parts of wholes, verdicts, the census beside them

    /** Parts of a whole that exclude each other. */
    private static final List<List<String>> SUMS = List.of(
            List.of(
                    "disabled_children",
                    "disabled_children_in_ordinary_schools",
                    "disabled_children_in_special_schools",
                    "disabled_children_taught_at_home"),
            List.of("migrant_children", "migrant_children_public", "migrant_children_purchased"));

    List<Cell> onSheets() throws SQLException {
        var columns = facts.protectedColumns();
        var partOf = new LinkedHashMap<String, String>();
        for (var row :
                PublicSample.rows(copy, "SELECT column_name, part_of FROM county_column WHERE part_of IS NOT NULL")) {
            partOf.put((String) row[0], (String) row[1]);
        }
        var real = sheets(truth);
        var published = sheets(copy);
        var verdicts = new HashMap<String, String>();
        for (var row : PublicSample.rows(
                copy,
                "SELECT year || '/' || county_code || '/' || item, status FROM county_item"
                        + " WHERE item IN ('S0-10', 'S0-11', 'S0-12', '3.2') AND standard IN ('qujing-2022', 'cn-national-2017')")) {
            verdicts.put((String) row[0], (String) row[1]);
        }
        var toldSmall = new HashSet<String>();
        for (var row : PublicSample.rows(
                copy,
                "SELECT regexp_replace(row_key, '.*: ([0-9]+),.*: \"(.*)\",.*: \"(.*)\".*', '\\1/\\2/\\3') FROM withheld"
                        + " WHERE table_name = 'county_sheet' AND reason = 'small_count'")) {
            toldSmall.add((String) row[0]);
        }
        var bounds = censusBounds();
        var cells = new ArrayList<Cell>();
        for (var sheet : real.entrySet()) {
            var linear = new LinearSystem();
            var values = sheet.getValue();
            values.keySet().stream().filter(columns::contains).forEach(column -> {
                linear.count(column);
                var stands = published.get(sheet.getKey()).get(column);
                if (stands != null) {
                    boolean counts = facts.families().values().stream()
                            .anyMatch(family -> family.counts().contains(column));
                    linear.between(column, counts ? least(stands) : stands, counts ? most(stands) : stands);
                }
            });
            partOf.forEach((part, whole) -> {
                if (linear.knows(part) && linear.knows(whole)) {
                    linear.atLeast(Map.of(whole, 1.0, part, -1.0), 0);
                }
            });
            for (var sum : SUMS) {
                if (values.keySet().containsAll(sum)) {
                    knowSum(linear, sum, 1, 0);
                }
            }
            if (values.keySet()
                    .containsAll(List.of(
                            "disabled_children_in_ordinary_schools",
                            "schools_with_disabled_pupils",
                            "schools_with_3_disabled_pupils"))) {
                linear.atLeast(
                        Map.of(
                                "disabled_children_in_ordinary_schools",
                                1.0,
                                "schools_with_disabled_pupils",
                                -1.0,
                                "schools_with_3_disabled_pupils",
                                -2.0),
                        0);
            }
            knowVerdicts(linear, sheet.getKey(), values.keySet(), verdicts);
            for (var group : List.of("migrant", "left_behind")) {
                knowCensus(linear, sheet.getKey(), group, values.keySet(), bounds);
            }
            for (var family : facts.families().values()) {
                for (var column : family.columns()) {
                    if (values.containsKey(column)
                            && published.get(sheet.getKey()).get(column) == null) {
                        cells.add(new Cell(
                                sheet.getKey() + "/" + column,
                                bounds(linear, family, sheet.getKey(), column, values, toldSmall, facts.threshold()),
                                values.get(column)));
                    }
                }
            }
        }
        return cells;
    }

    /** One of the counts of a withheld family is small: which one, nobody can tell. */
    private static LinearSystem.Bounds bounds(
            LinearSystem linear,
            Family family,
            String sheet,
            String column,
            Map<String, Double> values,
            Set<String> toldSmall,
            int threshold) {
        var small = family.counts().stream().filter(values::containsKey).toList();
        // A family that is withheld for the census's sake has no small count of its own: its bounds are those of the
        // rest.
        boolean own = small.stream().anyMatch(each -> toldSmall.contains(sheet + "/" + each));
        if (!own) {
            return linear.bounds(column);
        }
        var hull = LinearSystem.Bounds.NONE;
        for (var each : small) {
            hull = hull.hull(linear.copy().between(each, 1, threshold - 1).bounds(column));
        }
        return hull;
    }

    /** whole ≥ share · … of its parts: factor · Σ parts ≤ whole, or with a negative sign the other way round. */
    private static void knowSum(LinearSystem linear, List<String> wholeAndParts, double wholeFactor, double slack) {
        var sum = new LinkedHashMap<String, Double>();
        sum.put(wholeAndParts.get(0), wholeFactor);
        wholeAndParts.subList(1, wholeAndParts.size()).forEach(part -> sum.put(part, -Math.signum(wholeFactor)));
        linear.atLeast(sum, slack);
    }

    private static void knowVerdicts(
            LinearSystem linear, String sheet, Set<String> columns, Map<String, String> verdicts) {
        if (columns.containsAll(List.of("dropouts_primary", "dropouts_junior"))) {
            var status = verdicts.get(sheet + "/S0-10");
            if ("pass".equals(status)) {
                linear.between("dropouts_primary", 0, 0).between("dropouts_junior", 0, 0);
            } else if ("fail".equals(status)) {
                linear.atLeast(Map.of("dropouts_primary", 1.0, "dropouts_junior", 1.0), 1);
            }
        }
        if (columns.containsAll(SUMS.get(1))) {
            knowShare(linear, SUMS.get(1), verdicts.get(sheet + "/S0-11"), 0.85);
        }
        if (columns.containsAll(SUMS.get(0))) {
            knowShare(linear, SUMS.get(0), verdicts.get(sheet + "/3.2"), 0.95);
            if ("pass".equals(verdicts.get(sheet + "/S0-12"))) {
                knowShare(linear, SUMS.get(0), "pass", 1);
                if (columns.contains("disabled_children_with_plan")) {
                    linear.atLeast(Map.of("disabled_children_with_plan", 1.0, "disabled_children", -1.0), 0);
                }
                if (columns.contains("disabled_children_able_to_attend_at_home")) {
                    linear.between("disabled_children_able_to_attend_at_home", 0, 0);
                }
            }
        }
    }

    private static void knowShare(LinearSystem linear, List<String> wholeAndParts, String status, double share) {
        if ("pass".equals(status)) {
            knowSum(linear, wholeAndParts, -share, 0);
        } else if ("fail".equals(status)) {
            knowSum(linear, wholeAndParts, share, 0.01);
        }
    }

    /** What the census says of the same children, by stage: between what each count lies. */
    private Map<String, List<double[]>> censusBounds() throws SQLException {
        var bounds = new HashMap<String, List<double[]>>();
        var real = new HashMap<String, Object[]>();
        var key = "year || '/' || region_code || '/' || student_group || '/' || stage";
        for (var row : PublicSample.rows(
                truth, "SELECT " + key + ", students, others FROM group_segregation WHERE level = 'county'")) {
            real.put((String) row[0], row);
        }
        for (var row : PublicSample.rows(
                copy,
                "SELECT " + key + ", students, others, year || '/' || region_code || '/' ||"
                        + " student_group FROM group_segregation WHERE level = 'county'")) {
            var of = real.get((String) row[0]);
            long members = (Long) of[1];
            long all = members + (Long) of[2];
            double[] each;
            if (row[1] == null) {
                each = facts.isSmall(members) ? new double[] {1, facts.threshold() - 1} : new double[] {0, all};
            } else if ((Long) row[1] == 0 || (Long) row[2] == 0) {
                each = new double[] {(Long) row[1], (Long) row[1]};
            } else {
                each = new double[] {least((Long) row[1]), most((Long) row[1])};
            }
            bounds.computeIfAbsent((String) row[3], any -> new ArrayList<>()).add(each);
        }
        return bounds;
    }

    private static void knowCensus(
            LinearSystem linear, String sheet, String group, Set<String> columns, Map<String, List<double[]>> bounds) {
        var column = group + "_children";
        var stages = bounds.get(sheet + "/" + group);
        if (stages != null && columns.contains(column)) {
            linear.between(
                    column,
                    stages.stream().mapToDouble(each -> each[0]).sum(),
                    stages.stream().mapToDouble(each -> each[1]).sum());
        }
    }

    /** The census's counts once more, with the sheet's count of the same children beside them. */
    List<Cell> onCensusBesideSheets() throws SQLException {
        var published = sheets(copy);
        var bounds = censusBounds();
        var cells = new ArrayList<Cell>();
        for (var row : PublicSample.rows(
                truth,
                "SELECT year || '/' || region_code || '/' || student_group, count(*),"
                        + " list(students ORDER BY stage), year || '/' || region_code, student_group FROM group_segregation WHERE"
                        + " level = 'county' AND student_group <> 'boarding' GROUP BY ALL ORDER BY ALL")) {
            var sheet = published.get((String) row[3]);
            var total = sheet == null ? null : sheet.get(row[4] + "_children");
            if (total == null) {
                continue;
            }
            var linear = new LinearSystem();
            var sum = new LinkedHashMap<String, Double>();
            var negative = new LinkedHashMap<String, Double>();
            var stages = bounds.get((String) row[0]);
            for (int i = 0; i < stages.size(); i++) {
                linear.between("stage " + i, stages.get(i)[0], stages.get(i)[1]);
                sum.put("stage " + i, 1.0);
                negative.put("stage " + i, -1.0);
            }
            linear.atLeast(sum, least(total)).atLeast(negative, -most(total));
            for (int i = 0; i < stages.size(); i++) {
                // A published count is known to within its rounding anyway.
                if (stages.get(i)[0] == 1 && stages.get(i)[1] == facts.threshold() - 1) {
                    cells.add(new Cell(row[0] + "/" + i, linear.bounds("stage " + i), Double.NaN));
                }
            }
        }
        return cells;
    }

    private Map<String, Map<String, Double>> sheets(Connection connection) throws SQLException {
        var sheets = new TreeMap<String, Map<String, Double>>();
        for (var row : PublicSample.rows(
                connection,
                "SELECT year || '/' || county_code, column_name, value FROM county_sheet" + " ORDER BY ALL")) {
            sheets.computeIfAbsent((String) row[0], each -> new LinkedHashMap<>())
                    .put((String) row[1], (Double) row[2]);
        }
        sheets.values().forEach(values -> values.values().removeIf(value -> value == null));
        return sheets;
    }

    // ---- cohorts: transfers and deaths behind two rounded ratios

    /** Even who knows exactly how many entered and graduated. */
    List<Cell> onCohorts() throws SQLException {
        var cells = new ArrayList<Cell>();
        var rows = new TreeMap<String, Map<String, Object[]>>();
        var real = new HashMap<String, Object[]>();
        var all = "SELECT year || '/' || region_code, measure, entrants, graduates, transferred_in, transferred_out,"
                + " deaths, value FROM cohort WHERE level = 'county' ORDER BY ALL";
        for (var row : PublicSample.rows(truth, all)) {
            real.put(row[0] + "/" + row[1], row);
        }
        for (var row : PublicSample.rows(copy, all)) {
            rows.computeIfAbsent((String) row[0], each -> new TreeMap<>()).put((String) row[1], row);
        }
        double half = Math.pow(10, -facts.measureDecimals()) / 2;
        for (var place : rows.entrySet()) {
            for (var measure : List.of("junior_retention", "nine_year_retention")) {
                var row = place.getValue().get(measure);
                var of = real.get(place.getKey() + "/" + measure);
                if (row == null || row[7] == null || of[6] == null || row[6] != null) {
                    continue;
                }
                double entrants = (Long) of[2];
                double graduates = (Long) of[3];
                double ratio = (Double) row[7];
                var linear = new LinearSystem().count("in").count("out").count("deaths");
                // graduates / (entrants + in − out − deaths) lies within half a digit of the ratio.
                linear.atLeast(Map.of("in", 1.0, "out", -1.0, "deaths", -1.0), graduates / (ratio + half) - entrants);
                linear.atLeast(Map.of("in", -1.0, "out", 1.0, "deaths", 1.0), entrants - graduates / (ratio - half));
                var other = place.getValue().get(measure + "_a");
                if (other != null && other[7] != null) {
                    double a = (Double) other[7];
                    // (graduates − in + out) / (entrants − deaths)
                    linear.atLeast(
                            Map.of("in", 1.0, "out", -1.0, "deaths", -a - half), graduates - (a + half) * entrants);
                    linear.atLeast(
                            Map.of("in", -1.0, "out", 1.0, "deaths", a - half), (a - half) * entrants - graduates);
                }
                var names = List.of("in", "out", "deaths");
                for (int i = 0; i < names.size(); i++) {
                    if (of[4 + i] != null) {
                        var hull = LinearSystem.Bounds.NONE;
                        for (var small : names) {
                            hull = hull.hull(linear.copy()
                                    .between(small, 1, facts.threshold() - 1)
                                    .bounds(names.get(i)));
                        }
                        cells.add(
                                new Cell(place.getKey() + "/" + measure + "/" + names.get(i), hull, (Long) of[4 + i]));
                    }
                }
            }
        }
        return cells;
    }
}
