package org.junheng.ingest.workbook;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How large the table of contents of a zip file is. The library loads it whole before it can be asked, so it is looked up
 * here first (APPNOTE.TXT 6.3.10, 4.3.14 to 4.3.16).
 *
 * @param entries the greatest number of entries that an end record of the file names
 * @param bytes the greatest size that one names
 */
record ZipDirectory(long entries, long bytes) {
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_LENGTH = 20;
    private static final int LONG_END = 0x06064b50;
    private static final int LONG_END_LENGTH = 56;

    private static final ZipDirectory NOTHING = new ZipDirectory(0, 0);

    /** Empty where the file has no end record: it is no zip file, or its end is missing. */
    static Optional<ZipDirectory> of(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            long size = channel.size();
            long start = Math.max(0, size - END_LENGTH - LONGEST_COMMENT - LOCATOR_LENGTH);
            var tail = read(channel, start, (int) (size - start));
            ZipDirectory found = null;
            // A comment may hold what looks like an end record; which of them counts is for the library to say.
            for (int at = tail.limit() - END_LENGTH; at >= 0; at--) {
                if (tail.getInt(at) == END) {
                    found = (found == null ? NOTHING : found).orMore(atEnd(channel, tail, at));
                }
            }
            return Optional.ofNullable(found);
        }
    }

    private static ZipDirectory atEnd(FileChannel channel, ByteBuffer tail, int at) throws IOException {
        int entries = Short.toUnsignedInt(tail.getShort(at + 10));
        long bytes = Integer.toUnsignedLong(tail.getInt(at + 12));
        if (at >= LOCATOR_LENGTH && tail.getInt(at - LOCATOR_LENGTH) == LOCATOR) {
            long position = tail.getLong(at - LOCATOR_LENGTH + 8);
            if (position >= 0 && position <= channel.size() - LONG_END_LENGTH) {
                var end = read(channel, position, LONG_END_LENGTH);
                if (end.getInt(0) == LONG_END) {
                    // The short record then says "see the long one" with all bits set.
                    return new ZipDirectory(entries == 0xFFFF ? 0 : entries, bytes == 0xFFFFFFFFL ? 0 : bytes)
                            .orMore(new ZipDirectory(unsigned(end.getLong(32)), unsigned(end.getLong(40))));
                }
            }
        }
        return new ZipDirectory(entries, bytes);
    }

    private static long unsigned(long value) {
        return value < 0 ? Long.MAX_VALUE : value;
    }

    private ZipDirectory orMore(ZipDirectory other) {
        return new ZipDirectory(Math.max(entries, other.entries), Math.max(bytes, other.bytes));
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            continue;
        }
        return bytes.flip();
    }
}
