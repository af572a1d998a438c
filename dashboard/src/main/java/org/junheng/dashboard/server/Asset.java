package org.junheng.dashboard.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Bytes to be sent, compressed once. */
record Asset(String type, byte[] compressed, int size) {
    static Asset of(String type, byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Asset(type, out.toByteArray(), bytes.length);
    }

    byte[] plain() {
        try (var gzip = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(compressed))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
