package org.junheng.explain;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junheng.explain.Tables.Row;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;

/** Where places stand on their roadmaps: by which year they must be recognised, and whether they will be. */
final class Roadmaps {
    private static final String UNTIL = " AND split_part(plan, '@', 1) = ";

    private Roadmaps() {}

    /**
     * A place on a roadmap, as table {@code roadmap} has it.
     *
     * @param requiredShare of the counties; null for a county
     */
    record Standing(
            String plan,
            String level,
            String code,
            String name,
            Integer targetYear,
            Double requiredShare,
            Integer denominator,
            Integer achievedCount,
            Integer achievedYear,
            String achievedBasis,
            Integer projectedEarliest,
            Integer projectedCentral,
            Integer projectedLatest,
            String state,
            String decidingItem,
            Bilingual reason,
            String clause) {
        private static Standing of(Row row) {
            return new Standing(
                    row.text("plan"),
                    row.text("level"),
                    row.text("region_code"),
                    row.text("name"),
                    row.integer("target_year"),
                    row.number("required_share"),
                    row.integer("denominator"),
                    row.integer("achieved_count"),
                    row.integer("achieved_year"),
                    row.text("achieved_basis"),
                    row.integer("projected_earliest"),
                    row.integer("projected_central"),
                    row.integer("projected_latest"),
                    row.text("state"),
                    row.text("deciding_item"),
                    Tables.bilingual(row.text("reason")),
                    row.text("clause"));
        }
    }

    /** Those of a place itself; a county by whichever of its codes. */
    static List<Standing> of(Tables tables, Where where) throws SQLException {
        return read(
                tables,
                where,
                "r.region_code IN (SELECT %1$s UNION SELECT series_code FROM division WHERE code = %1$s AND year = %2$d)"
                        .formatted(SqlText.literal(where.code()), where.year()));
    }

    /** Those of the counties inside a region, and its own. */
    static List<Standing> inside(Tables tables, Where where) throws SQLException {
        return read(tables, where, "r.region_code IN (%s)".formatted(where.inside("code")));
    }

    private static List<Standing> read(Tables tables, Where where, String condition) throws SQLException {
        var found = new ArrayList<Standing>();
        for (var row : tables.rows("""
                SELECT r.*, d.name FROM roadmap r
                LEFT JOIN (SELECT code, arg_max(name, year) AS name FROM division GROUP BY code) d ON d.code = r.region_code
                WHERE %s%s ORDER BY r.level = 'county', plan, target_year NULLS LAST, region_code""".formatted(
                        condition,
                        where.standard().map(id -> UNTIL + SqlText.literal(id)).orElse("")))) {
            found.add(Standing.of(row));
        }
        return found;
    }

    /** One place, with the whole reason. */
    static void tell(Text text, List<Standing> standings) {
        text.entries(
                "路线图（截至最近一次普查）",
                "Roadmap (as of the last census)",
                standings.stream()
                        .map(each -> new Explanation.Entry(
                                List.of(Words.same(each.plan())), headline(each), List.of(each.reason())))
                        .toList());
    }

    private static Bilingual headline(Standing each) {
        var state = Words.state(each.state());
        return each.targetYear() == null
                ? state
                : new Bilingual(each.targetYear() + " 年：" + state.zh(), each.targetYear() + ": " + state.en());
    }

    /** The counties of a region side by side. */
    static void table(Text text, List<Standing> standings) {
        text.cells(
                "路线图：逐县能否按期（截至最近一次普查；理由见 explain 县代码）",
                "Roadmap: will each county be in time (as of the last census; reasons by explain CODE)",
                List.of(
                        new Bilingual("方案", "plan"),
                        new Bilingual("代码", "code"),
                        new Bilingual("县（市、区）", "county"),
                        new Bilingual("#目标年", "target"),
                        new Bilingual("状态", "state"),
                        new Bilingual("#最早", "earliest"),
                        new Bilingual("#预测", "central"),
                        new Bilingual("#最迟", "latest"),
                        new Bilingual("决定条目", "deciding item")),
                standings.stream()
                        .map(each -> Stream.of(
                                        Words.same(each.plan()),
                                        Words.same(each.code()),
                                        Words.same(each.name() == null ? "" : each.name()),
                                        year(each.targetYear()),
                                        Words.state(each.state()),
                                        year(each.projectedEarliest()),
                                        year(each.projectedCentral()),
                                        year(each.projectedLatest()),
                                        Words.same(each.decidingItem() == null ? "" : each.decidingItem()))
                                .toList())
                        .toList());
    }

    private static Bilingual year(Integer year) {
        return Words.same(year == null ? "" : year.toString());
    }
}
