package org.junheng.command;

import java.util.List;
import org.junheng.summary.command.Command;

/**
 * The registered commands, in the order of the help. A command is added here, twice: its name to the list, its class to the
 * switch, which loads a class only when it is asked for. Its one-line description is the message {@code command.<name>}.
 */
final class Commands {
    static final String BUNDLE = "org.junheng.command.messages";
    static final List<String> NAMES = List.of(
            "nightly",
            "ingest",
            "measure",
            "publish",
            "inspect",
            "explain",
            "compare",
            "query",
            "export",
            "dashboard",
            "snapshots",
            "verify",
            "diff",
            "rollback",
            "sample",
            "divisions",
            "standards",
            "dictionary",
            "doctor");

    private Commands() {}

    static Command create(String name) {
        return switch (name) {
            case "nightly" -> new NightlyCommand();
            case "ingest" -> new IngestCommand();
            case "measure" -> new MeasureCommand();
            case "publish" -> new PublishCommand();
            case "inspect" -> new InspectCommand();
            case "explain" -> new ExplainCommand();
            case "compare" -> new CompareCommand();
            case "query" -> new QueryCommand();
            case "export" -> new ExportCommand();
            case "dashboard" -> new DashboardCommand();
            case "snapshots" -> new SnapshotsCommand();
            case "verify" -> new VerifyCommand();
            case "diff" -> new DiffCommand();
            case "rollback" -> new RollbackCommand();
            case "sample" -> new SampleCommand();
            case "divisions" -> new DivisionsCommand();
            case "standards" -> new StandardsCommand();
            case "dictionary" -> new DictionaryCommand();
            case "doctor" -> new DoctorCommand();
            default -> throw new UsageProblem("usage.unknown_command", name);
        };
    }
}
