package org.junheng.command;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junheng.compare.Comparison;
import org.junheng.compare.SnapshotComparison;
import org.junheng.compare.SnapshotComparison.Identity;
import org.junheng.compare.TableChange;
import org.junheng.compare.TableChange.Presence;
import org.junheng.compare.VersionStep;
import org.junheng.summary.Language;
import org.junheng.summary.Messages;
import org.junheng.summary.SnapshotPair;
import org.junheng.summary.SqlText;
import org.junheng.summary.command.Console;
import org.junheng.summary.format.AlignedText;
import org.junheng.summary.format.TableFormat;
import org.junheng.terms.Bilingual;

/** What changed between two snapshots, for a terminal. */
final class DiffText {
    private static final int NAMED_COLUMNS = 5;

    private final SnapshotPair pair;
    private final Console console;
    private final Writer answer;
    private final long rows;

    /**
     * @param rows how many rows of a listing are shown at most
     */
    DiffText(SnapshotPair pair, Console console, Writer answer, long rows) {
        this.pair = pair;
        this.console = console;
        this.answer = answer;
        this.rows = rows;
    }

    private void line(String line) throws IOException {
        answer.write(line);
        answer.write('\n');
    }

    void snapshots(Optional<Identity> before, Optional<Identity> after) throws IOException {
        line(console.text("diff.from", before.map(Identity::id).orElse("?"), version(before)));
        line(console.text("diff.to", after.map(Identity::id).orElse("?"), version(after)));
    }

    private static String version(Optional<Identity> snapshot) {
        return snapshot.map(each -> each.version() + "  " + each.created()).orElse("");
    }

    void step(VersionStep step) throws IOException {
        if (!step.reasons().isEmpty()) {
            line(console.text(
                    "diff.step", in(console.messages(), step.change().title()), reasons(step, console.messages())));
        }
    }

    static String in(Messages messages, Bilingual text) {
        return messages.language() == Language.ZH ? text.zh() : text.en();
    }

    private static String reasons(VersionStep step, Messages messages) {
        return step.reasons().stream()
                .map(each -> in(messages, each))
                .collect(Collectors.joining(messages.language() == Language.ZH ? "；" : "; "));
    }

    /** All tables in which anything differs. */
    void tables(List<TableChange> tables) throws IOException {
        var lines = new ArrayList<List<String>>();
        lines.add(List.of(console.text("diff.tables_heading").split("\\|")));
        for (var table : tables) {
            if (!table.none()) {
                lines.add(List.of(
                        table.table(),
                        String.valueOf(table.counts().changed()),
                        String.valueOf(table.counts().added()),
                        String.valueOf(table.counts().removed()),
                        remark(table, console.messages(), NAMED_COLUMNS)));
            }
        }
        if (lines.size() > 1) {
            line("");
            for (var each : AlignedText.lines(lines)) {
                line(each);
            }
        }
    }

    /** The columns that changed, and what one of the snapshots lacks. */
    static String remark(TableChange table, Messages messages, int most) {
        if (table.presence() != Presence.BOTH) {
            return messages.text(table.presence() == Presence.BEFORE ? "diff.table_gone" : "diff.table_new");
        }
        var parts = new ArrayList<String>();
        var columns = table.columns();
        if (!columns.isEmpty()) {
            var named = String.join(", ", columns.subList(0, Math.min(most, columns.size())));
            parts.add(columns.size() > most ? named + " +" + (columns.size() - most) : named);
        }
        if (!table.newColumns().isEmpty()) {
            parts.add(messages.text("diff.columns_new", String.join(", ", table.newColumns())));
        }
        if (!table.lostColumns().isEmpty()) {
            parts.add(messages.text("diff.columns_gone", String.join(", ", table.lostColumns())));
        }
        return String.join("; ", parts);
    }

    /** Counts, then rows. */
    void found(Comparison found, List<TableChange> tables) throws IOException {
        line("");
        if (found.counts().size() > 1) {
            line(console.text("diff.verdicts"));
        }
        for (var each : overview(found, tables, console.messages())) {
            line(each);
        }
        for (var listing : found.listings()) {
            write(listing);
        }
    }

    /** The first cells of every table. */
    void cells(SnapshotComparison comparison) throws IOException {
        boolean any = false;
        for (var table : comparison.tables()) {
            if (table.lines() > 0) {
                write(comparison.firstCells(table, rows));
            }
            any |= !table.none();
        }
        if (!any) {
            line(console.text("diff.nothing"));
        }
    }

    /**
     * How much differs, and what could not be compared.
     *
     * @param tables how all tables differ, where they were compared
     */
    static List<String> overview(Comparison found, List<TableChange> tables, Messages messages) {
        var lines = new ArrayList<String>();
        for (var counts : found.counts()) {
            lines.add(messages.text("diff.counts", counts.table(), counts.changed(), counts.added(), counts.removed()));
        }
        for (var each : found.oneSided()) {
            var key = (each.column() == null ? "diff.table_" : "diff.column_") + (each.inBefore() ? "before" : "after");
            lines.add(messages.text(key, each.table(), each.column()));
        }
        if (found.oneSided().isEmpty()
                && found.listings().stream().allMatch(listing -> listing.rows() == 0)
                && tables.stream().allMatch(TableChange::none)) {
            lines.add(messages.text("diff.nothing"));
        } else if (found.counts().stream().allMatch(Comparison.Counts::none)
                && found.listings().size() > 1) {
            lines.add(messages.text("diff.no_verdict"));
        }
        return lines;
    }

    private void write(Comparison.Listing listing) throws IOException {
        if (listing.rows() == 0) {
            return;
        }
        line("");
        line(subject(listing.subject(), console.messages()));
        try (var shown = pair.select(headed(listing, console.messages()))) {
            TableFormat.write(shown, rows, answer);
        }
        if (listing.rows() > rows) {
            console.say("diff.left_out", listing.rows() - rows);
        }
    }

    static String subject(String subject, Messages messages) {
        var key = "diff.subject." + subject;
        return messages.has(key) ? messages.text(key) : subject;
    }

    /** The same listing with headings in the reader's language. */
    static String headed(Comparison.Listing listing, Messages messages) {
        var columns = listing.columns().stream()
                .map(column -> value(column, messages) + " AS " + SqlText.identifier(heading(column, messages)))
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM (" + listing.sql() + ")";
    }

    static String heading(String column, Messages messages) {
        var key = "diff.column." + column;
        return messages.has(key) ? messages.text(key) : column;
    }

    private static String value(String column, Messages messages) {
        if (column.equals("change")) {
            var changes = List.of("changed", "added", "removed").stream()
                    .map(change -> " WHEN '" + change + "' THEN '" + messages.text("diff.change." + change) + "'")
                    .collect(Collectors.joining());
            return "CASE change" + changes + " END";
        }
        return column.startsWith("sha256_")
                ? "left(" + SqlText.identifier(column) + ", 16)"
                : SqlText.identifier(column);
    }
}
