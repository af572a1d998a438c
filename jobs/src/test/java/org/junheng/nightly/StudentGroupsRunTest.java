package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.summary.ExitCode;
import org.junheng.terms.YearRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups of students from the census to the published table. */
class StudentGroupsRunTest {
    @TempDir
    Path folder;

    /** Campuses with their parents, teaching points by themselves; measured over the nation and over each county. */
    private static final String RECOMPUTED = """
            WITH unit AS (
                SELECT year, min(county_code) AS county,
                    CASE WHEN NOT counted AND school_type <> '218' THEN parent_school_code ELSE school_code END AS code,
                    sum(students_%1$s) AS t, sum(%2$s_%1$s) AS a
                FROM read_parquet('%3$s/census/junheng-flat/*/*/*.parquet') WHERE situation = 'open' GROUP BY ALL),
            place AS (
                SELECT year, 'nation' AS level, 'CN' AS code, a, t FROM unit WHERE t > 0
                UNION ALL SELECT year, 'county', county, a, t FROM unit WHERE t > 0),
            total AS (SELECT year, level, code, sum(a) AS members, sum(t - a) AS others FROM place GROUP BY ALL)
            SELECT year, level, code, sum(abs(a / members - (t - a) / others)) / 2, sum(a / members * a / t),
                sum(a / members * (t - a) / t), any_value(members), any_value(others), count(*)
            FROM place JOIN total USING (year, level, code) GROUP BY ALL ORDER BY ALL""";

    @Test
    void a_sample_has_every_group_at_every_level_and_its_figures_are_those_of_the_census() throws Exception {
        var census = folder.resolve("census");
        SampleCensus.generate(
                SampleOptions.defaults(TestRun.home().resolve("schemas"))
                        .withCounties(11)
                        .withSchoolsPerCounty(12)
                        .withYears(2018, 2019),
                census);
        var run = new TestRun(folder.resolve("warehouse"));
        assertThat(run.nightly(census, null).exitCode()).isEqualTo(ExitCode.DONE);

        // Two years of three groups and two stages, in two provinces and a city of each
        assertThat(run.query("SELECT level, count(*) FROM group_segregation GROUP BY level ORDER BY level"))
                .containsExactly(
                        List.of("city", "24"),
                        List.of("county", rowsOfCounties(run)),
                        List.of("nation", "12"),
                        List.of("province", "24"));
        assertThat(run.query("SELECT count(*) FROM group_segregation WHERE region_code = '5303Z1'"))
                .doesNotContain(List.of("0"));
        assertThat(run.query("SELECT DISTINCT student_group FROM group_segregation ORDER BY 1"))
                .containsExactly(List.of("boarding"), List.of("left_behind"), List.of("migrant"));
        int compared = 0;
        for (var group : List.of(
                List.of("migrant", "migrant_students"),
                List.of("left_behind", "left_behind_students"),
                List.of("boarding", "boarders"))) {
            for (var stage : List.of("primary", "junior")) {
                var expected = recomputed(stage, group.get(1));
                var found = run.query("SELECT year, level, region_code, dissimilarity, isolation, exposure, students,"
                        + " others, schools FROM group_segregation WHERE student_group = '" + group.get(0)
                        + "' AND stage = '" + stage + "' AND level IN ('nation', 'county')"
                        + " AND region_code NOT LIKE '%Z%' ORDER BY ALL");
                assertThat(found).hasSameSizeAs(expected).hasSizeGreaterThanOrEqualTo(24);
                for (int i = 0; i < found.size(); i++) {
                    var where = group.get(0) + " " + stage + " " + found.get(i);
                    assertThat(found.get(i).subList(0, 3))
                            .as(where)
                            .isEqualTo(expected.get(i).subList(0, 3));
                    assertThat(found.get(i).subList(6, 9))
                            .as(where)
                            .isEqualTo(expected.get(i).subList(6, 9));
                    for (int column = 3; column < 6; column++) {
                        assertThat(Double.parseDouble(found.get(i).get(column)))
                                .as(where)
                                .isCloseTo(Double.parseDouble(expected.get(i).get(column)), within(1e-12));
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(6 * 24 * 3);
        assertThat(SummaryContract.breaches(run)).isEmpty();
    }

    /** Three groups for each county, zone, year and stage in which a school with students stands. */
    private static String rowsOfCounties(TestRun run) {
        return run.query(
                        "WITH place AS (SELECT year, county_code AS code, students_primary, students_junior FROM school"
                                + " WHERE situation = 'open' UNION ALL SELECT year, manager_code, students_primary,"
                                + " students_junior FROM school WHERE situation = 'open' AND manager_code LIKE '%Z%')"
                                + " SELECT 3 * (count(DISTINCT code || year) FILTER (students_primary > 0)"
                                + " + count(DISTINCT code || year) FILTER (students_junior > 0)) FROM place")
                .get(0)
                .get(0);
    }

    private List<List<String>> recomputed(String stage, String column) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var result = statement.executeQuery(RECOMPUTED.formatted(stage, column, folder.resolve("warehouse")))) {
            var rows = new ArrayList<List<String>>();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    @Test
    void a_plan_alone_before_its_first_year_leaves_the_divisions_whole() throws Exception {
        var census = new FlatCensus();
        census.primary(2023, "411302", "2141000001").with("boarders_primary", "300");
        var run = new TestRun(folder.resolve("warehouse"));
        run.run()
                .nightly(new RunOptions(
                        "nightly",
                        Optional.of(census.write(folder.resolve("census"))),
                        Optional.empty(),
                        List.of("nanyang-2024"),
                        YearRange.EVERY,
                        Optional.empty()));
        assertThat(run.query("SELECT level, students FROM group_segregation ORDER BY level"))
                .contains(List.of("nation", "300"));
        assertThat(SummaryContract.breaches(run)).isEmpty();
    }

    /** Two provinces: the nation is measured over the schools of both, and not over their measures. */
    @Test
    void blank_cells_are_missing_and_a_group_without_a_column_has_no_rows() throws IOException {
        var census = new FlatCensus();
        census.primary(2023, "530302", "2153000001").with("boarders_primary", "100");
        census.primary(2023, "530302", "2153000002");
        census.primary(2023, "411302", "2141000001").with("boarders_primary", "300");
        census.junior(2023, "411302", "3141000002");
        var run = new TestRun(folder.resolve("warehouse"));
        assertThat(run.nightly(census.write(folder.resolve("census")), null).exitCode())
                .isEqualTo(ExitCode.DONE);
        assertThat(run.query("SELECT count(*) FROM school")).containsExactly(List.of("4"));
        assertThat(run.query("SELECT level, region_code, stage, student_group, dissimilarity, isolation, students,"
                        + " others, schools, schools_missing FROM group_segregation WHERE level IN ('nation', 'county')"
                        + " ORDER BY level, region_code"))
                .containsExactly(
                        List.of("county", "411302", "primary", "boarding", "0.0", "0.3", "300", "700", "1", "0"),
                        List.of("county", "530302", "primary", "boarding", "0.0", "0.1", "100", "900", "1", "1"),
                        List.of("nation", "CN", "primary", "boarding", "0.3125", "0.25", "400", "1600", "2", "1"));
    }

    @Test
    void more_children_of_a_group_than_students_only_warn_and_make_the_school_missing() throws IOException {
        var census = new FlatCensus();
        census.primary(2023, "530302", "2153000001");
        census.primary(2023, "530302", "2153000002");
        census.primary(2023, "530302", "2153000003");
        var file = census.write(folder.resolve("census")).resolve("census.csv");
        var lines = Files.readAllLines(file);
        var cells = List.of(",left_behind_students_primary,小学随迁子女数", ",1000,1000", ",1001,1001", ",,0");
        Files.write(
                file,
                IntStream.range(0, cells.size())
                        .mapToObj(i -> lines.get(i) + cells.get(i))
                        .toList());
        var run = new TestRun(folder.resolve("warehouse"));
        assertThat(run.nightly(folder.resolve("census"), null).exitCode()).isEqualTo(ExitCode.DONE);

        assertThat(run.query("SELECT rows_read, rows_accepted, rows_quarantined FROM source_file"))
                .containsExactly(List.of("3", "3", "0"));
        assertThat(run.query("SELECT rule, severity, rows_checked, rows_failing, example FROM quality"
                        + " WHERE rule LIKE '%_students_within_students' ORDER BY rule"))
                .containsExactly(
                        List.of("left_behind_students_within_students", "warn", "2", "1", "census.csv:3"),
                        List.of("migrant_students_within_students", "warn", "3", "1", "census.csv:3"));
        assertThat(run.query(
                        "SELECT student_group, dissimilarity, isolation, students, others, schools, schools_missing"
                                + " FROM group_segregation WHERE level = 'nation' ORDER BY student_group"))
                .containsExactly(
                        // Nobody is left who is no member: nothing to compare.
                        java.util.Arrays.asList("left_behind", null, null, "1000", "0", "1", "2"),
                        List.of("migrant", "1.0", "1.0", "1000", "1000", "2", "1"));
    }

    @Test
    void a_census_that_counts_no_groups_is_accepted_and_has_no_rows() throws IOException {
        var census = new FlatCensus();
        census.primary(2023, "530302", "2153000001");
        census.junior(2023, "530302", "3153000002");
        var run = new TestRun(folder.resolve("warehouse"));
        assertThat(run.nightly(census.write(folder.resolve("census")), null).exitCode())
                .isEqualTo(ExitCode.DONE);
        assertThat(run.query("SELECT count(*) FROM school")).containsExactly(List.of("2"));
        assertThat(run.query("SELECT * FROM group_segregation")).isEmpty();
    }
}
