package org.junheng.command;

import com.beust.jcommander.ParametersDelegate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junheng.nightly.Run;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.summary.ExitCode;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.CommonOptions;
import org.junheng.summary.command.Console;

/** The whole chain, and a summary of what came out. */
final class NightlyCommand implements Command {
    private static final String SAMPLE_FOLDER = "sample-census";

    @ParametersDelegate
    private final RunParameters parameters = new RunParameters();

    @Override
    public ExitCode run(Console console) throws Exception {
        var census = parameters.census().isPresent() ? parameters.census().get() : sample(console);
        var start = System.nanoTime();
        var outcome = parameters.start(console, run -> run.nightly(parameters.options("nightly", Optional.of(census))));
        summary(console, outcome, (System.nanoTime() - start) / 1e9);
        return outcome.exitCode();
    }

    /** The sample census, made once beside the warehouse's other files; the same seed gives the same bytes. */
    private Path sample(Console console) throws IOException {
        var folder = parameters.warehouse().resolve(SAMPLE_FOLDER);
        if (!Files.exists(folder.resolve("truth.json"))) {
            console.say("nightly.sample", folder);
            SampleCensus.generate(SampleOptions.defaults(FactsOptions.shipped()), folder);
        } else {
            console.say("nightly.sample_again", folder);
        }
        return folder;
    }

    private void summary(Console console, Run.Outcome outcome, double seconds) throws Exception {
        var manifest = outcome.manifest().orElseThrow();
        console.answerLine(console.text(
                outcome.unchanged() ? "nightly.unchanged" : "nightly.published",
                manifest.id(),
                manifest.version(),
                "%.1f".formatted(seconds)));
        if (manifest.generated()) {
            console.answerLine(console.text("nightly.generated"));
        }
        console.answerLine(
                console.text("nightly.rows", manifest.rowsRead(), manifest.rowsAccepted(), manifest.rowsQuarantined()));
        new PublishedOverview(parameters.warehouse()).write(console);
        console.answerLine("");
        console.answerLine(console.text("nightly.next"));
        if (!parameters.warehouse().equals(CommonOptions.WAREHOUSE)) {
            console.answerLine(console.text("nightly.next_warehouse", parameters.warehouse()));
        }
    }
}
