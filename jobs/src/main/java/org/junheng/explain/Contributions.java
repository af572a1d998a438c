package org.junheng.explain;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
        for (var row : tables.rows("""
                SELECT e.standard, e.stage, e.indicator, c.item, r.title_zh, r.title_en, e.cv, e.cv_limit, e.mean, i.school_code, s.name,
                  i.students, i.value, i.students * (i.value - e.mean) ** 2 / (e.students * e.mean ** 2 * e.cv ** 2) AS share
                FROM equity e JOIN school_indicator i USING (year, standard, stage, indicator)
                JOIN school s ON s.year = i.year AND s.school_code = i.school_code
                LEFT JOIN standard_rule r ON r.standard = e.standard AND r.item = e.indicator AND r.stage = e.stage
                LEFT JOIN standard_rule c ON c.standard = e.standard AND c.indicator = e.indicator AND c.stage = e.stage
                  AND c.level = 'county'
                WHERE e.year = %d AND e.level = 'county' AND e.region_code = %s AND e.cv > e.cv_limit + 1e-12
                  AND i.value IS NOT NULL AND %s%s
                QUALIFY row_number() OVER (PARTITION BY e.standard, e.stage, e.indicator
                  ORDER BY i.students * (i.value - e.mean) ** 2 DESC, i.school_code) <= %d
                ORDER BY c.item, e.stage DESC, e.standard, share DESC, i.school_code""".formatted(
                        where.year(), Tables.literal(where.code()), where.schools("i"), where.filter("e."), SCHOOLS))) {
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
        return List.copyOf(found.values());
    }
}
