package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junheng.nightly.SnapshotKeeping;
import org.junheng.summary.ExitCode;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.CommonOptions;
import org.junheng.summary.command.Console;
import org.junheng.summary.format.AlignedText;
import org.junheng.warehouse.LocalWarehouseFiles;
import org.junheng.warehouse.Manifest;
import org.junheng.warehouse.Retention;
import org.junheng.warehouse.Warehouse;

/** Lists the snapshots, the published one marked; removes old ones; marks one as cited. */
final class SnapshotsCommand implements Command {
    private static final String CITE = "cite";
    private static final String UNCITE = "uncite";
    private static final long KIBIBYTE = 1024;

    /** How a citation is written. */
    enum Format {
        TEXT,
        BIBTEX,
        CFF
    }

    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @Parameter(descriptionKey = "snapshots.operands", placeholder = "[cite ID | uncite ID]")
    private List<String> operands = new ArrayList<>();

    @Parameter(names = "--keep", descriptionKey = "snapshots.keep", placeholder = "N")
    private Integer keep;

    @Parameter(names = "--dry-run", descriptionKey = "snapshots.dry_run")
    private boolean dryRun;

    @Parameter(names = "--note", descriptionKey = "snapshots.note", placeholder = "TEXT")
    private String note;

    @Parameter(names = "--format", descriptionKey = "snapshots.format")
    private Format format;

    @Override
    public ExitCode run(Console console) throws Exception {
        if (operands.isEmpty()) {
            refuse(note != null, "--note");
            refuse(format != null, "--format");
            refuse(dryRun && keep == null, "--dry-run");
            return keep == null ? list(console) : keep(console);
        }
        var action = operands.get(0);
        if (!action.equals(CITE) && !action.equals(UNCITE)) {
            throw new UsageProblem("usage.value", action, "snapshots", CITE + ", " + UNCITE);
        }
        if (operands.size() < 2) {
            throw new UsageProblem("snapshots.which", action);
        }
        if (operands.size() > 2) {
            throw new UsageProblem("usage.unexpected", operands.get(2));
        }
        refuse(keep != null, "--keep");
        refuse(dryRun, "--dry-run");
        return action.equals(CITE) ? cite(console, operands.get(1)) : uncite(console, operands.get(1));
    }

    private static void refuse(boolean given, String option) {
        if (given) {
            throw new UsageProblem("snapshots.not_here", option);
        }
    }

    private SnapshotKeeping keeping() {
        return new SnapshotKeeping(new LocalWarehouseFiles(common.warehouse()));
    }

    private ExitCode list(Console console) throws IOException {
        var warehouse = new Warehouse(new LocalWarehouseFiles(common.warehouse()));
        var current = warehouse.currentId().orElse("");
        var manifests = warehouse.manifests();
        var ids = manifests.stream().map(Manifest::id).toList();
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(console.text("snapshots.heading").split("\\|")));
        for (var manifest : manifests) {
            rows.add(List.of(
                    manifest.id().equals(current) ? "*" : "",
                    manifest.id(),
                    manifest.version(),
                    parent(manifest, ids, console),
                    warehouse.isCited(manifest.id()) ? console.text("snapshots.cited") : "",
                    size(warehouse.bytes(manifest)),
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

    private static String parent(Manifest manifest, List<String> ids, Console console) {
        if (manifest.parentId() == null) {
            return "";
        }
        var shortened =
                manifest.parentId().substring(0, Math.min(8, manifest.parentId().length()));
        return ids.contains(manifest.parentId()) ? shortened : console.text("snapshots.removed_parent", shortened);
    }

    private ExitCode keep(Console console) throws IOException, SQLException {
        if (keep < 1) {
            throw new UsageProblem("snapshots.keep_one", String.valueOf(keep));
        }
        var plan = dryRun ? keeping().plan(keep) : keeping().keep(keep);
        for (var manifest : plan.removed()) {
            console.answerLine(console.text(
                    dryRun ? "snapshots.would_remove" : "snapshots.removed",
                    manifest.id(),
                    manifest.version(),
                    manifest.created()));
        }
        told(console, plan);
        return ExitCode.DONE;
    }

    private void told(Console console, Retention.Plan plan) throws IOException {
        if (plan.removed().isEmpty() && plan.files().isEmpty()) {
            console.answerLine(
                    console.text("snapshots.nothing_to_remove", plan.kept().size()));
        } else {
            console.answerLine(console.text(
                    dryRun ? "snapshots.would_free" : "snapshots.freed",
                    plan.removed().size(),
                    plan.files().size(),
                    size(plan.bytes()),
                    plan.kept().size()));
        }
        if (plan.sealed() > 0) {
            console.say("snapshots.sealed_stay", plan.sealed(), size(plan.sealedBytes()));
        }
    }

    private ExitCode cite(Console console, String name) throws IOException, SQLException {
        var manifest = keeping().cite(name, note);
        console.say("snapshots.cite_done", manifest.id(), manifest.version());
        var text = CitationText.of(common.warehouse(), manifest, console.messages());
        var lines =
                switch (format == null ? Format.TEXT : format) {
                    case TEXT -> text.inWords();
                    case BIBTEX -> text.inBibTex();
                    case CFF -> text.inCff();
                };
        for (var line : lines) {
            console.answerLine(line);
        }
        return ExitCode.DONE;
    }

    private ExitCode uncite(Console console, String name) throws IOException, SQLException {
        refuse(note != null, "--note");
        refuse(format != null, "--format");
        var uncited = keeping().uncite(name);
        console.answerLine(console.text(
                uncited.cited() ? "snapshots.uncite_done" : "snapshots.not_cited",
                uncited.manifest().id(),
                uncited.manifest().version()));
        return ExitCode.DONE;
    }

    /** Bytes for people, in KiB below a MiB. */
    private static String size(long bytes) {
        double kibibytes = bytes / (double) KIBIBYTE;
        return kibibytes < KIBIBYTE
                ? String.format(Locale.ROOT, "%.0f KiB", kibibytes)
                : String.format(Locale.ROOT, "%.1f MiB", kibibytes / KIBIBYTE);
    }
}
