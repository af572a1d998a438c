package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junheng.compare.SnapshotComparison;
import org.junheng.summary.SnapshotPair;
import org.junheng.warehouse.LocalWarehouseFiles;
import org.junheng.warehouse.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each snapshot of a chain of small runs gets the version that its data ask for. */
class VersionsTest {
    private static final String COUNTY = "530303";

    @TempDir
    Path folder;

    private TestRun run;
    private int written;

    @BeforeEach
    void an_empty_warehouse() {
        run = new TestRun(folder.resolve("warehouse"));
    }

    private static FlatCensus census(int... years) {
        var census = new FlatCensus();
        for (int year : years) {
            census.junior(year, COUNTY, "3153000009");
            census.primary(year, COUNTY, "2153000001");
            census.primary(year, COUNTY, "2153000002").with("teaching_area", "6000");
        }
        return census;
    }

    private Manifest publish(FlatCensus census) throws IOException {
        return publish(run, census.write(folder.resolve("census" + written++)));
    }

    private static Manifest publish(TestRun run, Path census) {
        return run.nightly(census, "junheng-flat").manifest().orElseThrow();
    }

    private String step() {
        var row = run.query("SELECT version, version_step, parent_id FROM snapshot")
                .get(0);
        return row.get(0) + " " + row.get(1);
    }

    private Path overlay(String name, Map<String, String> replaced) throws IOException {
        var overlay = folder.resolve(name);
        for (var each : replaced.entrySet()) {
            var file = overlay.resolve(each.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, each.getValue());
        }
        return overlay;
    }

    @Test
    void a_chain_of_runs_rises_as_its_data_ask_for() throws IOException {
        assertThat(publish(census(2023)).version()).isEqualTo("1.0.0");
        assertThat(step()).isEqualTo("1.0.0 first");
        assertThat(run.query("SELECT * FROM snapshot_change")).isEmpty();
        assertThat(run.query("SELECT * FROM verdict_change")).isEmpty();

        // A year more.
        publish(census(2023, 2024));
        assertThat(step()).isEqualTo("1.1.0 addition");
        assertThat(run.query("SELECT rows FROM snapshot_change WHERE table_name = 'school' AND change = 'added'"))
                .containsExactly(List.of("3"));
        assertThat(run.query(
                        "SELECT before, after FROM verdict_change WHERE table_name = 'county_verdict' AND year = 2024"
                                + " AND standard = 'cn-national-2017'"))
                .hasSize(1)
                .allMatch(row -> row.get(0) == null && row.get(1) != null);

        // A cell corrected by its county: 500 teaching square metres for 1,000 pupils, so the two schools part ways.
        var corrected = census(2023);
        corrected.junior(2024, COUNTY, "3153000009");
        corrected.primary(2024, COUNTY, "2153000001").with("teaching_area", "500");
        corrected.primary(2024, COUNTY, "2153000002").with("teaching_area", "6000");
        publish(corrected);
        assertThat(step()).isEqualTo("1.1.1 correction");
        // 0.5 and 6 of the mean 3.25: deviation 2.75, CV 2.75 / 3.25; before 4.5 and 6 of 5.25: 0.75 / 5.25.
        var turned = run.query(
                "SELECT before, after, observed_before, observed_after, name FROM verdict_change"
                        + " WHERE table_name = 'county_item' AND item = '1.4' AND stage = 'primary' AND standard = 'cn-national-2017'");
        assertThat(turned).hasSize(1);
        assertThat(turned.get(0).subList(0, 2)).containsExactly("pass", "fail");
        assertThat(Double.parseDouble(turned.get(0).get(2))).isEqualTo(0.75 / 5.25);
        assertThat(Double.parseDouble(turned.get(0).get(3))).isEqualTo(2.75 / 3.25);
        assertThat(turned.get(0).get(4)).isEqualTo("沾益区");
        assertThat(SummaryContract.breaches(run)).isEmpty();
        verdict_changes_are_the_rows_of_diff();

        // A school gone.
        var fewer = census(2023);
        fewer.junior(2024, COUNTY, "3153000009");
        fewer.primary(2024, COUNTY, "2153000001").with("teaching_area", "500");
        publish(fewer);
        assertThat(step()).isEqualTo("2.0.0 removal");
        assertThat(run.said())
                .anyMatch(line ->
                        line.contains("version 2.0.0: removal (") && line.contains("1 rows of table school are gone"));

        // Another threshold.
        var standard = Files.readString(TestRun.home().resolve("schemas/standards/cn-national-2017.yaml"));
        var lower = overlay(
                "lower",
                Map.of(
                        "standards/cn-national-2017.yaml",
                        standard.replaceAll("(?m)^cv_limit: .*$", "cv_limit: {primary: 0.4, junior: 0.4}")));
        run.withOverlay(lower);
        publish(fewer);
        assertThat(step()).isEqualTo("2.1.0 revision");
        assertThat(run.said()).anyMatch(line -> line.contains("rules among the facts changed"));

        // A declared correction: data, no rule.
        var declared = overlay(
                "lower",
                Map.of(
                        "corrections/2024.csv",
                        "profile,table,year,school_code,column,found,value,reason,source,date\n"
                                + "junheng-flat,,2024,2153000001,teaching_area,500,5000,少写一个零,学校函,2024-10-09\n"));
        run.withOverlay(declared);
        publish(fewer);
        assertThat(step()).isEqualTo("2.1.1 correction");

        // Other facts, the same figures.
        var unread = overlay("lower", Map.of("sample/more.yaml", "# nothing that a figure rests on\nnone: 1\n"));
        run.withOverlay(unread);
        publish(fewer);
        assertThat(step()).isEqualTo("2.1.2 same");
    }

    private void verdict_changes_are_the_rows_of_diff() throws IOException {
        var manifest = run.warehouse()
                .manifest(run.warehouse().currentId().orElseThrow())
                .orElseThrow();
        var found = new ArrayList<String>();
        try (var pair = SnapshotPair.open(folder.resolve("warehouse"), manifest.parentId(), manifest.id())) {
            var flat = new SnapshotComparison(pair).verdicts().flat();
            try (var answer = pair.select("""
                    SELECT "table" || ' ' || coalesce(year::VARCHAR, '2024') || ' ' || coalesce(standard, plan) || ' '
                      || coalesce(school_code, region_code, county_code) || ' ' || coalesce(stage, 'all') || ' '
                      || coalesce(item, '') || ' ' || change || ' ' || coalesce(verdict_before, '') || ' '
                      || coalesce(verdict_after, '') FROM (%s)""".formatted(flat.sql()))) {
                while (answer.next()) {
                    found.add((String) answer.value(0));
                }
            }
        }
        var published = run.query("""
                SELECT table_name || ' ' || year || ' ' || standard || ' ' || code || ' ' || stage || ' ' || item || ' ' || change
                  || ' ' || coalesce(before, '') || ' ' || coalesce(after, '') FROM verdict_change""").stream().map(row -> row.get(0)).toList();
        assertThat(published).isNotEmpty().containsExactlyInAnyOrderElementsOf(found);
    }

    @Test
    void the_same_inputs_keep_their_version_also_after_a_rollback() throws Exception {
        var first = publish(census(2023));
        var second = publish(census(2023, 2024));
        var keeping = new SnapshotKeeping(new LocalWarehouseFiles(folder.resolve("warehouse")));
        keeping.rollback("previous");
        assertThat(run.warehouse().currentId()).contains(first.id());
        // What a nightly over the inputs that were rolled back from does: it publishes them again, and says so.
        var again = publish(census(2023, 2024));
        assertThat(again).isEqualTo(second);
        assertThat(run.warehouse().currentId()).contains(second.id());
        assertThat(run.said()).anyMatch(line -> line.contains("it is published again, in place of " + first.id()));
    }

    @Test
    void after_a_rollback_versions_go_on_from_the_highest_and_none_is_given_twice() throws Exception {
        publish(census(2023));
        var withdrawn = publish(census(2023, 2024));
        assertThat(withdrawn.version()).isEqualTo("1.1.0");
        new SnapshotKeeping(new LocalWarehouseFiles(folder.resolve("warehouse"))).rollback("previous");
        var other = census();
        other.junior(2023, COUNTY, "3153000009");
        other.primary(2023, COUNTY, "2153000001").with("teaching_area", "4600");
        other.primary(2023, COUNTY, "2153000002").with("teaching_area", "6000");
        var next = publish(other);
        // Against its parent a correction; against 1.1.0, which some have read, the year 2024 is gone.
        assertThat(next.parentId()).isNotEqualTo(withdrawn.id());
        assertThat(next.version()).isEqualTo("2.0.0");
        assertThat(run.query("SELECT count(*) FROM snapshot_change WHERE change = 'removed' AND table_name = 'school'"))
                .containsExactly(List.of("0"));
        var versions = new TreeMap<String, String>();
        for (var manifest : run.warehouse().manifests()) {
            assertThat(versions.put(manifest.version(), manifest.id())).isNull();
        }
        assertThat(versions).hasSize(3);
    }

    @Test
    void a_parent_whose_file_is_missing_or_unreadable_hinders_nothing() throws IOException {
        var first = publish(census(2023));
        var summary = folder.resolve("warehouse").resolve(Manifest.summaryPath(first.id()));
        Files.writeString(summary, "no database");
        var second = publish(census(2023, 2024));
        assertThat(step()).isEqualTo("1.1.0 unknown");
        assertThat(run.said()).anyMatch(line -> line.contains("snapshot " + first.id() + " could not be compared"));
        assertThat(run.query("SELECT * FROM snapshot_change")).isEmpty();
        Files.delete(folder.resolve("warehouse").resolve(Manifest.summaryPath(second.id())));
        publish(census(2022, 2023));
        assertThat(step()).isEqualTo("1.2.0 unknown");
        assertThat(run.query("SELECT count(*) FROM school")).containsExactly(List.of("6"));
    }

    @Test
    void a_snapshot_whose_summary_was_lost_is_written_anew_with_its_version_and_parent() throws IOException {
        publish(census(2023));
        var second = publish(census(2023, 2024));
        Files.delete(folder.resolve("warehouse").resolve(Manifest.summaryPath(second.id())));
        var again = publish(census(2023, 2024));
        assertThat(Stream.of(again.id(), again.version(), again.parentId()))
                .containsExactly(second.id(), second.version(), second.parentId());
        assertThat(step()).isEqualTo("1.1.0 addition");
    }
}
