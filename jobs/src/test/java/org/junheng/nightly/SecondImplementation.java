package org.junheng.nightly;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junheng.rulebook.Rulebook;
import org.junheng.warehouse.LocalWarehouseFiles;
import org.junheng.warehouse.Manifest;
import org.junheng.warehouse.Warehouse;

/**
 * The measures once more, in SQL alone: {@code bench/duckdb} run in a DuckDB in memory over the census files that the
 * current snapshot of a warehouse lists. The published file is attached beside it as {@code published}.
 */
final class SecondImplementation implements AutoCloseable {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonMapper JSON = new JsonMapper();

    private final Path schemas = TestRun.home().resolve("schemas");
    private final Connection database;
    private final String standard;

    /**
     * Runs the SQL.
     *
     * @param profile census profile, such as {@code junheng-flat}
     * @param standard the standard that its schools are measured by
     * @throws IOException if the warehouse cannot be read
     * @throws SQLException if the SQL fails
     */
    SecondImplementation(Path warehouse, String profile, String standard) throws IOException, SQLException {
        this.standard = standard;
        this.database = DriverManager.getConnection("jdbc:duckdb:");
        var snapshots = new Warehouse(new LocalWarehouseFiles(warehouse));
        var manifest = snapshots.manifest(snapshots.currentId().orElseThrow()).orElseThrow();
        run("ATTACH '" + warehouse.resolve(Manifest.summaryPath(manifest.id())) + "' AS published (READ_ONLY)");
        setFiles(warehouse, profile, manifest);
        setFacts(profile);
        run("CREATE TABLE missing_fact AS SELECT year, county_code, stage, indicator, missing_units"
                + " FROM published.equity_bound WHERE standard = '" + standard + "'");
        boolean national = standard.equals("cn-national-2017");
        for (var script : List.of(
                "00_facts.sql",
                national ? "01_schools_national_2017.sql" : "01_schools_without_law.sql",
                "02_equity.sql",
                "03_decomposition.sql",
                "04_segregation.sql",
                "05_trend.sql")) {
            run(Files.readString(TestRun.home().resolve("bench/duckdb").resolve(script)));
        }
    }

    private void setFiles(Path warehouse, String profile, Manifest manifest) throws SQLException {
        var census = new ArrayList<Path>();
        var divisions = new ArrayList<>(List.of(schemas.resolve("divisions/cn.csv")));
        for (var file : manifest.files()) {
            if (file.path().startsWith("census/" + profile + "/")) {
                census.add(warehouse.resolve(file.path()));
            } else if (file.path().matches("raw/.*/divisions[^/]*[.]csv")) {
                divisions.add(warehouse.resolve(file.path()));
            }
        }
        run("SET VARIABLE census_files = " + list(census));
        run("SET VARIABLE divisions = " + list(divisions));
        run("SET VARIABLE school_types = '" + schemas.resolve("codes/school_type.csv") + "'");
    }

    private void setFacts(String profile) throws IOException, SQLException {
        run("CREATE TABLE fact_file (name VARCHAR, content JSON)");
        var files = Map.of(
                "standard", "standards/" + standard + ".yaml",
                "profile", "census/" + profile + "/profile.yaml",
                "groupings", "groupings.yaml");
        try (var insert = database.prepareStatement("INSERT INTO fact_file VALUES (?, ?)")) {
            for (var file : files.entrySet()) {
                insert.setString(1, file.getKey());
                insert.setString(
                        2,
                        JSON.writeValueAsString(
                                YAML.readTree(schemas.resolve(file.getValue()).toFile())));
                insert.execute();
            }
        }
    }

    /**
     * Holds a table of the SQL against the published one, key by key and cell by cell.
     *
     * @return how many rows and cells were compared, and what differs in words
     */
    CellComparison compare(String table) throws SQLException {
        var key = Rulebook.read(schemas, Optional.empty()).tables().get(table).key();
        return CellComparison.of(database, table, key, standard);
    }

    private void run(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String list(List<Path> files) {
        return files.stream().map(file -> "'" + file + "'").collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
