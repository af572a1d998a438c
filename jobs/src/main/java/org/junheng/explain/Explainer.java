package org.junheng.explain;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/** Explains a division or a school from the published summary. */
public final class Explainer {
    /** How many schools a table shows. */
    private static final int SHOWN = 20;

    private final Connection connection;

    public Explainer(Connection connection) {
        this.connection = connection;
    }

    /**
     * What is asked.
     *
     * @param code code or name of a division, or code of a school
     * @param year a year, or empty for the last
     * @param stage a stage, or empty for all
     * @param indicator an indicator whose work sheet to show, by id or item, or empty
     */
    public record Question(String code, Optional<Integer> year, Optional<String> stage, Optional<String> indicator) {}

    /**
     * Explains.
     *
     * @throws FaultException of kind USAGE when there is no such division or school
     */
    public Explanation explain(Question question) throws SQLException {
        var division = first(
                "SELECT code, name, level, year FROM division WHERE (code = ? OR series_code = ? OR name = ?)"
                        + yearFilter(question) + " ORDER BY year DESC, code = ? DESC, level, code LIMIT 1",
                question.code(),
                question.code(),
                question.code(),
                question.code());
        if (division.isPresent()) {
            return division(question, division.get());
        }
        var school = first(
                "SELECT school_code AS code, name, type, county_code, region_code, note, year FROM school"
                        + " WHERE (school_code = ? OR name = ?)"
                        + yearFilter(question) + " ORDER BY year DESC, code LIMIT 1",
                question.code(),
                question.code());
        if (school.isPresent()) {
            return school(question, school.get());
        }
        var quarantined = first(
                "SELECT file, line, reason, year FROM quarantine WHERE school_code = ?" + yearFilter(question)
                        + " ORDER BY year DESC, file, line LIMIT 1",
                question.code());
        if (quarantined.isPresent()) {
            return quarantined(question, quarantined.get());
        }
        throw new FaultException(
                FaultException.Kind.USAGE,
                "explain.unknown",
                Place.NOWHERE,
                Bilingual.format(
                        "汇总库中没有代码或名称为「%s」的县区或学校%s",
                        "the summary has no county or school with the code or name '%s'%s",
                        question.code(),
                        question.year().map(year -> " " + year).orElse("")),
                new Bilingual(
                        "用 junheng query \"SELECT DISTINCT code, name FROM division WHERE level = 'county'\" 查看县区",
                        "list counties with junheng query \"SELECT DISTINCT code, name FROM division WHERE level = 'county'\""));
    }

    private static String yearFilter(Question question) {
        return question.year().map(year -> " AND year = " + year).orElse("");
    }

    private Optional<Map<String, String>> first(String sql, Object... values) throws SQLException {
        var rows = rows(sql, values);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    private List<Map<String, String>> rows(String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var result = statement.executeQuery()) {
                var rows = new ArrayList<Map<String, String>>();
                while (result.next()) {
                    var row = new HashMap<String, String>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.put(result.getMetaData().getColumnLabel(i), result.getString(i));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private void origin(Explanation explanation) throws SQLException {
        var snapshot = first("SELECT id, generated FROM snapshot").orElseThrow();
        explanation.line("快照 " + snapshot.get("id"), "snapshot " + snapshot.get("id"));
        if ("true".equals(snapshot.get("generated"))) {
            explanation.line("※ 生成的示例数据，并非真实学校", "※ generated sample data: these are not real schools");
        }
    }

    private Explanation division(Question question, Map<String, String> division) throws SQLException {
        var explanation = new Explanation();
        var code = division.get("code");
        var year = division.get("year");
        explanation.line(
                "%s %s，%s 年".formatted(division.get("name"), code, year),
                "%s %s, %s".formatted(division.get("name"), code, year));
        origin(explanation);
        var where = new Region(code, division.get("level"), year, question.stage());
        if (question.indicator().isPresent()) {
            workSheets(explanation, where, question.indicator().get());
            return explanation;
        }
        boolean judged = division.get("level").equals("county") && verdicts(explanation, where);
        if (judged) {
            failingSchools(explanation, where);
            contributions(explanation, where);
        } else {
            measures(explanation, where);
        }
        explanation.line(
                "某一指标逐校的计算过程：junheng explain %s --year %s --indicator ID [--stage 学段]".formatted(code, year),
                "the work sheet of an indicator, school by school: junheng explain %s --year %s --indicator ID [--stage STAGE]"
                        .formatted(code, year));
        return explanation;
    }

    /** A region in a year, and the SQL that selects its rows. */
    private record Region(String code, String level, String year, Optional<String> stage) {
        String stageFilter(String prefix) {
            return stage.map(id -> " AND " + prefix + "stage = " + literal(id)).orElse("");
        }

        /**
         * Schools of the region: those that count in it under the standard of a row, or that a functional zone manages.
         *
         * @param row alias of a table with year, standard and school code, beside {@code s} for the school
         */
        String schools(String row) {
            return switch (level) {
                case "county" -> """
                        (EXISTS (SELECT 1 FROM school_indicator x WHERE x.year = %1$s.year AND x.standard = %1$s.standard
                                   AND x.school_code = %1$s.school_code AND x.county_code = %2$s)
                         OR EXISTS (SELECT 1 FROM division z WHERE z.year = s.year AND z.code = s.manager_code
                                      AND z.pseudo AND z.code = %2$s))""".formatted(row, literal(code));
                case "city" -> "s.city_code = " + literal(code);
                case "province" -> "s.province_code = " + literal(code);
                case "nation" -> "true";
                default -> """
                    s.region_code IN (WITH RECURSIVE inside(code) AS (
                      SELECT %1$s UNION SELECT d.code FROM division d JOIN inside i ON d.parent_code = i.code WHERE d.year = %2$s)
                    SELECT code FROM inside)""".formatted(literal(code), year);
            };
        }
    }

    private boolean verdicts(Explanation explanation, Region where) throws SQLException {
        var verdicts = rows(
                "SELECT standard, assessment_level, verdict, basis, items_passed, items_failed, items_cannot_say"
                        + " FROM county_verdict WHERE year = ? AND county_code = ? ORDER BY standard",
                Integer.valueOf(where.year()),
                where.code());
        for (var verdict : verdicts) {
            explanation.line(
                    "标准 %s（%s级）：%s；依据：仅资源配置（%s），不能单独作为认定结论；通过 %s 项，不通过 %s 项，无法判断 %s 项"
                            .formatted(
                                    verdict.get("standard"),
                                    verdict.get("assessment_level").equals("nation") ? "国家" : "省",
                                    zh(verdict.get("verdict")),
                                    verdict.get("basis"),
                                    verdict.get("items_passed"),
                                    verdict.get("items_failed"),
                                    verdict.get("items_cannot_say")),
                    "standard %s (%s): %s; basis %s: the census part alone, no full verdict; %s items pass, %s fail, %s cannot be said"
                            .formatted(
                                    verdict.get("standard"),
                                    verdict.get("assessment_level"),
                                    verdict.get("verdict"),
                                    verdict.get("basis"),
                                    verdict.get("items_passed"),
                                    verdict.get("items_failed"),
                                    verdict.get("items_cannot_say")));
        }
        if (verdicts.isEmpty()) {
            return false;
        }
        explanation.table(
                "各项结论（校际差异系数不得高于限值；1.8 为每所学校综合达标）",
                "Items (each CV within its limit; 1.8: every school passes)",
                """
                SELECT i.stage AS ⟨stage|学段⟩, i.item AS ⟨item|项⟩, any_value(r.⟨title_en|title_zh⟩) AS ⟨title|内容⟩,
                       round(i.observed, 6) AS ⟨observed|实测⟩, i.required AS ⟨required|要求⟩, i.status AS ⟨status|结论⟩,
                       i.clause AS ⟨clause|条款⟩, split_part(i.reason, ' / ', ⟦2|1⟧) AS ⟨reason|说明⟩
                FROM county_item i JOIN standard_rule r ON r.standard = i.standard AND r.item = i.item AND r.stage = i.stage
                WHERE i.year = %s AND i.county_code = %s%s
                GROUP BY ALL ORDER BY i.stage DESC, i.item""".formatted(where.year(), literal(where.code()), where.stageFilter("i.")));
        return true;
    }

    private static String zh(String verdict) {
        return switch (verdict) {
            case "pass" -> "通过 pass";
            case "fail" -> "不通过 fail";
            case "cannot_say" -> "无法判断 cannot_say";
            default -> "不适用 not_applicable";
        };
    }

    private void failingSchools(Explanation explanation, Region where) throws SQLException {
        var failing = first("""
                        SELECT count(*) AS schools FROM school_verdict v JOIN school s USING (year, school_code)
                        WHERE v.year = %s AND v.verdict IN ('fail', 'cannot_say') AND %s%s""".formatted(where.year(), where.schools("v"), where.stageFilter("v.")))
                .orElseThrow();
        if (failing.get("schools").equals("0")) {
            explanation.line("没有不达标的学校", "no school fails");
            return;
        }
        explanation.table(
                "拖后腿的学校（共 %s 个学段校；至多列 %d 个，缺口大的在前；未达标项：项: 校值 < 标准 (+ 还差的数量)）".formatted(failing.get("schools"), SHOWN),
                "Schools that hold it back (%s school stages; %d at most, the furthest behind first; item: value < threshold (+ what must be added))"
                        .formatted(failing.get("schools"), SHOWN),
                """
                SELECT v.stage AS ⟨stage|学段⟩, v.school_code AS ⟨school|学校标识码⟩, s.name AS ⟨name|校名⟩, v.verdict AS ⟨verdict|结论⟩,
                       v.met AS ⟨met|达标项⟩,
                       string_agg(c.item || ': ' || CASE WHEN i.value IS NULL THEN '?' ELSE round(i.value, 4)::VARCHAR END
                                  || ' < ' || i.threshold
                                  || coalesce(' (+' || round((i.threshold - i.value) * i.students / r.scale, 2)::VARCHAR || ')', ''),
                                  '; ' ORDER BY c.item) FILTER (i.status <> 'pass') AS ⟨short of|未达标指标⟩
                FROM school_verdict v JOIN school s USING (year, school_code)
                JOIN school_indicator i USING (year, standard, stage, school_code)
                JOIN standard_rule r ON r.standard = i.standard AND r.item = i.indicator AND r.stage = i.stage
                JOIN standard_rule c ON c.standard = i.standard AND c.indicator = i.indicator AND c.stage = i.stage AND c.level = 'county'
                WHERE v.year = %s AND v.verdict IN ('fail', 'cannot_say') AND %s%s
                GROUP BY ALL ORDER BY v.met, v.school_code LIMIT %d""".formatted(where.year(), where.schools("v"), where.stageFilter("v."), SHOWN));
    }

    private void contributions(Explanation explanation, Region where) {
        explanation.table(
                "差异系数超限的项：贡献最大的学校（贡献 = P_i (X_i − X̄)² / (P X̄² CV²)）",
                "Where a CV is beyond its limit: the schools that contribute most (share = P_i (X_i − X̄)² / (P X̄² CV²))",
                """
                SELECT * FROM (
                  SELECT e.stage AS ⟨stage|学段⟩, e.indicator AS ⟨indicator|指标⟩, i.school_code AS ⟨school|学校标识码⟩, s.name AS ⟨name|校名⟩,
                         i.students AS ⟨students|学生数⟩, round(i.value, 4) AS ⟨value|校值⟩, round(e.mean, 4) AS ⟨county mean|县均值⟩,
                         round(i.students * (i.value - e.mean) ** 2 / (e.students * e.mean ** 2 * e.cv ** 2), 4) AS ⟨share|贡献⟩
                  FROM equity e JOIN school_indicator i USING (year, standard, stage, indicator)
                  JOIN school s ON s.year = i.year AND s.school_code = i.school_code
                  WHERE e.year = %s AND e.level = 'county' AND e.region_code = %s AND e.cv > e.cv_limit
                    AND i.value IS NOT NULL AND %s%s
                  QUALIFY row_number() OVER (PARTITION BY e.stage, e.indicator
                    ORDER BY i.students * (i.value - e.mean) ** 2 DESC, i.school_code) <= 3)
                ORDER BY 1 DESC, 2, 8 DESC""".formatted(where.year(), literal(where.code()), where.schools("i"), where.stageFilter("e.")));
    }

    private void measures(Explanation explanation, Region where) {
        explanation.table(
                "均衡测度（按学生加权，总体形式）", "Measures of equity (weighted by students, population form)", """
                SELECT standard AS ⟨standard|标准⟩, stage AS ⟨stage|学段⟩, indicator AS ⟨indicator|指标⟩, units AS ⟨units|学校数⟩,
                       excluded AS ⟨excluded|未计⟩, students AS ⟨students|学生数⟩, round(mean, 6) AS ⟨mean|均值⟩, round(sd, 6) AS ⟨sd|标准差⟩,
                       round(cv, 6) AS ⟨cv|差异系数⟩, round(gini, 6) AS ⟨gini|基尼⟩, round(p10, 4) AS ⟨p10|P10⟩, round(p50, 4) AS ⟨p50|P50⟩,
                       round(p90, 4) AS ⟨p90|P90⟩
                FROM equity WHERE year = %s AND level = %s AND region_code = %s%s ORDER BY standard, stage DESC, indicator""".formatted(
                                where.year(), literal(where.level()), literal(where.code()), where.stageFilter("")));
    }

    /** Every school's numbers and the sums, so that mean, standard deviation and CV can be checked with a calculator. */
    private void workSheets(Explanation explanation, Region where, String indicator) throws SQLException {
        var sheets = rows(
                """
                SELECT e.standard, e.stage, e.indicator, e.units, e.students, e.resource, e.mean, e.sd, e.cv, e.cv_limit,
                       e.cv_status, e.excluded
                FROM equity e WHERE e.year = ? AND e.level = ? AND e.region_code = ?
                  AND (e.indicator = ? OR EXISTS (FROM standard_rule r WHERE r.standard = e.standard AND r.stage = e.stage
                       AND r.item = ? AND r.indicator = e.indicator))%s
                ORDER BY e.standard, e.stage DESC""".formatted(where.stageFilter("e.")),
                Integer.valueOf(where.year()),
                where.level(),
                where.code(),
                indicator,
                indicator);
        if (sheets.isEmpty()) {
            explanation.line(
                    "该处没有指标 " + indicator + " 的数据；指标名见表 standard_rule",
                    "there is no indicator " + indicator + " here; table standard_rule lists them");
        }
        for (var sheet : sheets) {
            workSheet(explanation, where, sheet);
        }
    }

    private void workSheet(Explanation explanation, Region where, Map<String, String> sheet) {
        var mean = sheet.get("mean");
        explanation.table(
                "%s，%s：逐校计算（X_i = 比例 × x_i / P_i）".formatted(sheet.get("indicator"), sheet.get("stage")),
                "%s, %s: school by school (X_i = scale × x_i / P_i)"
                        .formatted(sheet.get("indicator"), sheet.get("stage")),
                """
                SELECT i.school_code AS ⟨school|学校标识码⟩, s.name AS ⟨name|校名⟩, i.students AS "P_i", i.numerator AS "x_i", i.value AS "X_i",
                       i.value - %1$s AS "X_i − X̄", i.students * (i.value - %1$s) ** 2 AS "P_i (X_i − X̄)²",
                       i.threshold AS ⟨threshold|标准⟩, i.status AS ⟨status|结论⟩, i.note AS ⟨note|说明⟩
                FROM school_indicator i JOIN school s USING (year, school_code)
                WHERE i.year = %2$s AND i.standard = %3$s AND i.stage = %4$s AND i.indicator = %5$s AND %6$s
                ORDER BY i.school_code""".formatted(
                                mean,
                                where.year(),
                                literal(sheet.get("standard")),
                                literal(sheet.get("stage")),
                                literal(sheet.get("indicator")),
                                where.schools("i")));
        var limit = sheet.get("cv_limit") == null
                ? ""
                : "; %s ≤ %s: %s".formatted(sheet.get("cv"), sheet.get("cv_limit"), sheet.get("cv_status"));
        explanation.line(
                "n = %s（未计 %s），P = Σ P_i = %s，Σ x_i = %s，X̄ = 比例 × Σ x_i / P = %s"
                        .formatted(
                                sheet.get("units"),
                                sheet.get("excluded"),
                                sheet.get("students"),
                                sheet.get("resource"),
                                mean),
                "n = %s (%s left out), P = Σ P_i = %s, Σ x_i = %s, X̄ = scale × Σ x_i / P = %s"
                        .formatted(
                                sheet.get("units"),
                                sheet.get("excluded"),
                                sheet.get("students"),
                                sheet.get("resource"),
                                mean));
        explanation.line(
                "S = √(Σ P_i (X_i − X̄)² / P) = %s，CV = S / X̄ = %s%s"
                        .formatted(sheet.get("sd"), sheet.get("cv"), limit),
                "S = √(Σ P_i (X_i − X̄)² / P) = %s, CV = S / X̄ = %s%s"
                        .formatted(sheet.get("sd"), sheet.get("cv"), limit));
    }

    private Explanation school(Question question, Map<String, String> school) throws SQLException {
        var explanation = new Explanation();
        var code = school.get("code");
        var year = school.get("year");
        var place = place(school);
        explanation.line(
                "%s %s，%s 年%s".formatted(school.get("name"), code, year, place.zh()),
                "%s %s, %s%s".formatted(school.get("name"), code, year, place.en()));
        origin(explanation);
        if (school.get("note") != null) {
            explanation.line(school.get("note"), school.get("note"));
        }
        var stage = question.stage().map(id -> " AND i.stage = " + literal(id)).orElse("");
        for (var verdict : rows(
                "SELECT * FROM school_verdict i WHERE year = %s AND school_code = ?%s ORDER BY standard, stage DESC"
                        .formatted(year, stage),
                code)) {
            explanation.line(
                    "%s，%s：%s；达标 %s 项，达到底线未达标 %s 项，低于底线 %s 项，未知 %s 项"
                            .formatted(
                                    verdict.get("standard"),
                                    verdict.get("stage"),
                                    zh(verdict.get("verdict")),
                                    verdict.get("met"),
                                    verdict.get("between_floor_and_threshold"),
                                    verdict.get("below_floor"),
                                    verdict.get("unknown")),
                    "%s, %s: %s; %s met, %s between floor and threshold, %s below the floor, %s unknown"
                            .formatted(
                                    verdict.get("standard"),
                                    verdict.get("stage"),
                                    verdict.get("verdict"),
                                    verdict.get("met"),
                                    verdict.get("between_floor_and_threshold"),
                                    verdict.get("below_floor"),
                                    verdict.get("unknown")));
        }
        explanation.table(
                "各指标（值 = 比例 × 分子 / 学生数；还差 = 达到标准所需增加的分子）",
                "Indicators (value = scale × numerator / students; needs = what the numerator lacks)",
                """
                SELECT i.stage AS ⟨stage|学段⟩, i.indicator AS ⟨indicator|指标⟩, r.scale AS ⟨scale|比例⟩, i.numerator AS ⟨numerator|分子⟩,
                       i.students AS ⟨students|学生数⟩, i.value AS ⟨value|值⟩, i.threshold AS ⟨threshold|标准⟩, i.floor AS ⟨floor|底线⟩,
                       i.status AS ⟨status|结论⟩,
                       CASE WHEN i.status = 'fail' THEN round((i.threshold - i.value) * i.students / r.scale, 4) END AS ⟨needs|还差⟩,
                       i.weight_share AS ⟨share|拆分比⟩, i.note AS ⟨note|说明⟩
                FROM school_indicator i
                JOIN standard_rule r ON r.standard = i.standard AND r.item = i.indicator AND r.stage = i.stage
                WHERE i.year = %s AND i.school_code = %s%s ORDER BY i.standard, i.stage DESC, i.indicator""".formatted(year, literal(code), stage));
        return explanation;
    }

    /** Where a school stands: its county, or the lowest region where the census has no counties. */
    private static Bilingual place(Map<String, String> school) {
        if (school.get("county_code") != null) {
            return new Bilingual("，所在县 " + school.get("county_code"), ", county " + school.get("county_code"));
        }
        return school.get("region_code") == null
                ? new Bilingual("", "")
                : new Bilingual("，所在区域 " + school.get("region_code"), ", region " + school.get("region_code"));
    }

    private static Explanation quarantined(Question question, Map<String, String> row) {
        var explanation = new Explanation();
        explanation.line(
                "%s 只在隔离区：%s 第 %s 行，%s 年".formatted(question.code(), row.get("file"), row.get("line"), row.get("year")),
                "%s stands in quarantine only: %s line %s, %s"
                        .formatted(question.code(), row.get("file"), row.get("line"), row.get("year")));
        row.get("reason").lines().forEach(reason -> explanation.line(reason, reason));
        return explanation;
    }
}
