package org.junheng.summary;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stops statements that have computed for too long; one thread for all of them. */
final class QueryClock implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 50;

    private final Duration time;
    private final Set<Ticket> running = ConcurrentHashMap.newKeySet();
    private final Thread watch = new Thread(this::watch, "query clock");

    QueryClock(Duration time) {
        this.time = time;
        watch.setDaemon(true);
        watch.start();
    }

    Duration time() {
        return time;
    }

    Ticket start(Statement statement) {
        var ticket = new Ticket(statement, System.nanoTime() + time.toNanos());
        running.add(ticket);
        return ticket;
    }

    void end(Ticket ticket) {
        running.remove(ticket);
    }

    private void watch() {
        try {
            while (true) {
                for (var ticket : running) {
                    if (ticket.deadline - System.nanoTime() < 0) {
                        ticket.stop();
                    }
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            return;
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }

    /** One statement that runs. */
    static final class Ticket {
        private final Statement statement;
        private final long deadline;
        private volatile boolean stopped;

        private Ticket(Statement statement, long deadline) {
            this.statement = statement;
            this.deadline = deadline;
        }

        private void stop() {
            stopped = true;
            try {
                // Again at each look: DuckDB hears nothing while it plans.
                statement.cancel();
            } catch (SQLException e) {
                // It has ended by itself meanwhile and is closed.
                return;
            }
        }

        boolean stopped() {
            return stopped;
        }
    }
}
