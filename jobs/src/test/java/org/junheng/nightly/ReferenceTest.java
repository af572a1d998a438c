package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junheng.summary.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published measures of real censuses equal the references that two other programs computed. */
class ReferenceTest {
    private static final double RELATIVE = 1e-9;

    /** Column of the reference → column of table equity. */
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("n_units", "units"),
            Map.entry("n_excluded", "excluded"),
            Map.entry("students", "students"),
            Map.entry("resource", "resource"),
            Map.entry("mean", "mean"),
            Map.entry("min", "min"),
            Map.entry("max", "max"),
            Map.entry("cv", "cv"),
            Map.entry("gini", "gini"),
            Map.entry("theil_t", "theil_t"),
            Map.entry("p10", "p10"),
            Map.entry("p50", "p50"),
            Map.entry("p90", "p90"),
            Map.entry("p90_p10", "p90_p10"),
            Map.entry("p90_p10_unweighted_type7", "p90_p10_unweighted"),
            Map.entry("mcloone_le", "mcloone"),
            Map.entry("mean_unweighted", "mean_unweighted"),
            Map.entry("cv_unweighted_pop", "cv_unweighted"));

    @TempDir
    Path warehouse;

    @Test
    void every_figure_of_the_taiwan_references_is_published() throws IOException {
        var census = SharedData.folder("data/tw_primary_2017_2022");
        var run = new TestRun(warehouse);
        var outcome = run.nightly(census, "tw-primary");
        assertThat(outcome.exitCode()).isIn(ExitCode.DONE, ExitCode.PUBLISHED_WITH_REFUSALS);
        int compared = compare(run, census.resolve("reference.csv"), "city")
                + compare(run, census.resolve("reference_group2.csv.gz"), "city");
        System.out.println("tw-primary: reference cells compared: " + compared);
        assertThat(compared).isGreaterThan(20_000);
    }

    @Test
    void every_figure_of_the_california_reference_is_published() throws IOException {
        var census = SharedData.folder("data/us_ca_districts_1999");
        var run = new TestRun(warehouse);
        var outcome = run.nightly(census, "us-ca-districts");
        assertThat(outcome.exitCode()).isIn(ExitCode.DONE, ExitCode.PUBLISHED_WITH_REFUSALS);
        int compared = compare(run, census.resolve("reference.csv"), "county");
        System.out.println("us-ca-districts: reference cells compared: " + compared);
        assertThat(compared).isGreaterThan(2_000);
    }

    /** Compares each row; {@code group1} is the level below the nation. */
    private static int compare(TestRun run, Path reference, String group1) throws IOException {
        var published = published(run);
        var differences = new ArrayList<String>();
        int compared = 0;
        for (var row : rows(reference)) {
            var level =
                    switch (row.get("scope_level")) {
                        case "all" -> "nation";
                        case "group1" -> group1;
                        default -> "county";
                    };
            var region = level.equals("nation") ? "*" : row.get("scope");
            var key = String.join("|", row.get("year"), level, region, row.get("indicator"));
            var actual = published.get(key);
            if (actual == null) {
                differences.add("no row for " + key);
                continue;
            }
            for (var column : COLUMNS.entrySet()) {
                var expected = row.get(column.getKey());
                var found = actual.get(column.getValue());
                compared++;
                if (!isClose(expected, found)) {
                    differences.add(key + " " + column.getKey() + ": expected " + expected + ", found " + found);
                }
            }
        }
        assertThat(differences).isEmpty();
        return compared;
    }

    private static boolean isClose(String expected, String found) {
        if (expected.isEmpty() || found == null) {
            return expected.isEmpty() && found == null;
        }
        double one = Double.parseDouble(expected);
        double other = Double.parseDouble(found);
        return Math.abs(one - other) <= RELATIVE * Math.max(Math.abs(one), Math.abs(other))
                || Math.abs(one - other) < 1e-12;
    }

    private static Map<String, Map<String, String>> published(TestRun run) {
        var columns = List.copyOf(COLUMNS.values());
        var byKey = new HashMap<String, Map<String, String>>();
        for (var row :
                run.query("SELECT year, level, CASE level WHEN 'nation' THEN '*' ELSE region_code END, indicator, "
                        + String.join(", ", columns) + " FROM equity")) {
            var cells = new HashMap<String, String>();
            for (int i = 0; i < columns.size(); i++) {
                cells.put(columns.get(i), row.get(i + 4));
            }
            byKey.put(String.join("|", row.subList(0, 4)), cells);
        }
        return byKey;
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        if (file.toString().endsWith(".gz")) {
            in = new GZIPInputStream(in);
        }
        try (var csv = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return csv.stream().map(record -> record.getFieldsAsMap()).toList();
        }
    }
}
