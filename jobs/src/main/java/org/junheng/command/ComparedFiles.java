package org.junheng.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junheng.summary.SnapshotPair;
import org.junheng.warehouse.LocalWarehouseFiles;
import org.junheng.warehouse.Manifest;
import org.junheng.warehouse.SnapshotNames;
import org.junheng.warehouse.Warehouse;

/** The two snapshots that a person names: by id in a warehouse, or as summary files wherever they stand. */
final class ComparedFiles {
    private static final String ENDING = ".duckdb";

    private final Path warehouse;

    ComparedFiles(Path warehouse) {
        this.warehouse = warehouse;
    }

    /** Opens both; the names are told apart by what stands on the disk. */
    SnapshotPair open(String before, String after) throws IOException {
        var first = side(before);
        var second = side(after);
        return SnapshotPair.ofFiles(first.file(), first.name(), second.file(), second.name());
    }

    /** Whether a name means a file and no snapshot of the warehouse. */
    static boolean isFile(String name) {
        return name.endsWith(ENDING);
    }

    private record Side(Path file, String name) {}

    private Side side(String text) throws IOException {
        if (isFile(text)) {
            var file = Path.of(text);
            if (!Files.isRegularFile(file)) {
                throw new UsageProblem("diff.no_file", text);
            }
            return new Side(file, text);
        }
        var id = new SnapshotNames(new Warehouse(new LocalWarehouseFiles(warehouse)))
                .manifest(text)
                .id();
        return new Side(warehouse.resolve(Manifest.summaryPath(id)), id);
    }
}
