package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junheng.ingest.Drafts;
import org.junheng.ingest.FileInspection;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.ExitCode;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.CommonOptions;
import org.junheng.summary.command.Console;

/**
 * What profile and year fits each file, every header matched or not, its figures beside another year's, and drafts of what
 * would make the others fit; or likely changes of schools between two years.
 */
final class InspectCommand implements Command {
    private static final String FILES = "FILE|DIR…";

    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @ParametersDelegate
    private final FactsOptions facts = new FactsOptions();

    @Parameter(descriptionKey = "inspect.files", placeholder = FILES)
    private List<Path> paths = new ArrayList<>();

    @Parameter(names = "--profile", descriptionKey = "run.profile", placeholder = "ID")
    private String profile;

    @Parameter(names = "--draft", descriptionKey = "inspect.draft", placeholder = "DIR")
    private Path draft;

    @Parameter(names = "--schools", descriptionKey = "inspect.schools")
    private boolean schools;

    @Parameter(names = "--year", descriptionKey = "inspect.year", placeholder = "Y")
    private Integer year;

    @Parameter(names = "--out", descriptionKey = "inspect.out", placeholder = "FILE")
    private Path out;

    @Override
    public ExitCode run(Console console) throws Exception {
        if (schools) {
            if (!paths.isEmpty()) {
                throw new UsageProblem("schools.published", paths.get(0).toString());
            }
            if (draft != null) {
                throw new UsageProblem("inspect.draft_files");
            }
            return new SchoolInspection(console, facts.read())
                    .run(common.warehouse(), Optional.ofNullable(year), Optional.ofNullable(out));
        }
        if (paths.isEmpty()) {
            throw new UsageProblem("usage.missing", FILES);
        }
        if (year != null || out != null) {
            throw new UsageProblem("schools.option", year == null ? "--out" : "--year");
        }
        var rulebook = facts.read();
        var profiles = profile == null
                ? List.copyOf(rulebook.profiles().values())
                : List.of(rulebook.profile(profile)
                        .orElseThrow(() -> new UsageProblem(
                                "usage.value",
                                profile,
                                "--profile",
                                String.join(", ", rulebook.profiles().keySet()))));
        var inspected = new ArrayList<FileInspection>();
        for (var path : paths) {
            inspected.addAll(FileInspection.of(path, profiles, rulebook));
        }
        var text = new InspectionText(console, inspected, common.warehouse(), rulebook.similarity());
        boolean allFit = true;
        for (var file : inspected) {
            allFit &= text.show(file);
        }
        if (draft != null) {
            writeDrafts(console, inspected, rulebook);
        }
        return allFit ? ExitCode.DONE : ExitCode.PUBLISHED_WITH_REFUSALS;
    }

    private void writeDrafts(Console console, List<FileInspection> inspected, Rulebook rulebook) throws IOException {
        var written = Drafts.write(draft, inspected, rulebook);
        console.answerLine("");
        if (written.isEmpty()) {
            console.answerLine(console.text("inspect.no_draft"));
        }
        for (var each : written) {
            console.answerLine(
                    console.text(each.isNew() ? "inspect.draft_written" : "inspect.draft_kept", each.file()));
        }
    }
}
