package org.junheng.dashboard.command;

import com.beust.jcommander.JCommander;
import java.util.Optional;
import org.junheng.dashboard.server.Access;
import org.junheng.dashboard.server.DashboardServer;
import org.junheng.dashboard.snapshot.LiveSummary;
import org.junheng.dashboard.snapshot.Snapshot.QueryBounds;

/** The entry of the dashboard's own jar. */
public final class Dashboard {
    private Dashboard() {}

    public static void main(String[] arguments) throws Exception {
        var options = new DashboardOptions();
        var rest = arguments.length > 0 && arguments[0].equals("dashboard")
                ? java.util.Arrays.copyOfRange(arguments, 1, arguments.length)
                : arguments;
        new JCommander(options).parse(rest);
        var live = LiveSummary.of(options.warehouse(), QueryBounds.DEFAULT, System.err::println);
        var server = new DashboardServer(
                live, new Access(options.host(), Optional.empty(), options.behindProxy()), options.port());
        System.err.println("http://" + options.host() + ":" + server.port() + "/");
    }
}
