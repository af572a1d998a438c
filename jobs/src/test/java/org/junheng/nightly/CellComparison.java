package org.junheng.nightly;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Two tables of one name held against each other: every row on both sides, every cell to 1e-9 of the greater of the two
 * (1e-12 near zero). Null equals null alone.
 *
 * @param publishedRows rows published for the standard
 * @param cells cells compared, keys left out
 * @param differences the first few of each kind, in words
 */
record CellComparison(String table, long publishedRows, long otherRows, long cells, List<String> differences) {
    private static final int SHOWN = 5;

    /**
     * Compares {@code table} of the database with {@code published.table}, in the columns that the former has.
     *
     * @param key columns that identify a row
     * @param standard rows of other standards are left out, where the table tells the standard
     */
    static CellComparison of(Connection database, String table, List<String> key, String standard) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("CREATE OR REPLACE MACRO close(a, b) AS a IS NOT DISTINCT FROM b OR coalesce("
                    + "abs(a - b) <= greatest(1e-12, 1e-9 * greatest(abs(a), abs(b))), false)");
        }
        var columns = columns(database, table);
        columns.removeIf(column -> key.contains(column.get(0)));
        var standards = key.contains("standard") ? " WHERE standard = '" + standard + "'" : "";
        var joined =
                " FROM (SELECT true AS there, * FROM published.%s%s) p FULL JOIN (SELECT true AS there, * FROM %s) o ON %s"
                        .formatted(
                                table,
                                standards,
                                table,
                                key.stream()
                                        .map(column -> "p." + column + " = o." + column)
                                        .collect(Collectors.joining(" AND ")));
        var counts = new ArrayList<>(List.of(
                "count(p.there)",
                "count(o.there)",
                "count(*) FILTER (o.there IS NULL)",
                "count(*) FILTER (p.there IS NULL)",
                "count(p.there AND o.there)"));
        columns.forEach(column -> counts.add("count(*) FILTER (p.there AND o.there AND NOT (" + same(column) + "))"));
        var found = TestRun.rows(database, "SELECT " + String.join(", ", counts) + joined).get(0).stream()
                .map(Long::parseLong)
                .toList();

        var differences = new ArrayList<String>();
        var keyOf = "concat_ws(' ', "
                + key.stream()
                        .map(column -> "coalesce(p." + column + ", o." + column + ")")
                        .collect(Collectors.joining(", "))
                + ")";
        if (found.get(2) > 0) {
            report(
                    database,
                    differences,
                    table + ": published only, " + found.get(2) + " rows",
                    keyOf,
                    joined + " WHERE o.there IS NULL");
        }
        if (found.get(3) > 0) {
            report(
                    database,
                    differences,
                    table + ": not published, " + found.get(3) + " rows",
                    keyOf,
                    joined + " WHERE p.there IS NULL");
        }
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            if (found.get(5 + i) > 0) {
                var name = column.get(0);
                report(
                        database,
                        differences,
                        table + "." + name + ": " + found.get(5 + i) + " cells (published ≠ second)",
                        "concat(" + keyOf + ", ': ', coalesce(CAST(p." + name
                                + " AS VARCHAR), 'null'), ' ≠ ', coalesce(CAST(o." + name + " AS VARCHAR), 'null'))",
                        joined + " WHERE p.there AND o.there AND NOT (" + same(column) + ")");
            }
        }
        return new CellComparison(
                table, found.get(0), found.get(1), found.get(4) * columns.size(), List.copyOf(differences));
    }

    private static String same(List<String> column) {
        var name = column.get(0);
        var type = column.get(1);
        return type.equals("VARCHAR") || type.equals("BOOLEAN")
                ? "p." + name + " IS NOT DISTINCT FROM o." + name
                : "close(CAST(p." + name + " AS DOUBLE), CAST(o." + name + " AS DOUBLE))";
    }

    private static void report(Connection database, List<String> differences, String what, String cell, String joined)
            throws SQLException {
        var examples =
                TestRun.rows(database, "SELECT " + cell + " AS cell" + joined + " ORDER BY cell LIMIT " + SHOWN)
                        .stream()
                        .map(row -> row.get(0))
                        .toList();
        differences.add(what + ": " + String.join("; ", examples));
    }

    /** Name and type of each column. */
    private static List<List<String>> columns(Connection database, String table) throws SQLException {
        return TestRun.rows(
                database,
                "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = '" + table
                        + "' AND database_name = 'memory' ORDER BY column_index");
    }
}
