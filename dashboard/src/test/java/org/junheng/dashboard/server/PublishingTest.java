package org.junheng.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junheng.dashboard.SmallSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers who go on asking while snapshots are published get whole answers, each from one snapshot. */
class PublishingTest {
    private static final Pattern IN_PAGE = Pattern.compile("data-snapshot=\"([0-9a-f]{16})\"");
    private static final Pattern IN_DATA = Pattern.compile("\"snapshot\" ?: ?\"([0-9a-f]{16})\"");
    private static final Duration MOST_WAIT = Duration.ofSeconds(30);
    private static final int READERS = 8;
    private static final int CHANGES = 6;

    @TempDir
    Path warehouse;

    @Test
    void everyAnswerNamesTheSnapshotThatItsHeaderNames() throws Exception {
        try (var dashboard = RunningDashboard.in(warehouse)) {
            SmallSummary.write(warehouse, SmallSummary.SECOND);
            var faults = new ConcurrentLinkedQueue<String>();
            var seen = new ConcurrentLinkedQueue<String>();
            var end = new AtomicBoolean();
            var readers = new ArrayList<Thread>();
            for (int i = 0; i < READERS; i++) {
                var target = List.of(
                                "/zh/",
                                "/en/county/" + SmallSummary.COUNTY,
                                "/api/v1/overview",
                                "/zh/school/" + SmallSummary.SCHOOL)
                        .get(i % 4);
                readers.add(new Thread(() -> {
                    while (!end.get()) {
                        read(dashboard, target, faults, seen);
                    }
                }));
            }
            readers.forEach(Thread::start);
            for (int i = 0; i < CHANGES; i++) {
                SmallSummary.publish(warehouse, i % 2 == 0 ? SmallSummary.SECOND : SmallSummary.FIRST);
                awaitChange(dashboard, i + 1);
            }
            end.set(true);
            for (var reader : readers) {
                reader.join();
            }
            assertThat(faults).isEmpty();
            assertThat(seen).contains(SmallSummary.FIRST, SmallSummary.SECOND);
            assertThat(dashboard.log()).hasSize(CHANGES);
        }
    }

    @Test
    void whoHasAnAnswerOfTheOldSnapshotGetsTheNewOne() throws Exception {
        try (var dashboard = RunningDashboard.in(warehouse)) {
            var first = dashboard.get("/zh/");
            var tag = "If-None-Match: " + first.header("ETag");
            assertThat(dashboard.get("/zh/", tag).status()).isEqualTo(304);
            SmallSummary.write(warehouse, SmallSummary.SECOND);
            SmallSummary.publish(warehouse, SmallSummary.SECOND);
            awaitChange(dashboard, 1);
            var next = dashboard.get("/zh/", tag);
            assertThat(next.status()).isEqualTo(200);
            assertThat(next.header("X-Junheng-Snapshot")).isEqualTo(SmallSummary.SECOND);
        }
    }

    /** What readers ask for is made from the new snapshot first, so the change may take some seconds on a busy machine. */
    private static void awaitChange(RunningDashboard dashboard, int changes) throws InterruptedException {
        long end = System.nanoTime() + MOST_WAIT.toNanos();
        while (dashboard.log().size() < changes && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(dashboard.log()).hasSize(changes);
        // Readers go on for a while with the new one.
        Thread.sleep(200);
    }

    private static void read(
            RunningDashboard dashboard,
            String target,
            ConcurrentLinkedQueue<String> faults,
            ConcurrentLinkedQueue<String> seen) {
        try {
            var answer = dashboard.get(target);
            var said = (target.startsWith("/api") ? IN_DATA : IN_PAGE).matcher(answer.body());
            if (answer.status() != 200 || !said.find() || !said.group(1).equals(answer.header("X-Junheng-Snapshot"))) {
                faults.add(target + " " + answer.status() + " " + answer.headers());
                return;
            }
            seen.add(said.group(1));
        } catch (Exception e) {
            faults.add(target + " " + e);
        }
    }
}
