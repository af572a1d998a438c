package org.junheng.explain;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junheng.summary.SqlText;

/** The schools whose values make a region's mean and CV, from table {@code school_indicator}. */
final class ComparedUnits {
    private static final List<String> GROUPS = List.of("education_group", "school_cluster");

    private final Tables tables;

    ComparedUnits(Tables tables) {
        this.tables = tables;
    }

    /** A school with a value. */
    record Unit(
            String code, String series, String name, int students, double value, String urbanRural, String ownership) {}

    /** Whether a level is one of groups of schools, whose code is that of their lowest region and their name. */
    static boolean isGroup(String level) {
        return GROUPS.contains(level);
    }

    /**
     * Series of a school → the school, in order of the codes. Two schools with one series in a year stay two, each under its
     * own code.
     */
    Map<String, Unit> of(Where where, String standard, String stage, String indicator) throws SQLException {
        var rows = tables.rows(
                """
                SELECT i.school_code, coalesce(s.series_code, i.school_code) AS series, s.name, i.students, i.value,
                  s.urban_rural, s.ownership
                FROM school_indicator i JOIN school s USING (year, school_code)
                WHERE i.year = ? AND i.standard = ? AND i.stage = ? AND i.indicator = ? AND i.value IS NOT NULL AND %s
                ORDER BY i.school_code""".formatted(inside(where, standard)),
                where.year(),
                where.standards().measuredBy(standard),
                stage,
                indicator);
        var once = new HashSet<String>();
        var twice = new HashSet<String>();
        for (var row : rows) {
            if (!once.add(row.text("series"))) {
                twice.add(row.text("series"));
            }
        }
        var units = new LinkedHashMap<String, Unit>();
        for (var row : rows) {
            var code = row.text("school_code");
            var series = twice.contains(row.text("series")) ? code : row.text("series");
            units.put(
                    series,
                    new Unit(
                            code,
                            series,
                            row.text("name"),
                            row.integer("students"),
                            row.number("value"),
                            row.text("urban_rural"),
                            row.text("ownership")));
        }
        return units;
    }

    /**
     * The condition on a row {@code i} of {@code school_indicator} and its {@code s} of {@code school}. A unit can be a region
     * of its own, as the provinces of a yearbook are.
     */
    static String inside(Where where, String standard) {
        var code = SqlText.literal(where.code());
        return isGroup(where.level())
                ? where.inGroup("i")
                : "(i.school_code = %s OR %s)".formatted(code, where.schools("i", standard));
    }

    /**
     * Why schools with a value on one side have none on the other: series → {@code elsewhere} (it counts in another place),
     * {@code closed}, {@code merged}, {@code without_value}, {@code quarantined}, {@code unreported} or {@code absent} (not
     * in that year's census).
     */
    Map<String, String> causes(List<Unit> lacking, Where other, String standard, String stage, String indicator)
            throws SQLException {
        var causes = new LinkedHashMap<String, String>();
        if (lacking.isEmpty()) {
            return causes;
        }
        var asked = new ArrayList<String>();
        lacking.forEach(
                unit -> asked.add("(" + SqlText.literal(unit.series()) + ", " + SqlText.literal(unit.code()) + ")"));
        for (var row : tables.rows(
                """
                WITH asked(series, code) AS (VALUES %s),
                there AS (SELECT coalesce(s.series_code, s.school_code) AS series, any_value(s.situation) AS situation,
                    bool_or(i.value IS NOT NULL) AS valued
                  FROM school s LEFT JOIN school_indicator i ON i.year = s.year AND i.school_code = s.school_code
                    AND i.standard = ? AND i.stage = ? AND i.indicator = ?
                  WHERE s.year = ? AND coalesce(s.series_code, s.school_code) IN (SELECT series FROM asked) GROUP BY 1)
                SELECT a.series, CASE WHEN t.valued THEN 'elsewhere'
                  WHEN t.situation IN ('closed', 'merged') THEN t.situation
                  WHEN t.series IS NOT NULL THEN 'without_value'
                  WHEN a.code IN (SELECT school_code FROM quarantine WHERE year = ? AND school_code IS NOT NULL) THEN 'quarantined'
                  WHEN a.code IN (SELECT school_code FROM expected_school WHERE year = ? AND standard = ? AND state = 'unreported')
                    THEN 'unreported'
                  ELSE 'absent' END AS cause
                FROM asked a LEFT JOIN there t USING (series) ORDER BY 1""".formatted(String.join(", ", asked)),
                other.standards().measuredBy(standard),
                stage,
                indicator,
                other.year(),
                other.year(),
                other.year(),
                standard)) {
            causes.put(row.text("series"), row.text("cause"));
        }
        return causes;
    }
}
