package org.junheng.summary;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Stops a statement that has computed for too long. Only the time inside DuckDB counts: a reader who pauses in a pager
 * does not use it up.
 */
final class TimeLimit implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 20;
    private static final long GRACE_NANOS = 2_000_000_000L;
    private static final long IDLE = Long.MIN_VALUE;

    private final Statement statement;
    private final QueryLimits limits;
    private final long limitNanos;
    private final List<Thread> watchdogs;
    private volatile long busySince = IDLE;
    private volatile long usedNanos;
    private volatile boolean closed;

    TimeLimit(Statement statement, QueryLimits limits) {
        this.statement = statement;
        this.limits = limits;
        this.limitNanos = limits.time().toNanos();
        this.watchdogs = List.of(
                started(this::stopInTime, "query time limit"), started(this::seeThatItStopped, "query last resort"));
    }

    void begin() {
        busySince = System.nanoTime();
    }

    void end() {
        usedNanos += System.nanoTime() - busySince;
        busySince = IDLE;
    }

    /** Also asked between rows, since DuckDB forgets a cancel that arrives while no part of a streamed result is computed. */
    boolean exceeded() {
        return used() > limitNanos;
    }

    private long used() {
        long since = busySince;
        return usedNanos + (since == IDLE ? 0 : System.nanoTime() - since);
    }

    private void stopInTime() {
        try {
            while (!closed) {
                if (busySince != IDLE && exceeded()) {
                    statement.cancel();
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException | SQLException e) {
            // The statement is closed: nothing is left to stop.
            return;
        }
    }

    /** In a thread of its own, since cancel itself waits while DuckDB plans. */
    private void seeThatItStopped() {
        try {
            while (!closed) {
                if (busySince != IDLE && used() > limitNanos + GRACE_NANOS) {
                    limits.whenItDoesNotStop().run();
                    return;
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            return;
        }
    }

    private static Thread started(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        closed = true;
        watchdogs.forEach(Thread::interrupt);
    }
}
