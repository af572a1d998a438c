package org.junheng.dashboard.command;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junheng.summary.ExitCode;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.Program;
import org.junheng.summary.command.WrongUsage;

/** The entry of the dashboard's own jar. */
public final class Dashboard {
    static final String BUNDLE = "org.junheng.dashboard.command.messages";

    private static final String DASHBOARD = "dashboard";
    private static final String EXPORT = "export";
    private static final List<String> NAMES = List.of(DASHBOARD, EXPORT);

    private Dashboard() {}

    public static void main(String[] arguments) {
        Program.main(arguments, Dashboard::run);
    }

    static ExitCode run(List<String> arguments, Map<String, String> environment, OutputStream out, OutputStream err) {
        var program = new Program(BUNDLE, NAMES, name -> command(name, environment));
        return program.run(withCommand(arguments), environment, out, err);
    }

    /** The jar alone is asked for one thing as a rule: {@code java -jar … --port 8081} means the dashboard. */
    private static List<String> withCommand(List<String> arguments) {
        if (arguments.contains("help") || NAMES.stream().anyMatch(arguments::contains)) {
            return arguments;
        }
        var all = new ArrayList<>(List.of(DASHBOARD));
        all.addAll(arguments);
        return all;
    }

    private static Command command(String name, Map<String, String> environment) {
        return name.equals(DASHBOARD) ? new DashboardCommand(environment) : new SiteCommand();
    }

    static WrongUsage wrongUsage(String key, String... arguments) {
        return new WrongUsage(BUNDLE, key, arguments);
    }
}
