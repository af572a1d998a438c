package org.junheng.nightly;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junheng.terms.YearRange;
import org.junheng.warehouse.LocalWarehouseFiles;
import org.junheng.warehouse.Manifest;
import org.junheng.warehouse.Warehouse;
import org.junheng.warehouse.WarehouseFiles;

/** Runs the chain in this process, with one Spark for all tests. */
public final class TestRun {
    private static final SparkEngine SPARK = new SparkEngine("local[2]");

    private final WarehouseFiles files;
    private final List<String> said = new ArrayList<>();
    private Optional<Path> overlay = Optional.empty();

    public TestRun(Path warehouse) {
        this(new LocalWarehouseFiles(warehouse));
    }

    public TestRun(WarehouseFiles files) {
        this.files = files;
    }

    /** Stops the shared Spark, so that a test can start another; the next run starts it again. */
    public static void stopSpark() {
        SPARK.close();
    }

    public static Path home() {
        return Path.of(System.getProperty("junheng.home", ".."))
                .toAbsolutePath()
                .normalize();
    }

    public TestRun withOverlay(Path folder) {
        overlay = Optional.of(folder);
        return this;
    }

    public Run run() {
        return run(SPARK);
    }

    public Run run(SparkEngine spark) {
        return new Run(home().resolve("schemas"), overlay, files, spark, line -> said.add(line.en()));
    }

    public static RunOptions options(Path census, String profile) {
        return options(census, profile, null);
    }

    public static RunOptions options(Path census, String profile, String acceptDrop) {
        return new RunOptions(
                "nightly",
                Optional.of(census),
                Optional.ofNullable(profile),
                List.of(),
                YearRange.EVERY,
                Optional.ofNullable(acceptDrop));
    }

    public Run.Outcome nightly(Path census, String profile) {
        try {
            return run().nightly(options(census, profile));
        } catch (java.io.IOException | SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    public List<String> said() {
        return said;
    }

    public Warehouse warehouse() {
        return new Warehouse(files);
    }

    /** A connection to the published summary. */
    public Connection summary() {
        try {
            var id = warehouse().currentId().orElseThrow();
            var readOnly = new Properties();
            readOnly.setProperty("duckdb.read_only", "true");
            return DriverManager.getConnection(
                    "jdbc:duckdb:" + files.root().resolve(Manifest.summaryPath(id)), readOnly);
        } catch (java.io.IOException | SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** All rows of a query, each cell as text; null stays null. */
    public List<List<String>> query(String sql) {
        try (var connection = summary()) {
            return rows(connection, sql);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** All rows of a query, each cell as text; null stays null. */
    static List<List<String>> rows(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<List<String>>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
