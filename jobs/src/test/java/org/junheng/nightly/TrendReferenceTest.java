package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published trends of real censuses equal the references that two other programs computed. */
class TrendReferenceTest {
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
        return References.published(warehouse, census, profile);
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
        // Each province is a series of its own, whose direction and slope a reader can recompute from its values.
        assertThat(run.query("""
                SELECT count(DISTINCT region_code), bool_and(ols_slope IS NOT NULL AND sen_slope IS NOT NULL),
                  bool_and(direction IN ('rising', 'falling', 'no_clear_trend')) FROM trend
                WHERE level = 'province' AND measure = 'mean' AND segment = 0 AND indicator = 'teachers_per_100'""")).containsExactly(List.of("31", "true", "true"));
        assertThat(run.query("""
                SELECT region_code FROM trend t WHERE level = 'province' AND measure = 'mean' AND segment = 0
                  AND abs(ols_slope - (SELECT regr_slope(value, year) FROM school_indicator i
                    WHERE i.school_code = t.region_code AND i.indicator = t.indicator)) > 1e-9 * abs(ols_slope)""")).isEmpty();
    }

    private static int compare(TestRun run, Path census, Map<String, String> levels) throws IOException {
        var published = trends(run);
        var differences = new ArrayList<String>();
        int compared = 0;
        for (var row : References.rows(census.resolve("reference_trend.csv"))) {
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
                if (!References.isClose(row.get(column.getKey()), 1, found.get(column.getValue()))) {
                    differences.add(key + " " + column.getKey() + ": expected " + row.get(column.getKey()) + ", found "
                            + found.get(column.getValue()));
                }
            }
        }
        assertThat(differences).isEmpty();
        return compared;
    }

    private static Map<String, Map<String, String>> trends(TestRun run) {
        var columns = List.copyOf(new TreeSet<>(COLUMNS.values()));
        return References.byKey(run.query(References.NAMED + """
                SELECT level, CASE level WHEN 'nation' THEN '*' ELSE path END, indicator, measure, %s
                FROM trend t JOIN named n ON n.year = t.last_year AND n.code = t.region_code
                """.formatted(String.join(", ", columns))), 4, columns);
    }
}
