package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.summary.ExitCode;
import org.junheng.terms.FaultException;
import org.junheng.warehouse.LocalWarehouseFiles;
import org.junheng.warehouse.WarehouseLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that dies at any of its operations on the warehouse loses nothing: the same command then ends well. */
class CrashTest {
    private static final List<String> DATA = List.of("census", "metrics", "quarantine", "snapshots", "summary", "raw");
    private static final boolean FULL = Boolean.getBoolean("junheng.full");

    @TempDir
    Path folder;

    private Path before;
    private Path after;

    /** Two states of a census: one is published, then the other is run and dies. */
    @BeforeEach
    void generate_two_censuses() throws IOException {
        before = folder.resolve("before");
        after = folder.resolve("after");
        var options = SampleOptions.defaults(TestRun.home().resolve("schemas"))
                .withCounties(2)
                .withSchoolsPerCounty(3)
                .withYears(2024, 2025);
        SampleCensus.generate(options.withSeed(1), before);
        SampleCensus.generate(options.withSeed(2), after);
    }

    @Test
    void dying_at_any_operation_leaves_the_old_snapshot_readable_and_the_same_command_ends_well() throws IOException {
        var clean = folder.resolve("clean");
        publishBefore(clean);
        var counting = new FaultyWarehouseFiles(new LocalWarehouseFiles(clean), Integer.MAX_VALUE, false);
        new TestRun(counting).nightly(after, null);
        var wanted = files(clean);
        int operations = counting.operations();
        int step = FULL ? 1 : Math.max(1, operations / 5);
        int tried = 0;
        for (int fatal = 1; fatal <= operations; fatal += step) {
            for (boolean afterwards : FULL ? new boolean[] {false, true} : new boolean[] {tried % 2 == 1}) {
                dieAndRunAgain(fatal, afterwards, wanted);
                tried++;
            }
        }
        System.out.printf("crash: %d of %d operations tried, %d runs died%n", tried, operations, tried);
        assertThat(tried).isGreaterThanOrEqualTo(6);
    }

    private void publishBefore(Path warehouse) {
        new TestRun(warehouse).nightly(before, null);
    }

    private void dieAndRunAgain(int fatal, boolean afterwards, TreeSet<String> wanted) throws IOException {
        var warehouse = folder.resolve("w" + fatal + afterwards);
        publishBefore(warehouse);
        var old = new TestRun(warehouse).warehouse().currentId().orElseThrow();
        var dying = new TestRun(new FaultyWarehouseFiles(new LocalWarehouseFiles(warehouse), fatal, afterwards));
        var death = catchThrowable(() -> dying.run().nightly(TestRun.options(after, null)));
        assertThat(death).isInstanceOf(FaultyWarehouseFiles.MachineDied.class);
        var survivor = new TestRun(warehouse);
        assertThat(survivor.query("SELECT count(*) > 0 FROM school").get(0)).containsExactly("true");
        var id = survivor.warehouse().currentId().orElseThrow();
        assertThat(survivor.warehouse().verify(survivor.warehouse().manifest(id).orElseThrow()))
                .isEmpty();
        var outcome = survivor.nightly(after, null);
        assertThat(outcome.exitCode()).isIn(ExitCode.DONE, ExitCode.PUBLISHED_WITH_REFUSALS);
        assertThat(outcome.manifest().orElseThrow().parentId()).isEqualTo(old);
        assertThat(files(warehouse)).as("operation " + fatal).isEqualTo(wanted);
        assertThat(warehouse.resolve("staging")).doesNotExist();
    }

    /** The data files of a warehouse. */
    private static TreeSet<String> files(Path warehouse) throws IOException {
        var names = new TreeSet<String>();
        for (var each : DATA) {
            names.addAll(new LocalWarehouseFiles(warehouse).list(each));
        }
        return names;
    }

    @Test
    void a_second_run_over_the_same_inputs_makes_no_new_snapshot_and_starts_no_spark() throws Exception {
        var warehouse = folder.resolve("w");
        var first = new TestRun(warehouse).nightly(before, null);
        var files = files(warehouse);
        var second = new TestRun(warehouse)
                .run(new SparkEngine("no spark may start") {
                    @Override
                    public org.apache.spark.api.java.JavaSparkContext get() {
                        throw new AssertionError("Spark was started");
                    }
                })
                .nightly(TestRun.options(before, null));
        assertThat(second.unchanged()).isTrue();
        assertThat(second.exitCode()).isEqualTo(first.exitCode());
        assertThat(second.manifest().orElseThrow().id())
                .isEqualTo(first.manifest().orElseThrow().id());
        assertThat(files(warehouse)).isEqualTo(files);
    }

    @Test
    void the_steps_one_by_one_publish_what_nightly_publishes() throws Exception {
        var whole = new TestRun(folder.resolve("whole"));
        var nightly = whole.nightly(before, null);
        var parts = new TestRun(folder.resolve("parts"));
        parts.run().ingest(TestRun.options(before, null));
        parts.run().measure(TestRun.options(before, null));
        var published = parts.run().publish(TestRun.options(before, null));
        assertThat(published.manifest().orElseThrow().id())
                .isEqualTo(nightly.manifest().orElseThrow().id());
        assertThat(files(folder.resolve("parts"))).isEqualTo(files(folder.resolve("whole")));
    }

    @Test
    void measures_of_an_earlier_ingest_are_not_published() throws Exception {
        var run = new TestRun(folder.resolve("w"));
        run.run().ingest(TestRun.options(before, null));
        run.run().measure(TestRun.options(before, null));
        run.run().ingest(TestRun.options(after, null));
        var refused = catchThrowable(() -> run.run().publish(TestRun.options(after, null)));
        assertThat(refused).isInstanceOf(FaultException.class).hasMessageContaining("step.missing");
        assertThat(run.warehouse().currentId()).isEmpty();
    }

    @Test
    void a_flipped_byte_in_any_listed_file_is_named() throws IOException {
        var run = new TestRun(folder.resolve("w"));
        var manifest = run.nightly(before, null).manifest().orElseThrow();
        assertThat(run.warehouse().verify(manifest)).isEmpty();
        var unnoticed = new ArrayList<String>();
        for (var file : manifest.files()) {
            var path = folder.resolve("w").resolve(file.path());
            var bytes = Files.readAllBytes(path);
            bytes[bytes.length / 2] ^= 1;
            Files.write(path, bytes);
            var damages = run.warehouse().verify(manifest);
            if (damages.size() != 1 || !damages.get(0).path().equals(file.path())) {
                unnoticed.add(file.path());
            }
            bytes[bytes.length / 2] ^= 1;
            Files.write(path, bytes);
        }
        assertThat(unnoticed).isEmpty();
        System.out.println("verify: flipped bytes found in " + manifest.files().size() + " files");
    }

    @Test
    void a_second_run_at_the_same_time_is_told_who_holds_the_warehouse() throws IOException {
        var warehouse = folder.resolve("w");
        var lock = WarehouseLock.take(warehouse);
        try (lock) {
            var refused = catchThrowable(() -> new TestRun(warehouse).run().nightly(TestRun.options(before, null)));
            assertThat(refused).isInstanceOf(FaultException.class);
            var fault = (FaultException) refused;
            assertThat(Run.exitCode(fault)).isEqualTo(ExitCode.BUSY);
            assertThat(fault.what().en())
                    .contains("pid " + ProcessHandle.current().pid())
                    .contains("started");
        }
        assertThat(new TestRun(warehouse).nightly(before, null).unchanged()).isFalse();
    }
}
