package org.junheng.judge;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junheng.rulebook.Rulebook;

/**
 * The DuckDB in memory in which formulas are worked out: for a run, and for examples. It knows the macros of the facts and
 * reads no extension; a division by zero is null.
 */
final class LawDatabase implements AutoCloseable {
    /** How inputs are shown: decimals without the zeros that end them. */
    private static final String SHOWN = """
            CREATE MACRO shown(x) AS CASE WHEN contains(x::VARCHAR, '.') AND NOT contains(x::VARCHAR, 'e')
              THEN rtrim(rtrim(x::VARCHAR, '0'), '.') ELSE x::VARCHAR END;
            CREATE MACRO shown_range(least, most) AS CASE WHEN least = most THEN shown(least)
              WHEN least IS NULL OR most IS NULL THEN NULL
              ELSE '[' || shown(least) || ', ' || CASE WHEN most >= 1000000000000000 THEN 'null' ELSE shown(most) END || ']' END;
            """;

    private final Connection connection;

    LawDatabase(Rulebook rulebook) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("SET ieee_floating_point_ops = false");
        execute("SET autoinstall_known_extensions = false");
        execute("SET autoload_known_extensions = false");
        execute("SET TimeZone = 'UTC'");
        execute(SHOWN);
        if (!rulebook.macros().isBlank()) {
            execute(rulebook.macros());
        }
    }

    Connection connection() {
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new SQLException(failure.getMessage() + " | " + sql, failure);
        }
    }

    /** The rows of a query. */
    List<Object[]> rows(String sql) throws SQLException {
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
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
