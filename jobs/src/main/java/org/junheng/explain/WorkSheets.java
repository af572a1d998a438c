package org.junheng.explain;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junheng.explain.Tables.Row;
import org.junheng.explain.Where.Snapshot;

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
            text.line(
                    "该处没有指标 " + indicator + " 的数据；指标名见表 standard_rule",
                    "there is no indicator " + indicator + " here; table standard_rule lists them");
        }
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
                SELECT e.standard, e.stage, e.indicator, e.units, e.excluded, e.students, e.resource, e.mean, e.sd, e.cv, e.cv_limit,
                       e.cv_status
                FROM equity e WHERE e.year = ? AND e.level = ? AND e.region_code = ?
                  AND (e.indicator = ? OR EXISTS (FROM standard_rule r WHERE r.standard = e.standard AND r.stage = e.stage
                       AND r.item = ? AND r.indicator = e.indicator))%s
                ORDER BY e.standard, e.stage DESC""".formatted(where.filter("e.")), where.year(), where.level(), where.code(), indicator, indicator);
    }

    private String schools(Row sheet) {
        return """

                FROM school_indicator i JOIN school s USING (year, school_code)
                WHERE i.year = %d AND i.standard = %s AND i.stage = %s AND i.indicator = %s AND %s
                ORDER BY i.school_code""".formatted(
                        where.year(),
                        Tables.literal(sheet.text("standard")),
                        Tables.literal(sheet.text("stage")),
                        Tables.literal(sheet.text("indicator")),
                        where.schools("i"));
    }

    private void tell(Text text, Row sheet) {
        var mean = sheet.text("mean");
        text.table(
                "%s，%s，%s：逐校计算（X_i = 比例 × x_i / P_i）"
                        .formatted(sheet.text("indicator"), sheet.text("stage"), sheet.text("standard")),
                "%s, %s, %s: school by school (X_i = scale × x_i / P_i)"
                        .formatted(sheet.text("indicator"), sheet.text("stage"), sheet.text("standard")),
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
