package org.junheng.dashboard.server;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junheng.dashboard.SmallSummary;
import org.junheng.dashboard.snapshot.LiveSummary;
import org.junheng.dashboard.snapshot.Snapshot.QueryBounds;

/** A dashboard over a small summary, for tests. */
final class RunningDashboard implements AutoCloseable {
    static final Access OPEN = new Access(Access.LOOPBACK, Optional.empty(), false);

    private final DashboardServer server;
    private final List<String> log = new CopyOnWriteArrayList<>();

    private RunningDashboard(Path warehouse, Access access) {
        server = new DashboardServer(LiveSummary.of(warehouse, QueryBounds.DEFAULT, log::add), access, 0);
    }

    static RunningDashboard in(Path warehouse) throws IOException, SQLException {
        return in(warehouse, OPEN);
    }

    static RunningDashboard in(Path warehouse, Access access) throws IOException, SQLException {
        SmallSummary.write(warehouse, SmallSummary.FIRST);
        SmallSummary.publish(warehouse, SmallSummary.FIRST);
        return new RunningDashboard(warehouse, access);
    }

    int port() {
        return server.port();
    }

    List<String> log() {
        return log;
    }

    RawHttp.Answer get(String target, String... headers) throws IOException {
        return RawHttp.get(port(), target, headers);
    }

    @Override
    public void close() {
        server.close();
    }
}
