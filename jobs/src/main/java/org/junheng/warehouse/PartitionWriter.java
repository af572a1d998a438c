package org.junheng.warehouse;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Writes the Parquet files of one step into a staging folder. Tasks of Spark use it side by side: each file gets a name
 * of its own, and a file that no task returned is never listed and goes with the folder.
 *
 * @param root the warehouse
 * @param staging the staging folder, relative to the warehouse
 */
public record PartitionWriter(String root, String staging) implements Serializable {
    /**
     * Writes one partition of a table.
     *
     * @param folder where it belongs, e.g. {@code metrics/equity}
     * @param rows the rows, in the order to keep
     * @return the file under its staged path; {@link StoredFile#path()} is the final one
     */
    public Staged write(String folder, TableShape shape, int year, String province, Iterable<Object[]> rows)
            throws IOException {
        var stagedPath = staging + "/" + UUID.randomUUID() + ".parquet";
        var file = Path.of(root).resolve(stagedPath);
        Files.createDirectories(file.getParent());
        long count = 0;
        try (var writer = ParquetTable.writer(file, shape)) {
            for (var row : rows) {
                writer.write(row);
                count++;
            }
        }
        var hash = Hashing.ofFile(file);
        var path = "%s/year=%04d/province=%s/%s.parquet".formatted(folder, year, province, hash.substring(0, 16));
        return new Staged(stagedPath, new StoredFile(path, shape.name(), count, hash));
    }

    /** A file that waits in staging for its step to end well. */
    public record Staged(String stagedPath, StoredFile file) implements Serializable {}
}
