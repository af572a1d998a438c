package org.junheng.nightly;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.junheng.summary.ExitCode;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;
import org.junheng.warehouse.Citation;
import org.junheng.warehouse.Manifest;
import org.junheng.warehouse.Retention;
import org.junheng.warehouse.SnapshotNames;
import org.junheng.warehouse.Warehouse;
import org.junheng.warehouse.WarehouseFiles;

/** What a person does to the snapshots of a warehouse: publish an earlier one, remove old ones, mark one as cited. */
public final class SnapshotKeeping {
    private final WarehouseFiles files;

    public SnapshotKeeping(WarehouseFiles files) {
        this.files = files;
    }

    /**
     * A snapshot took the place of another.
     *
     * @param published what is published now
     * @param beforeId the id of what was published before; the same where nothing was to be done
     * @param before its manifest, where it can be read
     */
    public record Rollback(Manifest published, String beforeId, Optional<Manifest> before) {
        public boolean unchanged() {
            return published.id().equals(beforeId);
        }
    }

    /**
     * Publishes an earlier snapshot again. Its files are looked at first: all must be there, and its database must have the
     * bytes with which it was published.
     *
     * @param name an id, its first digits, or {@code previous}
     * @throws FaultException of kind USAGE when the name means none or several, BUSY when another run holds the warehouse,
     *     SYSTEM when the snapshot is damaged: then nothing has changed
     */
    public Rollback rollback(String name) throws IOException, SQLException {
        return recorded("rollback", warehouse -> {
            var names = new SnapshotNames(warehouse);
            var wanted = names.manifest(name);
            var before = warehouse.currentId().orElse("");
            var rollback = new Rollback(wanted, before, readable(warehouse, before));
            if (!rollback.unchanged()) {
                checkSound(warehouse, wanted);
                warehouse.makeCurrent(wanted.id());
            }
            return ended(rollback, rollback.unchanged(), wanted.id());
        });
    }

    /** Where the published snapshot is damaged, an earlier one is the remedy. */
    private static Optional<Manifest> readable(Warehouse warehouse, String id) throws IOException {
        try {
            return warehouse.manifest(id);
        } catch (JsonProcessingException damaged) {
            return Optional.empty();
        }
    }

    private static void checkSound(Warehouse warehouse, Manifest manifest) throws IOException {
        var damage = warehouse.damageOfSummary(manifest);
        if (damage.isPresent() || !warehouse.isComplete(manifest)) {
            throw new FaultException(
                    FaultException.Kind.SYSTEM,
                    "snapshot.incomplete",
                    Place.NOWHERE,
                    damage.isPresent()
                            ? Bilingual.format(
                                    "快照 %1$s 的文件 %2$s 已损坏或缺失，未作任何改动",
                                    "file %2$s of snapshot %1$s is damaged or missing; nothing has been changed",
                                    manifest.id(),
                                    damage.get().path())
                            : Bilingual.format(
                                    "快照 %s 缺少文件，未作任何改动",
                                    "files of snapshot %s are missing; nothing has been changed", manifest.id()),
                    Bilingual.format(
                            "junheng verify %1$s 列出这些文件，请从备份恢复；或选用其他快照（junheng snapshots）",
                            "junheng verify %1$s names them: restore them from a backup, or choose another snapshot (junheng snapshots)",
                            manifest.id()));
        }
    }

    /**
     * Removes all snapshots but the newest, those cited and the published one.
     *
     * @param newest how many of the newest stay, 1 at least
     */
    public Retention.Plan keep(int newest) throws IOException, SQLException {
        return recorded("snapshots --keep", warehouse -> {
            var retention = new Retention(warehouse);
            var plan = retention.plan(newest);
            retention.carryOut(plan);
            return ended(plan, plan.removed().isEmpty() && plan.files().isEmpty(), null);
        });
    }

    /** What {@link #keep} would do. */
    public Retention.Plan plan(int newest) throws IOException {
        return new Retention(new Warehouse(files)).plan(newest);
    }

    /**
     * Marks a snapshot as cited, so that it is never removed.
     *
     * @param note who cites it and where; null leaves the note that stands
     */
    public Manifest cite(String name, String note) throws IOException, SQLException {
        return recorded("snapshots cite", warehouse -> {
            var manifest = new SnapshotNames(warehouse).manifest(name);
            checkSound(warehouse, manifest);
            var before = warehouse.citation(manifest.id());
            var kept = Optional.ofNullable(note).or(() -> before.map(Citation::note));
            var citation = new Citation(manifest.id(), manifest.version(), kept.orElse(null));
            boolean unchanged = before.equals(Optional.of(citation));
            if (!unchanged) {
                warehouse.cite(citation);
            }
            return ended(manifest, unchanged, manifest.id());
        });
    }

    /**
     * The mark of a snapshot was taken away.
     *
     * @param cited whether there was one
     */
    public record Uncited(Manifest manifest, boolean cited) {}

    /** Takes the mark away that a snapshot is cited. */
    public Uncited uncite(String name) throws IOException, SQLException {
        return recorded("snapshots uncite", warehouse -> {
            var manifest = new SnapshotNames(warehouse).manifest(name);
            boolean cited = warehouse.isCited(manifest.id());
            if (cited) {
                warehouse.uncite(manifest.id());
            }
            return ended(new Uncited(manifest, cited), !cited, manifest.id());
        });
    }

    private interface Work<T> {
        RecordedWork.Ended<T> run(Warehouse warehouse) throws IOException, SQLException;
    }

    private <T> T recorded(String command, Work<T> work) throws IOException, SQLException {
        var warehouse = new Warehouse(files);
        if (warehouse.snapshotIds().isEmpty()) {
            // Tells so. A folder that is no warehouse must not become one by being asked about.
            new SnapshotNames(warehouse).manifest("current");
        }
        return new RecordedWork(files).run(command, () -> {}, (opened, steps) -> work.run(opened));
    }

    private static <T> RecordedWork.Ended<T> ended(T result, boolean unchanged, String snapshotId) {
        return new RecordedWork.Ended<>(
                result, unchanged ? "unchanged" : "done", ExitCode.DONE, Optional.ofNullable(snapshotId));
    }
}
