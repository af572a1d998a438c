package org.junheng.warehouse;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/** The warehouse on a file system of this machine, or one that is mounted on every machine of a cluster. */
public final class LocalWarehouseFiles implements WarehouseFiles {
    private final Path root;

    public LocalWarehouseFiles(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    @Override
    public byte[] read(String path) throws IOException {
        return Files.readAllBytes(root.resolve(path));
    }

    @Override
    public void write(String path, byte[] content) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        force(file);
    }

    @Override
    public void copyIn(Path source, String path) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING);
        force(file);
    }

    @Override
    public void move(String from, String to) throws IOException {
        var target = root.resolve(to);
        Files.createDirectories(target.getParent());
        force(root.resolve(from));
        Files.move(root.resolve(from), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(target.getParent());
    }

    @Override
    public void delete(String path) throws IOException {
        var start = root.resolve(path);
        if (!Files.exists(start)) {
            return;
        }
        try (var walk = Files.walk(start)) {
            for (var each : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    @Override
    public List<String> list(String folder) throws IOException {
        var start = root.resolve(folder);
        try (var walk = Files.walk(start)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException absent) {
            return List.of();
        }
    }

    private static void force(Path path) throws IOException {
        if (Files.isDirectory(path) && System.getProperty("os.name").startsWith("Windows")) {
            return;
        }
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
