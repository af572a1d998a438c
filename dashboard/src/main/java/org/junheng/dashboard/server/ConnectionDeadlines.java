package org.junheng.dashboard.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;

/**
 * Closes connections on which no further request is heard to its end in time. An idle timeout does not do that: who sends a
 * byte of a header now and then, or takes a byte of an answer, is never idle.
 */
final class ConnectionDeadlines extends AbstractLifeCycle implements Connection.Listener {
    private static final long LOOK_EVERY_MILLIS = 1_000;

    private final Server server;
    private final Duration first;
    private final Duration further;
    private final Map<Connection, Heard> open = new ConcurrentHashMap<>();
    private Thread watch;

    private record Heard(long requests, long since) {}

    /**
     * @param first until the first request has been heard
     * @param further from one request to the next, its answer and the wait for the next included
     */
    ConnectionDeadlines(Server server, Duration first, Duration further) {
        this.server = server;
        this.first = first;
        this.further = further;
    }

    @Override
    protected void doStart() {
        for (var connector : server.getConnectors()) {
            if (connector instanceof AbstractConnector listening) {
                listening.addBean(this, false);
            }
        }
        watch = new Thread(this::watch, "connection deadlines");
        watch.setDaemon(true);
        watch.start();
    }

    @Override
    protected void doStop() {
        watch.interrupt();
    }

    @Override
    public void onOpened(Connection connection) {
        open.put(connection, new Heard(0, System.nanoTime()));
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY_MILLIS);
                open.forEach(this::look);
            }
        } catch (InterruptedException e) {
            return;
        }
    }

    private void look(Connection connection, Heard before) {
        long requests = connection.getMessagesIn();
        if (requests != before.requests()) {
            open.replace(connection, before, new Heard(requests, System.nanoTime()));
            return;
        }
        var deadline = requests == 0 ? first : further;
        if (System.nanoTime() - before.since() > deadline.toNanos()) {
            open.remove(connection);
            connection.getEndPoint().close();
        }
    }
}
