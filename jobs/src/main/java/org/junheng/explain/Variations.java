package org.junheng.explain;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;

/** CVs of a county over the schools that a plan counts, where these are others than under the standard that it takes over. */
final class Variations {
    private Variations() {}

    /**
     * A CV under a plan.
     *
     * @param schools how many schools are in it
     * @param beside the same under the standard that the plan takes over; null where that has none
     */
    record Variation(
            String item,
            String stage,
            String indicator,
            Bilingual title,
            Double cv,
            Double limit,
            String status,
            int schools,
            Beside beside) {}

    /** The CV under the other standard. */
    record Beside(String standard, Double cv, String status, int schools) {
        boolean same(Variation other) {
            return schools == other.schools()
                    && (cv == null || other.cv() == null ? cv == other.cv() : Digits.same(cv, other.cv()));
        }
    }

    static List<Variation> of(Tables tables, Where where, String plan) throws SQLException {
        var found = new ArrayList<Variation>();
        var measuredBy = where.standards().measuredBy(plan);
        for (var row : tables.rows(
                """
                SELECT e.*, coalesce(c.item, e.indicator) AS item, coalesce(r.title_zh, e.indicator) AS title_zh,
                  coalesce(r.title_en, e.indicator) AS title_en, n.standard AS other, n.cv AS other_cv, n.cv_status AS other_status,
                  n.units AS other_units
                FROM equity e
                LEFT JOIN equity n ON n.year = e.year AND n.level = e.level AND n.region_code = e.region_code AND n.stage = e.stage
                  AND n.indicator = e.indicator AND n.standard = %1$s
                LEFT JOIN standard_rule r ON r.standard = %1$s AND r.item = e.indicator AND r.stage = e.stage
                LEFT JOIN standard_rule c ON c.standard = %1$s AND c.indicator = e.indicator AND c.stage = e.stage AND c.level = 'county'
                WHERE e.year = ? AND e.level = 'county' AND e.region_code = ? AND e.standard = ?%2$s
                ORDER BY item, e.stage DESC""".formatted(SqlText.literal(measuredBy), where.stageFilter("e.")),
                where.year(),
                where.code(),
                plan)) {
            found.add(new Variation(
                    row.text("item"),
                    row.text("stage"),
                    row.text("indicator"),
                    row.both("title"),
                    row.number("cv"),
                    row.number("cv_limit"),
                    row.text("cv_status"),
                    row.integer("units"),
                    row.text("other") == null
                            ? null
                            : new Beside(
                                    row.text("other"),
                                    row.number("other_cv"),
                                    row.text("other_status"),
                                    row.integer("other_units"))));
        }
        return found;
    }
}
