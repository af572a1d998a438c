package org.junheng.dashboard.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The published file read by its driver alone, past all code of the dashboard. */
final class Published {
    private Published() {}

    static Connection open(Path warehouse) throws IOException, SQLException {
        var id = Files.readString(warehouse.resolve("CURRENT")).strip();
        var properties = new Properties();
        properties.setProperty("duckdb.read_only", "true");
        return DriverManager.getConnection(
                "jdbc:duckdb:" + warehouse.resolve("summary/junheng-" + id + ".duckdb"), properties);
    }

    static List<Map<String, Object>> rows(Connection file, String sql, Object... values) throws SQLException {
        try (var statement = file.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            var rows = new ArrayList<Map<String, Object>>();
            try (var answer = statement.executeQuery()) {
                var columns = answer.getMetaData();
                while (answer.next()) {
                    var row = new LinkedHashMap<String, Object>();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        row.put(columns.getColumnLabel(i), answer.getObject(i));
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    /** The only value of the only row. */
    static Object value(Connection file, String sql, Object... values) throws SQLException {
        var rows = rows(file, sql, values);
        if (rows.size() != 1) {
            throw new IllegalStateException(rows.size() + " rows answer " + sql);
        }
        return rows.get(0).values().iterator().next();
    }
}
