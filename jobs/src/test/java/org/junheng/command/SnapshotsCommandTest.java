package org.junheng.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junheng.nightly.FlatCensus;
import org.junheng.nightly.TestRun;
import org.junheng.summary.ExitCode;
import org.junheng.warehouse.Manifest;
import org.junheng.warehouse.WarehouseLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The commands that keep snapshots, as their users meet them. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class SnapshotsCommandTest {
    @TempDir
    Path folder;

    private Path warehouse;
    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    void publish_three_snapshots() throws Exception {
        warehouse = folder.resolve("warehouse");
        for (int i = 0; i < 3; i++) {
            var census = new FlatCensus();
            census.primary(2023, "530303", "2153000001").with("teaching_area", String.valueOf(4500 + i));
            ids.add(new TestRun(warehouse)
                    .nightly(census.write(folder.resolve("census" + i)), "junheng-flat")
                    .manifest()
                    .orElseThrow()
                    .id());
        }
    }

    private Said say(String command, String... rest) {
        return Said.to(List.of(command, "--warehouse", warehouse.toString()), rest);
    }

    @Test
    void a_rollback_says_what_is_published_how_to_go_back_and_what_the_next_run_does() {
        var said = say("rollback", ids.get(0).substring(0, 8));
        assertThat(said.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(said.out()).startsWith("Published now: snapshot " + ids.get(0) + ", version 1.0.0, of ");
        assertThat(said.err())
                .contains("junheng rollback " + ids.get(2), "Mind the next nightly", "whose parent is " + ids.get(0));
        assertThat(say("rollback", ids.get(0)).out()).contains("is published already: nothing to do");
        assertThat(say("rollback", ids.get(2), "--lang", "zh").out()).startsWith("现在发布的是快照 " + ids.get(2));
        assertThat(say("rollback", "previous", "--lang", "zh").err())
                .contains("请注意下一次 nightly", "junheng rollback " + ids.get(2));
    }

    @Test
    void a_rollback_that_cannot_be_changes_nothing_and_says_what_to_do() throws Exception {
        assertThat(say("rollback", "zz").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(say("rollback", "zz").err()).contains("there is no snapshot zz", "junheng snapshots");
        assertThat(say("rollback").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(say("rollback", "a", "b").exitCode()).isEqualTo(ExitCode.USAGE);
        Files.writeString(warehouse.resolve(Manifest.summaryPath(ids.get(0))), "damaged");
        var damaged = say("rollback", ids.get(0));
        assertThat(damaged.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(damaged.err()).contains("nothing has been changed", "junheng verify " + ids.get(0), "backup");
        assertThat(say("rollback", ids.get(0), "--lang", "zh").err()).contains("未作任何改动", "请从备份恢复");
        try (var lock = WarehouseLock.take(warehouse)) {
            assertThat(lock).isNotNull();
            assertThat(say("rollback", ids.get(1)).exitCode()).isEqualTo(ExitCode.BUSY);
            assertThat(say("snapshots", "--keep", "1").exitCode()).isEqualTo(ExitCode.BUSY);
        }
        assertThat(Files.readString(warehouse.resolve("CURRENT")).strip()).isEqualTo(ids.get(2));
    }

    @Test
    void the_list_shows_parents_marks_and_sizes_and_what_was_removed() {
        say("snapshots", "cite", ids.get(0));
        var list = say("snapshots").out().lines().toList();
        assertThat(list).hasSize(4);
        assertThat(list.get(0)).contains("id", "version", "parent", "cited", "size", "created");
        assertThat(list.get(1)).contains(ids.get(0), "1.0.0", "cited", "MiB");
        assertThat(list.get(2))
                .contains(ids.get(1), "1.0.1", ids.get(0).substring(0, 8))
                .doesNotContain("cited");
        assertThat(list.get(3)).startsWith("*").contains(ids.get(2), "1.0.2");
        var dry = say("snapshots", "--keep", "1", "--dry-run");
        assertThat(dry.out())
                .contains("would be removed: " + ids.get(1), "1 snapshots and", "Nothing has been changed");
        assertThat(say("snapshots").out()).contains(ids.get(1));
        var kept = say("snapshots", "--keep", "1");
        assertThat(kept.out()).contains("removed: " + ids.get(1), "2 snapshots stay");
        assertThat(kept.err()).contains("stay in raw/: they are evidence");
        assertThat(say("snapshots", "--keep", "1", "--lang", "zh").out()).contains("无可清理：保留 2 个快照");
        assertThat(say("snapshots").out()).contains(ids.get(1).substring(0, 8) + " (removed)");
        assertThat(say("verify").exitCode()).isEqualTo(ExitCode.DONE);
        var previous = say("diff", "previous", "current");
        assertThat(previous.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(previous.err()).contains("was removed");
        assertThat(say("diff", ids.get(0), "current").exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(say("snapshots", "uncite", ids.get(0)).out()).contains("no longer marked as cited");
        assertThat(say("snapshots", "uncite", ids.get(0), "--lang", "zh").out()).contains("本无引用标记");
    }

    @Test
    void a_citation_names_id_version_years_and_standards_and_holds_no_clock() {
        var text = say("snapshots", "cite", "current", "--note", "Journal, 2027");
        assertThat(text.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(text.out()).contains("version 1.0.2", ids.get(2), "school years 2023", "cn-national-2017");
        assertThat(text.err()).contains("marked as cited");
        var chinese = say("snapshots", "cite", "current", "--lang", "zh").out();
        assertThat(chinese).contains("均衡", "版本 1.0.2", "学年 2023");
        var bibtex = say("snapshots", "cite", "current", "--format", "bibtex").out();
        assertThat(bibtex)
                .startsWith("@misc{junheng-" + ids.get(2) + ",\n")
                .contains("version      = {1.0.2}")
                .endsWith("}\n");
        var cff = say("snapshots", "cite", "current", "--format", "cff").out();
        assertThat(cff).startsWith("cff-version: 1.2.0\n").contains("type: dataset", "version: \"1.0.2\"", ids.get(2));
        for (var each : List.of(text.out(), chinese, bibtex, cff)) {
            assertThat(each).doesNotContain("2026", "T0", warehouse.toString());
        }
    }

    @Test
    void wrong_usage_tells_what_goes_with_what() {
        for (var wrong : List.of(
                List.of("--keep", "0"),
                List.of("--keep", "x"),
                List.of("--dry-run"),
                List.of("--note", "x"),
                List.of("cite"),
                List.of("cite", "zz"),
                List.of("cite", "current", "x"),
                List.of("cite", "current", "--keep", "1"),
                List.of("uncite", "current", "--format", "cff"),
                List.of("publish", "current"))) {
            var said = say("snapshots", wrong.toArray(String[]::new));
            assertThat(said.exitCode()).as("%s", wrong).isEqualTo(ExitCode.USAGE);
            assertThat(said.err().lines().count()).as("%s", said.err()).isGreaterThanOrEqualTo(1);
        }
        assertThat(say("snapshots", "--keep", "0").err()).contains("At least one snapshot stays");
    }
}
