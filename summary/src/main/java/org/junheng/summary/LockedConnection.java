package org.junheng.summary;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * Connections that read published files and nothing else: no other file, no network, no extension, limited memory, and
 * settings that no query can change back.
 */
final class LockedConnection {
    static final String MEMORY_LIMIT = "1GB";
    static final int ALL_CORES = Runtime.getRuntime().availableProcessors();

    private LockedConnection() {}

    /** A connection to one published file. */
    static Connection toFile(Path file, boolean streamResults) throws SQLException {
        return toFile(file, streamResults, ALL_CORES);
    }

    /** A connection to one published file, whose queries compute with so many threads. */
    static Connection toFile(Path file, boolean streamResults, int threads) throws SQLException {
        var options = options(threads);
        options.setProperty("access_mode", "READ_ONLY");
        options.setProperty("jdbc_stream_results", String.valueOf(streamResults));
        return locked(DriverManager.getConnection("jdbc:duckdb:" + file, options), Map.of());
    }

    /** A connection to an empty database in memory, to which published files are attached read-only under these names. */
    static Connection inMemory(Map<String, Path> attached) throws SQLException {
        return locked(DriverManager.getConnection("jdbc:duckdb:", options(ALL_CORES)), attached);
    }

    private static Properties options(int threads) {
        var options = new Properties();
        options.setProperty("autoinstall_known_extensions", "false");
        options.setProperty("autoload_known_extensions", "false");
        options.setProperty("memory_limit", MEMORY_LIMIT);
        options.setProperty("threads", String.valueOf(threads));
        // No folder to spill into: a summary is read without writing anything anywhere.
        options.setProperty("temp_directory", "");
        // An instance of its own, so that opening the same file elsewhere in the process with other settings works.
        options.setProperty("jdbc_instance_cache", "false");
        return options;
    }

    private static Connection locked(Connection connection, Map<String, Path> attached) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var each : attached.entrySet()) {
                statement.execute("ATTACH %s AS \"%s\" (READ_ONLY)"
                        .formatted(SqlText.literal(each.getValue().toString()), each.getKey()));
            }
            statement.execute("SET GLOBAL TimeZone = 'UTC'");
            statement.execute("SET GLOBAL secret_directory = ''");
            statement.execute("SET GLOBAL extension_directory = ''");
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }
}
