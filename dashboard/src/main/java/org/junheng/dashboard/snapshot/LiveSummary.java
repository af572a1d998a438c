package org.junheng.dashboard.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(10);

    private final Path warehouse;
    private final QueryBounds bounds;
    private final Duration tryAgainAfter;
    private final Consumer<String> log;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "snapshot watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Snapshot current;
    private final List<Consumer<Snapshot>> expecting = new CopyOnWriteArrayList<>();
    private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
    private String refused = "";
    private long tryAgain;

    private LiveSummary(
            Path warehouse, QueryBounds bounds, Duration lookEvery, Duration tryAgainAfter, Consumer<String> log) {
        this.tryAgainAfter = tryAgainAfter;
        this.warehouse = warehouse;
        this.bounds = bounds;
        this.log = log;
        this.current = Snapshot.open(warehouse, bounds);
        watch.scheduleWithFixedDelay(this::look, lookEvery.toMillis(), lookEvery.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Opens what is published and goes on looking for what is published later.
     *
     * @param log is told in one line when a snapshot takes its place, or cannot
     * @throws SummaryProblem when nothing is published, or it cannot be read
     */
    public static LiveSummary of(Path warehouse, QueryBounds bounds, Consumer<String> log) {
        return of(warehouse, bounds, LOOK_EVERY, TRY_AGAIN_AFTER, log);
    }

    /**
     * @param lookEvery how often is looked what is published
     * @param tryAgainAfter how long to wait with a snapshot that could not be opened
     */
    static LiveSummary of(
            Path warehouse, QueryBounds bounds, Duration lookEvery, Duration tryAgainAfter, Consumer<String> log) {
        return new LiveSummary(warehouse, bounds, lookEvery, tryAgainAfter, log);
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

    /** Whoever makes something ready is told of each new snapshot before it takes its place, which waits for that. */
    public void whenComing(Consumer<Snapshot> listener) {
        expecting.add(listener);
    }

    /** Whoever keeps something of a snapshot is told of each new one, when it has taken its place. */
    public void whenReplaced(Consumer<Snapshot> listener) {
        listeners.add(listener);
    }

    /** The id of the snapshot that a request beginning now is answered from. */
    public String currentId() {
        return current.id();
    }

    private void look() {
        var published = published();
        if (published.isEmpty() || published.equals(current.id()) || waitsFor(published)) {
            return;
        }
        try {
            replaceBy(Snapshot.open(warehouse, bounds));
        } catch (RuntimeException e) {
            // The old one goes on being shown. A file may still be on its way here, so it is tried again, but told
            // once.
            if (!published.equals(refused)) {
                log.accept("snapshot " + published + ": " + e.getMessage());
            }
            refused = published;
            tryAgain = System.nanoTime() + tryAgainAfter.toNanos();
        }
    }

    private boolean waitsFor(String published) {
        return published.equals(refused) && tryAgain - System.nanoTime() > 0;
    }

    private void replaceBy(Snapshot next) {
        expecting.forEach(listener -> listener.accept(next));
        var last = current;
        current = next;
        refused = "";
        log.accept("snapshot " + next.id());
        listeners.forEach(listener -> listener.accept(next));
        last.retire();
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
