package org.junheng.explain;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;

/** Entries of the ledger of problems as they stood in a year. */
final class Findings {
    private final Tables tables;

    Findings(Tables tables) {
        this.tables = tables;
    }

    /**
     * An entry.
     *
     * @param observed figure when it was last seen
     * @param state open, overdue or closed in the year asked for
     */
    record Finding(
            String standard,
            String rule,
            String stage,
            String schoolCode,
            String schoolName,
            Bilingual title,
            Double observed,
            Double required,
            Double shortfall,
            String unit,
            String clause,
            int firstYear,
            Integer lastYear,
            Integer dueYear,
            String state,
            Integer closedYear,
            String measure,
            String responsibleUnit,
            String evidenceRef) {
        boolean stands() {
            return !state.equals("closed");
        }
    }

    /** What stands of the county's schools, indicators left out: what is overdue first, rule by rule, the furthest behind first. */
    List<Finding> ofSchools(Where where) throws SQLException {
        return read(
                        "school",
                        where,
                        " AND f.county_code = " + SqlText.literal(where.code()) + where.filter("f.")
                                + " AND coalesce(f.closed_year > " + where.year() + ", true)"
                                + " AND NOT EXISTS (FROM standard_rule k WHERE k.standard = f.standard AND k.item = f.rule"
                                + " AND k.indicator IS NOT NULL)")
                .stream()
                .sorted(Comparator.comparing(
                                (Finding finding) -> !finding.state().equals("overdue"))
                        .thenComparing(Finding::standard)
                        .thenComparing(finding -> Item.sortKey(finding.rule()))
                        .thenComparing(Finding::stage, Comparator.reverseOrder())
                        .thenComparing(
                                finding -> finding.shortfall() == null ? 0 : finding.shortfall(),
                                Comparator.reverseOrder())
                        .thenComparing(Finding::schoolCode))
                .toList();
    }

    /** What stands of the county itself. */
    List<Finding> ofCounty(Where where) throws SQLException {
        return read("county", where, " AND f.code = " + SqlText.literal(where.code()) + where.filter("f.")).stream()
                .filter(Finding::stands)
                .toList();
    }

    /** All entries of a school, those that stand first. */
    List<Finding> ofSchool(String code, Where where) throws SQLException {
        return read("school", where, " AND f.code = " + SqlText.literal(code) + where.filter("f.")).stream()
                .sorted(Comparator.comparing((Finding finding) -> !finding.stands())
                        .thenComparing(Finding::standard)
                        .thenComparing(finding -> Item.sortKey(finding.rule()))
                        .thenComparing(Finding::stage, Comparator.reverseOrder())
                        .thenComparing(Finding::firstYear))
                .toList();
    }

    private List<Finding> read(String level, Where where, String filter) throws SQLException {
        var found = new ArrayList<Finding>();
        for (var row : tables.rows("""
                WITH rule AS (
                  SELECT DISTINCT ON (standard, item) standard, item, indicator, title_zh, title_en FROM standard_rule
                  ORDER BY standard, item, valid_from DESC, region, stage),
                named AS (
                  SELECT school_code, arg_max(name, year) AS name FROM school WHERE year <= %1$d GROUP BY 1)
                SELECT f.*, n.name, coalesce(k.title_zh, r.title_zh, f.rule) AS title_zh, coalesce(k.title_en, r.title_en, f.rule) AS title_en,
                  CASE WHEN f.closed_year <= %1$d THEN 'closed' WHEN f.due_year <= %1$d THEN 'overdue' ELSE 'open' END AS state_then
                FROM finding f
                LEFT JOIN rule r ON r.standard = f.standard AND r.item = f.rule
                LEFT JOIN rule k ON k.standard = r.standard AND k.item = r.indicator
                LEFT JOIN named n ON n.school_code = f.code
                WHERE f.level = %3$s AND f.first_year <= %1$d%2$s ORDER BY f.first_year""".formatted(where.year(), filter, SqlText.literal(level)))) {
            var state = row.text("state_then");
            found.add(new Finding(
                    row.text("standard"),
                    row.text("rule"),
                    row.text("stage"),
                    row.text("code"),
                    row.text("name"),
                    row.both("title"),
                    row.number("observed"),
                    row.number("required"),
                    row.number("shortfall"),
                    row.text("unit"),
                    row.text("clause"),
                    row.integer("first_year"),
                    row.integer("last_year"),
                    row.integer("due_year"),
                    state,
                    state.equals("closed") ? row.integer("closed_year") : null,
                    row.text("measure"),
                    row.text("responsible_unit"),
                    row.text("evidence_ref")));
        }
        return found;
    }
}
