package org.junheng.explain;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.junheng.explain.Tables.Row;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;

/** The schools of a county that miss the seven indicators, and the absent ones of its register. */
final class SchoolsBehind {
    private final Tables tables;

    SchoolsBehind(Tables tables) {
        this.tables = tables;
    }

    /**
     * A school that holds the county back.
     *
     * @param countsUnder the standards under which it counts in the county
     */
    record SchoolBehind(
            String stage,
            String schoolCode,
            String name,
            String verdict,
            int met,
            int betweenFloorAndThreshold,
            int belowFloor,
            int unknown,
            List<Shortfall> shortOf,
            List<String> countsUnder) {
        double relativeShortfall() {
            return shortOf.stream()
                    .filter(each -> each.value() != null && each.threshold() != null)
                    .mapToDouble(each -> 1 - each.value() / each.threshold())
                    .sum();
        }
    }

    /**
     * An indicator that is not reached.
     *
     * @param needed what must be added with today's students, in the unit of the resource
     */
    record Shortfall(
            String item,
            String indicator,
            Bilingual title,
            Double value,
            Double threshold,
            boolean belowFloor,
            Double needed,
            String unit) {}

    /** A school that should have reported. */
    record AbsentSchool(
            String schoolCode,
            String name,
            List<String> stages,
            String state,
            String file,
            Integer line,
            Bilingual reason) {}

    /** Those that fail before those that cannot be told, the furthest behind first. */
    List<SchoolBehind> behind(Where where) throws SQLException {
        var found = new LinkedHashMap<List<Object>, SchoolBehind>();
        var rows = tables.rows(
                """
                WITH unit AS (SELECT rule AS item, any_value(split_part(unit, '/', 1)) AS unit FROM finding
                  WHERE level = 'school' AND unit LIKE '%%/%%' GROUP BY 1),
                counted AS (
                  SELECT e.school_code, e.stage, coalesce(m.indicators_of, e.standard) AS standard,
                    string_agg(e.standard, ' ' ORDER BY m.indicators_of IS NOT NULL, e.standard) AS counts_under
                  FROM expected_school e LEFT JOIN %4$s m USING (standard)
                  WHERE e.year = %1$d AND e.county_code = %2$s AND e.state = 'reported'%3$s GROUP BY ALL)
                SELECT v.*, e.counts_under, s.name, i.indicator, coalesce(c.item, i.indicator) AS item, r.title_zh, r.title_en, i.value, i.threshold, i.value < i.floor AS below, u.unit,
                  CASE WHEN i.value < i.threshold THEN (i.threshold - i.value) * i.students / r.scale END AS needed
                FROM school_verdict v JOIN counted e USING (standard, stage, school_code) JOIN school s USING (year, school_code)
                LEFT JOIN school_indicator i ON i.year = v.year AND i.standard = v.standard AND i.stage = v.stage
                  AND i.school_code = v.school_code AND i.status IN ('fail', 'cannot_say')
                LEFT JOIN standard_rule r ON r.standard = i.standard AND r.item = i.indicator AND r.stage = i.stage
                LEFT JOIN standard_rule c ON c.standard = i.standard AND c.indicator = i.indicator AND c.stage = i.stage
                  AND c.level = 'county'
                LEFT JOIN unit u ON u.item = c.item
                WHERE v.year = %1$d AND v.verdict IN ('fail', 'cannot_say')
                ORDER BY v.standard, v.stage, v.school_code, c.item, i.indicator""".formatted(where.year(), SqlText.literal(where.code()), where.filter("e."), Standards.MEASURED_BY));
        var shortOf = new LinkedHashMap<List<Object>, List<Shortfall>>();
        var firsts = new LinkedHashMap<List<Object>, Row>();
        for (var row : rows) {
            var key = List.<Object>of(row.text("standard"), row.text("stage"), row.text("school_code"));
            firsts.putIfAbsent(key, row);
            var those = shortOf.computeIfAbsent(key, each -> new ArrayList<>());
            if (row.text("indicator") != null) {
                those.add(shortfall(row));
            }
        }
        firsts.forEach((key, row) -> {
            var school = school(row, shortOf.get(key));
            found.merge(
                    List.of(school.stage(), school.schoolCode(), school.verdict(), school.shortOf()),
                    school,
                    SchoolsBehind::underBoth);
        });
        return found.values().stream()
                .sorted(Comparator.comparing(
                                (SchoolBehind each) -> !each.verdict().equals("fail"))
                        .thenComparing(SchoolBehind::met)
                        .thenComparing(SchoolBehind::relativeShortfall, Comparator.reverseOrder())
                        .thenComparing(SchoolBehind::schoolCode)
                        .thenComparing(SchoolBehind::stage))
                .toList();
    }

    private static Shortfall shortfall(Row row) {
        return new Shortfall(
                row.text("item"),
                row.text("indicator"),
                row.both("title"),
                row.number("value"),
                row.number("threshold"),
                row.isTrue("below"),
                row.number("needed"),
                row.text("unit"));
    }

    private static SchoolBehind school(Row row, List<Shortfall> shortOf) {
        return new SchoolBehind(
                row.text("stage"),
                row.text("school_code"),
                row.text("name"),
                row.text("verdict"),
                row.integer("met"),
                row.integer("between_floor_and_threshold"),
                row.integer("below_floor"),
                row.integer("unknown"),
                List.copyOf(shortOf),
                List.of(row.text("counts_under").split(" ")));
    }

    private static SchoolBehind underBoth(SchoolBehind one, SchoolBehind other) {
        var standards = new ArrayList<>(one.countsUnder());
        standards.addAll(other.countsUnder());
        return new SchoolBehind(
                one.stage(),
                one.schoolCode(),
                one.name(),
                one.verdict(),
                one.met(),
                one.betweenFloorAndThreshold(),
                one.belowFloor(),
                one.unknown(),
                one.shortOf(),
                List.copyOf(standards));
    }

    /** Schools of the register without an accepted row, with the name that they last had. */
    List<AbsentSchool> absent(Where where) throws SQLException {
        var found = new ArrayList<AbsentSchool>();
        for (var row : tables.rows("""
                WITH absent AS (
                  SELECT year, school_code, string_agg(DISTINCT stage, ' ' ORDER BY stage DESC) AS stages, any_value(state) AS state
                  FROM expected_school e WHERE year = %1$d AND county_code = %2$s AND state <> 'reported'%3$s GROUP BY ALL),
                named AS (SELECT school_code, arg_max(name, year) AS name FROM school WHERE year < %1$d GROUP BY 1),
                kept AS (
                  SELECT school_code, first(file ORDER BY file, line) AS file, first(line ORDER BY file, line) AS line,
                    first(reason ORDER BY file, line) AS reason
                  FROM quarantine WHERE year = %1$d GROUP BY 1)
                SELECT a.*, n.name, q.file, q.line, q.reason FROM absent a
                LEFT JOIN named n USING (school_code) LEFT JOIN kept q USING (school_code)
                ORDER BY a.state, a.school_code""".formatted(where.year(), SqlText.literal(where.code()), where.filter("e.")))) {
            found.add(new AbsentSchool(
                    row.text("school_code"),
                    row.text("name"),
                    List.of(row.text("stages").split(" ")),
                    row.text("state"),
                    row.text("file"),
                    row.integer("line"),
                    reasons(row.text("reason"))));
        }
        return found;
    }

    /** Quarantine holds a reason a line, with the column in brackets before both languages. */
    static Bilingual reasons(String text) {
        return text == null
                ? null
                : Words.joined(
                        "；", "; ", text.lines().map(SchoolsBehind::reason).toList());
    }

    private static Bilingual reason(String line) {
        int end = line.startsWith("[") ? line.indexOf("] ") + 2 : 0;
        var text = Tables.bilingual(line.substring(Math.max(end, 0)));
        var column = line.substring(0, Math.max(end, 0));
        return new Bilingual(column + text.zh(), column + text.en());
    }
}
