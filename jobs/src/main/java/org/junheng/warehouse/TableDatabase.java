package org.junheng.warehouse;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.junheng.rulebook.SummaryTable;
import org.junheng.summary.SqlText;

/**
 * A DuckDB in memory with tables of the summary contract: filled from Parquet files of the warehouse, written back to
 * them. It reads no extension; a division by zero is null.
 */
public final class TableDatabase implements AutoCloseable {
    private final Connection connection;
    private final Map<String, SummaryTable> tables;

    /**
     * @param tables the contract, by name
     */
    public TableDatabase(Map<String, SummaryTable> tables) throws SQLException {
        this.tables = tables;
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("SET ieee_floating_point_ops = false");
        execute("SET autoinstall_known_extensions = false");
        execute("SET autoload_known_extensions = false");
        execute("SET TimeZone = 'UTC'");
    }

    public Connection connection() {
        return connection;
    }

    public void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new SQLException(failure.getMessage() + " | " + sql, failure);
        }
    }

    /** The rows of a query. */
    public List<Object[]> rows(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<Object[]>();
            while (result.next()) {
                var row = new Object[result.getMetaData().getColumnCount()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = result.getObject(i + 1);
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException failure) {
            throw new SQLException(failure.getMessage() + " | " + sql, failure);
        }
    }

    /** Makes an empty table of the contract. */
    public void create(String table) throws SQLException {
        var columns = tables.get(table).columns().stream()
                .map(column ->
                        SqlText.identifier(column.name()) + " " + column.type().sql())
                .collect(Collectors.joining(", "));
        execute("CREATE TABLE %s (%s)".formatted(SqlText.identifier(table), columns));
    }

    /**
     * Makes a table of the contract and fills it.
     *
     * @param files Parquet files with its columns; there may be none
     * @param condition an SQL condition that rows must meet, or null
     */
    public void load(String table, Collection<Path> files, String condition) throws SQLException {
        create(table);
        if (!files.isEmpty()) {
            execute("INSERT INTO %s SELECT %s FROM %s%s"
                    .formatted(
                            SqlText.identifier(table),
                            columns(table),
                            parquet(files),
                            condition == null ? "" : " WHERE " + condition));
        }
    }

    /** Likewise, of rows with one key the one whose cells come first in order. */
    public void loadDistinct(String table, Collection<Path> files) throws SQLException {
        create(table);
        if (!files.isEmpty()) {
            execute("INSERT INTO %s SELECT DISTINCT ON (%s) %s FROM %s ORDER BY ALL"
                    .formatted(SqlText.identifier(table), key(table), columns(table), parquet(files)));
        }
    }

    /**
     * Adds rows to a table of the contract in bulk.
     *
     * @param rows cells in the order of the table's columns: String, Integer or Long, Double, Boolean or null, as its column's type
     *     says; a number that is not finite becomes null
     */
    public void insert(String table, Iterable<Object[]> rows) throws SQLException {
        var columns = tables.get(table).columns();
        try (var appender = connection.unwrap(DuckDBConnection.class).createAppender(table)) {
            for (var row : rows) {
                if (row.length != columns.size()) {
                    throw new IllegalArgumentException(
                            "%s has %d columns; found %d cells".formatted(table, columns.size(), row.length));
                }
                appender.beginRow();
                for (int i = 0; i < row.length; i++) {
                    append(appender, columns.get(i), TableShape.stored(row[i]));
                }
                appender.endRow();
            }
        }
    }

    /** Adds a cell: String, Integer or Long, Double, Boolean or null, as its column's type says. */
    public static void append(DuckDBAppender appender, SummaryTable.Column column, Object cell) throws SQLException {
        if (cell == null) {
            appender.appendNull();
            return;
        }
        switch (column.type()) {
            case INTEGER -> appender.append(((Number) cell).longValue());
            case NUMBER -> appender.append(((Number) cell).doubleValue());
            case FLAG -> appender.append((boolean) (Boolean) cell);
            case TEXT, TIMESTAMP -> appender.append((String) cell);
        }
    }

    private String key(String table) {
        return tables.get(table).key().stream().map(SqlText::identifier).collect(Collectors.joining(", "));
    }

    /** The columns of a table of the contract, as SQL. */
    public String columns(String table) {
        return tables.get(table).columns().stream()
                .map(column -> SqlText.identifier(column.name()))
                .collect(Collectors.joining(", "));
    }

    /** Parquet files as a relation. */
    public static String parquet(Collection<Path> files) {
        return "read_parquet([%s], hive_partitioning = false)"
                .formatted(files.stream()
                        .map(file -> SqlText.literal(file.toString()))
                        .collect(Collectors.joining(", ")));
    }

    /**
     * How a table of the contract is stored.
     *
     * @param year an SQL expression of a row's year, under which it is stored
     * @param rows an SQL relation with the table's columns
     */
    public record Stored(String table, String year, String rows) {
        /** All rows of a table. */
        public Stored(String table, String year) {
            this(table, year, table);
        }
    }

    /**
     * Writes tables of the contract, each as a file a year, its rows in key order.
     *
     * @param origin the last part of their folders, e.g. {@code judged} of {@code metrics/finding/judged}
     * @param province the part of the path
     * @return the files, in order of their paths
     */
    public List<PartitionWriter.Staged> write(
            PartitionWriter writer, List<Stored> tables, String origin, String province)
            throws SQLException, IOException {
        var staged = new ArrayList<PartitionWriter.Staged>();
        for (var each : tables) {
            staged.addAll(write(
                    writer,
                    each.table(),
                    "metrics/" + each.table() + "/" + origin,
                    each.year(),
                    each.rows(),
                    province));
        }
        staged.sort(Comparator.comparing(file -> file.file().path()));
        return staged;
    }

    private List<PartitionWriter.Staged> write(
            PartitionWriter writer, String table, String folder, String year, String rows, String province)
            throws SQLException, IOException {
        var staged = new ArrayList<PartitionWriter.Staged>();
        for (var each : rows("SELECT DISTINCT %s FROM %s ORDER BY 1".formatted(year, rows))) {
            try (var statement = connection.createStatement();
                    var result = statement.executeQuery("SELECT %s FROM %s WHERE %s = %s ORDER BY %s"
                            .formatted(columns(table), rows, year, each[0], key(table)))) {
                staged.add(writer.write(
                        folder,
                        TableShape.of(tables.get(table)),
                        ((Number) each[0]).intValue(),
                        province,
                        () -> new Rows(result)));
            }
        }
        return staged;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** The rows of a result, one after the other. */
    private static final class Rows implements Iterator<Object[]> {
        private final ResultSet result;
        private Boolean next;

        Rows(ResultSet result) {
            this.result = result;
        }

        @Override
        public boolean hasNext() {
            try {
                next = next == null ? (Boolean) result.next() : next;
                return next;
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public Object[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            next = null;
            try {
                var row = new Object[result.getMetaData().getColumnCount()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = TableShape.stored(result.getObject(i + 1));
                }
                return row;
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
