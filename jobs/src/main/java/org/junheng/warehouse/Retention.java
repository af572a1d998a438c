package org.junheng.warehouse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes old snapshots. The published one and those cited stay always; so do sealed inputs, which are evidence.
 *
 * <p>A snapshot's manifest goes first, by one atomic step, then the files that no other lists: whoever dies in between
 * leaves whole snapshots and some files that nobody lists, which the same command, or the next that publishes, removes.
 */
public final class Retention {
    private final Warehouse warehouse;

    public Retention(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * What goes.
     *
     * @param kept snapshots that stay, the oldest version first
     * @param removed snapshots that go, likewise
     * @param files databases and Parquet files that go with them
     * @param bytes the size of these files
     * @param sealed inputs that no kept snapshot lists, which stay
     * @param sealedBytes the size of these inputs
     */
    public record Plan(
            List<Manifest> kept, List<Manifest> removed, List<String> files, long bytes, int sealed, long sealedBytes) {
        public Plan {
            kept = List.copyOf(kept);
            removed = List.copyOf(removed);
            files = List.copyOf(files);
        }
    }

    /**
     * Decides what goes.
     *
     * @param newest how many snapshots of the highest versions stay, 1 at least
     * @throws org.junheng.terms.FaultException of kind SYSTEM when a manifest is damaged: then it cannot be told what may go
     */
    public Plan plan(int newest) throws IOException {
        if (newest < 1) {
            throw new IllegalArgumentException("at least one snapshot stays, not " + newest);
        }
        var names = new SnapshotNames(warehouse);
        var all = new ArrayList<Manifest>();
        for (var id : warehouse.snapshotIds()) {
            all.add(names.read(id));
        }
        // Versions rise with every snapshot of a warehouse, whatever its clock says.
        all.sort(Comparator.comparing(
                        (Manifest each) -> DataVersion.of(each.version()).orElse(new DataVersion(0, 0, 0)))
                .thenComparing(Manifest::created)
                .thenComparing(Manifest::id));
        var current = warehouse.currentId();
        var kept = new ArrayList<Manifest>();
        var removed = new ArrayList<Manifest>();
        for (int i = 0; i < all.size(); i++) {
            var manifest = all.get(i);
            boolean stays = i >= all.size() - newest
                    || current.isEmpty()
                    || current.get().equals(manifest.id())
                    || warehouse.isCited(manifest.id());
            (stays ? kept : removed).add(manifest);
        }
        var files = warehouse.unlisted(kept);
        var sealed = sealed(kept);
        return new Plan(kept, removed, files, warehouse.bytes(files), sealed.size(), warehouse.bytes(sealed));
    }

    private Set<String> sealed(List<Manifest> kept) throws IOException {
        var sealed = new HashSet<>(warehouse.allSealed());
        kept.forEach(manifest -> manifest.inputs().forEach(input -> sealed.remove(Warehouse.rawPath(input))));
        return sealed;
    }

    /** Carries it out. Only the holder of the lock may call. */
    public void carryOut(Plan plan) throws IOException {
        for (var manifest : plan.removed()) {
            warehouse.forget(manifest.id());
        }
        warehouse.removeUnlisted();
    }
}
