package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junheng.summary.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published trends of real censuses equal the references that two other programs computed. */
class TrendReferenceTest {
    private static final double RELATIVE = 1e-9;

    /** Column of the reference → column of table trend. */
    private static final Map<String, String> COLUMNS = Map.of(
            "n_years", "years",
            "first_year", "first_year",
            "last_year", "last_year",
            "first", "first_value",
            "last", "last_value",
            "ols_slope_per_year", "ols_slope");

    @TempDir
    Path warehouse;

    private TestRun published(Path census, String profile) {
        var run = new TestRun(warehouse);
        assertThat(run.nightly(census, profile).exitCode()).isIn(ExitCode.DONE, ExitCode.PUBLISHED_WITH_REFUSALS);
        return run;
    }

    @Test
    void every_trend_of_the_taiwan_reference_is_published() throws IOException {
        var census = SharedData.folder("data/tw_primary_2017_2022");
        int compared = compare(published(census, "tw-primary"), census, Map.of("group1", "city", "group2", "county"));
        System.out.println("tw-primary: trend cells compared: " + compared);
        assertThat(compared).isGreaterThan(100);
    }

    @Test
    void every_trend_of_the_reference_of_chinas_provinces_is_published() throws IOException {
        var census = SharedData.folder("data/cn_province_primary_2000_2019");
        var run = published(census, "cn-province-yearbook");
        int compared = compare(run, census, Map.of("group1", "region"));
        System.out.println("cn-province-yearbook: trend cells compared: " + compared);
        assertThat(compared).isGreaterThan(100);
        assertThat(SummaryContract.breaches(run)).isEmpty();
    }

    private static int compare(TestRun run, Path census, Map<String, String> levels) throws IOException {
        var published = trends(run);
        var differences = new ArrayList<String>();
        int compared = 0;
        for (var row : rows(census.resolve("reference_trend.csv"))) {
            var level = levels.getOrDefault(row.get("scope_level"), "nation");
            var region = level.equals("nation") ? "*" : row.get("scope");
            var key = String.join("|", level, region, row.get("indicator"), row.get("measure"));
            var found = published.get(key);
            if (found == null) {
                differences.add("no row for " + key);
                continue;
            }
            for (var column : COLUMNS.entrySet()) {
                compared++;
                if (!isClose(row.get(column.getKey()), found.get(column.getValue()))) {
                    differences.add(key + " " + column.getKey() + ": expected " + row.get(column.getKey()) + ", found "
                            + found.get(column.getValue()));
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

    private static Map<String, Map<String, String>> trends(TestRun run) {
        var columns = List.copyOf(new TreeSet<>(COLUMNS.values()));
        var trends = new HashMap<String, Map<String, String>>();
        for (var row : run.query("""
                WITH RECURSIVE named(year, code, path) AS (
                  SELECT year, code, '' FROM division WHERE parent_code IS NULL
                  UNION SELECT d.year, d.code, CASE n.path WHEN '' THEN d.name ELSE n.path || '/' || d.name END
                  FROM division d JOIN named n ON n.year = d.year AND n.code = d.parent_code)
                SELECT level, CASE level WHEN 'nation' THEN '*' ELSE path END, indicator, measure, %s
                FROM trend t JOIN named n ON n.year = t.last_year AND n.code = t.region_code
                """.formatted(String.join(", ", columns)))) {
            var cells = new HashMap<String, String>();
            for (int i = 0; i < columns.size(); i++) {
                cells.put(columns.get(i), row.get(i + 4));
            }
            trends.put(String.join("|", row.subList(0, 4)), cells);
        }
        return trends;
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        try (var csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            return csv.stream()
                    .map(record -> (Map<String, String>) new HashMap<>(record.getFieldsAsMap()))
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    }
}
