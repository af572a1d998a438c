package org.junheng.judge;

import java.sql.SQLException;
import java.util.stream.Collectors;
import org.junheng.rulebook.JudgedAt;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.StandardRule;
import org.junheng.rulebook.StandardRule.Condition;
import org.junheng.terms.Stage;
import org.junheng.warehouse.TableDatabase;

/** Judges the rules of one standard over the tables of a run, each with one query a stage. */
final class RuleJudge {
    private final TableDatabase database;
    private final Rulebook rulebook;
    private final Standard standard;
    private final InputCatalogue catalogue;

    RuleJudge(TableDatabase database, Rulebook rulebook, Standard standard) {
        this.database = database;
        this.rulebook = rulebook;
        this.standard = standard;
        this.catalogue = new InputCatalogue(rulebook, standard);
    }

    /** Fills county_item, region_item and school_answer with what the rules come to. */
    void judge() throws SQLException {
        knowCounties();
        for (var rule : standard.rules()) {
            for (var stage : rule.judgedStages()) {
                judge(rule, stage);
            }
        }
    }

    /** What is known of counties from recognitions and from the standard whose indicators a plan takes over (C13). */
    private void knowCounties() throws SQLException {
        var of = standard.isPlan() ? standard.indicatorsOf() : standard.standard();
        database.execute("""
                INSERT INTO county_known
                SELECT c.standard, c.year, c.county_code,
                  %2$s, %3$s,
                  CASE r.verdict WHEN 'pass' THEN true WHEN 'fail' THEN false END, g.balanced, l.balanced
                FROM county c
                LEFT JOIN county_verdict v ON v.standard = %4$s AND v.year = c.year AND v.county_code = c.county_code
                LEFT JOIN (%5$s) r ON r.year = c.year AND r.county_code = c.county_code
                LEFT JOIN (%6$s) g ON g.year = c.year AND g.county_code = c.county_code
                LEFT JOIN (%7$s) l ON l.year = c.year AND l.county_code = c.county_code
                WHERE c.standard = %1$s""".formatted(
                        Sql.text(standard.standard()),
                        recognised("'nation'"),
                        recognised("'nation', 'province'"),
                        Sql.text(of),
                        CountyVerdicts.onResources(of),
                        balanced(of, "education_group"),
                        balanced(of, "school_cluster")));
    }

    /**
     * Whether every CV inside every group of a kind keeps the limit of its stage (S3-20; the limit is the county's, as the
     * source names none): false where one is above it, null where one cannot be told or a school did not arrive.
     */
    private String balanced(String of, String level) {
        var limits = rulebook.standards().get(of).cvLimit().entrySet().stream()
                .map(limit -> "WHEN %s THEN %s"
                        .formatted(
                                Sql.text(limit.getKey().id()), limit.getValue().toPlainString()))
                .collect(Collectors.joining(" "));
        return limits.isEmpty()
                ? "SELECT NULL::BIGINT AS year, NULL::VARCHAR AS county_code, NULL::BOOLEAN AS balanced LIMIT 0"
                : """
                  SELECT year, county_code, CASE WHEN bool_or(within = false) THEN false
                    WHEN bool_and(within IS NOT NULL) AND NOT EXISTS (FROM expected_school x WHERE x.standard = %1$s
                      AND x.year = v.year AND x.county_code = v.county_code AND x.in_scope AND x.state <> 'reported') THEN true END AS balanced
                  FROM (SELECT year, county_code,
                      CASE WHEN excluded_missing = 0 THEN cv <= CASE stage %2$s END + 1e-12 END AS within
                    FROM group_variation WHERE standard = %1$s AND level = %3$s) v
                  GROUP BY year, county_code""".formatted(Sql.text(of), limits, Sql.text(level));
    }

    private static String recognised(String levels) {
        return """
            CASE WHEN EXISTS (FROM recognised g WHERE g.county_code IN (c.county_code, c.series_code) AND g.year <= c.year
                     AND g.assessment_level IN (%s)) THEN true
                 WHEN v.verdict = 'fail' OR EXISTS (FROM county_item i WHERE i.standard = v.standard AND i.year = c.year
                     AND i.county_code = c.county_code AND i.status = 'fail') THEN false
                 WHEN v.verdict = 'pass' AND v.basis = 'full' THEN true END""".formatted(levels);
    }

    private void judge(StandardRule rule, Stage stage) throws SQLException {
        var sql = new RuleSql(catalogue, rule).overCensus(stage);
        int from = standard.validFrom(rule);
        var answers = "SELECT * FROM (%s) WHERE year >= %d%s"
                .formatted(sql, from, rule.to() == null ? "" : " AND year < " + rule.to());
        try {
            if (rule.judgedAt().isSchool()) {
                ofSchools(rule, stage, answers);
            } else if (rule.judgedAt() == JudgedAt.COUNTY) {
                ofCounties(rule, stage, answers);
            } else {
                ofRegions(rule, answers);
            }
        } catch (SQLException wrong) {
            throw FormulaFault.of(standard, rule, wrong);
        }
    }

    private void ofSchools(StandardRule rule, Stage stage, String answers) throws SQLException {
        database.execute("""
                INSERT INTO school_answer
                SELECT %s, %s, stage, year, county_code, school_code, state, in_scope, pseudo,
                  applies, CASE WHEN state = 'reported' THEN answer END,
                  observed, required, due, missing_zh, missing_en
                FROM (%s)""".formatted(Sql.text(standard.standard()), Sql.text(rule.item()), answers));
        everySchool(rule, stage);
    }

    /** One school that fails decides; else one that cannot be told leaves it open; a stage declared absent is not judged (C7). */
    private void everySchool(StandardRule rule, Stage stage) throws SQLException {
        database.execute("""
                INSERT INTO county_item
                WITH answers AS (
                  SELECT year, county_code, school_code, state, in_scope,
                    %16$s AS status,
                    missing_zh, missing_en
                  FROM school_answer WHERE standard = %1$s AND item = %2$s AND stage = %3$s),
                counted AS (
                  SELECT year, county_code,
                    count(*) FILTER (status <> 'not_applicable') AS schools, count(*) FILTER (in_scope OR status <> 'not_applicable') AS all_schools,
                    count(*) FILTER (status = 'pass') AS passing,
                    count(*) FILTER (status = 'fail') AS failing,
                    count(*) FILTER (status = 'cannot_say' AND state = 'reported') AS unknown,
                    count(*) FILTER (state = 'quarantined' AND status = 'cannot_say') AS quarantined,
                    count(*) FILTER (state = 'unreported' AND status = 'cannot_say') AS unreported,
                    list(school_code ORDER BY school_code) FILTER (status = 'fail') AS failing_codes,
                    list(school_code ORDER BY school_code) FILTER (status = 'cannot_say' AND state = 'reported') AS unknown_codes,
                    list(school_code ORDER BY school_code) FILTER (status = 'cannot_say' AND state <> 'reported') AS absent_codes,
                    array_to_string(list_sort(list_distinct(flatten(list(string_split(missing_zh, '、'))
                      FILTER (status = 'cannot_say' AND state = 'reported')))), '、') AS missing_zh,
                    array_to_string(list_sort(list_distinct(flatten(list(string_split(missing_en, ', '))
                      FILTER (status = 'cannot_say' AND state = 'reported')))), ', ') AS missing_en
                  FROM answers GROUP BY ALL),
                judged AS (
                  SELECT c.*, n.* EXCLUDE (year, county_code),
                    coalesce(all_schools, 0) = 0 AS no_school,
                    CASE WHEN no_school AND declared IS NOT NULL THEN 'not_applicable' WHEN no_school THEN 'cannot_say'
                         WHEN failing > 0 THEN 'fail'
                         WHEN unknown + quarantined + unreported > 0 THEN 'cannot_say'
                         WHEN passing > 0 THEN 'pass' ELSE 'not_applicable' END AS found
                  FROM (SELECT *, %4$s AS due,
                          (SELECT min(d.reason) FROM absent_stage d WHERE d.county_code = l.county_code AND d.stage = l.stage
                             AND l.year >= d.valid_from AND l.year < coalesce(d.valid_to, 9999)) AS declared
                        FROM (SELECT *, %3$s AS stage FROM county) l WHERE standard = %1$s AND present) c
                  LEFT JOIN counted n ON n.year = c.year AND n.county_code = c.county_code
                  WHERE c.year >= %5$d AND c.year < %6$d)
                SELECT j.year, %1$s, %7$s, j.county_code, %3$s, %2$s, %8$s,
                  CASE WHEN schools > 0 AND unknown + quarantined + unreported = 0 THEN passing / schools END, 1, '1',
                  %9$s AS status,
                  CASE WHEN found = 'fail' THEN printf('%%d所中%%d所不符合：%%s', schools, failing, array_to_string(failing_codes[1:5], ' '))
                         || CASE WHEN failing > 5 THEN ' …' ELSE '' END
                       WHEN no_school THEN coalesce('已声明本县不设该学段：' || declared, '本县没有该学段的学校')
                       WHEN found = 'cannot_say' THEN concat_ws('；',
                         CASE WHEN unknown > 0 THEN printf('%%d所缺数据（%%s）：缺 %%s', unknown, array_to_string(unknown_codes[1:5], ' '), coalesce(nullif(missing_zh, ''), '名册或档次中的空白')) END,
                         CASE WHEN quarantined > 0 THEN printf('应报学校中%%d所被隔离', quarantined) END,
                         CASE WHEN unreported > 0 THEN printf('应报学校中%%d所未报', unreported) END)
                         || CASE WHEN quarantined + unreported > 0 THEN '（' || array_to_string(absent_codes[1:5], ' ') || '）' ELSE '' END
                       WHEN found = 'pass' THEN printf('%%d所学校全部符合', schools)
                       ELSE '没有适用的学校' END
                  || %10$s || ' / ' ||
                  CASE WHEN found = 'fail' THEN printf('of %%d schools %%d do not: %%s', schools, failing, array_to_string(failing_codes[1:5], ' '))
                         || CASE WHEN failing > 5 THEN ' …' ELSE '' END
                       WHEN no_school THEN coalesce('declared: the county has no school of this stage: ' || declared, 'the county has no school of this stage')
                       WHEN found = 'cannot_say' THEN concat_ws('; ',
                         CASE WHEN unknown > 0 THEN printf('%%d lack data (%%s): missing %%s', unknown, array_to_string(unknown_codes[1:5], ' '), coalesce(nullif(missing_en, ''), 'what is blank within a list or a band')) END,
                         CASE WHEN quarantined > 0 THEN printf('expected schools in quarantine: %%d', quarantined) END,
                         CASE WHEN unreported > 0 THEN printf('expected schools that did not report: %%d', unreported) END)
                         || CASE WHEN quarantined + unreported > 0 THEN ' (' || array_to_string(absent_codes[1:5], ' ') || ')' ELSE '' END
                       WHEN found = 'pass' THEN printf('all %%d schools meet it', schools)
                       ELSE 'no school is concerned' END
                  || %11$s,
                  %12$s, %13$s, NULL, %14$s, %15$s, due
                FROM judged j ORDER BY ALL""".formatted(
                        Sql.text(standard.standard()),
                        Sql.text(rule.item()),
                        Sql.text(stage.id()),
                        new Figures(standard, rule).due(),
                        standard.validFrom(rule),
                        rule.to() == null ? 9999 : rule.to(),
                        Sql.text(standard.assessmentLevel()),
                        Sql.text(rule.part()),
                        unlessZone(RuleSql.dated(rule, "found")),
                        notDue("found = 'fail'", true),
                        notDue("found = 'fail'", false),
                        Sql.text(rule.clause()),
                        Sql.texts(rule.responsibleUnits()),
                        Sql.text(rule.formula()),
                        Sql.text(RuleSql.switches(standard, rule, catalogue)),
                        RuleSql.ANSWERED));
    }

    /** A functional zone gets no verdict by a national standard (C4). */
    private String unlessZone(String status) {
        return standard.isPlan() ? status : "CASE WHEN pseudo THEN 'not_applicable' ELSE " + status + " END";
    }

    private static String notDue(String unmet, boolean chinese) {
        return "CASE WHEN %s AND year < due THEN %s ELSE '' END"
                .formatted(
                        unmet,
                        chinese
                                ? "printf('（%d年普查起须达到，目前未达到，尚未到期）', due)"
                                : "printf(' (to be met from the census of %d on: not met yet, not due yet)', due)");
    }

    private void ofCounties(StandardRule rule, Stage stage, String answers) throws SQLException {
        database.execute("""
                CREATE OR REPLACE TEMP TABLE answer AS SELECT a.* FROM (%s) a
                SEMI JOIN county c ON c.standard = %s AND c.year = a.year AND c.county_code = a.county_code AND c.present""".formatted(answers, Sql.text(standard.standard())));
        database.execute("""
                INSERT INTO county_answer
                SELECT %s, %s, stage, year, county_code, series_code, applies, answer, observed, required, due FROM answer""".formatted(Sql.text(standard.standard()), Sql.text(rule.item())));
        database.execute("""
                INSERT INTO county_item
                SELECT year, %1$s, %2$s, county_code, %3$s, %4$s, %5$s, observed, required, %6$s, %7$s, %8$s, %9$s, %10$s,
                  inputs, %11$s, %12$s, due
                FROM (SELECT *, %13$s AS found FROM answer) ORDER BY ALL""".formatted(
                        Sql.text(standard.standard()),
                        Sql.text(standard.assessmentLevel()),
                        Sql.text(stage.id()),
                        Sql.text(rule.item()),
                        Sql.text(rule.part()),
                        Sql.text(rule.unit()),
                        unlessZone("found"),
                        reason(rule),
                        Sql.text(rule.clause()),
                        Sql.texts(rule.responsibleUnits()),
                        Sql.text(rule.formula()),
                        Sql.text(RuleSql.switches(standard, rule, catalogue)),
                        RuleSql.dated(rule, RuleSql.ANSWERED)));
    }

    /** What it rests on, what is missing, and that it is not due yet; a veto says whether it stands. */
    private static String reason(StandardRule rule) {
        var veto = rule.condition() == Condition.VETO;
        return "%s || ' / ' || %s"
                .formatted(
                        """
                        CASE WHEN found = 'cannot_say' THEN concat_ws('；', '缺：' || missing_zh, unknown_zh, told_zh)
                             WHEN applies = false THEN '不适用' ELSE %s coalesce(told_zh, '') END || %s""".formatted(
                                        veto ? "CASE found WHEN 'fail' THEN '一票否决：' ELSE '' END ||" : "",
                                        notDue("answer = false", true)),
                        """
                        CASE WHEN found = 'cannot_say' THEN concat_ws('; ', 'missing: ' || missing_en, unknown_en, told_en)
                             WHEN applies = false THEN 'does not apply' ELSE coalesce(told_en, '') END || %s""".formatted(notDue("answer = false", false)));
    }

    private void ofRegions(StandardRule rule, String answers) throws SQLException {
        database.execute("""
                INSERT INTO region_item
                SELECT year, %1$s, %2$s, region_code, %3$s, observed, required, %4$s, found, %5$s, %6$s, %7$s, inputs, %8$s, %9$s, due
                FROM (SELECT *, %10$s AS found FROM (%11$s)) ORDER BY ALL""".formatted(
                        Sql.text(standard.standard()),
                        Sql.text(rule.judgedAt().id()),
                        Sql.text(rule.item()),
                        Sql.text(rule.unit()),
                        reason(rule),
                        Sql.text(rule.clause()),
                        Sql.texts(rule.responsibleUnits()),
                        Sql.text(rule.formula()),
                        Sql.text(RuleSql.switches(standard, rule, catalogue)),
                        RuleSql.dated(rule, RuleSql.ANSWERED),
                        answers));
    }
}
