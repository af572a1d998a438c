package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.util.ArrayList;
import java.util.List;
import org.junheng.nightly.SnapshotKeeping;
import org.junheng.summary.ExitCode;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.CommonOptions;
import org.junheng.summary.command.Console;
import org.junheng.warehouse.LocalWarehouseFiles;
import org.junheng.warehouse.Manifest;

/** Makes an earlier snapshot the published one. */
final class RollbackCommand implements Command {
    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @Parameter(descriptionKey = "rollback.id", placeholder = "ID", required = true)
    private List<String> ids = new ArrayList<>();

    @Override
    public ExitCode run(Console console) throws Exception {
        if (ids.size() > 1) {
            throw new UsageProblem("usage.unexpected", ids.get(1));
        }
        var rollback = new SnapshotKeeping(new LocalWarehouseFiles(common.warehouse())).rollback(ids.get(0));
        var published = rollback.published();
        if (rollback.unchanged()) {
            console.answerLine(console.text("rollback.unchanged", published.id(), published.version()));
            return ExitCode.DONE;
        }
        console.answerLine(console.text("rollback.done", published.id(), published.version(), published.created()));
        if (!rollback.beforeId().isEmpty()) {
            console.say(
                    "rollback.back",
                    rollback.beforeId(),
                    rollback.before().map(Manifest::version).orElse("?"));
            console.say("rollback.nightly", rollback.beforeId(), published.id());
        }
        return ExitCode.DONE;
    }
}
