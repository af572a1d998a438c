package org.junheng.ingest.workbook;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.junheng.rulebook.ReadingLimits;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;

/** The parts of a workbook: a zip file whose entries are known, named without tricks, and inflated within limits. */
final class WorkbookZip implements AutoCloseable {
    private final ZipFile zip;
    private final long fileBytes;
    private final Map<String, ZipEntry> parts = new HashMap<>();
    private final ReadingLimits limits;
    private final Map<String, Long> inflated = new HashMap<>();
    private long inflatedInAll;

    private WorkbookZip(ZipFile zip, long fileBytes, ReadingLimits limits) {
        this.zip = zip;
        this.fileBytes = fileBytes;
        this.limits = limits;
    }

    /** Opens a file that was found to be a zip file. */
    static WorkbookZip open(Path file, ReadingLimits limits, WorkbookFaults faults) throws IOException {
        var directory = ZipDirectory.of(file)
                .orElseThrow(() -> faults.broken(
                        new Bilingual("文件不完整：缺少压缩包的结尾", "the file is cut off: the end of the zip file is missing"),
                        null));
        requireFew(directory.entries(), limits, faults);
        if (directory.bytes() > limits.directoryBytes()) {
            throw faults.tooMuch(
                    "directory_bytes",
                    limits.directoryBytes(),
                    Bilingual.format("压缩包目录有 %d 字节", "the directory of the zip file has %d bytes", directory.bytes()));
        }
        ZipFile zip;
        try {
            // Names of parts are ASCII; other entries (pictures) may have names in whatever encoding.
            zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1);
        } catch (ZipException | EOFException damaged) {
            throw faults.broken(damaged);
        }
        var opened = new WorkbookZip(zip, Files.size(file), limits);
        try {
            requireFew(zip.size(), limits, faults);
            opened.list(faults);
        } catch (FaultException fault) {
            zip.close();
            throw fault;
        }
        return opened;
    }

    private static void requireFew(long entries, ReadingLimits limits, WorkbookFaults faults) {
        if (entries > limits.entries()) {
            throw faults.tooMuch(
                    "entries",
                    limits.entries(),
                    Bilingual.format("压缩包内有 %d 个部件", "the zip file has %d parts", entries));
        }
    }

    private void list(WorkbookFaults faults) {
        for (var entries = zip.entries(); entries.hasMoreElements(); ) {
            var entry = entries.nextElement();
            var name = entry.getName().replace('\\', '/');
            if (!isPlain(name)) {
                throw faults.broken(
                        Bilingual.format(
                                "压缩包内有异常的部件名「%s」", "the zip file has a part with an odd name: '%s'", shown(name)),
                        null);
            }
            if (parts.put(key(name), entry) != null) {
                throw faults.broken(
                        Bilingual.format("压缩包内部件「%s」出现两次", "the zip file has the part '%s' twice", shown(name)), null);
            }
        }
    }

    /** Names are compared without regard to case (ECMA-376 part 2, 6.2.2.3). */
    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty()
                && !name.startsWith("/")
                && name.indexOf(':') < 0
                && name.chars().noneMatch(Character::isISOControl)
                && !("/" + name + "/").contains("/../");
    }

    private static String shown(String name) {
        var plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 80 ? plain : plain.substring(0, 80) + "…";
    }

    boolean has(String part) {
        return parts.containsKey(key(part));
    }

    /** The name of any part that begins and ends so. */
    Optional<String> anyPart(String start, String end) {
        return parts.keySet().stream()
                .filter(name -> name.startsWith(start) && name.endsWith(end))
                .sorted()
                .findFirst();
    }

    /**
     * The bytes of a part. Reading them throws a fault where they are damaged or go beyond a limit.
     *
     * @throws FaultException when there is no such part
     */
    InputStream open(String part, WorkbookFaults faults) {
        var entry = parts.get(key(part));
        if (entry == null) {
            throw faults.broken(Bilingual.format("缺少部件「%s」", "the part '%s' is missing", shown(part)), null);
        }
        requireSmall(part, entry, faults);
        try {
            return new PartStream(zip.getInputStream(entry), part, entry, faults);
        } catch (IOException damaged) {
            throw faults.broken(damaged);
        }
    }

    /** Looks at the sizes that the file tells; those that it keeps to while it is read bound the work from here on. */
    private void requireSmall(String part, ZipEntry entry, WorkbookFaults faults) {
        if (entry.getSize() > limits.entryBytes()) {
            throw faults.tooMuch(
                    "entry_bytes",
                    limits.entryBytes(),
                    Bilingual.format(
                            "部件「%s」解压后有 %d 字节", "the part '%s' inflates to %d bytes", shown(part), entry.getSize()));
        }
        // It can take no more than the whole file, whatever it says.
        long compressed = Math.max(1, Math.min(entry.getCompressedSize(), fileBytes));
        long ratio = entry.getSize() / compressed;
        if (entry.getSize() > limits.inflationRatioFromBytes() && ratio > limits.inflationRatio()) {
            throw faults.tooMuch(
                    "inflation_ratio",
                    limits.inflationRatio(),
                    Bilingual.format(
                            "部件「%s」解压后膨胀到 %d 倍", "the part '%s' inflates to %d times its size", shown(part), ratio));
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Counts what comes out of a part and compares it with its size and checksum, which the library does not. */
    private final class PartStream extends InputStream {
        private final InputStream in;
        private final String part;
        private final ZipEntry entry;
        private final WorkbookFaults faults;
        private final java.util.zip.CRC32 checksum = new java.util.zip.CRC32();
        private long bytes;

        PartStream(InputStream in, String part, ZipEntry entry, WorkbookFaults faults) {
            this.in = in;
            this.part = part;
            this.entry = entry;
            this.faults = faults;
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int read;
            try {
                read = in.read(target, offset, length);
            } catch (IOException damaged) {
                throw faults.broken(damaged);
            }
            if (read < 0) {
                requireWhole();
                return read;
            }
            checksum.update(target, offset, read);
            bytes += read;
            if (bytes > entry.getSize()) {
                throw faults.broken(
                        Bilingual.format(
                                "部件「%s」解压后超过其自称的 %d 字节",
                                "the part '%s' inflates to more than the %d bytes that it says it has",
                                shown(part),
                                entry.getSize()),
                        null);
            }
            countInAll();
            return read;
        }

        private void requireWhole() {
            if (checksum.getValue() != entry.getCrc() || bytes != entry.getSize()) {
                throw faults.broken(
                        Bilingual.format("部件「%s」的校验和不符", "the checksum of the part '%s' does not match", shown(part)),
                        null);
            }
        }

        /** A part that is read twice counts once. */
        private void countInAll() {
            long before = inflated.getOrDefault(part, 0L);
            if (bytes > before) {
                inflated.put(part, bytes);
                inflatedInAll += bytes - before;
            }
            if (inflatedInAll > limits.totalBytes()) {
                throw faults.tooMuch(
                        "total_bytes",
                        limits.totalBytes(),
                        Bilingual.format(
                                "工作簿解压后至少有 %d 字节", "the workbook inflates to %d bytes or more", inflatedInAll));
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
