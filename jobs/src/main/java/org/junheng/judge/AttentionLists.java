package org.junheng.judge;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junheng.rulebook.AttentionRule;
import org.junheng.rulebook.JudgedAt;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.terms.Stage;
import org.junheng.warehouse.TableDatabase;

/** Use of results: the counties that a plan's rules put on lists, each with its evidence. */
final class AttentionLists {
    private final TableDatabase database;
    private final Rulebook rulebook;

    AttentionLists(TableDatabase database, Rulebook rulebook) {
        this.database = database;
        this.rulebook = rulebook;
    }

    /** Puts what was judged beside what is known of each county. */
    void knowResults(List<Standard> standards) throws SQLException {
        database.execute("CREATE TABLE national_of (plan VARCHAR, national VARCHAR)");
        for (var standard : standards) {
            database.execute("INSERT INTO national_of VALUES (%s, %s)"
                    .formatted(
                            Sql.text(standard.standard()),
                            Sql.text(standard.isPlan() ? standard.indicatorsOf() : standard.standard())));
        }
        database.execute("ALTER TABLE county_known RENAME TO county_known_before");
        database.execute("""
                CREATE TABLE county_known AS
                WITH problem AS (
                  SELECT c.standard, c.year, c.county_code,
                    count(*) FILTER (f.first_year <= c.year AND (f.closed_year IS NULL OR f.closed_year > c.year)) AS findings_open,
                    count(*) FILTER (f.first_year <= c.year AND (f.closed_year IS NULL OR f.closed_year > c.year) AND f.due_year <= c.year)
                      AS findings_overdue,
                    count(*) FILTER (f.closed_year = c.year) AS findings_closed,
                    count(*) FILTER (f.first_year = c.year AND f.returned) AS findings_reopened
                  FROM county c JOIN (
                    SELECT *, row_number() OVER (PARTITION BY standard, level, code, stage, rule ORDER BY first_year) > 1 AS returned
                    FROM finding) f ON f.standard = c.standard AND f.county_code = c.county_code
                  GROUP BY ALL)
                SELECT k.*, v.items_passed::DECIMAL(28,10) AS items_passed, v.items_failed::DECIMAL(28,10) AS items_failed,
                  -- Verdicts are compared where they rest on the same basis.
                  if(b.basis = v.basis, b.items_passed, NULL)::DECIMAL(28,10) AS items_passed_before,
                  if(b.basis = v.basis, b.items_failed, NULL)::DECIMAL(28,10) AS items_failed_before,
                  v.verdict, if(b.basis = v.basis, b.verdict, NULL) AS verdict_before,
                  n.verdict AS national_verdict, if(m.basis = n.basis, m.verdict, NULL) AS national_verdict_before,
                  coalesce(p.findings_open, 0)::DECIMAL(28,10) AS findings_open,
                  coalesce(p.findings_overdue, 0)::DECIMAL(28,10) AS findings_overdue,
                  coalesce(p.findings_closed, 0)::DECIMAL(28,10) AS findings_closed,
                  coalesce(p.findings_reopened, 0)::DECIMAL(28,10) AS findings_reopened
                FROM county_known_before k
                JOIN county c USING (standard, year, county_code)
                LEFT JOIN county e ON e.standard = c.standard AND e.year = c.year - 1 AND e.series_code = c.series_code
                LEFT JOIN county_verdict v ON v.standard = k.standard AND v.year = k.year AND v.county_code = k.county_code
                LEFT JOIN county_verdict b ON b.standard = k.standard AND b.year = e.year AND b.county_code = e.county_code
                LEFT JOIN national_of w ON w.plan = k.standard
                LEFT JOIN county_verdict n ON n.standard = w.national AND n.year = k.year AND n.county_code = k.county_code
                LEFT JOIN county_verdict m ON m.standard = w.national AND m.year = k.year - 1 AND m.county_code = coalesce(e.county_code, k.county_code)
                LEFT JOIN problem p ON p.standard = k.standard AND p.year = k.year AND p.county_code = k.county_code""");
    }

    void write(Standard plan) throws SQLException {
        var catalogue = new InputCatalogue(rulebook, plan, true);
        for (var rule : plan.attention()) {
            write(plan, rule, catalogue);
        }
    }

    private void write(Standard plan, AttentionRule rule, InputCatalogue catalogue) throws SQLException {
        var expressions = new ArrayList<>(rule.evidence());
        expressions.add(rule.when());
        if (rule.order() != null) {
            expressions.add(rule.order());
        }
        var relation = new Relations(catalogue, null).exact(JudgedAt.COUNTY, Stage.ALL, expressions);
        var evidence = rule.evidence().isEmpty()
                ? "''"
                : "concat_ws('; ', "
                        + rule.evidence().stream()
                                .map(name -> "%s || coalesce(shown(%s), '?')"
                                        .formatted(
                                                Sql.text(catalogue
                                                                .find(JudgedAt.COUNTY, name, null)
                                                                .map(catalogue::title)
                                                                .map(title -> title.both())
                                                                .orElse(name)
                                                        + " = "),
                                                name))
                                .collect(Collectors.joining(", "))
                        + ")";
        try {
            database.execute("""
                    INSERT INTO attention_list
                    SELECT year, %1$s, %2$s, 'county', county_code, %3$s, %4$s || ': ' || evidence, %5$s, position FROM (
                      SELECT year, county_code, %6$s AS evidence,
                        row_number() OVER (PARTITION BY year ORDER BY (%7$s) DESC NULLS LAST, county_code) AS position
                      FROM (%8$s) a WHERE (%9$s) AND year >= %10$d
                        AND EXISTS (FROM county c WHERE c.standard = %1$s AND c.year = a.year AND c.county_code = a.county_code AND c.present))
                    WHERE position <= %11$d ORDER BY ALL""".formatted(
                            Sql.text(plan.standard()),
                            Sql.text(rule.kind()),
                            Sql.text(rule.rule()),
                            Sql.text(rule.title().both()),
                            Sql.text(rule.clause()),
                            evidence,
                            rule.order() == null ? "0" : rule.order(),
                            relation,
                            rule.when(),
                            plan.validFrom(),
                            rule.most() == null ? Integer.MAX_VALUE : rule.most()));
        } catch (SQLException wrong) {
            throw FormulaFault.at(plan, 0, "attention " + rule.rule(), wrong);
        }
    }
}
