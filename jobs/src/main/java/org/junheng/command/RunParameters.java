package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junheng.nightly.Progress;
import org.junheng.nightly.Run;
import org.junheng.nightly.RunOptions;
import org.junheng.nightly.SparkEngine;
import org.junheng.summary.ExitCode;
import org.junheng.summary.Language;
import org.junheng.summary.command.CommonOptions;
import org.junheng.summary.command.Console;
import org.junheng.terms.YearRange;
import org.junheng.warehouse.LocalWarehouseFiles;

/** The options of the commands that work on a warehouse, and how they start a run. */
final class RunParameters {
    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @ParametersDelegate
    private final FactsOptions facts = new FactsOptions();

    @Parameter(names = "--census", descriptionKey = "run.census", placeholder = "DIR")
    private Path census;

    @Parameter(names = "--profile", descriptionKey = "run.profile", placeholder = "ID")
    private String profile;

    @Parameter(names = "--standard", descriptionKey = "run.standard", placeholder = "ID,ID")
    private List<String> standards = new ArrayList<>();

    @Parameter(names = "--years", descriptionKey = "run.years", placeholder = "A-B")
    private String years;

    @Parameter(names = "--accept-drop", descriptionKey = "run.accept_drop", placeholder = "REASON")
    private String acceptDrop;

    @Parameter(names = "--master", descriptionKey = "run.master", placeholder = "URL")
    private String master = "local[*]";

    Path warehouse() {
        return common.warehouse();
    }

    FactsOptions facts() {
        return facts;
    }

    Optional<Path> census() {
        return Optional.ofNullable(census);
    }

    /** What to do with a run. */
    interface Work {
        Run.Outcome run(Run run) throws Exception;
    }

    Run.Outcome start(Console console, Work work) throws Exception {
        checkWarehouse();
        Progress progress = line -> console.err().println(console.language() == Language.ZH ? line.zh() : line.en());
        try (var spark = new SparkEngine(master)) {
            var run = new Run(
                    FactsOptions.shipped(), facts.overlay(), new LocalWarehouseFiles(warehouse()), spark, progress);
            var outcome = work.run(run);
            if (outcome.exitCode() == ExitCode.PUBLISHED_WITH_REFUSALS) {
                console.say("run.refusals");
            }
            return outcome;
        }
    }

    private void checkWarehouse() {
        if (warehouse().toString().matches("[a-z0-9]{2,}:/.*")) {
            throw new UsageProblem("run.remote", warehouse().toString());
        }
    }

    RunOptions options(String command, Optional<Path> folder) {
        return new RunOptions(
                command,
                folder,
                Optional.ofNullable(profile),
                List.copyOf(standards),
                range(),
                Optional.ofNullable(acceptDrop).filter(reason -> !reason.isBlank()));
    }

    private YearRange range() {
        if (years == null) {
            return YearRange.EVERY;
        }
        try {
            return YearRange.parse(years);
        } catch (IllegalArgumentException wrong) {
            throw new UsageProblem("usage.value", years, "--years", "2016-2025, 2025");
        }
    }
}
