package org.junheng.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;

/** A warehouse that has published one table, of sixty schools with Chinese names. */
final class PublishedSchools {
    private PublishedSchools() {}

    static void in(Path warehouse) throws Exception {
        Files.createDirectories(warehouse.resolve("summary"));
        var file = warehouse.resolve("summary/junheng-00000000000000aa.duckdb");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE school AS SELECT i AS id, '学校' || i AS name FROM range(60) r(i)");
        }
        Files.writeString(warehouse.resolve("CURRENT"), "00000000000000aa");
    }
}
