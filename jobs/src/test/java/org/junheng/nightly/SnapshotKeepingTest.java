package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junheng.terms.FaultException;
import org.junheng.warehouse.LocalWarehouseFiles;
import org.junheng.warehouse.Manifest;
import org.junheng.warehouse.Warehouse;
import org.junheng.warehouse.WarehouseFiles;
import org.junheng.warehouse.WarehouseLock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Rollback, retention and citing over a warehouse of four snapshots, also where the machine dies in the middle. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapshotKeepingTest {
    private static final String COUNTY = "530303";

    private Path folder;
    private Path four;
    /** The ids of the four, the oldest first; the last is published. */
    private final List<String> ids = new ArrayList<>();

    private int copies;

    @BeforeAll
    void publish_four_snapshots(@TempDir Path created) throws IOException {
        folder = created;
        four = folder.resolve("four");
        for (int i = 0; i < 4; i++) {
            var census = new FlatCensus();
            census.junior(2023, COUNTY, "3153000009");
            census.primary(2023, COUNTY, "2153000001").with("teaching_area", String.valueOf(4500 + i));
            ids.add(new TestRun(four)
                    .nightly(census.write(folder.resolve("census" + i)), "junheng-flat")
                    .manifest()
                    .orElseThrow()
                    .id());
        }
    }

    private Path copy() throws IOException {
        var copy = folder.resolve("copy" + copies++);
        try (var walk = Files.walk(four)) {
            for (var each : walk.toList()) {
                var target = copy.resolve(four.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
        return copy;
    }

    private static SnapshotKeeping keeping(Path warehouse) {
        return new SnapshotKeeping(new LocalWarehouseFiles(warehouse));
    }

    private static Warehouse warehouse(Path folder) {
        return new Warehouse(new LocalWarehouseFiles(folder));
    }

    private static FaultException fault(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        return catchThrowableOfType(FaultException.class, work);
    }

    /** Every snapshot that the warehouse lists is whole, and the published one is among them and can be read. */
    private static void assertWhole(Path folder) throws IOException {
        var warehouse = warehouse(folder);
        for (var manifest : warehouse.manifests()) {
            assertThat(warehouse.verify(manifest)).as(manifest.id()).isEmpty();
        }
        assertThat(warehouse.snapshotIds()).contains(warehouse.currentId().orElseThrow());
        assertThat(new TestRun(folder).query("SELECT count(*) FROM school")).containsExactly(List.of("2"));
    }

    @Test
    void a_rollback_publishes_the_earlier_snapshot_and_records_itself() throws Exception {
        var warehouse = copy();
        int runs = runs(warehouse);
        var rollback = keeping(warehouse).rollback(ids.get(1));
        assertThat(rollback.unchanged()).isFalse();
        assertThat(rollback.published().id()).isEqualTo(ids.get(1));
        assertThat(rollback.beforeId()).isEqualTo(ids.get(3));
        assertThat(warehouse(warehouse).currentId()).contains(ids.get(1));
        assertThat(runs(warehouse)).isEqualTo(runs + 1);
        assertThat(lastRun(warehouse)).contains("\"command\" : \"rollback\"", ids.get(1), "\"done\"");
        // previous is now the parent of what is published.
        assertThat(keeping(warehouse).rollback("previous").published().id()).isEqualTo(ids.get(0));
        assertThat(keeping(warehouse).rollback(ids.get(3)).published().id()).isEqualTo(ids.get(3));
        assertThat(keeping(warehouse).rollback(ids.get(3)).unchanged()).isTrue();
        assertThat(lastRun(warehouse)).contains("\"unchanged\"");
        assertWhole(warehouse);
    }

    private static int runs(Path warehouse) throws IOException {
        return new LocalWarehouseFiles(warehouse).list("runs").size();
    }

    private static String lastRun(Path warehouse) throws IOException {
        var runs = new LocalWarehouseFiles(warehouse).list("runs");
        return Files.readString(warehouse.resolve(runs.get(runs.size() - 1)));
    }

    @Test
    void what_names_no_snapshot_or_a_damaged_one_changes_nothing() throws Exception {
        var warehouse = copy();
        assertThat(fault(() -> keeping(warehouse).rollback("zz")).kind()).isEqualTo(FaultException.Kind.USAGE);
        Files.writeString(warehouse.resolve(Manifest.summaryPath(ids.get(0))), "damaged");
        var damaged = fault(() -> keeping(warehouse).rollback(ids.get(0)));
        assertThat(damaged.kind()).isEqualTo(FaultException.Kind.SYSTEM);
        assertThat(damaged.what().en()).contains(Manifest.summaryPath(ids.get(0)), "nothing has been changed");
        assertThat(damaged.nextStep().en()).contains("junheng verify " + ids.get(0));
        Files.delete(warehouse.resolve(Manifest.summaryPath(ids.get(1))));
        assertThat(fault(() -> keeping(warehouse).rollback(ids.get(1))).kind()).isEqualTo(FaultException.Kind.SYSTEM);
        var metrics = warehouse(warehouse).manifest(ids.get(2)).orElseThrow().files().stream()
                .map(file -> file.path())
                .filter(path -> path.startsWith("metrics/school/"))
                .findFirst()
                .orElseThrow();
        Files.delete(warehouse.resolve(metrics));
        assertThat(fault(() -> keeping(warehouse).rollback(ids.get(2))).what().en())
                .contains("files of snapshot " + ids.get(2) + " are missing");
        assertThat(warehouse(warehouse).currentId()).contains(ids.get(3));
    }

    @Test
    void a_damaged_manifest_of_the_published_snapshot_does_not_keep_from_the_way_back() throws Exception {
        var warehouse = copy();
        Files.writeString(warehouse.resolve(Manifest.path(ids.get(3))), "{");
        var rollback = keeping(warehouse).rollback(ids.get(2));
        assertThat(rollback.before()).isEmpty();
        assertThat(warehouse(warehouse).currentId()).contains(ids.get(2));
        // But what may be removed cannot be told.
        var refused = fault(() -> keeping(warehouse).keep(1));
        assertThat(refused.code()).isEqualTo("snapshot.damaged");
        assertThat(warehouse(warehouse).snapshotIds()).hasSize(4);
    }

    @Test
    void a_warehouse_that_another_run_holds_is_busy_for_all_of_them() throws Exception {
        var warehouse = copy();
        try (var lock = WarehouseLock.take(warehouse)) {
            assertThat(lock).isNotNull();
            for (var fault : List.of(
                    fault(() -> keeping(warehouse).rollback("previous")),
                    fault(() -> keeping(warehouse).keep(1)),
                    fault(() -> keeping(warehouse).cite("current", null)),
                    fault(() -> keeping(warehouse).uncite("current")))) {
                assertThat(fault.kind()).isEqualTo(FaultException.Kind.BUSY);
            }
            // To look needs no lock.
            assertThat(keeping(warehouse).plan(1).removed()).hasSize(3);
        }
        assertThat(warehouse(warehouse).currentId()).contains(ids.get(3));
    }

    @Test
    void a_folder_that_is_no_warehouse_stays_none() throws Exception {
        var none = folder.resolve("none");
        assertThat(fault(() -> keeping(none).rollback("previous")).code()).isEqualTo("snapshot.none");
        assertThat(fault(() -> keeping(none).keep(1)).code()).isEqualTo("snapshot.none");
        assertThat(none).doesNotExist();
    }

    @Test
    void the_newest_the_cited_and_the_published_stay_and_the_rest_goes_with_its_files() throws Exception {
        var warehouse = copy();
        keeping(warehouse).cite(ids.get(0), "Journal, 2027");
        keeping(warehouse).rollback(ids.get(1));
        var before = files(warehouse);
        var planned = keeping(warehouse).plan(1);
        assertThat(files(warehouse)).isEqualTo(before);
        var plan = keeping(warehouse).keep(1);
        assertThat(plan).isEqualTo(planned);
        assertThat(plan.removed()).extracting(Manifest::id).containsExactly(ids.get(2));
        assertThat(plan.kept()).extracting(Manifest::id).containsExactly(ids.get(0), ids.get(1), ids.get(3));
        assertThat(plan.files()).contains(Manifest.summaryPath(ids.get(2)));
        assertThat(plan.bytes()).isPositive();
        // What was sealed for it stays.
        assertThat(plan.sealed()).isEqualTo(1);
        var gone = new TreeSet<>(before);
        gone.removeAll(files(warehouse));
        var expected = new TreeSet<>(plan.files());
        expected.add(Manifest.path(ids.get(2)));
        assertThat(gone).isEqualTo(expected);
        assertWhole(warehouse);
        // Without the mark it may go; and the last but one published has lost its parent.
        keeping(warehouse).uncite(ids.get(0));
        assertThat(keeping(warehouse).keep(1).removed())
                .extracting(Manifest::id)
                .containsExactly(ids.get(0));
        assertThat(fault(() -> keeping(warehouse).rollback("previous")).code()).isEqualTo("snapshot.previous_removed");
        assertThat(keeping(warehouse).keep(1).removed()).isEmpty();
        assertWhole(warehouse);
    }

    @Test
    void a_mark_is_no_snapshot_and_keeps_its_note() throws Exception {
        var warehouse = copy();
        keeping(warehouse).cite("current", "Journal, 2027");
        keeping(warehouse).cite("current", null);
        assertThat(warehouse(warehouse).citation(ids.get(3)).orElseThrow().note())
                .isEqualTo("Journal, 2027");
        assertThat(warehouse(warehouse).snapshotIds()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(warehouse(warehouse).manifests()).hasSize(4);
        assertThat(keeping(warehouse).uncite("current").cited()).isTrue();
        assertThat(keeping(warehouse).uncite("current").cited()).isFalse();
        Files.delete(warehouse.resolve(Manifest.summaryPath(ids.get(0))));
        assertThat(fault(() -> keeping(warehouse).cite(ids.get(0), null)).kind())
                .isEqualTo(FaultException.Kind.SYSTEM);
    }

    /** The files of a warehouse but records of runs, which hold a clock. */
    private static TreeSet<String> files(Path warehouse) throws IOException {
        var files = new TreeSet<String>();
        for (var each : new LocalWarehouseFiles(warehouse).list("")) {
            if (!each.startsWith("runs/") && !each.equals("lock")) {
                files.add(each);
            }
        }
        return files;
    }

    private interface Work {
        void run(SnapshotKeeping keeping) throws IOException, SQLException;
    }

    private interface Check {
        void run(Path warehouse) throws IOException;
    }

    /** Lets the machine die before and after every operation; checks what it left, then that the same command ends well. */
    private void dieEverywhere(String name, Path start, Work work, Check afterDeath) throws Exception {
        var clean = copyOf(start);
        var counting = new FaultyWarehouseFiles(new LocalWarehouseFiles(clean), Integer.MAX_VALUE, false);
        work.run(new SnapshotKeeping(counting));
        var wanted = files(clean);
        int deaths = 0;
        for (int fatal = 1; fatal <= counting.operations(); fatal++) {
            for (boolean afterwards : new boolean[] {false, true}) {
                var warehouse = copyOf(start);
                WarehouseFiles dying = new FaultyWarehouseFiles(new LocalWarehouseFiles(warehouse), fatal, afterwards);
                assertThat(catchThrowable(() -> work.run(new SnapshotKeeping(dying))))
                        .isInstanceOf(FaultyWarehouseFiles.MachineDied.class);
                assertWhole(warehouse);
                afterDeath.run(warehouse);
                work.run(keeping(warehouse));
                assertThat(files(warehouse)).as("%s, operation %d", name, fatal).isEqualTo(wanted);
                assertWhole(warehouse);
                remove(warehouse);
                deaths++;
            }
        }
        System.out.printf(
                "%s: died before and after each of %d operations, %d deaths%n", name, counting.operations(), deaths);
        assertThat(deaths).isGreaterThanOrEqualTo(8);
    }

    private Path copyOf(Path start) throws IOException {
        var saved = four;
        try {
            four = start;
            return copy();
        } finally {
            four = saved;
        }
    }

    private static void remove(Path warehouse) throws IOException {
        new LocalWarehouseFiles(warehouse).delete("");
    }

    @Test
    void dying_in_a_rollback_leaves_the_one_or_the_other_published() throws Exception {
        dieEverywhere("rollback", four, keeping -> keeping.rollback(ids.get(1)), warehouse -> assertThat(
                        warehouse(warehouse).currentId().orElseThrow())
                .isIn(ids.get(1), ids.get(3)));
    }

    @Test
    void dying_while_old_snapshots_are_removed_leaves_those_that_are_listed_whole() throws Exception {
        var start = copy();
        keeping(start).cite(ids.get(0), null);
        dieEverywhere("snapshots --keep", start, keeping -> keeping.keep(1), warehouse -> assertThat(
                        warehouse(warehouse).snapshotIds())
                .contains(ids.get(0), ids.get(3)));
    }

    @Test
    void dying_while_a_mark_is_set_or_taken_leaves_a_whole_one_or_none() throws Exception {
        dieEverywhere("cite", four, keeping -> keeping.cite(ids.get(0), "note"), warehouse -> {
            if (warehouse(warehouse).isCited(ids.get(0))) {
                assertThat(warehouse(warehouse)
                                .citation(ids.get(0))
                                .orElseThrow()
                                .note())
                        .isEqualTo("note");
            }
        });
    }
}
