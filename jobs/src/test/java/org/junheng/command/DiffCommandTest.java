package org.junheng.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junheng.nightly.TestRun;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.summary.ExitCode;
import org.junheng.warehouse.Manifest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The command as its users meet it: two runs over a sample, the second with another limit of the CV. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiffCommandTest {
    private Path warehouse;
    private String before;
    private String after;

    @BeforeAll
    void publish_twice(@TempDir Path folder) throws Exception {
        System.setProperty("junheng.home", TestRun.home().toString());
        warehouse = folder.resolve("warehouse");
        var schemas = TestRun.home().resolve("schemas");
        var census = folder.resolve("census");
        SampleCensus.generate(
                SampleOptions.defaults(schemas)
                        .withCounties(3)
                        .withSchoolsPerCounty(12)
                        .withYears(2024, 2025),
                census);
        var run = new TestRun(warehouse);
        run.nightly(census, null);
        before = run.warehouse().currentId().orElseThrow();
        var standards = Files.createDirectories(folder.resolve("facts/standards"));
        var standard = Files.readString(schemas.resolve("standards/cn-national-2017.yaml"));
        Files.writeString(
                standards.resolve("cn-national-2017.yaml"),
                standard.replaceAll("(?m)^cv_limit: .*$", "cv_limit: {primary: 0.25, junior: 0.25}")
                        .replace("{minimum_met: 6, ", "{minimum_met: 7, "));
        run.withOverlay(folder.resolve("facts")).nightly(census, null);
        after = run.warehouse().currentId().orElseThrow();
    }

    private Said diff(String... rest) {
        return diffIn(warehouse, rest);
    }

    private static Said diffIn(Path warehouse, String... rest) {
        return Said.to(List.of("diff", "--warehouse", warehouse.toString()), rest);
    }

    /** Another way to the same rows: the sets of key and verdict that only one of the files holds. */
    private List<String> expected() throws Exception {
        var lines = new ArrayList<String>();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute(
                    "ATTACH '%s' AS a (READ_ONLY)".formatted(warehouse.resolve(Manifest.summaryPath(before))));
            statement.execute("ATTACH '%s' AS b (READ_ONLY)".formatted(warehouse.resolve(Manifest.summaryPath(after))));
            for (var each : Map.of(
                            "county_verdict", "year || county_code, verdict",
                            "county_item", "year || county_code || stage || item, status",
                            "school_verdict", "year || school_code || stage, verdict")
                    .entrySet()) {
                var rows = statement.executeQuery("""
                        SELECT k, any_value(v) FILTER (f = 'a'), any_value(v) FILTER (f = 'b') FROM (
                          SELECT 'a', * FROM (SELECT %1$s FROM a.%2$s EXCEPT SELECT %1$s FROM b.%2$s)
                          UNION ALL SELECT 'b', * FROM (SELECT %1$s FROM b.%2$s EXCEPT SELECT %1$s FROM a.%2$s)) t(f, k, v)
                        GROUP BY k""".formatted(each.getValue(), each.getKey()));
                while (rows.next()) {
                    lines.add(each.getKey() + " " + rows.getString(1) + " " + rows.getString(2) + " "
                            + rows.getString(3));
                }
            }
        }
        return lines;
    }

    @Test
    void csv_lists_exactly_the_verdicts_that_another_query_finds_to_differ() throws Exception {
        var said = diff("previous", "current", "--format", "csv");
        assertThat(said.exitCode()).isEqualTo(ExitCode.DONE);
        var lines = said.out().lines().toList();
        var header = List.of(lines.get(0).split(","));
        var found = new ArrayList<String>();
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.split(",", -1);
            var table = cells[0];
            var key = cells[header.indexOf("year")]
                    + (table.equals("school_verdict")
                            ? cells[header.indexOf("school_code")]
                            : cells[header.indexOf("county_code")])
                    + cells[header.indexOf("stage")]
                    + cells[header.indexOf("item")];
            found.add(table + " " + key + " " + cells[header.indexOf("verdict_before")] + " "
                    + cells[header.indexOf("verdict_after")]);
        }
        var expected = expected();
        assertThat(expected).anyMatch(line -> line.startsWith("county_item"));
        assertThat(expected).anyMatch(line -> line.startsWith("school_verdict"));
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void the_table_begins_with_counts_and_tells_what_moved_in_both_languages() {
        var said = diff(before.substring(0, 6), after.substring(0, 6), "--rows", "0");
        assertThat(said.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(said.out())
                .startsWith("from  " + before)
                .containsPattern("county_item: \\d+ changed, 0 added, 0 removed")
                .contains("facts_version", "Rules of the standards", "threshold", "麒麟区", "observed before");
        assertThat(said.out()).doesNotContain("Files of the census");
        assertThat(said.err()).isEmpty();
        assertThat(diff("previous", "current", "--lang", "zh").out()).contains("从  " + before, "标准的规定", "之前实测", "改变");
    }

    @Test
    void rows_limit_the_table_alone() {
        assertThat(diff("previous", "current", "--rows", "1").err()).contains("more rows");
        assertThat(diff("previous", "current", "--format", "json", "--rows", "1")
                        .out())
                .isEqualTo(diff("previous", "current", "--format", "json").out())
                .startsWith("[\n{\"table\":\"county_");
    }

    @Test
    void one_table_is_compared_in_all_its_columns() {
        var said = diff("previous", "current", "--table", "equity", "--format", "csv");
        assertThat(said.out())
                .startsWith("change,year,standard,level,region_code,stage,indicator,column,before,after\n");
        assertThat(said.out().lines().skip(1))
                .isNotEmpty()
                .allMatch(line -> line.contains(",cv_") || line.contains(",confidence,"));
        assertThat(diff("previous", "current", "--table", "school").out())
                .contains("school: 0 changed, 0 added, 0 removed", "Nothing has changed.");
    }

    @Test
    void what_is_the_same_is_said_to_be_so() {
        var said = diff("current", after);
        assertThat(said.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(said.out()).contains("Nothing has changed.");
        assertThat(diff("current", "current", "--lang", "zh").out()).contains("没有任何变化。");
        assertThat(diff("current", "current", "--format", "csv").out().lines()).hasSize(1);
    }

    @Test
    void wrong_usage_tells_the_next_step_in_both_languages() {
        for (var wrong : List.of(
                List.of("zz", "current"),
                List.of("current"),
                List.of("a", "b", "c"),
                List.of("previous", "current", "--table", "nothing"),
                List.of("previous", "current", "--rows", "-1"))) {
            var said = diff(wrong.toArray(String[]::new));
            assertThat(said.exitCode()).as("%s", wrong).isEqualTo(ExitCode.USAGE);
            assertThat(said.out()).isEmpty();
        }
        assertThat(diff("zz", "current").err()).contains("there is no snapshot zz", "junheng snapshots");
        assertThat(diff("zz", "current", "--lang", "zh").err()).contains("没有快照 zz", "junheng snapshots");
    }

    @Test
    void a_damaged_summary_is_a_failure_that_names_the_snapshot(@TempDir Path folder) throws Exception {
        for (var id : List.of(before, after)) {
            for (var path : List.of(Manifest.path(id), Manifest.summaryPath(id))) {
                Files.createDirectories(folder.resolve(path).getParent());
                Files.copy(warehouse.resolve(path), folder.resolve(path));
            }
        }
        Files.writeString(folder.resolve(Manifest.summaryPath(before)), "damaged");
        var said = diffIn(folder, before, after);
        assertThat(said.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(said.err()).contains("snapshot " + before, "junheng verify " + before);
    }
}
