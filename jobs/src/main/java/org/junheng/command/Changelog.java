package org.junheng.command;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junheng.compare.Comparison.Listing;
import org.junheng.compare.SnapshotComparison;
import org.junheng.compare.SnapshotComparison.Identity;
import org.junheng.compare.VersionStep;
import org.junheng.summary.Answer;
import org.junheng.summary.Messages;
import org.junheng.summary.SnapshotPair;
import org.junheng.summary.format.MarkdownText;
import org.junheng.summary.format.NumberText;

/**
 * What changed between two snapshots as a page in Markdown, to be sent with the data. It holds no clock: two machines write
 * the same bytes.
 */
final class Changelog {
    private final SnapshotPair pair;
    private final SnapshotComparison comparison;
    private final Messages messages;
    private final Names names;
    private final long rows;
    private Writer out;

    /** How the person named the two snapshots, to tell where the rest is. */
    record Names(String before, String after) {
        /** The id in place of a name that means another snapshot tomorrow. */
        private static String lasting(String name, Optional<Identity> snapshot) {
            return ComparedFiles.isFile(name)
                    ? name
                    : snapshot.map(Identity::id).orElse(name);
        }

        String before(Optional<Identity> snapshot) {
            return lasting(before, snapshot);
        }

        String after(Optional<Identity> snapshot) {
            return lasting(after, snapshot);
        }
    }

    /**
     * @param rows how many lines of a section are written at most
     */
    Changelog(SnapshotPair pair, SnapshotComparison comparison, Messages messages, Names names, long rows) {
        this.pair = pair;
        this.comparison = comparison;
        this.messages = messages;
        this.names = names;
        this.rows = rows;
    }

    void write(VersionStep step, Writer writer) throws IOException {
        out = writer;
        heading(step);
        var verdicts = comparison.verdicts();
        boolean nothing = verdicts.listings().stream().allMatch(listing -> listing.rows() == 0)
                && comparison.tables().stream().allMatch(table -> table.none());
        if (nothing) {
            line("");
            line(messages.text("diff.nothing"));
            return;
        }
        for (var listing : verdicts.listings()) {
            if (List.of("inputs", "files", "rules").contains(listing.subject()) && listing.rows() > 0) {
                section(DiffText.subject(listing.subject(), messages));
                table(listing, listing.subject().equals("rules") ? "standard_rule" : null);
            }
        }
        tables();
        verdicts();
        values();
    }

    private void line(String line) throws IOException {
        out.write(line);
        out.write('\n');
    }

    private void section(String title) throws IOException {
        line("");
        line("## " + title);
        line("");
    }

    private void heading(VersionStep step) throws IOException {
        var before = comparison.before();
        var after = comparison.after();
        line("# " + messages.text("changelog.title", version(before), version(after)));
        line("");
        line(messages.text("changelog.heading"));
        line("| --- | --- | --- |");
        both("changelog.snapshot", before.map(Identity::id), after.map(Identity::id));
        both("changelog.version", before.map(Identity::version), after.map(Identity::version));
        both("changelog.years", before.map(Changelog::years), after.map(Changelog::years));
        line("");
        if (before.map(Identity::generated).orElse(false)
                || after.map(Identity::generated).orElse(false)) {
            line("> " + messages.text("nightly.generated"));
            line("");
        }
        var change = DiffText.in(messages, step.change().title());
        line(messages.text(
                "changelog.step",
                change,
                messages.text("changelog.step." + step.change().id())));
        line("");
        for (var reason : step.reasons()) {
            line("- " + MarkdownText.of(DiffText.in(messages, reason)));
        }
    }

    private static String version(Optional<Identity> snapshot) {
        return snapshot.map(Identity::version).orElse("?");
    }

    private static String years(Identity snapshot) {
        return snapshot.firstYear() == null ? "" : snapshot.firstYear() + "–" + snapshot.lastYear();
    }

    private void both(String label, Optional<String> before, Optional<String> after) throws IOException {
        line("| %s | %s | %s |"
                .formatted(
                        messages.text(label), MarkdownText.of(before.orElse("?")), MarkdownText.of(after.orElse("?"))));
    }

    private void tables() throws IOException {
        section(messages.text("changelog.tables"));
        var headings = messages.text("diff.tables_heading").split("\\|");
        line("| " + String.join(" | ", headings) + " |");
        line("| --- | ---: | ---: | ---: | --- |");
        for (var table : comparison.tables()) {
            if (!table.none()) {
                line("| %s | %d | %d | %d | %s |"
                        .formatted(
                                table.table(),
                                table.counts().changed(),
                                table.counts().added(),
                                table.counts().removed(),
                                MarkdownText.of(DiffText.remark(table, messages, Integer.MAX_VALUE))));
            }
        }
    }

    /** Place by place, a heading and a table each. */
    private void verdicts() throws IOException {
        var listing = comparison.verdictsByPlace();
        section(messages.text("changelog.verdicts", listing.rows()));
        if (listing.rows() == 0) {
            line(messages.text("diff.no_verdict"));
            return;
        }
        var columns = listing.columns().subList(2, listing.columns().size());
        var headings = columns.stream()
                .map(column -> DiffText.heading(column, messages))
                .toList();
        String place = null;
        long ofPlace = 0;
        try (var answer = pair.select(DiffText.headed(listing, messages))) {
            while (answer.next()) {
                var code = text(answer, 0);
                if (!code.equals(place)) {
                    leftOut(ofPlace - rows, "--format csv");
                    if (place != null) {
                        line("");
                    }
                    line("### " + (text(answer, 1) + " " + code).strip());
                    line("");
                    head(headings);
                    place = code;
                    ofPlace = 0;
                }
                if (ofPlace++ < rows) {
                    row(answer, 2);
                }
            }
        }
        leftOut(ofPlace - rows, "--format csv");
    }

    private void values() throws IOException {
        for (var table : comparison.tables()) {
            if (table.lines() > 0) {
                section(messages.text("changelog.values", table.table(), table.lines()));
                table(comparison.firstCells(table, rows), table.table());
            }
        }
    }

    /**
     * @param more the table in which the rest is found; null where there is no rest to be found
     */
    private void table(Listing listing, String more) throws IOException {
        long written = 0;
        try (var answer = pair.select(DiffText.headed(listing, messages))) {
            head(answer.columns().stream().map(column -> column.name()).toList());
            while (answer.next() && (more == null || written < rows)) {
                row(answer, 0);
                written++;
            }
        }
        leftOut(listing.rows() - written, "--table " + more + " --format csv");
    }

    private void leftOut(long lines, String options) throws IOException {
        if (lines > 0) {
            line("");
            var before = names.before(comparison.before());
            var after = names.after(comparison.after());
            line(messages.text("changelog.more", lines, before, after, options));
        }
    }

    private void head(List<String> headings) throws IOException {
        line("| " + String.join(" | ", headings.stream().map(MarkdownText::of).toList()) + " |");
        line("|" + " --- |".repeat(headings.size()));
    }

    private void row(Answer answer, int from) throws IOException {
        var cells = new ArrayList<String>();
        for (int i = from; i < answer.columns().size(); i++) {
            cells.add(text(answer, i));
        }
        line("| " + String.join(" | ", cells) + " |");
    }

    private static String text(Answer answer, int column) {
        var value = answer.value(column);
        if (value == null) {
            return "";
        }
        return MarkdownText.of(value instanceof Number number ? NumberText.of(number) : value.toString());
    }
}
