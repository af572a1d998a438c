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
    private Path census;
    private Path overlay;
    private String before;
    private String after;

    @BeforeAll
    void publish_twice(@TempDir Path folder) throws Exception {
        System.setProperty("junheng.home", TestRun.home().toString());
        warehouse = folder.resolve("warehouse");
        var schemas = TestRun.home().resolve("schemas");
        census = folder.resolve("census");
        overlay = folder.resolve("facts");
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
                            "school_verdict", "year || school_code || stage, verdict",
                            "roadmap", "plan || level || region_code, state")
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
            var key = table.equals("roadmap")
                    ? cells[header.indexOf("plan")]
                            + cells[header.indexOf("level")]
                            + cells[header.indexOf("region_code")]
                    : cells[header.indexOf("year")]
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
    void all_tables_are_told_with_their_counts_and_columns_and_the_kind_of_change() {
        var said = diff("previous", "current");
        assertThat(said.out())
                .containsPattern("This is a revision: rules among the facts changed; values differ in county_item")
                .containsPattern("equity +\\d+ +0 +0 +cv_")
                .containsPattern("standard_rule +\\d+ +0 +0 ");
        assertThat(diff("previous", "current", "--lang", "zh").out()).contains("此次为修订：规则（事实文件）有变", "表 ", "改变");
    }

    @Test
    void every_cell_of_all_tables_stands_in_one_list_that_holds_what_each_table_tells() {
        var all = diff("previous", "current", "--table", "all", "--format", "csv")
                .out()
                .lines()
                .toList();
        assertThat(all.get(0)).isEqualTo("table,change,key,column,before,after");
        for (var table : List.of("equity", "county_item", "standard_rule", "school_verdict", "source_file")) {
            long alone = diff("previous", "current", "--table", table, "--format", "csv")
                            .out()
                            .lines()
                            .count()
                    - 1;
            assertThat(all.stream().filter(line -> line.startsWith(table + ",")).count())
                    .as(table)
                    .isEqualTo(alone);
        }
        assertThat(all).noneMatch(line -> line.startsWith("snapshot,") || line.startsWith("verdict_change,"));
        assertThat(diff("previous", "current", "--table", "all", "--format", "json")
                        .out()
                        .lines()
                        .count())
                .isEqualTo(all.size() - 1 + 2);
        assertThat(diff("previous", "current", "--table", "all", "--rows", "2").out())
                .contains("equity", "cv_limit");
        assertThat(diff("current", "current", "--table", "all", "--format", "csv")
                        .out())
                .isEqualTo(all.get(0) + "\n");
        assertThat(diff("current", "current", "--table", "all").out()).contains("Nothing has changed.");
    }

    @Test
    void the_changelog_goes_from_the_kind_of_change_to_verdicts_by_county_and_values(@TempDir Path folder)
            throws Exception {
        var file = folder.resolve("sub/CHANGELOG.md");
        var said = diff("previous", "current", "--format", "markdown", "--out", file.toString());
        assertThat(said.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(said.out()).isEmpty();
        var text = Files.readString(file);
        assertThat(text)
                .startsWith("# Changes from version 1.0.0 to 1.1.0\n\n")
                .contains("| Snapshot | " + before + " | " + after + " |")
                .contains("**Kind of change: revision.** Figures differ since code or rules changed")
                .contains(
                        "\n## Tables\n",
                        "\n## Verdicts that changed: ",
                        "\n### 麒麟区 530302\n",
                        "\n## Values in equity: ")
                .contains("`junheng diff " + before + " " + after + " --table ")
                .contains("> ※ Generated sample data");
        // No clock: neither the time of a commit nor this year's date.
        assertThat(text).doesNotContainPattern("\\d\\d:\\d\\d:\\d\\d").doesNotContain("created");
        // Every line of a table has the cells that its head has.
        int cells = 0;
        for (var line : text.lines().toList()) {
            int here = line.startsWith("|")
                    ? line.replace("\\\\", "").replace("\\|", "").split("\\|", -1).length
                    : 0;
            assertThat(here == 0 || cells == 0 || here == cells).as(line).isTrue();
            cells = here;
        }
        assertThat(text).doesNotContain("\n\n\n");
        assertThat(Files.list(file.getParent())).containsExactly(file);
        assertThat(diff("previous", "current", "--format", "markdown", "--lang", "zh")
                        .out())
                .startsWith("# 从版本 1.0.0 到 1.1.0 的变更")
                .contains("**变更类别：修订。**", "## 改变的结论：");
        assertThat(diff("current", "current", "--format", "markdown").out()).contains("Nothing has changed.");
    }

    /** Another warehouse has other parents, versions and clocks; its data are the same. */
    @Test
    void files_of_two_machines_are_compared_and_the_same_inputs_differ_in_nothing(@TempDir Path folder)
            throws Exception {
        var other = new TestRun(folder.resolve("other")).withOverlay(overlay);
        var manifest = other.nightly(census, null).manifest().orElseThrow();
        assertThat(manifest.id()).isEqualTo(after);
        assertThat(manifest.version()).isEqualTo("1.0.0");
        var here = warehouse.resolve(Manifest.summaryPath(after)).toString();
        var there = folder.resolve("other").resolve(Manifest.summaryPath(after)).toString();
        var same = diffIn(folder.resolve("nowhere"), here, there);
        assertThat(same.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(same.out())
                .contains("1.1.0", "1.0.0", "Nothing has changed.")
                .doesNotContain("This is a");
        assertThat(diffIn(folder.resolve("nowhere"), here, there, "--table", "all", "--format", "csv")
                        .out()
                        .lines())
                .hasSize(1);
        var earlier = warehouse.resolve(Manifest.summaryPath(before)).toString();
        assertThat(diffIn(folder.resolve("nowhere"), earlier, there, "--format", "csv")
                        .out())
                .isEqualTo(diff("previous", "current", "--format", "csv").out());
        var missing = diffIn(folder, here, folder.resolve("no.duckdb").toString());
        assertThat(missing.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(missing.err()).contains("There is no file");
    }

    @Test
    void wrong_usage_tells_the_next_step_in_both_languages() {
        for (var wrong : List.of(
                List.of("zz", "current"),
                List.of("current"),
                List.of("a", "b", "c"),
                List.of("previous", "current", "--table", "nothing"),
                List.of("previous", "current", "--table", "equity", "--format", "markdown"),
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
        assertThat(said.err()).contains("snapshot " + before, "junheng verify");
    }
}
