package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.warehouse.Manifest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Someone who has only the published file finds in it what it holds, and answers to ten questions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SelfDescribingFileTest {
    private static final Pattern EXAMPLE = Pattern.compile("例 / example: (.*)$", Pattern.DOTALL);
    private static final String NATIONAL = "standard = 'cn-national-2017'";
    private static final String LAST_YEAR = "year = (SELECT max(year) FROM school)";

    private TestRun run;
    private Path file;

    @BeforeAll
    void publish_a_sample(@TempDir Path folder) throws Exception {
        var census = folder.resolve("census");
        SampleCensus.generate(
                SampleOptions.defaults(TestRun.home().resolve("schemas"))
                        .withCounties(24)
                        .withSchoolsPerCounty(10)
                        .withYears(2022, 2024),
                census);
        run = new TestRun(folder.resolve("warehouse"));
        run.nightly(census, null);
        var published = run.warehouse()
                .root()
                .resolve(Manifest.summaryPath(run.warehouse().currentId().orElseThrow()));
        // A first snapshot has no changes: some are put into a copy, as a later snapshot would have them.
        file = folder.resolve("only-this-file.duckdb");
        Files.copy(published, file);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                var statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO snapshot_change VALUES ('equity', 'changed', 7, 'cv, gini'), ('school', 'added', 2, NULL)");
            statement.execute(
                    "INSERT INTO verdict_change SELECT 'county_item', year, standard, assessment_level, 'county', county_code,"
                            + " stage, item, 'X', 'changed', 'pass', status, 1.5, observed FROM county_item WHERE item = '1.4' AND stage = 'primary'"
                            + " LIMIT 3");
        }
    }

    private Connection open() throws SQLException {
        var readOnly = new Properties();
        readOnly.setProperty("duckdb.read_only", "true");
        return DriverManager.getConnection("jdbc:duckdb:" + file, readOnly);
    }

    private List<List<String>> query(String sql) throws SQLException {
        try (var connection = open()) {
            return TestRun.rows(connection, sql);
        }
    }

    /** The example in the comment of the one view whose question has these words. */
    private String exampleOf(String words) throws SQLException {
        var found =
                query("SELECT comment FROM duckdb_views() WHERE NOT internal AND split_part(comment, ' | ', 1) LIKE '%"
                        + words + "%'");
        assertThat(found).as("views that answer: %s", words).hasSize(1);
        var example = EXAMPLE.matcher(found.get(0).get(0));
        assertThat(example.find()).isTrue();
        return example.group(1);
    }

    /** Holds chosen columns of a view's example against SQL over the tables: rows in the same order, numbers to nine digits. */
    private void answers(String words, String columns, String independent) throws SQLException {
        var expected = query(independent);
        assertThat(expected).as("independent answer to: %s", words).isNotEmpty();
        assertThat(query("SELECT " + columns + " FROM (" + exampleOf(words) + ")"))
                .as(words)
                .isEqualTo(expected);
    }

    @Test
    void what_is_the_latest_verdict_on_each_county() throws SQLException {
        answers(
                "latest verdict on each county",
                "county_name, verdict, items_failed",
                "SELECT d.name, v.verdict, v.items_failed FROM county_verdict v JOIN division d ON d.year = v.year AND d.code = v.county_code"
                        + " WHERE v." + NATIONAL + " AND v." + LAST_YEAR
                        + " AND v.verdict <> 'pass' ORDER BY 3 DESC, v.county_code");
    }

    @Test
    void how_far_is_each_county_from_the_limits() throws SQLException {
        answers(
                "far is each county from the limits",
                "county_name, round(worst_distance, 9), cvs_above_limit",
                "SELECT any_value(d.name), round(max(sqrt(e.sd * e.sd / (e.mean * e.mean)) - e.cv_limit), 9), CASE WHEN NOT any_value(d.pseudo) THEN count(*) FILTER (WHERE e.cv_status = 'fail') END"
                        + " FROM equity e JOIN division d ON d.year = e.year AND d.code = e.region_code"
                        + " WHERE e." + NATIONAL + " AND e." + LAST_YEAR
                        + " AND e.level = 'county' AND e.cv_limit IS NOT NULL"
                        + " GROUP BY e.region_code ORDER BY max(e.cv - e.cv_limit) NULLS LAST, e.region_code");
        assertThat(query("SELECT county_code, schools_failing FROM counties_by_distance WHERE " + NATIONAL + " AND "
                        + LAST_YEAR + " AND county_code NOT LIKE '%Z%' ORDER BY 1"))
                .isEqualTo(query(
                        "SELECT s.county_code, count(*) FILTER (WHERE v.verdict = 'fail') FROM school_verdict v JOIN school s"
                                + " USING (year, school_code) WHERE v." + NATIONAL + " AND v." + LAST_YEAR
                                + " GROUP BY ALL ORDER BY 1"));
    }

    @Test
    void a_zone_that_a_standard_does_not_judge_has_a_distance_and_no_count_of_failures() throws SQLException {
        String zones =
                "SELECT count(*) > 0, count(worst_distance) = count(*), count(cvs_above_limit), count(cvs_cannot_say) FROM counties_by_distance c"
                        + " WHERE standard = 'cn-national-2017' AND EXISTS (FROM division d WHERE d.year = c.year AND d.code = c.county_code AND d.pseudo)";
        assertThat(query(zones)).containsExactly(List.of("true", "true", "0", "0"));
        assertThat(query(zones.replace("AND EXISTS", "AND NOT EXISTS")
                        .replace("count(cvs_above_limit)", "count(cvs_above_limit) = count(*)")))
                .allMatch(row -> row.get(2).equals("true"));
        assertThat(query("SELECT assumptions FROM snapshot").get(0).get(0)).doesNotContain("without bounds");
    }

    @Test
    void how_have_the_indicators_of_a_county_gone() throws SQLException {
        answers(
                "indicators of a county",
                "year, round(mean, 9), round(cv, 9), cv_status",
                "SELECT year, round(mean, 9), round(cv, 9), cv_status FROM equity WHERE " + NATIONAL
                        + " AND level = 'county' AND stage = 'primary'"
                        + " AND region_code IN (SELECT code FROM division WHERE level = 'county' AND series_code ="
                        + " (SELECT min(series_code) FROM division WHERE level = 'county' AND NOT pseudo)) ORDER BY indicator, year");
    }

    @Test
    void how_do_cities_compare() throws SQLException {
        answers(
                "How do cities compare",
                "position, city_name, schools, schools_pass, round(share_of_schools_passing, 9)",
                "WITH c AS (SELECT d.name, s.city_code, count(*) AS n, count(*) FILTER (WHERE v.verdict = 'pass') AS p FROM school_verdict v"
                        + " JOIN school s USING (year, school_code) JOIN division d ON d.year = s.year AND d.code = s.city_code"
                        + " WHERE v." + NATIONAL + " AND v." + LAST_YEAR
                        + " AND v.verdict <> 'not_applicable' GROUP BY ALL)"
                        + " SELECT 1 + (SELECT count(*) FROM c o WHERE o.p * c.n > c.p * o.n) AS position, name, n, p, round(p / n, 9) FROM c"
                        + " ORDER BY 1, city_code");
    }

    @Test
    void which_schools_should_be_mended_first() throws SQLException {
        answers(
                "Which schools should be mended first",
                "name, stage, below_floor, below_threshold",
                "WITH i AS (SELECT school_code, stage, count(*) FILTER (WHERE value < floor) AS f, count(*) FILTER (WHERE value < threshold) AS t,"
                        + " avg(cv2_share) AS share FROM school_indicator WHERE " + NATIONAL + " AND " + LAST_YEAR
                        + " AND county_code = (SELECT min(i.county_code) FROM school_indicator i JOIN school_verdict v USING (year, standard, stage, school_code)"
                        + " WHERE i." + NATIONAL + " AND i." + LAST_YEAR + " AND v.verdict = 'fail') GROUP BY ALL)"
                        + " SELECT s.name, i.stage, f, t FROM i JOIN school s ON s." + LAST_YEAR
                        + " AND s.school_code = i.school_code"
                        + " WHERE f > 0 OR t > 1 ORDER BY f DESC, t DESC, share DESC, i.school_code, i.stage");
    }

    @Test
    void a_value_that_misses_its_threshold_is_never_shown_as_reaching_it() throws SQLException {
        String told =
                "SELECT string_split(regexp_extract(one, '[0-9.]+/[0-9.]+$'), '/') AS told FROM (SELECT unnest(string_split(lacking_en, '; ')) AS one"
                        + " FROM schools_to_mend_first)";
        assertThat(query("SELECT count(*) FILTER (WHERE told[1]::DOUBLE >= told[2]::DOUBLE), count(*) > 50 FROM ("
                        + told + ")"))
                .containsExactly(List.of("0", "true"));
        // Some lie so near that rounding would hide the shortfall, else this proves nothing.
        assertThat(
                        query(
                                "SELECT count(*) > 0 FROM school_indicator WHERE status = 'fail' AND round(value, 2) >= threshold"))
                .containsExactly(List.of("true"));
    }

    @Test
    void will_targets_be_reached_in_time() throws SQLException {
        answers(
                "reach their targets in time",
                "plan, region_name, target_year, state, deciding_zh IS NULL",
                "SELECT plan, (SELECT arg_max(name, year) FROM division d WHERE d.code = r.region_code), target_year, state, deciding_item IS NULL"
                        + " FROM roadmap r WHERE level = 'county' ORDER BY plan, target_year, region_code");
    }

    @Test
    void how_many_large_classes_does_each_county_have() throws SQLException {
        answers(
                "large classes does each county have",
                "county_name, stage, classes, large_classes, very_large_classes",
                "SELECT any_value(d.name), c.stage, sum(classes)::BIGINT,"
                        + " sum(classes) FILTER (WHERE band IN ('56_60', '61_65', '66_and_more'))::BIGINT AS large,"
                        + " sum(classes) FILTER (WHERE band = '66_and_more')::BIGINT FROM class_size c JOIN division d ON d.year = c.year AND d.code = region_code"
                        + " WHERE c.level = 'county' AND c." + LAST_YEAR
                        + " GROUP BY region_code, c.stage HAVING large > 0"
                        + " ORDER BY large / sum(classes) DESC, region_code, c.stage");
    }

    @Test
    void how_has_the_gap_between_town_and_country_gone() throws SQLException {
        var mean =
                "sum(i.numerator) FILTER (WHERE value IS NOT NULL AND %s) * any_value(r.scale) / sum(i.students) FILTER (WHERE value IS NOT NULL AND %s)";
        var city = mean.replace("%s", "s.urban_rural LIKE '11%'");
        var rural = mean.replace("%s", "(s.urban_rural LIKE '12%' OR s.urban_rural LIKE '2%')");
        answers(
                "gap between town and country",
                "year, round(mean_a, 7), round(mean_b, 7), round(ratio, 9)",
                "SELECT i.year, round(" + city + ", 7), round(" + rural + ", 7), round((" + city + ") / (" + rural
                        + "), 9)"
                        + " FROM school_indicator i JOIN school s USING (year, school_code)"
                        + " JOIN standard_rule r ON r.standard = i.standard AND r.item = i.indicator AND r.stage = i.stage"
                        + " WHERE i." + NATIONAL
                        + " AND i.stage = 'primary' GROUP BY i.indicator, i.year ORDER BY i.indicator, i.year");
    }

    @Test
    void what_changed_since_the_last_snapshot() throws SQLException {
        answers(
                "changed since the last snapshot",
                "kind, table_name, change, rows, year, item_zh, before, after",
                "SELECT 'table', table_name, change, rows, NULL, NULL, NULL, NULL FROM (SELECT * FROM snapshot_change ORDER BY table_name) UNION ALL"
                        + " SELECT 'verdict', table_name, change, NULL, year, '生均教学及辅助用房面积校际差异系数', before, after"
                        + " FROM (SELECT * FROM verdict_change ORDER BY year, standard, code)");
    }

    @Test
    void how_good_are_the_data_of_each_county() throws SQLException {
        answers(
                "How good are the data",
                "county_name, rows_read, rows_quarantined, schools_expected, schools_unreported",
                "SELECT d.name, coalesce(l.read, 0), coalesce(l.held, 0), x.n, x.u FROM (SELECT county_code, sum(rows_read)::BIGINT AS read, sum(rows_quarantined)::BIGINT AS held"
                        + " FROM row_ledger WHERE " + LAST_YEAR + " AND county_code <> '' GROUP BY 1) l"
                        + " FULL JOIN (SELECT county_code, count(DISTINCT school_code) AS n, count(DISTINCT school_code) FILTER (WHERE state = 'unreported') AS u"
                        + " FROM expected_school WHERE " + LAST_YEAR + " AND " + NATIONAL
                        + " GROUP BY 1) x USING (county_code)"
                        + " LEFT JOIN division d ON d." + LAST_YEAR + " AND d.code = county_code"
                        + " WHERE l.read IS NOT NULL OR x.n IS NOT NULL ORDER BY l.held / l.read DESC NULLS LAST, county_code");
    }

    @ParameterizedTest
    @CsvSource({
        "duckdb_tables(), table_name",
        "duckdb_views(), view_name",
        "duckdb_columns(), column_name",
        "duckdb_functions(), function_name"
    })
    void everything_has_a_comment_in_both_languages(String catalogue, String name) throws SQLException {
        var comments = query("SELECT " + name + ", comment FROM " + catalogue + " WHERE NOT internal");
        assertThat(comments).hasSizeGreaterThanOrEqualTo(10);
        assertThat(comments).allSatisfy(row -> assertThat(row.get(1))
                .as(row.get(0))
                .isNotNull()
                .matches(Pattern.compile(".*\\p{IsHan}.* / .*[A-Za-z]{2}.*", Pattern.DOTALL)));
    }

    @Test
    void every_column_and_macro_has_a_source_and_every_measured_number_a_unit() throws SQLException {
        assertThat(
                        query(
                                "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND"
                                        + " (NOT contains(comment, '来源 / source: ') OR data_type = 'DOUBLE' AND NOT contains(comment, '单位 / unit: '))"))
                .isEmpty();
        assertThat(
                        query(
                                "SELECT function_name FROM duckdb_functions() WHERE NOT internal AND NOT contains(comment, '来源 / source: ')"))
                .isEmpty();
        assertThat(query(
                                "SELECT comment FROM duckdb_columns() WHERE table_name = 'row_ledger' AND column_name = 'rows_read'")
                        .get(0)
                        .get(0))
                .contains(" | 单位 / unit: 行 / rows | 来源 / source: computed");
    }

    @Test
    void every_column_that_has_nulls_tells_what_they_mean() throws SQLException {
        var silent = new ArrayList<String>();
        for (var column : query("SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
                + " AND table_name IN (SELECT table_name FROM duckdb_tables())")) {
            var comment = column.get(2);
            if (!(comment.contains("null") && comment.contains("空"))
                    && !query("FROM " + column.get(0) + " WHERE " + column.get(1) + " IS NULL LIMIT 1")
                            .isEmpty()) {
                silent.add(column.get(0) + "." + column.get(1));
            }
        }
        assertThat(silent)
                .as("columns with nulls of which the comment says nothing, in both languages")
                .isEmpty();
    }

    @Test
    void the_dictionary_lists_every_column_of_every_table_and_view_and_every_macro() throws SQLException {
        assertThat(query("SELECT table_name, column_name, column_position FROM data_dictionary ORDER BY ALL"))
                .isEqualTo(
                        query(
                                "SELECT table_name, column_name, column_index FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"));
        assertThat(query("SELECT name FROM data_macro ORDER BY 1"))
                .isEqualTo(
                        query("SELECT DISTINCT function_name FROM duckdb_functions() WHERE NOT internal ORDER BY 1"));
        assertThat(
                        query(
                                "SELECT table_name, column_name FROM data_dictionary WHERE (unit IS NULL) <> (unit_en IS NULL)"))
                .isEmpty();
    }

    @Test
    void every_example_of_a_macro_runs_as_it_stands() throws SQLException {
        var failed = new ArrayList<String>();
        for (var row : query("SELECT name, example FROM data_macro")) {
            if (query(row.get(1)).isEmpty()) {
                failed.add(row.get(0));
            }
        }
        assertThat(failed).isEmpty();
    }

    @Test
    void rows_stand_in_key_order_and_the_contract_holds() {
        assertThat(SummaryContract.breaches(run)).isEmpty();
    }

    /** Every row of equity again, from the schools that the table macro gives, for a sample of regions of each level. */
    @Test
    void the_schools_of_a_region_give_its_row_of_equity() throws SQLException {
        var regions = query(
                "SELECT year, standard, level, region_code FROM (SELECT DISTINCT year, standard, level, region_code FROM equity)"
                        + " QUALIFY row_number() OVER (PARTITION BY standard, level ORDER BY hash(region_code, year)) <= 6 ORDER BY ALL");
        var wrong = new ArrayList<List<String>>();
        int figures = 0;
        for (var region : regions) {
            var where = "%s, '%s', '%s', '%s'".formatted(region.get(0), region.get(1), region.get(2), region.get(3));
            var rows = query(
                    "WITH again AS (SELECT stage, indicator, count(value) AS units, count(*) - count(value) AS excluded,"
                            + " junheng_mean(value, students) AS mean, junheng_cv(value, students) AS cv, junheng_gini(value, students) AS gini"
                            + " FROM junheng_schools_of(" + where + ") GROUP BY ALL)"
                            + " SELECT e.stage, e.indicator, a.units IS NOT DISTINCT FROM e.units, a.excluded IS NOT DISTINCT FROM e.excluded,"
                            + same("mean") + ", " + same("cv") + ", " + same("gini")
                            + " FROM equity e LEFT JOIN again a USING (stage, indicator)"
                            + " WHERE (year, standard, level, region_code) = (" + where + ")");
            figures += rows.size();
            rows.stream().filter(row -> row.contains("false")).forEach(row -> {
                var told = new ArrayList<>(region);
                told.addAll(row);
                wrong.add(told);
            });
        }
        System.out.println("equity again from its schools: " + regions.size() + " regions, " + figures + " rows");
        assertThat(wrong).isEmpty();
        assertThat(regions.stream().map(region -> region.get(2)).distinct())
                .contains("county", "city", "province", "nation", "education_group", "school_cluster");
    }

    /** The drivers of two versions cannot live in one Java: the other one reads the file in a Java of its own. */
    @Test
    void duckdb_2_reads_the_same_tables_views_macros_and_comments() throws Exception {
        assertThat(OtherVersions.digestByNextDriver(file)).isEqualTo(FileDigest.of(file.toString()));
    }

    /** The package at hand; in the long form versions that are downloaded, each in an environment of its own, too. */
    @Test
    void python_reads_the_file_with_the_oldest_and_the_newest_duckdb() throws Exception {
        PythonPackages.demand("duckdb");
        var said = new ArrayList<>(List.of(OtherVersions.digestByPythonAtHand(file)));
        if (Boolean.getBoolean("junheng.full")) {
            for (var version : List.of("1.0.0", "1.5.6", "2.0.1")) {
                said.add(OtherVersions.digestByPython(file, version));
            }
        }
        System.out.println("versions of Python's duckdb that read the file: " + said.size());
        var tables = query("SELECT table_name, count(*) FROM duckdb_columns() WHERE NOT internal GROUP BY ALL");
        assertThat(tables).hasSizeGreaterThan(40);
        for (var table : tables) {
            assertThat(said.get(0)).contains(" " + table.get(0) + " ");
        }
        assertThat(said.get(0)).contains("table equity ", "view city_league ", "macro junheng_gini ");
        assertThat(said).allMatch(said.get(0)::equals);
    }

    @Test
    void published_cells_come_out_again_in_plain_sql_and_in_python(@TempDir Path scratch) throws Exception {
        PythonPackages.demand("csv");
        long seed = Long.getLong("junheng.seed", System.nanoTime());
        try (var connection = open()) {
            var cells = RecomputedCells.choose(connection, seed, 3);
            System.out.println("cells recomputed (again with -Djunheng.seed=" + seed + "): " + cells);
            assertThat(cells).hasSize(3);
            for (var cell : cells) {
                assertThat(cell.inSql(connection)).as("in SQL: %s", cell).matches(again -> cell.isSame(again));
            }
            RecomputedCells.write(connection, cells, scratch);
        }
        var said = PythonPackages.run("recompute_cells.py", scratch);
        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.text()).contains("3 cells");
    }

    private static String same(String column) {
        return "CASE WHEN e.%1$s IS NULL OR a.%1$s IS NULL THEN e.%1$s IS NOT DISTINCT FROM a.%1$s ELSE abs(e.%1$s - a.%1$s) <= 1e-12 * abs(e.%1$s) + 1e-15 END"
                .formatted(column);
    }
}
