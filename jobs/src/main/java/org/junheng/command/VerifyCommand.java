package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junheng.summary.ExitCode;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.CommonOptions;
import org.junheng.summary.command.Console;
import org.junheng.warehouse.LocalWarehouseFiles;
import org.junheng.warehouse.Manifest;
import org.junheng.warehouse.Warehouse;

/** Checks every file that the snapshots list against its hash. */
final class VerifyCommand implements Command {
    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @Parameter(descriptionKey = "verify.id", placeholder = "[ID]")
    private List<String> ids = new ArrayList<>();

    @Override
    public ExitCode run(Console console) throws Exception {
        var warehouse = new Warehouse(new LocalWarehouseFiles(common.warehouse()));
        var manifests = chosen(warehouse);
        if (manifests.isEmpty()) {
            console.say("snapshots.none");
            return ExitCode.FAILED;
        }
        var damaged = new java.util.TreeSet<String>();
        for (var manifest : manifests) {
            for (var damage : warehouse.verify(manifest)) {
                if (damaged.add(damage.path())) {
                    console.answerLine(console.text(
                            damage.found().equals("missing") ? "verify.missing" : "verify.damaged",
                            damage.path(),
                            damage.expected(),
                            damage.found()));
                }
            }
        }
        if (damaged.isEmpty()) {
            var files = manifests.stream()
                    .flatMap(manifest -> manifest.files().stream())
                    .distinct()
                    .count();
            console.answerLine(console.text("verify.ok", manifests.size(), files));
            return ExitCode.DONE;
        }
        console.say("verify.next");
        return ExitCode.FAILED;
    }

    private List<Manifest> chosen(Warehouse warehouse) throws IOException {
        if (ids.isEmpty()) {
            return warehouse.manifests();
        }
        var manifests = new ArrayList<Manifest>();
        for (var id : ids) {
            manifests.add(warehouse.manifest(id).orElseThrow(() -> new UsageProblem("verify.unknown", id)));
        }
        return manifests;
    }
}
