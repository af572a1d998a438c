package org.junheng.dashboard.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junheng.dashboard.SmallSummary;
import org.junheng.dashboard.snapshot.Snapshot.QueryBounds;
import org.junheng.summary.NamedSql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new snapshot takes the place of the old one while it is read. */
class LiveSummaryTest {
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofMillis(200);

    @TempDir
    Path warehouse;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private LiveSummary live;

    @BeforeEach
    void open() throws Exception {
        SmallSummary.write(warehouse, SmallSummary.FIRST);
        SmallSummary.publish(warehouse, SmallSummary.FIRST);
        live = LiveSummary.of(warehouse, QueryBounds.DEFAULT, LOOK_EVERY, TRY_AGAIN_AFTER, log::add);
    }

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void whoBeganWithTheOldSnapshotEndsWithItAndItIsClosedThen() throws Exception {
        var old = live.lease();
        SmallSummary.write(warehouse, SmallSummary.SECOND);
        SmallSummary.publish(warehouse, SmallSummary.SECOND);
        waitFor(SmallSummary.SECOND);

        assertThat(idByQuery(old)).isEqualTo(SmallSummary.FIRST);
        assertThat(old.snapshot().closed()).isFalse();
        try (var next = live.lease()) {
            assertThat(idByQuery(next)).isEqualTo(SmallSummary.SECOND);
        }
        old.close();
        assertThat(old.snapshot().closed()).isTrue();
    }

    @Test
    void aListenerIsToldOfTheNewSnapshot() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        live.whenReplaced(snapshot -> told.add(snapshot.id()));
        SmallSummary.write(warehouse, SmallSummary.SECOND);
        SmallSummary.publish(warehouse, SmallSummary.SECOND);
        waitFor(SmallSummary.SECOND);
        assertThat(told).containsExactly(SmallSummary.SECOND);
    }

    @Test
    void aSnapshotWhoseFileIsMissingLeavesTheOldOneAndIsToldOnce() throws Exception {
        SmallSummary.publish(warehouse, SmallSummary.SECOND);
        Thread.sleep(3 * TRY_AGAIN_AFTER.toMillis());

        assertThat(live.currentId()).isEqualTo(SmallSummary.FIRST);
        assertThat(log).hasSize(1).first().asString().contains(SmallSummary.SECOND);

        SmallSummary.write(warehouse, SmallSummary.SECOND);
        waitFor(SmallSummary.SECOND);
    }

    @Test
    void aFileThatIsNoSummaryLeavesTheOldOneAndTheNextIsTaken() throws Exception {
        Files.writeString(SmallSummary.file(warehouse, SmallSummary.SECOND), "no database");
        SmallSummary.publish(warehouse, SmallSummary.SECOND);
        Thread.sleep(3 * TRY_AGAIN_AFTER.toMillis());
        assertThat(live.currentId()).isEqualTo(SmallSummary.FIRST);
        assertThat(log).hasSize(1);

        var empty = "00000000000000c3";
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + SmallSummary.file(warehouse, empty))) {
            assertThat(connection.isValid(1)).isTrue();
        }
        SmallSummary.publish(warehouse, empty);
        Thread.sleep(2 * TRY_AGAIN_AFTER.toMillis());
        assertThat(live.currentId()).isEqualTo(SmallSummary.FIRST);
        assertThat(log).hasSize(2);

        var good = "00000000000000d4";
        SmallSummary.write(warehouse, good);
        SmallSummary.publish(warehouse, good);
        waitFor(good);
    }

    @Test
    void aFileThatHasBeenRemovedGoesOnBeingRead() throws Exception {
        Files.delete(SmallSummary.file(warehouse, SmallSummary.FIRST));
        try (var lease = live.lease()) {
            assertThat(idByQuery(lease)).isEqualTo(SmallSummary.FIRST);
        }
        Files.delete(warehouse.resolve("CURRENT"));
        Thread.sleep(5 * LOOK_EVERY.toMillis());
        assertThat(live.currentId()).isEqualTo(SmallSummary.FIRST);
    }

    private static String idByQuery(LiveSummary.Lease lease) {
        try (var turn = lease.snapshot().reader().turn()) {
            return (String) turn.rows(NamedSql.of("SELECT id FROM snapshot"), Map.of(), 1)
                    .rows()
                    .get(0)
                    .get(0);
        }
    }

    private void waitFor(String id) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!live.currentId().equals(id) && System.nanoTime() < end) {
            Thread.sleep(LOOK_EVERY.toMillis());
        }
        assertThat(live.currentId()).isEqualTo(id);
    }
}
