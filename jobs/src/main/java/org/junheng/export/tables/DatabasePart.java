package org.junheng.export.tables;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junheng.summary.PublishedSummary;
import org.junheng.summary.SqlText;

/** The part of a summary that is about a place, as a DuckDB file with the same tables, views, macros and comments. */
final class DatabasePart {
    private final Path summary;
    private final ExportContent content;

    DatabasePart(Path summary, ExportContent content) {
        this.summary = summary;
        this.content = content;
    }

    /** Only what is about the place is ever written to the file. */
    void write(Path file) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:")) {
            execute(connection, "SET autoinstall_known_extensions = false");
            execute(connection, "SET autoload_known_extensions = false");
            execute(connection, "SET TimeZone = 'UTC'");
            execute(connection, "SET temp_directory = " + SqlText.literal(file.getParent() + ""));
            execute(connection, "ATTACH %s AS whole (READ_ONLY)".formatted(SqlText.literal(summary.toString())));
            execute(
                    connection,
                    "ATTACH %s AS part (STORAGE_VERSION '%s')"
                            .formatted(SqlText.literal(file.toString()), PublishedSummary.STORAGE_VERSION));
            execute(connection, "COPY FROM DATABASE whole TO part (SCHEMA)");
            // Conditions name tables without their database.
            execute(connection, "USE whole");
            for (var part : content.parts()) {
                if (!part.relation().isView()) {
                    copy(connection, part.relation());
                }
            }
            execute(connection, "USE memory");
            execute(connection, "CHECKPOINT part");
            execute(connection, "DETACH part");
        }
    }

    private void copy(Connection connection, PublishedRelation relation) throws SQLException {
        var name = SqlText.identifier(relation.name());
        var condition = content.place()
                .orElseThrow()
                .condition(relation, content.publication().placeColumns(), content.relations());
        execute(
                connection,
                "INSERT INTO part.%1$s FROM whole.%1$s".formatted(name)
                        + condition.map(rows -> " WHERE " + rows).orElse(""));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
