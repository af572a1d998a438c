package org.junheng.summary;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Stops a statement that has computed for too long. Only the time inside DuckDB counts: a reader who pauses in a pager
 * does not use it up.
 */
final class TimeLimit implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 20;
    private static final long IDLE = Long.MIN_VALUE;

    private final Statement statement;
    private final long limitNanos;
    private final Thread watchdog;
    private volatile long busySince = IDLE;
    private volatile long usedNanos;
    private volatile boolean closed;

    TimeLimit(Statement statement, Duration limit) {
        this.statement = statement;
        this.limitNanos = limit.toNanos();
        this.watchdog = new Thread(this::watch, "query time limit");
        watchdog.setDaemon(true);
        watchdog.start();
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
        long since = busySince;
        return usedNanos + (since == IDLE ? 0 : System.nanoTime() - since) > limitNanos;
    }

    private void watch() {
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

    @Override
    public void close() {
        closed = true;
        watchdog.interrupt();
    }
}
