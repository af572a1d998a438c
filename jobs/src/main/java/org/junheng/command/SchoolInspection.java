package org.junheng.command;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junheng.identity.ChangeSearch;
import org.junheng.identity.Findings;
import org.junheng.identity.Proposal;
import org.junheng.identity.ProposalFile;
import org.junheng.identity.PublishedYears;
import org.junheng.identity.YearSchool;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.ExitCode;
import org.junheng.summary.Language;
import org.junheng.summary.PublishedSummary;
import org.junheng.summary.command.Console;
import org.junheng.summary.format.AlignedText;
import org.junheng.terms.Bilingual;

/** What {@code inspect --schools} does: likely changes of schools between two published years. It confirms none. */
final class SchoolInspection {
    private static final int SHOWN_UNEXPLAINED = 20;

    private final Console console;
    private final Rulebook rulebook;

    SchoolInspection(Console console, Rulebook rulebook) {
        this.console = console;
        this.rulebook = rulebook;
    }

    /**
     * Looks through the published summary of a warehouse.
     *
     * @param year a year that has a year before it; without it the last
     * @param out where to write the proposals as well
     */
    ExitCode run(Path warehouse, Optional<Integer> year, Optional<Path> out) throws IOException, SQLException {
        if (rulebook.schoolMatching() == null) {
            throw new UsageProblem("schools.no_rules");
        }
        Findings findings;
        try (var summary = PublishedSummary.open(warehouse)) {
            var published = new PublishedYears(summary.connection(), rulebook.schoolMatching());
            var search = new ChangeSearch(rulebook.schoolMatching(), codePrefixes(), rulebook.schoolChanges());
            findings = search.search(published.pair(chosen(year, published.years())));
        }
        show(findings);
        if (out.isPresent()) {
            write(out.get(), findings.proposals());
        }
        return ExitCode.DONE;
    }

    private static int chosen(Optional<Integer> year, List<Integer> years) {
        if (years.isEmpty()) {
            throw new UsageProblem("schools.one_year");
        }
        if (year.isPresent() && !years.contains(year.get())) {
            throw new UsageProblem(
                    "usage.value",
                    String.valueOf(year.get()),
                    "--year",
                    String.join(", ", years.stream().map(String::valueOf).toList()));
        }
        return year.orElse(years.get(years.size() - 1));
    }

    private Map<String, String> codePrefixes() {
        var prefixes = new HashMap<String, String>();
        var types = rulebook.codeLists().get("school_type");
        if (types != null) {
            types.entries().forEach((type, entry) -> {
                if (entry.codePrefix() != null) {
                    prefixes.put(type, entry.codePrefix());
                }
            });
        }
        return prefixes;
    }

    private void show(Findings findings) throws IOException {
        console.answerLine(console.text(
                "schools.found",
                findings.year() - 1,
                findings.year(),
                findings.vanished(),
                findings.appeared(),
                findings.proposals().size()));
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(console.text("schools.heading").split("\\|")));
        for (var proposal : findings.proposals()) {
            rows.add(List.of(
                    proposal.kind().id(),
                    proposal.fromCode(),
                    proposal.fromName(),
                    proposal.toCode() == null ? "" : proposal.toCode(),
                    proposal.toName(),
                    "%.2f".formatted(proposal.score()),
                    String.join("; ", proposal.evidence().stream().map(this::in).toList())));
        }
        if (rows.size() > 1) {
            console.answerLine("");
            for (var line : AlignedText.lines(rows)) {
                console.answerLine(line);
            }
        }
        showUnexplained("schools.vanished", findings.unexplainedVanished());
        showUnexplained("schools.appeared", findings.unexplainedAppeared());
        console.answerLine("");
        console.answerLine(console.text("schools.proposals_only"));
    }

    private void showUnexplained(String key, List<YearSchool> schools) throws IOException {
        if (schools.isEmpty()) {
            return;
        }
        var shown = schools.stream()
                .limit(SHOWN_UNEXPLAINED)
                .map(school -> school.code() + " " + school.name())
                .toList();
        console.answerLine("");
        console.answerLine(console.text(
                key, schools.size(), String.join(", ", shown) + (schools.size() > shown.size() ? " …" : "")));
    }

    private void write(Path out, List<Proposal> proposals) throws IOException {
        try {
            ProposalFile.write(out, proposals);
        } catch (FileAlreadyExistsException taken) {
            throw new UsageProblem("schools.out_taken", out.toString());
        }
        console.say("schools.written", proposals.size(), out);
    }

    private String in(Bilingual text) {
        return console.language() == Language.ZH ? text.zh() : text.en();
    }
}
