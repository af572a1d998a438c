package org.junheng.warehouse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The port through which a commit touches the disk. Each method is one operation that a machine can die before or after;
 * tests count them and make each fail.
 *
 * <p>Paths are relative to the warehouse and use {@code /}.
 */
public interface WarehouseFiles {
    /** The folder of the warehouse, for readers that open files themselves. */
    Path root();

    boolean exists(String path) throws IOException;

    byte[] read(String path) throws IOException;

    /** Writes a whole small file to disk (forced), replacing what stood there not atomically: use a staging path. */
    void write(String path, byte[] content) throws IOException;

    /** Copies a file from outside into the warehouse, forced to disk. */
    void copyIn(Path source, String path) throws IOException;

    /** Moves a file in one atomic step, replacing an existing one; the file and its new folder are forced to disk. */
    void move(String from, String to) throws IOException;

    /** Deletes a file, or a folder with all that it holds; a missing one is no failure. */
    void delete(String path) throws IOException;

    /** All files below a folder, as sorted relative paths; empty where the folder does not exist. */
    List<String> list(String folder) throws IOException;
}
