package org.junheng.command;

import com.beust.jcommander.ParametersDelegate;
import java.util.ArrayList;
import java.util.List;
import org.junheng.summary.ExitCode;
import org.junheng.summary.format.AlignedText;
import org.junheng.warehouse.LocalWarehouseFiles;
import org.junheng.warehouse.Warehouse;

/** Lists the snapshots, the published one marked. */
final class SnapshotsCommand implements Command {
    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @Override
    public ExitCode run(Console console) throws Exception {
        var warehouse = new Warehouse(new LocalWarehouseFiles(common.warehouse()));
        var current = warehouse.currentId().orElse("");
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(console.text("snapshots.heading").split("\\|")));
        for (var manifest : warehouse.manifests()) {
            rows.add(List.of(
                    manifest.id().equals(current) ? "*" : "",
                    manifest.id(),
                    manifest.version(),
                    manifest.created(),
                    String.valueOf(manifest.rowsAccepted()),
                    String.valueOf(manifest.rowsQuarantined()),
                    String.join(" ", manifest.profiles()),
                    String.join(" ", manifest.standards()),
                    manifest.generated() ? console.text("snapshots.generated") : ""));
        }
        if (rows.size() == 1) {
            console.say("snapshots.none");
            return ExitCode.DONE;
        }
        for (var line : AlignedText.lines(rows)) {
            console.answerLine(line);
        }
        return ExitCode.DONE;
    }
}
