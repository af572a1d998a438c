package org.junheng.warehouse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.Util;

/**
 * Puts the footer of a Parquet file into one order. Parquet keeps the encodings of a column in a set of enum constants,
 * whose order differs from process to process; the same rows would then give different bytes.
 */
final class ParquetFooter {
    /** The length of the footer (4 bytes) and the magic number (4 bytes) end a file. */
    private static final int TAIL_BYTES = 8;

    private ParquetFooter() {}

    static void order(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var tail = read(channel, channel.size() - TAIL_BYTES, TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            int length = tail.getInt();
            int magic = tail.getInt();
            long start = channel.size() - TAIL_BYTES - length;
            var metaData = Util.readFileMetaData(
                    new ByteArrayInputStream(read(channel, start, length).array()));
            order(metaData);
            var footer = new ByteArrayOutputStream(length);
            Util.writeFileMetaData(metaData, footer);
            var bytes = ByteBuffer.allocate(footer.size() + TAIL_BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(footer.toByteArray())
                    .putInt(footer.size())
                    .putInt(magic)
                    .flip();
            channel.truncate(start);
            channel.position(start);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private static void order(FileMetaData metaData) {
        for (var rowGroup : metaData.getRow_groups()) {
            for (var chunk : rowGroup.getColumns()) {
                var column = chunk.getMeta_data();
                column.getEncodings().sort(Comparator.comparingInt(Encoding::getValue));
                if (column.isSetEncoding_stats()) {
                    column.getEncoding_stats()
                            .sort(Comparator.comparingInt((PageEncodingStats stats) ->
                                            stats.getPage_type().getValue())
                                    .thenComparingInt(
                                            stats -> stats.getEncoding().getValue()));
                }
            }
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            // until all is read
        }
        return bytes.flip();
    }
}
