package org.junheng.nightly;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junheng.warehouse.WarehouseFiles;

/** Counts the operations on a warehouse and dies at the one asked for: from then on nothing works any more. */
final class FaultyWarehouseFiles implements WarehouseFiles {
    /** The machine died: not an {@link IOException}, so that no code can take it for a failure to handle. */
    static final class MachineDied extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final WarehouseFiles files;
    private final int fatal;
    private final boolean afterwards;
    private int operations;

    /**
     * @param fatal the operation to die at, from 1
     * @param afterwards whether it dies when the operation is done, or before
     */
    FaultyWarehouseFiles(WarehouseFiles files, int fatal, boolean afterwards) {
        this.files = files;
        this.fatal = fatal;
        this.afterwards = afterwards;
    }

    int operations() {
        return operations;
    }

    private interface Operation<T> {
        T run() throws IOException;
    }

    private <T> T count(Operation<T> operation) throws IOException {
        operations++;
        if (operations > fatal || operations == fatal && !afterwards) {
            throw new MachineDied();
        }
        var result = operation.run();
        if (operations == fatal) {
            throw new MachineDied();
        }
        return result;
    }

    @Override
    public Path root() {
        return files.root();
    }

    @Override
    public boolean exists(String path) throws IOException {
        return files.exists(path);
    }

    @Override
    public byte[] read(String path) throws IOException {
        return files.read(path);
    }

    @Override
    public List<String> list(String folder) throws IOException {
        return files.list(folder);
    }

    @Override
    public void write(String path, byte[] content) throws IOException {
        count(() -> {
            files.write(path, content);
            return null;
        });
    }

    @Override
    public void copyIn(Path source, String path) throws IOException {
        count(() -> {
            files.copyIn(source, path);
            return null;
        });
    }

    @Override
    public void move(String from, String to) throws IOException {
        count(() -> {
            files.move(from, to);
            return null;
        });
    }

    @Override
    public void delete(String path) throws IOException {
        count(() -> {
            files.delete(path);
            return null;
        });
    }
}
