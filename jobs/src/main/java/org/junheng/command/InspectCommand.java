package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junheng.ingest.FileInspection;
import org.junheng.ingest.FileMatch.SheetMatch;
import org.junheng.ingest.HeaderMatch;
import org.junheng.rulebook.CensusProfile;
import org.junheng.summary.ExitCode;
import org.junheng.summary.Language;
import org.junheng.summary.format.AlignedText;

/** What profile and year fits each file, every header matched or not; or likely changes of schools between two years. */
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
        boolean allFit = true;
        for (var path : paths) {
            for (var inspection : FileInspection.of(path, profiles, rulebook.limits())) {
                allFit &= show(console, inspection);
            }
        }
        return allFit ? ExitCode.DONE : ExitCode.PUBLISHED_WITH_REFUSALS;
    }

    /** Shows one file; false where it would be refused. */
    private static boolean show(Console console, FileInspection inspection) throws IOException {
        console.answerLine("");
        console.answerLine(inspection.file().name());
        if (inspection.unreadable() != null) {
            console.answerLine("  " + console.text("inspect.unreadable", inspection.unreadable()));
            return false;
        }
        if (inspection.matches().isEmpty()) {
            console.answerLine("  " + console.text("inspect.not_read"));
            return true;
        }
        var fitting = inspection.fitting();
        var best = inspection.best();
        console.answerLine("  "
                + console.text(
                        fitting.isEmpty() ? "inspect.closest" : "inspect.fits",
                        best.profile().profile(),
                        title(console, best.profile()),
                        best.year() == null ? console.text("inspect.year_column") : best.year(),
                        inspection.encoding() == null
                                ? "XLSX"
                                : inspection.encoding().title()));
        if (fitting.size() > 1) {
            console.answerLine("  "
                    + console.text(
                            "inspect.several",
                            String.join(
                                    ", ",
                                    fitting.stream()
                                            .map(match -> match.profile().profile())
                                            .toList())));
        }
        for (var sheet : best.sheets()) {
            showSheet(console, sheet);
        }
        for (var sheet : best.unread()) {
            console.answerLine("  [" + sheet + "] " + console.text("inspect.not_read"));
        }
        return fitting.size() == 1;
    }

    private static void showSheet(Console console, SheetMatch sheet) throws IOException {
        if (!sheet.sheet().isEmpty()) {
            console.answerLine("  [" + sheet.sheet() + "] → "
                    + sheet.match().table().table() + "  "
                    + console.text("inspect.header_line", sheet.header().firstLine()));
        }
        var rows = new ArrayList<List<String>>();
        var match = sheet.match();
        for (int i = 0; i < match.header().size(); i++) {
            rows.add(List.of("  " + (i + 1), match.header().get(i), meaning(console, match, i)));
        }
        for (var line : AlignedText.lines(rows)) {
            console.answerLine(line);
        }
        for (var fault : match.faults()) {
            console.answerLine("  ✗ "
                    + (console.language() == Language.ZH
                            ? fault.words().zh()
                            : fault.words().en()));
        }
    }

    private static String title(Console console, CensusProfile profile) {
        return console.language() == Language.ZH
                ? profile.title().zh()
                : profile.title().en();
    }

    private static String meaning(Console console, HeaderMatch match, int position) {
        var columns = match.matched().get(position);
        if (columns != null) {
            return "→ " + String.join(", ", columns);
        }
        return match.table().unused().contains(match.header().get(position))
                ? console.text("inspect.unused")
                : console.text("inspect.unmatched");
    }
}
