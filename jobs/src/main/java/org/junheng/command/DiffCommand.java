package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junheng.compare.SnapshotComparison;
import org.junheng.rulebook.VersionFacts;
import org.junheng.summary.Answer;
import org.junheng.summary.ExitCode;
import org.junheng.summary.SnapshotPair;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.CommonOptions;
import org.junheng.summary.command.Console;
import org.junheng.summary.format.CsvFormat;
import org.junheng.summary.format.JsonFormat;

/** What changed from one snapshot to another. */
final class DiffCommand implements Command {
    /** What a person asks for who wants the cells of all tables. */
    private static final String EVERY_TABLE = "all";

    private static final long ROWS_OF_TABLES = 50;
    private static final long ROWS_OF_CHANGELOG = 10;

    /** The forms of the answer. */
    enum Format {
        TABLE,
        CSV,
        JSON,
        MARKDOWN
    }

    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @ParametersDelegate
    private final FactsOptions facts = new FactsOptions();

    @Parameter(descriptionKey = "diff.snapshots", placeholder = "A B", required = true)
    private List<String> snapshots = new ArrayList<>();

    @Parameter(names = "--table", descriptionKey = "diff.table", placeholder = "NAME|all")
    private String table;

    @Parameter(names = "--format", descriptionKey = "diff.format")
    private Format format = Format.TABLE;

    @Parameter(names = "--rows", descriptionKey = "diff.rows", placeholder = "N")
    private Long rows;

    @Parameter(names = "--out", descriptionKey = "diff.out", placeholder = "FILE")
    private Path out;

    @Override
    public ExitCode run(Console console) throws IOException {
        if (snapshots.size() < 2) {
            throw new UsageProblem("diff.two");
        }
        if (snapshots.size() > 2) {
            throw new UsageProblem("usage.unexpected", snapshots.get(2));
        }
        if (rows != null && rows < 0) {
            throw new UsageProblem("usage.number", String.valueOf(rows), "--rows");
        }
        if (table != null && format == Format.MARKDOWN) {
            throw new UsageProblem("diff.markdown_table");
        }
        try (var pair = new ComparedFiles(common.warehouse()).open(snapshots.get(0), snapshots.get(1))) {
            if (out == null) {
                write(pair, console, console.answer());
            } else {
                writeFile(pair, console);
            }
        }
        return ExitCode.DONE;
    }

    /** Beside the file first, so that a reader never finds half an answer. */
    private void writeFile(SnapshotPair pair, Console console) throws IOException {
        var folder = out.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var unfinished = folder.resolve("." + out.getFileName() + ".unfinished");
        try {
            try (var file = Files.newBufferedWriter(unfinished)) {
                write(pair, console, file);
            }
            Files.move(unfinished, out, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        console.say("diff.written", out);
    }

    private void write(SnapshotPair pair, Console console, Writer answer) throws IOException {
        var comparison = new SnapshotComparison(pair);
        switch (format) {
            case TABLE -> inTables(pair, comparison, console, answer);
            case MARKDOWN -> {
                var step = comparison.step(VersionFacts.read(FactsOptions.shipped(), facts.overlay()));
                var names = new Changelog.Names(snapshots.get(0), snapshots.get(1));
                new Changelog(pair, comparison, console.messages(), names, atMost(ROWS_OF_CHANGELOG))
                        .write(step, answer);
            }
            case CSV -> CsvFormat.write(answers(pair, comparison, console).iterator(), answer);
            case JSON -> JsonFormat.write(answers(pair, comparison, console).iterator(), answer);
        }
        answer.flush();
    }

    private void inTables(SnapshotPair pair, SnapshotComparison comparison, Console console, Writer answer)
            throws IOException {
        var text = new DiffText(pair, console, answer, atMost(ROWS_OF_TABLES));
        text.snapshots(comparison.before(), comparison.after());
        if (table == null) {
            text.step(comparison.step(VersionFacts.read(FactsOptions.shipped(), facts.overlay())));
            text.tables(comparison.tables());
            text.found(comparison.verdicts(), comparison.tables());
        } else if (table.equals(EVERY_TABLE)) {
            text.tables(comparison.tables());
            text.cells(comparison);
        } else {
            text.found(comparison.table(table), List.of());
        }
    }

    /** What programs read: one list, written as it is found. */
    private Iterable<Answer> answers(SnapshotPair pair, SnapshotComparison comparison, Console console) {
        var queries = new ArrayList<String>();
        if (table != null && table.equals(EVERY_TABLE)) {
            queries.addAll(comparison.cells());
        } else {
            var found = table == null ? comparison.verdicts() : comparison.table(table);
            DiffText.overview(found, List.of(), console.messages()).forEach(console.err()::println);
            queries.add(found.flat().sql());
        }
        return () -> queries.stream().map(pair::select).iterator();
    }

    private long atMost(long without) {
        long asked = rows == null ? without : rows;
        return asked == 0 ? Long.MAX_VALUE : asked;
    }
}
