package org.junheng.export.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junheng.nightly.TestRun;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.warehouse.Manifest;

/** The summary of a small sample, with schools whose names would run in a spreadsheet, and two views. */
final class ExportedSample {
    /** Names of the first schools of the last year, in order of their codes. */
    static final List<String> NAMES = List.of(
            "=cmd|' /C calc'!A0",
            "+1",
            "-name",
            "@x",
            "\t=",
            "'=1",
            "＝全角，\"引号\"",
            "a,b",
            "two\nlines",
            "\"quoted\"",
            "𠮷林 小学");

    private ExportedSample() {}

    /** Publishes into a warehouse in the folder, and returns it. */
    static Path in(Path folder) throws IOException, SQLException {
        var census = folder.resolve("census");
        SampleCensus.generate(
                SampleOptions.defaults(TestRun.home().resolve("schemas"))
                        .withCounties(4)
                        .withSchoolsPerCounty(8)
                        .withYears(2023, 2025),
                census);
        var warehouse = folder.resolve("warehouse");
        var run = new TestRun(warehouse);
        run.nightly(census, null);
        var file = warehouse.resolve(
                Manifest.summaryPath(run.warehouse().currentId().orElseThrow()));
        // The published file is never written to: the copy that takes its place here has the names that no sample would
        // have.
        var prepared = folder.resolve("prepared.duckdb");
        Files.copy(file, prepared);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + prepared)) {
            try (var update =
                    connection.prepareStatement("UPDATE school SET name = ? WHERE year = 2025 AND school_code ="
                            + " (SELECT school_code FROM school WHERE year = 2025 ORDER BY 1 LIMIT 1 OFFSET ?)")) {
                for (int i = 0; i < NAMES.size(); i++) {
                    update.setString(1, NAMES.get(i));
                    update.setInt(2, i);
                    update.execute();
                }
            }
            try (var statement = connection.createStatement()) {
                // An update moves rows: back into key order.
                statement.execute("CREATE TEMP TABLE sorted AS FROM school ORDER BY year, school_code");
                statement.execute("DELETE FROM school");
                statement.execute("INSERT INTO school FROM sorted ORDER BY year, school_code");
                statement.execute("CREATE VIEW names_of_schools AS SELECT year, school_code, name, students, counted"
                        + " FROM school ORDER BY year DESC, school_code");
                statement.execute("COMMENT ON VIEW names_of_schools IS"
                        + " '学校叫什么？ / What are the schools called? | 键 / key: year, school_code'");
                statement.execute("COMMENT ON COLUMN names_of_schools.name IS '校名：普查所报 / name as reported'");
                statement.execute(
                        "CREATE VIEW county_status AS SELECT region_code AS county_code, indicator, stage, cv,"
                                + " cv_status FROM equity WHERE level = 'county' AND year = 2025 AND standard = 'cn-national-2017'");
            }
        }
        Files.delete(file);
        Files.move(prepared, file);
        return warehouse;
    }
}
