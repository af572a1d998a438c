package org.junheng.command;

import java.io.IOException;
import java.nio.file.Path;
import org.junheng.summary.Language;
import org.junheng.summary.PublishedSummary;
import org.junheng.summary.QueryLimits;
import org.junheng.summary.command.Console;
import org.junheng.summary.format.TableFormat;

/** The tables that end a run: verdicts by year where there is a law, else the measures of the last year. */
final class PublishedOverview {
    private static final int MOST_ROWS = 40;

    private final Path warehouse;

    PublishedOverview(Path warehouse) {
        this.warehouse = warehouse;
    }

    void write(Console console) throws IOException {
        boolean chinese = console.language() == Language.ZH;
        try (var summary = PublishedSummary.open(warehouse)) {
            table(console, summary, "nightly.verdicts", """
                    SELECT standard AS "%s", year AS "%s", count(*) FILTER (verdict = 'pass') AS "%s",
                           count(*) FILTER (verdict = 'fail') AS "%s", count(*) FILTER (verdict = 'cannot_say') AS "%s",
                           count(*) FILTER (verdict = 'not_applicable') AS "%s"
                    FROM (FROM county_verdict QUALIFY assessment_level = 'nation' OR year = max(year) OVER (PARTITION BY standard))
                    GROUP BY ALL ORDER BY ALL""".formatted(
                    chinese
                            ? new Object[] {"标准", "学年", "通过", "不通过", "无法判断", "不适用"}
                            : new Object[] {"standard", "year", "pass", "fail", "cannot say", "not applicable"}));
            table(console, summary, "nightly.measures", """
                    SELECT e.stage AS "%s", e.indicator AS "%s", e.units AS "%s", e.students AS "%s", round(e.mean, 4) AS "%s",
                           round(e.cv, 4) AS "%s", round(e.gini, 4) AS "%s", round(e.p10, 4) AS "P10", round(e.p90, 4) AS "P90"
                    FROM equity e JOIN (SELECT standard, max(year) AS year FROM equity GROUP BY ALL) USING (standard, year)
                    WHERE e.level = 'nation' ORDER BY e.standard, e.stage DESC, e.indicator""".formatted(
                    chinese
                            ? new Object[] {"学段", "指标", "学校数", "学生数", "均值", "差异系数", "基尼"}
                            : new Object[] {"stage", "indicator", "schools", "students", "mean", "cv", "gini"}));
        }
    }

    private static void table(Console console, PublishedSummary summary, String title, String sql) throws IOException {
        try (var answer = summary.select(sql, QueryLimits.DEFAULT)) {
            var text = new java.io.StringWriter();
            TableFormat.write(answer, MOST_ROWS, text);
            if (text.toString().lines().count() > 2) {
                console.answerLine("");
                console.answerLine(console.text(title));
                console.answer().write(text.toString());
            }
        }
    }
}
