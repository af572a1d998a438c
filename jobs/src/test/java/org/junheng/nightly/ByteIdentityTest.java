package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junheng.ingest.CsvRecords;
import org.junheng.ingest.TextEncoding;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.warehouse.Hashing;
import org.junheng.warehouse.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same rows give the same bytes, in whatever order, under whatever names, on however many cores. */
class ByteIdentityTest {
    /** Tables that tell of files, lines and times. */
    private static final Set<String> ABOUT_FILES =
            Set.of("snapshot", "source_file", "quarantine", "quality", "row_ledger");

    @TempDir
    Path folder;

    @Test
    void shuffled_rows_other_names_and_eight_cores_give_the_same_files_and_tables() throws IOException, SQLException {
        var first = folder.resolve("first");
        SampleCensus.generate(
                SampleOptions.defaults(TestRun.home().resolve("schemas"))
                        .withCounties(3)
                        .withSchoolsPerCounty(12)
                        .withYears(2018, 2020),
                first);
        var second = Files.createDirectories(folder.resolve("second"));
        var random = new Random(7);
        try (var files = Files.newDirectoryStream(first)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (name.matches(".*20[0-9]{2}\\.csv")) {
                    shuffle(file, second.resolve("renamed-" + name), random);
                } else {
                    Files.copy(file, second.resolve(name));
                }
            }
        }
        TestRun.stopSpark();
        var one = published(first, "one", "local[1]");
        var eight = published(second, "eight", "local[8]");
        assertThat(files(eight)).isEqualTo(files(one)).hasSizeGreaterThan(10);

        var tables = one.query("SELECT table_name FROM duckdb_tables() ORDER BY 1").stream()
                .map(row -> row.get(0))
                .filter(table -> !ABOUT_FILES.contains(table))
                .toList();
        assertThat(tables).contains("school", "equity", "county_verdict");
        for (var table : tables) {
            var sql = "SELECT * FROM \"" + table + "\"";
            assertThat(eight.query(sql)).as(table).isEqualTo(one.query(sql));
        }
    }

    private TestRun published(Path census, String warehouse, String master) throws IOException, SQLException {
        var run = new TestRun(folder.resolve(warehouse));
        try (var spark = new SparkEngine(master)) {
            assertThat(run.run(spark)
                            .nightly(TestRun.options(census, "junheng-flat"))
                            .manifest())
                    .isPresent();
        }
        return run;
    }

    /** Path → hash of every Parquet file of census and metrics. */
    private static TreeMap<String, String> files(TestRun run) throws IOException {
        var warehouse = run.warehouse();
        var manifest = warehouse.manifest(warehouse.currentId().orElseThrow()).orElseThrow();
        var hashes = new TreeMap<String, String>();
        for (var file : manifest.files()) {
            if (file.path().startsWith("census/") || file.path().startsWith("metrics/")) {
                hashes.put(file.path(), Hashing.ofFile(warehouse.resolve(file)));
            }
        }
        assertThat(manifest.files()).extracting(file -> file.path()).contains(Manifest.summaryPath(manifest.id()));
        return hashes;
    }

    private static void shuffle(Path from, Path to, Random random) throws IOException {
        var encoding = TextEncoding.of(from);
        String header;
        var rows = new ArrayList<String>();
        try (var records = new CsvRecords(encoding.reader(from))) {
            header = records.next().text();
            for (var record = records.next(); record != null; record = records.next()) {
                rows.add(record.text());
            }
        }
        Collections.shuffle(rows, random);
        var lines = new ArrayList<>(List.of(header));
        lines.addAll(rows);
        Files.writeString(to, String.join("\n", lines)); // UTF-8, without a last line end
    }
}
