package org.junheng.warehouse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/**
 * One run at a time. The operating system holds the lock, so it falls when its process dies, however that happens; the
 * file {@code lock} stays and tells who holds it: process id and start time.
 */
public final class WarehouseLock implements AutoCloseable {
    private static final String FILE = "lock";

    private final FileChannel channel;
    private final FileLock lock;

    private WarehouseLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock of a warehouse.
     *
     * @throws FaultException of kind BUSY when another run holds it
     */
    public static WarehouseLock take(Path warehouse) throws IOException {
        Files.createDirectories(warehouse);
        var channel = FileChannel.open(
                warehouse.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            var holder = holder(warehouse).orElse("?");
            throw new FaultException(
                    FaultException.Kind.BUSY,
                    "warehouse.busy",
                    Place.NOWHERE,
                    new Bilingual("数据仓库正被另一次运行占用：" + holder, "another run holds the warehouse: " + holder),
                    new Bilingual(
                            "等它结束后再运行；若该进程已挂起，请先结束它",
                            "run again when it has ended; if that process hangs, end it first"));
        }
        var holder = "pid %d, started %s\n"
                .formatted(
                        ProcessHandle.current().pid(),
                        ProcessHandle.current()
                                .info()
                                .startInstant()
                                .orElse(Instant.now())
                                .truncatedTo(ChronoUnit.SECONDS));
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
        return new WarehouseLock(channel, lock);
    }

    /** What the file says of the run that holds the lock, or held it when it died. */
    public static Optional<String> holder(Path warehouse) throws IOException {
        var file = warehouse.resolve(FILE);
        var text = Files.exists(file) ? Files.readString(file).strip() : "";
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    @Override
    public void close() throws IOException {
        channel.truncate(0);
        lock.release();
        channel.close();
    }
}
