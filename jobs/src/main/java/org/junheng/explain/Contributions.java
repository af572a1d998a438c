package org.junheng.explain;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;

/** For every CV beyond its limit, the schools that contribute most to it: P_i (X_i − X̄)² / (P X̄² CV²). */
final class Contributions {
    private static final int SCHOOLS = 3;

    private Contributions() {}

    /** A CV beyond its limit. */
    record Contribution(
            String standard,
            String stage,
            String item,
            String indicator,
            Bilingual title,
            double cv,
            double limit,
            double mean,
            List<ContributingSchool> schools) {}

    /** A school's share in the square of the CV. */
    record ContributingSchool(String schoolCode, String name, int students, double value, double share) {}

    static List<Contribution> of(Tables tables, Where where) throws SQLException {
        var found = new LinkedHashMap<List<String>, Contribution>();
        var standards = tables.rows(
                "SELECT DISTINCT standard FROM equity e WHERE e.year = ? AND e.level = 'county' AND e.region_code = ?"
                        + (where.standard().isPresent() ? where.equityFilter("e.") : where.stageFilter("e."))
                        + " ORDER BY 1",
                where.year(),
                where.code());
        for (var standard : standards) {
            add(tables, where, standard.text("standard"), found);
        }
        return found.values().stream()
                .sorted(Comparator.comparing((Contribution each) -> Item.sortKey(each.item()))
                        .thenComparing(Contribution::stage, Comparator.reverseOrder())
                        .thenComparing(each -> where.standards().isPlan(each.standard()))
                        .thenComparing(Contribution::standard))
                .toList();
    }

    /** Those of one standard, over the schools that it counts. */
    private static void add(Tables tables, Where where, String standard, Map<List<String>, Contribution> found)
            throws SQLException {
        var measuredBy = where.standards().measuredBy(standard);
        var countedBy = where.standard().orElse(standard);
        for (var row : tables.rows("""
                SELECT e.standard, e.stage, e.indicator, coalesce(c.item, e.indicator) AS item, coalesce(r.title_zh, e.indicator) AS title_zh,
                  coalesce(r.title_en, e.indicator) AS title_en, e.cv, e.cv_limit, e.mean, i.school_code, s.name,
                  i.students, i.value, i.students * (i.value - e.mean) ** 2 / (e.students * e.mean ** 2 * e.cv ** 2) AS share
                FROM equity e JOIN school_indicator i ON i.year = e.year AND i.standard = %1$s AND i.stage = e.stage
                  AND i.indicator = e.indicator
                JOIN school s ON s.year = i.year AND s.school_code = i.school_code
                LEFT JOIN standard_rule r ON r.standard = i.standard AND r.item = e.indicator AND r.stage = e.stage
                LEFT JOIN standard_rule c ON c.standard = i.standard AND c.indicator = e.indicator AND c.stage = e.stage
                  AND c.level = 'county'
                WHERE e.standard = %2$s AND e.year = %3$d AND e.level = 'county' AND e.region_code = %4$s AND e.cv > e.cv_limit + 1e-12
                  AND i.value IS NOT NULL AND %5$s%6$s
                QUALIFY row_number() OVER (PARTITION BY e.stage, e.indicator
                  ORDER BY i.students * (i.value - e.mean) ** 2 DESC, i.school_code) <= %7$d
                ORDER BY share DESC, i.school_code""".formatted(
                        SqlText.literal(measuredBy),
                        SqlText.literal(standard),
                        where.year(),
                        SqlText.literal(where.code()),
                        where.schools("i", countedBy),
                        where.stageFilter("e."),
                        SCHOOLS))) {
            var key = List.of(row.text("standard"), row.text("stage"), row.text("indicator"));
            var contribution = found.computeIfAbsent(
                    key,
                    each -> new Contribution(
                            row.text("standard"),
                            row.text("stage"),
                            row.text("item"),
                            row.text("indicator"),
                            row.both("title"),
                            row.number("cv"),
                            row.number("cv_limit"),
                            row.number("mean"),
                            new ArrayList<>()));
            contribution
                    .schools()
                    .add(new ContributingSchool(
                            row.text("school_code"),
                            row.text("name"),
                            row.integer("students"),
                            row.number("value"),
                            row.number("share")));
        }
    }
}
