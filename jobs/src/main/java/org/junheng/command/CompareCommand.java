package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junheng.explain.Comparer;
import org.junheng.explain.Explanation;
import org.junheng.summary.ExitCode;
import org.junheng.summary.PublishedSummary;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.CommonOptions;
import org.junheng.summary.command.Console;
import org.junheng.summary.format.CsvFormat;
import org.junheng.summary.format.JsonFormat;
import org.junheng.terms.Stage;

/** What differs between two years of a place, or between two places, and what explains it. */
final class CompareCommand implements Command {
    private static final Pattern TWO_YEARS = Pattern.compile("(\\d{4}),(\\d{4})");

    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @Parameter(descriptionKey = "compare.codes", placeholder = "CODE [CODE]", required = true)
    private List<String> codes = new ArrayList<>();

    @Parameter(names = "--years", descriptionKey = "compare.years", placeholder = "Y,Y")
    private String years;

    @Parameter(names = "--year", descriptionKey = "compare.year", placeholder = "Y")
    private Integer year;

    @Parameter(names = "--stage", descriptionKey = "explain.stage", placeholder = "primary|junior|all")
    private String stage;

    @Parameter(names = "--standard", descriptionKey = "compare.standard", placeholder = "ID")
    private String standard;

    @Parameter(names = "--indicator", descriptionKey = "compare.indicator", placeholder = "ID")
    private String indicator;

    @Parameter(names = "--schools", descriptionKey = "compare.schools", placeholder = "N")
    private int schools = 3;

    @Parameter(names = "--format", descriptionKey = "compare.format")
    private ComparisonFormat format = ComparisonFormat.TEXT;

    @Override
    public ExitCode run(Console console) throws Exception {
        if (codes.size() > 2) {
            throw new UsageProblem("usage.unexpected", codes.get(2));
        }
        if (codes.size() == 2 && years != null) {
            throw new UsageProblem("compare.both");
        }
        if (codes.size() == 1 && years == null) {
            throw new UsageProblem("compare.neither", codes.get(0));
        }
        if (years != null && year != null) {
            throw new UsageProblem("compare.year_and_years");
        }
        if (schools < 0) {
            throw new UsageProblem("usage.number", String.valueOf(schools), "--schools");
        }
        if (stage != null) {
            checkStage();
        }
        var selection = new Comparer.Selection(
                Optional.ofNullable(stage), Optional.ofNullable(indicator), Optional.ofNullable(standard), schools);
        try (var summary = PublishedSummary.open(common.warehouse())) {
            var answer = answer(new Comparer(summary.connection()), selection);
            switch (format) {
                case TEXT -> write(answer.explanation(), console, summary);
                case JSON -> JsonFormat.write(answer.explanation().content(), console.answer());
                case CSV -> CsvFormat.write(answer.columns(), answer.components(), console.answer());
            }
        }
        return ExitCode.DONE;
    }

    private Comparer.Answer answer(Comparer comparer, Comparer.Selection selection) throws Exception {
        if (years == null) {
            return comparer.places(codes.get(0), codes.get(1), Optional.ofNullable(year), selection);
        }
        var two = TWO_YEARS.matcher(years);
        if (!two.matches() || two.group(1).equals(two.group(2))) {
            throw new UsageProblem("compare.two_years", years);
        }
        return comparer.years(codes.get(0), Integer.parseInt(two.group(1)), Integer.parseInt(two.group(2)), selection);
    }

    private void write(Explanation explanation, Console console, PublishedSummary summary) throws Exception {
        new ExplanationText(console, summary).write(explanation);
        if (!common.warehouse().equals(CommonOptions.WAREHOUSE)) {
            console.answerLine("  "
                    + console.text("nightly.next_warehouse", common.warehouse()).strip());
        }
    }

    private void checkStage() {
        try {
            Stage.of(stage);
        } catch (IllegalArgumentException unknown) {
            throw new UsageProblem("usage.value", stage, "--stage", "primary, junior, all");
        }
    }
}
