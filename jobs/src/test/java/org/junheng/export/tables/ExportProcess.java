package org.junheng.export.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.DossierLayout;
import org.junheng.rulebook.DossierLayout.Word;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.PublishedSummary;

/** Exports in every format that repeats byte by byte: alone in a process, or in that of the test. */
final class ExportProcess {
    private static final Path SCHEMAS = TestRun.home().resolve("schemas");

    private ExportProcess() {}

    static Stream<TableExport.Format> formats() {
        return Stream.of(TableExport.Format.CSV, TableExport.Format.PARQUET, TableExport.Format.XLSX);
    }

    static Map<String, Map<String, Word>> words() {
        return DossierLayout.read(SCHEMAS, Optional.empty(), "county").words();
    }

    /** Arguments: a warehouse, and the folder to write to. */
    public static void main(String[] arguments) throws IOException, SQLException {
        var rulebook = Rulebook.read(SCHEMAS, Optional.empty());
        try (var summary = PublishedSummary.open(Path.of(arguments[0]))) {
            for (var format : formats().toList()) {
                new TableExport(summary, rulebook, words(), line -> {})
                        .write(
                                Path.of(arguments[1]).resolve(format.name().toLowerCase(Locale.ROOT)),
                                format,
                                Optional.empty());
            }
        }
    }
}
