package org.junheng.dashboard.server;

import io.javalin.config.JavalinConfig;
import java.time.Duration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** What one reader may take up, so that the others are answered. */
final class ServerLimits {
    static final int CONNECTIONS = 500;
    static final int HEADER_BYTES = 8 * 1024;
    static final Duration IDLE = Duration.ofSeconds(15);
    static final Duration FIRST_REQUEST = Duration.ofSeconds(10);
    static final Duration FURTHER_REQUEST = Duration.ofSeconds(60);
    /** Much more than any page; an answer beyond is not sent. */
    static final int ANSWER_BYTES = 16 << 20;

    private static final Duration IDLE_WHEN_FULL = Duration.ofSeconds(2);
    private static final int FEWEST_THREADS = 8;

    private ServerLimits() {}

    static void set(JavalinConfig config) {
        // As many threads as connections: who reads slowly holds up a thread, and never that of another.
        config.jetty.threadPool =
                new QueuedThreadPool(CONNECTIONS + 2 * FEWEST_THREADS, FEWEST_THREADS, (int) IDLE.toMillis());
        config.jetty.modifyHttpConfiguration(ServerLimits::set);
        config.jetty.modifyServer(ServerLimits::set);
    }

    private static void set(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setIdleTimeout(IDLE.toMillis());
        // Nothing that a request carries is read.
        http.setMaxUnconsumedRequestContentReads(1);
    }

    private static void set(Server server) {
        var limit = new NetworkConnectionLimit(CONNECTIONS, server);
        limit.setEndPointIdleTimeout(IDLE_WHEN_FULL.toMillis());
        server.addBean(limit);
        server.addBean(new ConnectionDeadlines(server, FIRST_REQUEST, FURTHER_REQUEST));
        server.setErrorHandler(new PlainErrors());
    }
}
