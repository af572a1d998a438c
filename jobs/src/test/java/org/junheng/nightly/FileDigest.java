package org.junheng.nightly;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/**
 * What a reader finds in a published file, as one line for each table, view, macro and kind of comment. It needs the driver
 * alone, so that it also runs in another Java with another version of DuckDB. Sums that a view or macro makes when it is read
 * may differ in their last digits between versions: their figures are rounded to ten digits.
 */
public final class FileDigest {
    private static final MathContext TEN_DIGITS = new MathContext(10, RoundingMode.HALF_EVEN);

    private FileDigest() {}

    /** Prints the digest of a file. */
    public static void main(String[] arguments) throws Exception {
        of(arguments[0]).forEach(System.out::println);
    }

    static List<String> of(String file) throws Exception {
        var readOnly = new Properties();
        readOnly.setProperty("duckdb.read_only", "true");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file, readOnly)) {
            var lines = new ArrayList<String>();
            for (var table :
                    texts(connection, "SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY 1")) {
                lines.add(
                        "table " + table + " " + rows(connection, "SELECT * FROM " + table + " ORDER BY rowid", false));
            }
            for (var view : texts(connection, "SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1")) {
                lines.add("view " + view + " " + rows(connection, "SELECT * FROM " + view, true));
            }
            for (var example : texts(connection, "SELECT example FROM data_macro ORDER BY name")) {
                lines.add("macro " + rows(connection, "SELECT * FROM (" + example + ") ORDER BY ALL", true) + " "
                        + example);
            }
            lines.add("comments of tables "
                    + rows(connection, "SELECT table_name, comment FROM duckdb_tables() ORDER BY 1", false));
            lines.add("comments of views "
                    + rows(
                            connection,
                            "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY 1",
                            false));
            lines.add("comments of columns "
                    + rows(
                            connection,
                            "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal ORDER BY 1, 2",
                            false));
            lines.add("comments of macros "
                    + rows(
                            connection,
                            "SELECT function_name, comment FROM duckdb_functions() WHERE NOT internal ORDER BY 1",
                            false));
            return lines;
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        var texts = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static String rows(Connection connection, String sql, boolean rounded) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        long count = 0;
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                count++;
                for (int i = 1; i <= columns; i++) {
                    digest.update((text(rows.getObject(i), rounded) + "\t").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return count + " " + HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    private static String text(Object cell, boolean rounded) {
        if (cell instanceof Double number && rounded) {
            return new BigDecimal(number).round(TEN_DIGITS).stripTrailingZeros().toString();
        }
        if (cell instanceof java.sql.Array) {
            // How a driver shows a list is its own affair.
            return "list";
        }
        return String.valueOf(cell);
    }
}
