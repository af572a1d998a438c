package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.warehouse.LocalWarehouseFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process, killed at moments that a seed chooses: the old snapshot stands, and the same command ends well. */
class KillTest {
    private static final int KILLS = Boolean.getBoolean("junheng.full") ? 100 : 4;
    private static final int LONGEST_MILLISECONDS = 9_000;

    @TempDir
    Path folder;

    @Test
    void a_run_that_is_killed_loses_nothing_and_the_same_command_ends_well() throws Exception {
        var before = census("before", 1);
        var after = census("after", 2);
        var clean = folder.resolve("clean");
        new TestRun(clean).nightly(before, null);
        new TestRun(clean).nightly(after, null);
        var wanted = files(clean);

        var warehouse = folder.resolve("warehouse");
        var run = new TestRun(warehouse);
        run.nightly(before, null);
        var old = run.warehouse().currentId().orElseThrow();
        var moments = new Random(20260101);
        int killed = 0;
        for (int i = 0; i < KILLS; i++) {
            var process = start(warehouse, after);
            boolean ended = process.waitFor(500 + moments.nextInt(LONGEST_MILLISECONDS), TimeUnit.MILLISECONDS);
            killed += ended ? 0 : 1;
            process.destroyForcibly().waitFor();
            var id = run.warehouse().currentId().orElseThrow();
            assertThat(run.warehouse().verify(run.warehouse().manifest(id).orElseThrow()))
                    .isEmpty();
            assertThat(run.query("SELECT count(*) > 0 FROM school").get(0)).containsExactly("true");
            if (ended) {
                run.warehouse().makeCurrent(old);
            }
        }
        System.out.printf("kill: %d runs killed of %d started%n", killed, KILLS);
        assertThat(start(warehouse, after).waitFor()).isIn(0, 4);
        assertThat(files(warehouse)).isEqualTo(wanted);
        assertThat(warehouse.resolve("staging")).doesNotExist();
    }

    private Path census(String name, long seed) throws IOException {
        var census = folder.resolve(name);
        SampleCensus.generate(
                SampleOptions.defaults(TestRun.home().resolve("schemas"))
                        .withCounties(2)
                        .withSchoolsPerCounty(3)
                        .withYears(2024, 2025)
                        .withSeed(seed),
                census);
        return census;
    }

    private static Process start(Path warehouse, Path census) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djunheng.home=" + TestRun.home(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.junheng.command.Junheng",
                "nightly",
                "--warehouse",
                warehouse.toString(),
                "--census",
                census.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static TreeSet<String> files(Path warehouse) throws IOException {
        var names = new TreeSet<String>();
        for (var each : List.of("census", "metrics", "quarantine", "snapshots", "summary", "raw")) {
            names.addAll(new LocalWarehouseFiles(warehouse).list(each));
        }
        return names;
    }
}
