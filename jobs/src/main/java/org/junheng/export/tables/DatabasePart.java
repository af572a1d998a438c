package org.junheng.export.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junheng.summary.SqlText;

/** The part of a summary that is about a place, as a DuckDB file with the same tables, views, macros and comments. */
final class DatabasePart {
    /** Old enough that clients of the last years open it. */
    private static final String STORAGE_VERSION = "v1.0.0";

    private final Path summary;
    private final ExportContent content;

    DatabasePart(Path summary, ExportContent content) {
        this.summary = summary;
        this.content = content;
    }

    void write(Path file) throws IOException, SQLException {
        var whole = file.resolveSibling(file.getFileName() + ".whole");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:")) {
            execute(connection, "SET autoinstall_known_extensions = false");
            execute(connection, "SET autoload_known_extensions = false");
            execute(connection, "SET TimeZone = 'UTC'");
            execute(connection, "SET temp_directory = " + SqlText.literal(file.getParent() + ""));
            Files.copy(summary, whole);
            execute(connection, "ATTACH %s AS whole".formatted(SqlText.literal(whole.toString())));
            execute(connection, "USE whole");
            // The list of schools is in table school itself, which therefore comes last.
            var parts = content.parts().stream()
                    .map(ExportContent.Part::relation)
                    .filter(relation -> !relation.isView())
                    .sorted((one, other) -> Boolean.compare(
                            one.name().equals("school"), other.name().equals("school")))
                    .toList();
            for (var relation : parts) {
                var condition = content.place()
                        .orElseThrow()
                        .condition(relation, content.publication().placeColumns(), content.relations());
                if (condition.isPresent()) {
                    execute(
                            connection,
                            "DELETE FROM %s WHERE (%s) IS NOT TRUE"
                                    .formatted(SqlText.identifier(relation.name()), condition.get()));
                }
            }
            // Deleted rows stay in a file: what is left goes to a new one.
            execute(
                    connection,
                    "ATTACH %s AS part (STORAGE_VERSION '%s')"
                            .formatted(SqlText.literal(file.toString()), STORAGE_VERSION));
            execute(connection, "COPY FROM DATABASE whole TO part");
            execute(connection, "CHECKPOINT part");
            execute(connection, "USE memory");
            execute(connection, "DETACH part");
            execute(connection, "DETACH whole");
        } finally {
            Files.deleteIfExists(whole);
            Files.deleteIfExists(whole.resolveSibling(whole.getFileName() + ".wal"));
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
