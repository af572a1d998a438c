package org.junheng.explain;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junheng.explain.Tables.Row;
import org.junheng.explain.Where.Snapshot;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/** Every school's numbers and the sums, so that mean, standard deviation and CV can be checked with a calculator. */
final class WorkSheets {
    private final Tables tables;
    private final Where where;

    WorkSheets(Tables tables, Where where) {
        this.tables = tables;
        this.where = where;
    }

    private record Report(
            String kind,
            Snapshot snapshot,
            int year,
            String code,
            String name,
            String level,
            List<Map<String, Object>> workSheets) {}

    Explanation of(String indicator) throws SQLException {
        var text = new Text();
        text.line(
                "%s %s，%d 年".formatted(where.name(), where.code(), where.year()),
                "%s %s, %d".formatted(where.name(), where.code(), where.year()));
        var snapshot = Snapshot.of(tables);
        snapshot.tell(text);
        var sheets = sheets(indicator);
        if (sheets.isEmpty()) {
            throw new FaultException(
                    FaultException.Kind.USAGE,
                    "explain.indicator",
                    Place.NOWHERE,
                    Bilingual.format("该处没有指标「%s」的数据", "there is no indicator '%s' here", indicator),
                    new Bilingual(
                            "用 junheng query \"SELECT DISTINCT indicator FROM standard_rule WHERE indicator IS NOT NULL\" 查看",
                            "list them with junheng query \"SELECT DISTINCT indicator FROM standard_rule WHERE indicator IS NOT NULL\""));
        }
        countedBy(text, sheets);
        var content = new ArrayList<Map<String, Object>>();
        for (var sheet : sheets) {
            tell(text, sheet);
            var all = new LinkedHashMap<>(sheet.cells());
            all.put(
                    "schools",
                    tables.rows("""
                    SELECT i.school_code, s.name, i.students, i.numerator, i.value, i.value - %1$s AS deviation,
                      i.students * (i.value - %1$s) ** 2 AS weighted_square, i.threshold, i.status, i.note%2$s""".formatted(sheet.text("mean"), schools(sheet))).stream()
                            .map(Row::cells)
                            .toList());
            content.add(all);
        }
        return new Explanation(
                text.parts(),
                Content.of(new Report(
                        "work_sheet", snapshot, where.year(), where.code(), where.name(), where.level(), content)));
    }

    private List<Row> sheets(String indicator) throws SQLException {
        return tables.rows(
                """
                SELECT e.standard, e.stage, e.indicator, k.item, e.units, e.excluded, e.students, e.resource, e.mean, e.sd, e.cv,
                       e.cv_limit, e.cv_status, r.title_zh, r.title_en, r.scale
                FROM equity e LEFT JOIN %2$s m USING (standard)
                LEFT JOIN standard_rule r ON r.standard = coalesce(m.indicators_of, e.standard) AND r.stage = e.stage AND r.item = e.indicator
                LEFT JOIN standard_rule k ON k.standard = r.standard AND k.stage = e.stage AND k.indicator = e.indicator AND k.level = 'county'
                WHERE e.year = ? AND e.level = ? AND e.region_code = ? AND (e.indicator = ? OR k.item = ?)%1$s
                ORDER BY e.standard, e.stage DESC""".formatted(where.equityFilter("e."), Standards.MEASURED_BY),
                where.year(),
                where.level(),
                where.code(),
                indicator,
                indicator);
    }

    private String schools(Row sheet) {
        var standard = sheet.text("standard");
        return """

                FROM school_indicator i JOIN school s USING (year, school_code)
                WHERE i.year = %d AND i.standard = %s AND i.stage = %s AND i.indicator = %s AND %s
                ORDER BY i.school_code""".formatted(
                        where.year(),
                        SqlText.literal(where.standards().measuredBy(standard)),
                        SqlText.literal(sheet.text("stage")),
                        SqlText.literal(sheet.text("indicator")),
                        where.schools("i", standard));
    }

    /** Which schools a plan counts that was asked for. */
    private void countedBy(Text text, List<Row> sheets) {
        if (sheets.isEmpty() || where.standard().isEmpty()) {
            return;
        }
        var plan = where.standard().get();
        var measuredBy = where.standards().measuredBy(plan);
        if (measuredBy.equals(plan)) {
            return;
        }
        var place = where.standards().get(plan).place();
        if (sheets.stream().allMatch(sheet -> sheet.text("standard").equals(measuredBy))) {
            text.line(
                    plan + " 在此计入的学校与 " + measuredBy + " 相同", plan + " counts the same schools here as " + measuredBy);
        } else {
            text.line(
                    "按 " + plan + "，" + place.zh() + "；各校的值取自 " + measuredBy,
                    "under " + plan + " " + place.en() + "; the schools' values are those of " + measuredBy);
        }
    }

    private void tell(Text text, Row sheet) {
        var mean = sheet.text("mean");
        var item = sheet.text("item") == null ? "" : sheet.text("item") + " ";
        var title = sheet.both("title") == null
                ? Words.same(sheet.text("indicator"))
                : new Bilingual(
                        item + sheet.both("title").zh(),
                        item + sheet.both("title").en());
        var stage = sheet.text("stage").equals("all")
                ? new Bilingual("不分学段", "all stages")
                : Words.stage(sheet.text("stage"));
        var scale = sheet.number("scale") == null
                ? new Bilingual("比例", "scale")
                : Words.same(Digits.of(sheet.number("scale")));
        text.table(
                "%s（%s），%s，%s：逐校计算（X_i = %s × x_i / P_i）"
                        .formatted(title.zh(), sheet.text("indicator"), stage.zh(), sheet.text("standard"), scale.zh()),
                "%s (%s), %s, %s: school by school (X_i = %s × x_i / P_i)"
                        .formatted(title.en(), sheet.text("indicator"), stage.en(), sheet.text("standard"), scale.en()),
                """
                SELECT i.school_code AS ⟨school|学校标识码⟩, s.name AS ⟨name|校名⟩, i.students AS "P_i", i.numerator AS "x_i", i.value AS "X_i",
                       i.value - %1$s AS "X_i − X̄", i.students * (i.value - %1$s) ** 2 AS "P_i (X_i − X̄)²",
                       i.threshold AS ⟨threshold|标准⟩, i.status AS ⟨status|结论⟩, i.note AS ⟨note|说明⟩%2$s""".formatted(mean, schools(sheet)));
        var limit = sheet.text("cv_limit") == null
                ? ""
                : "; %s ≤ %s: %s".formatted(sheet.text("cv"), sheet.text("cv_limit"), sheet.text("cv_status"));
        text.line(
                "n = %s（未计 %s），P = Σ P_i = %s，Σ x_i = %s，X̄ = 比例 × Σ x_i / P = %s"
                        .formatted(
                                sheet.text("units"),
                                sheet.text("excluded"),
                                sheet.text("students"),
                                sheet.text("resource"),
                                mean),
                "n = %s (%s left out), P = Σ P_i = %s, Σ x_i = %s, X̄ = scale × Σ x_i / P = %s"
                        .formatted(
                                sheet.text("units"),
                                sheet.text("excluded"),
                                sheet.text("students"),
                                sheet.text("resource"),
                                mean));
        text.line(
                "S = √(Σ P_i (X_i − X̄)² / P) = %s，CV = S / X̄ = %s%s"
                        .formatted(sheet.text("sd"), sheet.text("cv"), limit),
                "S = √(Σ P_i (X_i − X̄)² / P) = %s, CV = S / X̄ = %s%s"
                        .formatted(sheet.text("sd"), sheet.text("cv"), limit));
    }
}
