package org.junheng.explain;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junheng.explain.DifferenceReport.Basis;
import org.junheng.explain.DifferenceReport.Change;
import org.junheng.explain.DifferenceReport.Component;
import org.junheng.explain.DifferenceReport.CountyVerdicts;
import org.junheng.explain.DifferenceReport.Figures;
import org.junheng.explain.DifferenceReport.GapPair;
import org.junheng.explain.DifferenceReport.IndicatorDifference;
import org.junheng.explain.DifferenceReport.ItemChange;
import org.junheng.explain.DifferenceReport.NotCompared;
import org.junheng.explain.DifferenceReport.RankPair;
import org.junheng.explain.DifferenceReport.SchoolVerdicts;
import org.junheng.explain.DifferenceReport.Setting;
import org.junheng.explain.DifferenceReport.Side;
import org.junheng.explain.DifferenceReport.VerdictPair;
import org.junheng.explain.Tables.Row;
import org.junheng.explain.Text.Next;
import org.junheng.explain.Where.Snapshot;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;

/** Finds what differs between two sides, and takes it apart over the schools' rows. */
final class DifferenceReader {
    /** Published figures and those worked out again from the schools' rows differ by rounding alone. */
    private static final double AS_PUBLISHED = 1e-9;

    private static final List<String> VERDICTS = List.of("pass", "fail", "cannot_say", "not_applicable");

    private static final Comparator<Row> BY_ITEM = Comparator.comparing(
                    (Row row) -> row.text("stage"), Comparator.reverseOrder())
            .thenComparing(row -> Item.sortKey(row.text("item") == null ? row.text("indicator") : row.text("item")))
            .thenComparing(row -> row.text("indicator"));

    private final Tables tables;
    private final Comparer.Selection selection;
    private final ComparedUnits units;

    DifferenceReader(Tables tables, Comparer.Selection selection) {
        this.tables = tables;
        this.selection = selection;
        this.units = new ComparedUnits(tables);
    }

    /**
     * Reads.
     *
     * @param kind {@code years} or {@code places}
     */
    DifferenceReport read(String kind, Where askedFrom, Where askedTo) throws SQLException {
        var common = commonStandards(askedFrom, askedTo);
        var standard = selection.standard().orElseGet(() -> common.get(0));
        var from = under(askedFrom, standard);
        var to = under(askedTo, standard);
        var before = figures(from);
        var after = figures(to);
        check(from, to, before, after);
        var keys = new LinkedHashMap<List<String>, Row>();
        var all = new ArrayList<>(before.values());
        all.addAll(after.values());
        all.stream().sorted(BY_ITEM).forEach(row -> keys.putIfAbsent(key(row), row));
        var indicators = new ArrayList<IndicatorDifference>();
        var notCompared = new ArrayList<NotCompared>();
        for (var key : keys.keySet()) {
            var reason = lacking(key, from, to, before, after);
            if (reason.isPresent()) {
                var row = keys.get(key);
                notCompared.add(new NotCompared(key.get(0), key.get(1), title(row), reason.get()));
            } else {
                add(kind, from, to, standard, before.get(key), after.get(key), indicators, notCompared);
            }
        }
        var known = from.standards().get(standard);
        return new DifferenceReport(
                kind,
                Snapshot.of(tables),
                side(from),
                side(to),
                new Basis(
                        standard,
                        known.title(),
                        known.place(),
                        settings(from.standards(), standard),
                        common.stream().filter(each -> !each.equals(standard)).toList()),
                kind.equals("years") ? breaks(from, to) : List.of(),
                indicators,
                notCompared,
                verdicts(from, to),
                countyVerdicts(from, to),
                schoolVerdicts(from, to, standard),
                kind.equals("years") ? items(from, to, standard) : List.of(),
                ranks(from, to, standard, keys),
                gaps(from, to, standard, keys),
                next(kind, from, to));
    }

    /** The switches of a standard that decide what counts, which no single rule of it names. */
    private List<Setting> settings(Standards standards, String standard) throws SQLException {
        var found = new ArrayList<Setting>();
        for (var row : tables.rows("""
                SELECT each FROM (SELECT unnest(string_split(switches, '; ')) AS each FROM standard WHERE standard = ?)
                WHERE each NOT IN (SELECT unnest(string_split(switches, '; ')) FROM standard_rule
                  WHERE standard = ? AND switches IS NOT NULL)""", standard, standard)) {
            var parts = row.text("each").split("=", 2);
            if (parts.length == 2) {
                found.add(new Setting(
                        parts[0],
                        parts[1],
                        !standards.get(standard).unconfirmed().contains(parts[0])));
            }
        }
        return found;
    }

    private static Where under(Where asked, String standard) {
        return new Where(
                asked.code(),
                asked.name(),
                asked.level(),
                asked.zone(),
                asked.year(),
                asked.stage(),
                Optional.of(standard),
                asked.standards());
    }

    private static Side side(Where where) {
        return new Side(where.year(), where.code(), where.name(), where.level());
    }

    /** The standards under which both sides have figures of their own, the national law first, plans last. */
    private List<String> commonStandards(Where from, Where to) throws SQLException {
        var common = tables.rows("""
                SELECT e.standard FROM equity e LEFT JOIN standard s USING (standard)
                WHERE e.year = ? AND e.level = ? AND e.region_code = ?
                  AND EXISTS (FROM equity o WHERE o.standard = e.standard AND o.year = ? AND o.level = ? AND o.region_code = ?)
                GROUP BY ALL
                ORDER BY any_value(s.indicators_of) IS NOT NULL, any_value(s.assessment_level) IS DISTINCT FROM 'nation',
                  any_value(s.valid_from) DESC, e.standard""", from.year(), from.level(), from.code(), to.year(), to.level(), to.code()).stream()
                .map(row -> row.text("standard"))
                .toList();
        if (common.isEmpty()) {
            throw Comparer.fault(
                    "nothing",
                    Bilingual.format(
                            "%s %s（%s 年）与 %s %s（%s 年）没有按同一标准测得的指标",
                            "no indicator is measured by the same standard in %s %s (%s) and %s %s (%s)",
                            from.name(),
                            from.code(),
                            from.year() + "",
                            to.name(),
                            to.code(),
                            to.year() + ""),
                    new Bilingual(
                            "用 junheng query \"SELECT DISTINCT year, standard, level, region_code FROM equity\" 查看测得了什么",
                            "see what is measured with junheng query \"SELECT DISTINCT year, standard, level, region_code FROM equity\""));
        }
        return common;
    }

    private static List<String> key(Row row) {
        return List.of(row.text("stage"), row.text("indicator"));
    }

    private static Bilingual title(Row row) {
        return row.both("title") == null ? Words.same(row.text("indicator")) : row.both("title");
    }

    /** Stage and indicator → the row of table {@code equity}, with item and title. */
    private Map<List<String>, Row> figures(Where where) throws SQLException {
        var found = new LinkedHashMap<List<String>, Row>();
        for (var row : tables.rows(
                """
                SELECT e.*, k.item, r.title_zh, r.title_en
                FROM equity e LEFT JOIN %1$s m USING (standard)
                LEFT JOIN standard_rule r ON r.standard = coalesce(m.indicators_of, e.standard) AND r.stage = e.stage AND r.item = e.indicator
                LEFT JOIN standard_rule k ON k.standard = r.standard AND k.stage = e.stage AND k.indicator = e.indicator AND k.level = 'county'
                WHERE e.year = ? AND e.level = ? AND e.region_code = ?%2$s%3$s""".formatted(Standards.MEASURED_BY, where.equityFilter("e."), indicatorFilter()),
                where.year(),
                where.level(),
                where.code())) {
            found.putIfAbsent(key(row), row);
        }
        return found;
    }

    private String indicatorFilter() {
        return selection
                .indicator()
                .map(SqlText::literal)
                .map(id -> " AND (e.indicator = " + id + " OR k.item = " + id + ")")
                .orElse("");
    }

    /** An indicator or stage that neither side has. */
    private void check(Where from, Where to, Map<List<String>, Row> before, Map<List<String>, Row> after)
            throws SQLException {
        if (!before.isEmpty() || !after.isEmpty()) {
            return;
        }
        var there = tables.rows(
                """
                SELECT DISTINCT e.stage, e.indicator, k.item FROM equity e LEFT JOIN standard_rule k ON k.standard = %s
                  AND k.stage = e.stage AND k.indicator = e.indicator AND k.level = 'county'
                WHERE e.year IN (?, ?) AND e.region_code IN (?, ?) ORDER BY e.stage, k.item, e.indicator""".formatted(SqlText.literal(
                        from.standards().measuredBy(from.standard().orElseThrow()))),
                from.year(),
                to.year(),
                from.code(),
                to.code());
        var indicators = there.stream()
                .map(row -> (row.text("item") == null ? "" : row.text("item") + " ") + row.text("indicator"))
                .distinct()
                .collect(Collectors.joining(", "));
        var stages = new TreeSet<>(there.stream().map(row -> row.text("stage")).toList());
        throw Comparer.fault(
                "indicator",
                Bilingual.format(
                        "两处都没有所选学段与指标的数据%s",
                        "neither side has figures for that stage and indicator%s",
                        selection.indicator().map(id -> " (" + id + ")").orElse("")),
                Bilingual.format(
                        "其中有的学段：%s；指标：%s",
                        "there are the stages %s and the indicators %s", String.join(", ", stages), indicators));
    }

    private static Optional<Bilingual> lacking(
            List<String> key, Where from, Where to, Map<List<String>, Row> before, Map<List<String>, Row> after) {
        if (before.containsKey(key) && after.containsKey(key)) {
            return Optional.empty();
        }
        var side = before.containsKey(key) ? to : from;
        return Optional.of(Bilingual.format(
                "%s %s 年没有一所学校有此值", "no school of %s has a value in %s", side.name(), side.year() + ""));
    }

    private void add(
            String kind,
            Where from,
            Where to,
            String standard,
            Row before,
            Row after,
            List<IndicatorDifference> indicators,
            List<NotCompared> notCompared)
            throws SQLException {
        var stage = before.text("stage");
        var indicator = before.text("indicator");
        var unitsBefore = units.of(from, standard, stage, indicator);
        var unitsAfter = units.of(to, standard, stage, indicator);
        if (unitsBefore.isEmpty() || unitsAfter.isEmpty()) {
            notCompared.add(new NotCompared(
                    stage,
                    indicator,
                    title(before),
                    new Bilingual("汇总库中没有逐校的值", "the summary has no values of single schools")));
            return;
        }
        Change mean;
        Change square;
        YearDifference years = null;
        GroupDifference places = null;
        if (kind.equals("years")) {
            years = YearDifference.of(
                    units, unitsBefore, unitsAfter, from, to, standard, stage, indicator, selection.schools());
            mean = change(
                    before.number("mean"),
                    after.number("mean"),
                    years.mean().before(),
                    years.mean().after(),
                    years.componentsOfMean());
            square = change(
                    square(before),
                    square(after),
                    years.variation().before(),
                    years.variation().after(),
                    years.componentsOfSquare());
        } else {
            places = GroupDifference.of(unitsBefore.values(), unitsAfter.values());
            var found = places.difference();
            mean = change(
                    before.number("mean"),
                    after.number("mean"),
                    found.meanA(),
                    found.meanB(),
                    places.componentsOfMean());
            square = change(
                    square(before), square(after), found.squareA(), found.squareB(), places.componentsOfSquare());
        }
        indicators.add(new IndicatorDifference(
                stage,
                indicator,
                before.text("item"),
                title(before),
                figuresOf(before),
                figuresOf(after),
                mean,
                square,
                asVariation(before.number("cv"), after.number("cv"), square),
                years == null ? null : years.schools(),
                places == null ? null : places.grouping()));
    }

    private static Double square(Row row) {
        var cv = row.number("cv");
        return cv == null ? null : Double.valueOf(cv * cv);
    }

    private static Change change(
            Double published, Double publishedAfter, double before, double after, List<Component> components) {
        boolean agrees = same(published, before) && same(publishedAfter, after);
        var missing =
                components.stream().anyMatch(component -> component.value().isNaN());
        Bilingual reason = null;
        if (missing) {
            reason = published == null || publishedAfter == null
                    ? new Bilingual("一方均值为 0，差异系数无法计算", "a mean is 0: there is no CV")
                    : new Bilingual(
                            "没有两边共有而均值不为 0 的学校，无法分解",
                            "nothing that both sides share has a mean above 0: it cannot be taken apart");
        } else if (!agrees) {
            reason = Bilingual.format(
                    "逐校重算得 %s 与 %s，与已发布的不同；各项之和等于重算之差",
                    "worked out again from the schools it is %s and %s, not as published; the parts sum to that difference",
                    Digits.of(before),
                    Digits.of(after));
        }
        return new Change(
                published,
                publishedAfter,
                published == null || publishedAfter == null ? null : Double.valueOf(publishedAfter - published),
                components.stream()
                        .map(component ->
                                component.value().isNaN() ? new Component(component.component(), null) : component)
                        .toList(),
                agrees,
                reason);
    }

    private static boolean same(Double published, double again) {
        return published == null
                ? Double.isNaN(again)
                : Math.abs(published - again) <= AS_PUBLISHED * Math.max(1, Math.abs(published));
    }

    /** CV₁ − CV₀ = (CV₁² − CV₀²) / (CV₀ + CV₁), part by part. */
    private static Change asVariation(Double before, Double after, Change square) {
        double sum = before == null || after == null ? 0 : before + after;
        return new Change(
                before,
                after,
                before == null || after == null ? null : Double.valueOf(after - before),
                square.components().stream()
                        .map(component -> component.value() == null || sum == 0
                                ? component
                                : new Component(component.component(), component.value() / sum))
                        .toList(),
                square.agrees(),
                square.reason());
    }

    private static Figures figuresOf(Row row) {
        var measures = new LinkedHashMap<>(row.cells());
        List.of("year", "standard", "level", "region_code", "stage", "indicator", "item", "title_zh", "title_en")
                .forEach(measures::remove);
        return new Figures(
                row.integer("units"),
                row.integer("excluded_no_students"),
                row.integer("excluded_missing"),
                row.integer("excluded_out_of_scope"),
                row.number("cv_limit"),
                row.text("cv_status"),
                measures);
    }

    /** Changes of the place between the years after which its territory is another. */
    private List<Bilingual> breaks(Where from, Where to) throws SQLException {
        return tables
                .rows("""
                SELECT year, code, name, break_kind, break_note FROM division
                WHERE year > ? AND year <= ? AND code IN (?, ?) AND regexp_matches(break_kind, 'merged|split|territory|level_changed')
                ORDER BY year""", Math.min(from.year(), to.year()), Math.max(from.year(), to.year()), from.code(), to.code())
                .stream()
                .map(row -> Bilingual.format(
                        "%s 年区划变动，前后地域不同：%s",
                        "in %s the territory changed: %s", row.text("year"), row.text("break_note")))
                .toList();
    }

    private List<VerdictPair> verdicts(Where from, Where to) throws SQLException {
        var found = new ArrayList<VerdictPair>();
        if (!from.level().equals("county") || !to.level().equals("county")) {
            return found;
        }
        for (var row : tables.rows(
                """
                SELECT standard, a.verdict AS a, a.basis AS basis_a, b.verdict AS b, b.basis AS basis_b
                FROM (FROM county_verdict WHERE year = ? AND county_code = ?) a
                FULL JOIN (FROM county_verdict WHERE year = ? AND county_code = ?) b USING (standard, assessment_level)
                %s ORDER BY assessment_level <> 'nation', standard""".formatted(selection
                        .standard()
                        .map(id -> "WHERE standard = " + SqlText.literal(id))
                        .orElse("")),
                from.year(),
                from.code(),
                to.year(),
                to.code())) {
            found.add(new VerdictPair(
                    row.text("standard"), row.text("a"), row.text("basis_a"), row.text("b"), row.text("basis_b")));
        }
        return found;
    }

    private List<CountyVerdicts> countyVerdicts(Where from, Where to) throws SQLException {
        var counts = new LinkedHashMap<List<String>, int[]>();
        countCounties(from, 0, counts);
        countCounties(to, 1, counts);
        var standards =
                counts.keySet().stream().map(each -> each.get(0)).distinct().toList();
        return counts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<List<String>, int[]> each) ->
                                standards.indexOf(each.getKey().get(0)))
                        .thenComparing(each -> VERDICTS.indexOf(each.getKey().get(1))))
                .map(each -> new CountyVerdicts(
                        each.getKey().get(0), each.getKey().get(1), each.getValue()[0], each.getValue()[1]))
                .toList();
    }

    private void countCounties(Where where, int side, Map<List<String>, int[]> counts) throws SQLException {
        if (where.level().equals("county") || ComparedUnits.isGroup(where.level())) {
            return;
        }
        for (var row : tables.rows(
                """
                SELECT v.standard, v.verdict, count(*) AS counties FROM county_verdict v WHERE v.year = ?%s
                  AND v.county_code IN (%s)
                GROUP BY v.standard, v.verdict, v.assessment_level
                ORDER BY v.assessment_level <> 'nation', v.standard""".formatted(
                                selection
                                        .standard()
                                        .map(id -> " AND v.standard = " + SqlText.literal(id))
                                        .orElse(""),
                                where.inside("code")),
                where.year())) {
            counts.computeIfAbsent(List.of(row.text("standard"), row.text("verdict")), each -> new int[2])[side] =
                    row.integer("counties");
        }
    }

    /** Verdicts on schools of the place, as many as there are. */
    private List<SchoolVerdicts> schoolVerdicts(Where from, Where to, String standard) throws SQLException {
        var counts = new LinkedHashMap<List<String>, int[]>();
        count(from, standard, 0, counts);
        count(to, standard, 1, counts);
        return counts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<List<String>, int[]> each) ->
                                each.getKey().get(0))
                        .reversed()
                        .thenComparing(each -> VERDICTS.indexOf(each.getKey().get(1))))
                .map(each -> new SchoolVerdicts(
                        each.getKey().get(0), each.getKey().get(1), each.getValue()[0], each.getValue()[1]))
                .toList();
    }

    private void count(Where where, String standard, int side, Map<List<String>, int[]> counts) throws SQLException {
        for (var row : tables.rows(
                """
                SELECT v.stage, v.verdict, count(*) AS schools
                FROM school_verdict v JOIN school s USING (year, school_code)
                WHERE v.year = ? AND v.standard = ? AND EXISTS (FROM school_indicator i WHERE i.year = v.year
                  AND i.standard = v.standard AND i.stage = v.stage AND i.school_code = v.school_code AND %s)%s
                GROUP BY ALL""".formatted(ComparedUnits.inside(where, standard), where.stageFilter("v.")),
                where.year(),
                where.standards().measuredBy(standard))) {
            counts.computeIfAbsent(List.of(row.text("stage"), row.text("verdict")), each -> new int[2])[side] =
                    row.integer("schools");
        }
    }

    /** Items of a county, or of a city or province, that came to something else under a standard. */
    private List<ItemChange> items(Where from, Where to, String standard) throws SQLException {
        boolean county = from.level().equals("county");
        var table = county
                ? "SELECT * FROM county_item WHERE year = ? AND county_code = ? AND standard = ?"
                : "SELECT *, 'all' AS stage FROM region_item WHERE year = ? AND region_code = ? AND standard = ?";
        var found = new ArrayList<ItemChange>();
        for (var row : tables.rows(
                """
                WITH a AS (%1$s), b AS (%1$s)
                SELECT stage, item, a.status AS a, a.observed AS observed_a, b.status AS b, b.observed AS observed_b,
                  coalesce(b.required, a.required) AS required, coalesce(b.unit, a.unit) AS unit,
                  (SELECT any_value(r.title_zh) FROM standard_rule r WHERE r.standard = %2$s AND r.item = x.item) AS title_zh,
                  (SELECT any_value(r.title_en) FROM standard_rule r WHERE r.standard = %2$s AND r.item = x.item) AS title_en
                FROM (SELECT stage, item FROM a UNION SELECT stage, item FROM b) x
                LEFT JOIN a USING (stage, item) LEFT JOIN b USING (stage, item)
                WHERE a.status IS DISTINCT FROM b.status%3$s""".formatted(
                                table,
                                SqlText.literal(standard),
                                selection
                                        .stage()
                                        .map(id -> " AND stage = " + SqlText.literal(id))
                                        .orElse("")),
                from.year(),
                from.code(),
                standard,
                to.year(),
                to.code(),
                standard)) {
            found.add(new ItemChange(
                    standard,
                    row.text("stage"),
                    row.text("item"),
                    row.both("title") == null ? Words.same(row.text("item")) : row.both("title"),
                    row.text("a"),
                    row.number("observed_a"),
                    row.text("b"),
                    row.number("observed_b"),
                    row.number("required"),
                    row.text("unit")));
        }
        found.sort(Comparator.comparing((ItemChange item) -> Item.sortKey(item.item()))
                .thenComparing(ItemChange::stage, Comparator.reverseOrder()));
        return found;
    }

    private List<RankPair> ranks(Where from, Where to, String standard, Map<List<String>, Row> shown)
            throws SQLException {
        var found = new ArrayList<RankPair>();
        for (var row : both("region_rank", "measure", "rank_low, rank_high, ranked", from, to, standard)) {
            if (shown.containsKey(key(row)) && (row.integer("rank_low") != null || row.integer("rank_low_1") != null)) {
                found.add(new RankPair(
                        row.text("stage"),
                        row.text("indicator"),
                        title(shown.get(key(row))),
                        row.text("measure"),
                        row.integer("rank_low"),
                        row.integer("rank_high"),
                        row.integer("ranked"),
                        row.integer("rank_low_1"),
                        row.integer("rank_high_1"),
                        row.integer("ranked_1")));
            }
        }
        return found;
    }

    private List<GapPair> gaps(Where from, Where to, String standard, Map<List<String>, Row> shown)
            throws SQLException {
        var found = new ArrayList<GapPair>();
        for (var row : both("gap", "dimension, group_a, group_b", "ratio", from, to, standard)) {
            if (shown.containsKey(key(row))) {
                found.add(new GapPair(
                        row.text("stage"),
                        row.text("indicator"),
                        title(shown.get(key(row))),
                        row.text("dimension"),
                        row.text("group_a"),
                        row.text("group_b"),
                        row.number("ratio"),
                        row.number("ratio_1")));
            }
        }
        return found;
    }

    /** Rows of a table of both sides beside each other; a column of the second side ends with {@code _1}. */
    private List<Row> both(String table, String key, String columns, Where from, Where to, String standard)
            throws SQLException {
        var names = List.of(columns.split(", "));
        var select =
                "SELECT stage, indicator, %s, %s FROM %s WHERE year = ? AND level = ? AND region_code = ? AND standard = ?"
                        .formatted(key, columns, table);
        return tables
                .rows(
                        "SELECT stage, indicator, %1$s, %2$s, %3$s FROM (%4$s) a FULL JOIN (%4$s) b USING (stage, indicator, %1$s) ORDER BY ALL"
                                .formatted(
                                        key,
                                        names.stream().map(name -> "a." + name).collect(Collectors.joining(", ")),
                                        names.stream()
                                                .map(name -> "b." + name + " AS " + name + "_1")
                                                .collect(Collectors.joining(", ")),
                                        select),
                        from.year(),
                        from.level(),
                        from.code(),
                        standard,
                        to.year(),
                        to.level(),
                        to.code(),
                        standard)
                .stream()
                .sorted(Comparator.comparing((Row row) -> row.text("stage"), Comparator.reverseOrder()))
                .toList();
    }

    private List<Next> next(String kind, Where from, Where to) {
        var command = kind.equals("years")
                ? "junheng compare %s --years %d,%d".formatted(Where.quoted(to.code()), from.year(), to.year())
                : "junheng compare %s %s --year %d"
                        .formatted(Where.quoted(from.code()), Where.quoted(to.code()), to.year());
        var next = new ArrayList<Next>();
        if (selection.indicator().isEmpty()) {
            next.add(new Next(
                    command + " --indicator ID",
                    new Bilingual("某一指标的全部测度与分解", "all measures and parts of one indicator")));
        }
        next.add(new Next(command + " --format json", new Bilingual("全部内容，不舍入", "all of it, not rounded")));
        if (!ComparedUnits.isGroup(to.level())) {
            next.add(new Next(to.command(to.code(), ""), new Bilingual("为何通过或不通过", "why it passes or fails")));
        }
        return next;
    }
}
