package org.junheng.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.junheng.rulebook.SummaryFacts;
import org.junheng.rulebook.SummaryMacro;
import org.junheng.rulebook.SummaryTable;
import org.junheng.rulebook.SummaryView;
import org.junheng.summary.Answer;
import org.junheng.summary.PublishedSummary;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;
import org.junheng.warehouse.TableDatabase;

/**
 * Builds a summary database: tables by contract, rows in key order, views and macros, a comment on each
 * and on every column.
 *
 * <p>There are no primary keys or indexes: they make the file several times larger, and rows stand in key order anyway.
 */
public final class SummaryBuilder implements AutoCloseable {
    private static final String SUMMARY = "summary";
    private final Connection connection;

    private SummaryBuilder(Connection connection) {
        this.connection = connection;
    }

    /** Starts a new database file; a file that stands there is an unfinished one of a run that died. */
    public static SummaryBuilder create(Path file) throws IOException, SQLException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        return open(file);
    }

    /** Goes on with a database file that was finished. */
    static SummaryBuilder open(Path file) throws SQLException {
        var connection = DriverManager.getConnection("jdbc:duckdb:");
        var builder = new SummaryBuilder(connection);
        builder.execute(
                "SET temp_directory = " + SqlText.literal(file.getParent().toString()));
        builder.execute("SET TimeZone = 'UTC'");
        builder.execute("ATTACH %s AS %s (STORAGE_VERSION '%s')"
                .formatted(SqlText.literal(file.toString()), SUMMARY, PublishedSummary.STORAGE_VERSION));
        builder.execute("USE " + SUMMARY);
        return builder;
    }

    /** Makes a table and its comments. */
    public void createTable(SummaryTable table) throws SQLException {
        var columns = new ArrayList<String>();
        for (var column : table.columns()) {
            columns.add(SqlText.identifier(column.name()) + " " + column.type().sql());
        }
        execute("CREATE TABLE %s (%s)".formatted(SqlText.identifier(table.name()), String.join(", ", columns)));
        comment("TABLE", table.name(), Comments.of(table));
        commentColumns(table.name(), table.columns());
    }

    /** Makes macros and views, once all tables are there. */
    public void explain(SummaryFacts facts) throws SQLException {
        for (var macro : facts.macros().values()) {
            createMacro(macro);
        }
        for (var view : facts.views().values()) {
            createView(view);
        }
    }

    /**
     * Makes a view and its comments, once the tables and macros that it reads are there.
     *
     * @throws FaultException of kind FACTS where its SQL cannot be run, or gives other columns than the facts describe
     */
    private void createView(SummaryView view) throws SQLException {
        try {
            execute("CREATE VIEW %s AS %s".formatted(SqlText.identifier(view.name()), view.sql()));
        } catch (SQLException wrong) {
            throw fault("views.yaml", view.name(), wrong.getMessage());
        }
        var found = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var columns = statement.executeQuery("DESCRIBE " + SqlText.identifier(view.name()))) {
            while (columns.next()) {
                found.add(columns.getString("column_name") + " " + columns.getString("column_type"));
            }
        }
        var described = view.columns().stream()
                .map(column -> column.name() + " " + column.type().sql())
                .toList();
        if (!found.equals(described)) {
            throw fault("views.yaml", view.name(), "the SELECT gives " + found + ", and described is " + described);
        }
        comment("VIEW", view.name(), Comments.of(view));
        commentColumns(view.name(), view.columns());
    }

    /**
     * Makes a macro and its comment.
     *
     * @throws FaultException of kind FACTS where DuckDB does not take its SQL
     */
    private void createMacro(SummaryMacro macro) throws SQLException {
        boolean rows = macro.kind() == SummaryMacro.Kind.TABLE;
        var sql = rows ? "TABLE " + macro.sql() : "(" + macro.sql() + ")";
        try {
            execute("CREATE MACRO %s(%s) AS %s"
                    .formatted(
                            SqlText.identifier(macro.name()),
                            identifiers(macro.parameters().keySet()),
                            sql));
        } catch (SQLException wrong) {
            throw fault("macros.yaml", macro.name(), wrong.getMessage());
        }
        comment(rows ? "MACRO TABLE" : "MACRO", macro.name(), Comments.of(macro));
    }

    private static FaultException fault(String file, String name, String reason) {
        return new FaultException(
                FaultException.Kind.FACTS,
                "facts.faulty",
                new Place("schemas/summary/" + file, 0, name),
                new Bilingual("事实文件有误：" + reason, "facts file at fault: " + reason),
                new Bilingual(
                        "请按 schemas/README.md 改正这一处后重试", "mend this place as schemas/README.md says, then run again"),
                null);
    }

    private void commentColumns(String name, List<SummaryTable.Column> columns) throws SQLException {
        for (var column : columns) {
            execute("COMMENT ON COLUMN %s.%s IS %s"
                    .formatted(
                            SqlText.identifier(name),
                            SqlText.identifier(column.name()),
                            SqlText.literal(Comments.of(column))));
        }
    }

    private void comment(String kind, String name, String text) throws SQLException {
        execute("COMMENT ON %s %s IS %s".formatted(kind, SqlText.identifier(name), SqlText.literal(text)));
    }

    /** Fills a table from Parquet files that have its columns, in key order. */
    public void fill(SummaryTable table, Collection<Path> files) throws SQLException {
        fill(table, files, "SELECT", table.key());
    }

    /** Likewise; of rows with one key that one is taken whose cells come first in order. */
    public void fillDistinct(SummaryTable table, Collection<Path> files) throws SQLException {
        var order = new ArrayList<>(table.key());
        table.columns().stream()
                .map(SummaryTable.Column::name)
                .filter(name -> !table.key().contains(name))
                .forEach(order::add);
        fill(table, files, "SELECT DISTINCT ON (" + identifiers(table.key()) + ")", order);
    }

    /**
     * Likewise; some columns stand in another table that is filled already, in rows with the same key.
     *
     * @param other the other table
     * @param condition which of its rows are meant, as SQL
     * @param columns column → the column of the other table
     */
    public void fillJoined(
            SummaryTable table, Collection<Path> files, String other, String condition, Map<String, String> columns)
            throws SQLException {
        if (files.isEmpty()) {
            return;
        }
        var cells = table.columns().stream()
                .map(column -> columns.containsKey(column.name())
                        ? "o." + SqlText.identifier(columns.get(column.name()))
                        : "t." + SqlText.identifier(column.name()))
                .toList();
        execute("INSERT INTO %s SELECT %s FROM %s t LEFT JOIN (FROM %s WHERE %s) o USING (%s) ORDER BY %s"
                .formatted(
                        SqlText.identifier(table.name()),
                        String.join(", ", cells),
                        TableDatabase.parquet(files),
                        SqlText.identifier(other),
                        condition,
                        identifiers(table.key()),
                        identifiers(table.key())));
    }

    private static String identifiers(Collection<String> names) {
        return String.join(", ", names.stream().map(SqlText::identifier).toList());
    }

    private void fill(SummaryTable table, Collection<Path> files, String select, List<String> order)
            throws SQLException {
        if (files.isEmpty()) {
            return;
        }
        var columns = table.columns().stream()
                .map(column -> SqlText.identifier(column.name()))
                .toList();
        execute("INSERT INTO %s %s %s FROM %s ORDER BY %s"
                .formatted(
                        SqlText.identifier(table.name()),
                        select,
                        String.join(", ", columns),
                        TableDatabase.parquet(files),
                        identifiers(order)));
    }

    /** Adds rows given as column → value; columns that a row does not name are null. Rows come in key order. */
    public void insert(SummaryTable table, List<Map<String, Object>> rows) throws SQLException {
        var marks =
                String.join(", ", table.columns().stream().map(column -> "?").toList());
        try (var insert = connection.prepareStatement(
                "INSERT INTO %s VALUES (%s)".formatted(SqlText.identifier(table.name()), marks))) {
            for (var row : rows) {
                for (int i = 0; i < table.columns().size(); i++) {
                    insert.setObject(i + 1, row.get(table.columns().get(i).name()));
                }
                insert.addBatch();
            }
            if (!rows.isEmpty()) {
                insert.executeBatch();
            }
        }
    }

    /** Adds the rows of an answer that has a table's columns, in its order. */
    void append(SummaryTable table, Answer rows) throws SQLException {
        try (var appender = connection.unwrap(DuckDBConnection.class).createAppender(SUMMARY, "main", table.name())) {
            while (rows.next()) {
                appender.beginRow();
                for (int i = 0; i < table.columns().size(); i++) {
                    TableDatabase.append(appender, table.columns().get(i), rows.value(i));
                }
                appender.endRow();
            }
        }
    }

    /** Sets cells of a table that has one row. */
    void set(SummaryTable table, Map<String, String> cells) throws SQLException {
        var sets = cells.keySet().stream()
                .map(column -> SqlText.identifier(column) + " = ?")
                .toList();
        try (var update = connection.prepareStatement(
                "UPDATE %s SET %s".formatted(SqlText.identifier(table.name()), String.join(", ", sets)))) {
            int position = 0;
            for (var cell : cells.values()) {
                update.setString(++position, cell);
            }
            update.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Finishes the file. */
    @Override
    public void close() throws SQLException {
        try {
            execute("USE memory");
            execute("CHECKPOINT " + SUMMARY);
            execute("DETACH " + SUMMARY);
        } finally {
            connection.close();
        }
    }
}
