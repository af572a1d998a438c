package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junheng.explain.Explainer;
import org.junheng.explain.Explanation;
import org.junheng.summary.ExitCode;
import org.junheng.summary.Language;
import org.junheng.summary.PublishedSummary;
import org.junheng.summary.QueryLimits;
import org.junheng.summary.format.TableFormat;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;

/** Why a county or a school passes or fails. */
final class ExplainCommand implements Command {
    /** Reasons are read in full. */
    private static final int WIDEST_CELL = 400;

    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @Parameter(descriptionKey = "explain.code", placeholder = "CODE", required = true)
    private List<String> code = new ArrayList<>();

    @Parameter(names = "--year", descriptionKey = "explain.year", placeholder = "Y")
    private Integer year;

    @Parameter(names = "--stage", descriptionKey = "explain.stage", placeholder = "primary|junior|all")
    private String stage;

    @Parameter(names = "--indicator", descriptionKey = "explain.indicator", placeholder = "ID")
    private String indicator;

    @Override
    public ExitCode run(Console console) throws Exception {
        if (code.size() > 1) {
            throw new UsageProblem("usage.unexpected", code.get(1));
        }
        if (stage != null) {
            checkStage();
        }
        var question = new Explainer.Question(
                code.get(0), Optional.ofNullable(year), Optional.ofNullable(stage), Optional.ofNullable(indicator));
        try (var summary = PublishedSummary.open(common.warehouse())) {
            for (var part :
                    new Explainer(summary.connection()).explain(question).parts()) {
                if (part instanceof Explanation.Line line) {
                    console.answerLine(in(console, line.text()));
                } else if (part instanceof Explanation.Table table) {
                    write(console, summary, table);
                }
            }
        }
        return ExitCode.DONE;
    }

    private void checkStage() {
        try {
            Stage.of(stage);
        } catch (IllegalArgumentException unknown) {
            throw new UsageProblem("usage.value", stage, "--stage", "primary, junior, all");
        }
    }

    private static void write(Console console, PublishedSummary summary, Explanation.Table table) throws Exception {
        try (var answer = summary.select(in(console, table.sql()), QueryLimits.DEFAULT)) {
            var text = new java.io.StringWriter();
            TableFormat.write(answer, Long.MAX_VALUE, WIDEST_CELL, text);
            if (text.toString().lines().count() > 2) {
                console.answerLine("");
                console.answerLine(in(console, table.title()));
                console.answer().write(text.toString());
                console.answerLine("");
            }
        }
    }

    private static String in(Console console, Bilingual text) {
        return console.language() == Language.ZH ? text.zh() : text.en();
    }
}
