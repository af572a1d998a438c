package org.junheng.summary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A warehouse with a small published summary, for tests. */
public final class PublishedWarehouse {
    public static final String ID = "0123456789abcdef";

    private PublishedWarehouse() {}

    public static Path in(Path folder) throws IOException, SQLException {
        Files.createDirectories(folder.resolve("summary"));
        var file = folder.resolve("summary").resolve("junheng-" + ID + ".duckdb");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE school (year INTEGER, name VARCHAR, students BIGINT, mean DOUBLE)");
            statement.execute("INSERT INTO school VALUES (2023, '第一小学', 1200, 0.1), (2023, 'No. 2, \"East\"', 80, 2.0),"
                    + " (2024, '', NULL, NULL)");
            statement.execute("CREATE VIEW named AS SELECT name FROM school WHERE name <> ''");
            statement.execute("CREATE MACRO schools_of(y) AS TABLE SELECT * FROM school WHERE year = y");
            statement.execute("CREATE MACRO mean_of(v, w) AS sum(v * w) / sum(w)");
            statement.execute(
                    "CREATE MACRO mean_by_list(x) AS [one / count(x) for one in [list_aggregate(list(x), 'sum')]][1]");
            statement.execute("CHECKPOINT");
        }
        Files.writeString(folder.resolve("CURRENT"), ID + "\n");
        return folder;
    }
}
