package org.junheng.dashboard.server;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Bytes to be sent, compressed once. */
record Asset(String type, byte[] compressed, int size, Optional<byte[]> uncompressed) {
    static Asset of(String type, byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (var gzip = new FastGzip(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Asset(type, out.toByteArray(), bytes.length, Optional.empty());
    }

    /** Also kept as it is, for what is asked for often and by clients of all kinds. */
    static Asset ofBoth(String type, byte[] bytes) {
        return new Asset(type, of(type, bytes).compressed(), bytes.length, Optional.of(bytes));
    }

    /** A page that is asked for once costs less to compress quickly than it saves by being smaller. */
    private static final class FastGzip extends GZIPOutputStream {
        private static final int LEVEL = 4;

        FastGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(LEVEL);
        }
    }

    byte[] plain() {
        if (uncompressed.isPresent()) {
            return uncompressed.get();
        }
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
