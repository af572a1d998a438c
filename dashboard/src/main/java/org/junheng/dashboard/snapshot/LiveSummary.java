package org.junheng.dashboard.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junheng.dashboard.snapshot.Snapshot.QueryBounds;
import org.junheng.summary.SummaryProblem;

/**
 * The snapshot that a warehouse has published last. A new one is opened beside the old one and takes its place at once; who
 * began with the old one ends with it.
 */
public final class LiveSummary implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Path warehouse;
    private final QueryBounds bounds;
    private final Consumer<String> log;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "snapshot watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Snapshot current;
    private String refused = "";

    private LiveSummary(Path warehouse, QueryBounds bounds, Consumer<String> log) {
        this.warehouse = warehouse;
        this.bounds = bounds;
        this.log = log;
        this.current = Snapshot.open(warehouse, bounds);
        watch.scheduleWithFixedDelay(this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Opens what is published and goes on looking for what is published later.
     *
     * @param log is told in one line when a snapshot takes its place, or cannot
     * @throws SummaryProblem when nothing is published, or it cannot be read
     */
    public static LiveSummary of(Path warehouse, QueryBounds bounds, Consumer<String> log) {
        return new LiveSummary(warehouse, bounds, log);
    }

    /** The snapshot of one request, to be closed at its end. */
    public Lease lease() {
        while (true) {
            var snapshot = current;
            if (snapshot.enter()) {
                return new Lease(snapshot);
            }
        }
    }

    /** A snapshot that stays open until this is closed. */
    public record Lease(Snapshot snapshot) implements AutoCloseable {
        @Override
        public void close() {
            snapshot.leave();
        }
    }

    private void look() {
        var published = published();
        if (published.isEmpty() || published.equals(current.id()) || published.equals(refused)) {
            return;
        }
        try {
            var next = Snapshot.open(warehouse, bounds);
            var last = current;
            current = next;
            last.retire();
            refused = "";
            log.accept("snapshot " + next.id());
        } catch (SummaryProblem e) {
            // The old one goes on being shown; the same one is not tried again.
            refused = published;
            log.accept("snapshot " + published + ": " + e.getMessage());
        }
    }

    private String published() {
        try {
            return Files.readString(warehouse.resolve("CURRENT")).strip();
        } catch (IOException e) {
            // In the middle of a change; the next look tells.
            return "";
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        current.retire();
    }
}
