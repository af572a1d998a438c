package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junheng.compare.Comparison;
import org.junheng.compare.SnapshotComparison;
import org.junheng.summary.ExitCode;
import org.junheng.summary.SnapshotPair;
import org.junheng.summary.SqlText;
import org.junheng.summary.format.CsvFormat;
import org.junheng.summary.format.JsonFormat;
import org.junheng.summary.format.TableFormat;
import org.junheng.warehouse.LocalWarehouseFiles;
import org.junheng.warehouse.Manifest;
import org.junheng.warehouse.SnapshotNames;
import org.junheng.warehouse.Warehouse;

/** What changed from one snapshot to another. */
final class DiffCommand implements Command {
    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @Parameter(descriptionKey = "diff.snapshots", placeholder = "A B", required = true)
    private List<String> snapshots = new ArrayList<>();

    @Parameter(names = "--table", descriptionKey = "diff.table", placeholder = "NAME")
    private String table;

    @Parameter(names = "--format", descriptionKey = "query.format")
    private OutputFormat format = OutputFormat.TABLE;

    @Parameter(names = "--rows", descriptionKey = "query.rows", placeholder = "N")
    private long rows = 50;

    @Override
    public ExitCode run(Console console) throws IOException {
        if (snapshots.size() < 2) {
            throw new UsageProblem("diff.two");
        }
        if (snapshots.size() > 2) {
            throw new UsageProblem("usage.unexpected", snapshots.get(2));
        }
        if (rows < 0) {
            throw new UsageProblem("usage.number", String.valueOf(rows), "--rows");
        }
        var names = new SnapshotNames(new Warehouse(new LocalWarehouseFiles(common.warehouse())));
        var before = names.manifest(snapshots.get(0));
        var after = names.manifest(snapshots.get(1));
        try (var pair = SnapshotPair.open(common.warehouse(), before.id(), after.id())) {
            var comparison = new SnapshotComparison(pair);
            var found = table == null ? comparison.verdicts() : comparison.table(table);
            switch (format) {
                case TABLE -> {
                    console.answerLine(console.text("diff.from", before.id(), created(before)));
                    console.answerLine(console.text("diff.to", after.id(), created(after)));
                    for (var line : overview(found, console)) {
                        console.answerLine(line);
                    }
                    for (var listing : found.listings()) {
                        write(listing, pair, console);
                    }
                }
                case CSV -> {
                    overview(found, console).forEach(console.err()::println);
                    try (var answer = pair.select(found.flat().sql())) {
                        CsvFormat.write(answer, console.answer());
                    }
                }
                case JSON -> {
                    overview(found, console).forEach(console.err()::println);
                    try (var answer = pair.select(found.flat().sql())) {
                        JsonFormat.write(answer, console.answer());
                    }
                }
            }
        }
        return ExitCode.DONE;
    }

    private static String created(Manifest manifest) {
        return manifest.version() + "  " + manifest.created();
    }

    /** How much differs, and what could not be compared. */
    private static List<String> overview(Comparison found, Console console) {
        var lines = new ArrayList<String>();
        for (var counts : found.counts()) {
            lines.add(console.text("diff.counts", counts.table(), counts.changed(), counts.added(), counts.removed()));
        }
        for (var each : found.oneSided()) {
            var key = (each.column() == null ? "diff.table_" : "diff.column_") + (each.inBefore() ? "before" : "after");
            lines.add(console.text(key, each.table(), each.column()));
        }
        if (found.oneSided().isEmpty() && found.listings().stream().allMatch(listing -> listing.rows() == 0)) {
            lines.add(console.text("diff.nothing"));
        } else if (found.counts().stream().allMatch(Comparison.Counts::none)
                && found.listings().size() > 1) {
            lines.add(console.text("diff.no_verdict"));
        }
        return lines;
    }

    private void write(Comparison.Listing listing, SnapshotPair pair, Console console) throws IOException {
        if (listing.rows() == 0) {
            return;
        }
        console.answerLine("");
        var subject = "diff.subject." + listing.subject();
        console.answerLine(console.messages().has(subject) ? console.text(subject) : listing.subject());
        try (var answer = pair.select(headed(listing, console))) {
            var leftOut = TableFormat.write(answer, rows == 0 ? Long.MAX_VALUE : rows, console.answer());
            if (leftOut.rows() > 0) {
                console.say(leftOut.exact() ? "diff.left_out" : "diff.left_out_at_least", leftOut.rows());
            }
        }
    }

    /** The same listing with headings in the reader's language. */
    private static String headed(Comparison.Listing listing, Console console) {
        var columns = listing.columns().stream()
                .map(column -> value(column, console) + " AS " + SqlText.identifier(heading(column, console)))
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM (" + listing.sql() + ")";
    }

    private static String heading(String column, Console console) {
        var key = "diff.column." + column;
        return console.messages().has(key) ? console.text(key) : column;
    }

    private static String value(String column, Console console) {
        if (column.equals("change")) {
            var changes = List.of("changed", "added", "removed").stream()
                    .map(change -> " WHEN '" + change + "' THEN '" + console.text("diff.change." + change) + "'")
                    .collect(Collectors.joining());
            return "CASE change" + changes + " END";
        }
        return column.startsWith("sha256_") ? "left(" + column + ", 16)" : SqlText.identifier(column);
    }
}
