package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junheng.explain.Explainer;
import org.junheng.explain.Explanation;
import org.junheng.summary.ExitCode;
import org.junheng.summary.PublishedSummary;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.CommonOptions;
import org.junheng.summary.command.Console;
import org.junheng.summary.format.JsonFormat;
import org.junheng.terms.Stage;

/** Why a county or a school passes or fails. */
final class ExplainCommand implements Command {
    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @Parameter(descriptionKey = "explain.code", placeholder = "CODE", required = true)
    private List<String> code = new ArrayList<>();

    @Parameter(names = "--year", descriptionKey = "explain.year", placeholder = "Y")
    private Integer year;

    @Parameter(names = "--stage", descriptionKey = "explain.stage", placeholder = "primary|junior|all")
    private String stage;

    @Parameter(names = "--standard", descriptionKey = "explain.standard", placeholder = "ID")
    private String standard;

    @Parameter(names = "--indicator", descriptionKey = "explain.indicator", placeholder = "ID")
    private String indicator;

    @Parameter(names = "--format", descriptionKey = "explain.format")
    private ExplanationFormat format = ExplanationFormat.TEXT;

    @Override
    public ExitCode run(Console console) throws Exception {
        if (code.size() > 1) {
            throw new UsageProblem("usage.unexpected", code.get(1));
        }
        if (stage != null) {
            checkStage();
        }
        var question = new Explainer.Question(
                code.get(0),
                Optional.ofNullable(year),
                Optional.ofNullable(stage),
                Optional.ofNullable(indicator),
                Optional.ofNullable(standard));
        try (var summary = PublishedSummary.open(common.warehouse())) {
            var explanation = new Explainer(summary.connection()).explain(question);
            switch (format) {
                case TEXT -> {
                    new ExplanationText(console, summary).write(explanation);
                    if (explanation.parts().get(explanation.parts().size() - 1) instanceof Explanation.Entries
                            && !common.warehouse().equals(CommonOptions.WAREHOUSE)) {
                        console.answerLine("  "
                                + console.text("nightly.next_warehouse", common.warehouse())
                                        .strip());
                    }
                }
                case JSON -> JsonFormat.write(explanation.content(), console.answer());
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
}
