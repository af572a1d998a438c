package org.junheng.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Grouping;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.terms.Level;
import org.junheng.terms.Stage;
import org.junheng.terms.Status;
import org.junheng.warehouse.TableShape;

/** Measures a nation in one year from the indicators of all its schools, never by averaging provinces. */
final class NationMeasures {
    private final CensusProfile profile;
    private final Rulebook rulebook;
    private final int year;
    private final MetricTables tables;
    private final Map<String, EquityRow> rows = new LinkedHashMap<>();
    private final List<String> levels;
    private final Map<String, Grouping> byColumn;
    /** Code of a region → its level and the region above. */
    private final Map<String, Place> places = new HashMap<>();
    /** Code of a school → its row of table {@code school}. */
    private final Map<String, Object[]> schools = new HashMap<>();

    private final Map<String, Integer> schoolColumns;
    /** Standard → the schools that it measures. */
    private final Map<String, Placements> placements = new HashMap<>();

    private final int standard;
    private final int stage;
    private final int indicator;
    private final int numerator;
    private final int students;
    private final int value;
    private final int status;
    private final int schoolCode;
    private final int countyCode;

    private record Place(String level, String parent) {}

    /** The schools of a standard, each with its position, and where they belong. */
    private record Placements(Map<String, Integer> positions, List<Partitionings.Placed> placed) {}

    NationMeasures(CensusProfile profile, Rulebook rulebook, int year) {
        this.profile = profile;
        this.rulebook = rulebook;
        this.year = year;
        tables = new MetricTables(rulebook);
        var at = indicatorShape().positions();
        standard = at.get("standard");
        stage = at.get("stage");
        indicator = at.get("indicator");
        numerator = at.get("numerator");
        students = at.get("students");
        value = at.get("value");
        status = at.get("status");
        schoolCode = at.get("school_code");
        countyCode = at.get("county_code");
        levels = profile.levelsBelowNation();
        byColumn = GroupTables.byColumn(rulebook.groupings());
        schoolColumns = schoolShape().positions();
    }

    /** The shape of the rows that {@link #addDivisions} takes. */
    TableShape divisionShape() {
        return tables.division.shape();
    }

    /** The shape of the rows that {@link #addSchools} takes: what tells where a school belongs. */
    TableShape schoolShape() {
        var needed = new LinkedHashSet<>(List.of("school_code", "region_code"));
        byColumn.values().forEach(grouping -> needed.add(grouping.column()));
        return new TableShape(
                tables.school.shape().name(),
                tables.school.shape().columns().stream()
                        .filter(column -> needed.contains(column.name()))
                        .toList());
    }

    /** Takes rows of {@code division}, before schools and indicators. */
    void addDivisions(List<Object[]> rows) {
        var at = divisionShape().positions();
        for (var row : rows) {
            places.put((String) row[at.get("code")], new Place((String) row[at.get("level")], (String)
                    row[at.get("parent_code")]));
        }
    }

    /** Takes rows of {@code school}, before those of their indicators. */
    void addSchools(List<Object[]> rows) {
        int code = schoolColumns.get("school_code");
        rows.forEach(row -> schools.put((String) row[code], row));
    }

    /** The position of a school among those that a standard measures. */
    private int position(Object[] row) {
        var its = placements.computeIfAbsent(
                (String) row[standard], each -> new Placements(new HashMap<>(), new ArrayList<>()));
        var code = (String) row[schoolCode];
        var known = its.positions().get(code);
        if (known != null) {
            return known;
        }
        its.positions().put(code, its.placed().size());
        its.placed().add(placed(code, (String) row[countyCode]));
        return its.placed().size() - 1;
    }

    /** Where a school belongs: the county in which it counts, or its lowest region, and what lies above. */
    private Partitionings.Placed placed(String code, String county) {
        var school = schools.get(code);
        var regions = new String[levels.size()];
        var region = county == null ? (String) school[schoolColumns.get("region_code")] : county;
        while (region != null && places.containsKey(region)) {
            int level = levels.indexOf(places.get(region).level());
            if (level >= 0) {
                regions[level] = region;
            }
            region = places.get(region).parent();
        }
        if (profile.unit().level() != null) {
            regions[levels.size() - 1] = code;
        }
        var groups = byColumn.values().stream()
                .map(grouping -> (String) school[schoolColumns.get(grouping.column())])
                .toArray(String[]::new);
        return new Partitionings.Placed(regions, groups);
    }

    /** The shape of the rows that {@link #add} takes. */
    TableShape indicatorShape() {
        return tables.schoolIndicator.shape();
    }

    private static String key(Object standard, Object stage, Object indicator) {
        return standard + "\t" + stage + "\t" + indicator;
    }

    /** Takes rows of {@code school_indicator}; within a standard, stage and indicator they must come by school code. */
    void add(List<Object[]> indicatorRows) {
        for (var row : indicatorRows) {
            var unit = rows.computeIfAbsent(key(row[standard], row[stage], row[indicator]), each -> new EquityRow());
            boolean hasScope = rulebook.standards().get((String) row[standard]).scope() != null;
            if (row[value] != null) {
                unit.addUnit(
                        (Double) row[numerator],
                        (Long) row[students],
                        Status.PASS.id().equals(row[status]),
                        position(row));
            } else if (hasScope && Status.NOT_APPLICABLE.id().equals(row[status]) && !isZero(row[students])) {
                unit.addOutOfScope();
            } else if (isZero(row[students])) {
                unit.addWithoutStudents();
            } else {
                unit.addMissing();
            }
        }
    }

    private static boolean isZero(Object count) {
        return count != null && (Long) count == 0;
    }

    /** Fills tables {@code equity} and {@code division} for the nation. */
    MetricTables measure(List<Standard> standards) {
        var nation = profile.levels().get(Level.NATION);
        DivisionRows.addNation(tables.division, profile, year);
        var groupTables = new GroupTables(tables, year, rulebook.groupings());
        // A plan is about its region alone.
        for (var each :
                standards.stream().filter(standard -> !standard.isPlan()).toList()) {
            var placed = placements.getOrDefault(each.standard(), new Placements(Map.of(), List.of()));
            var partitionings = new Partitionings(levels, byColumn, placed.placed());
            for (Stage of : each.stages()) {
                for (var its : each.indicators()) {
                    var row = rows.get(key(each.standard(), of.id(), its.id()));
                    if (row != null) {
                        var measures = row.measures(its);
                        groupTables.write(each, Level.NATION, nation.code(), of, its, row, measures, partitionings);
                        row.write(
                                tables.equity, year, each, Level.NATION, nation.code(), of, its, measures, null, null);
                    }
                }
            }
        }
        return tables;
    }
}
