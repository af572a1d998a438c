package org.junheng.sample;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Files that are opened when first written to, and closed together. */
final class OpenFiles<K extends Comparable<K>, F extends Closeable> implements Closeable {
    /** Opens the file of a key. */
    interface Opener<K, F> {
        F open(K key) throws IOException;
    }

    private final Map<K, F> files = new TreeMap<>();

    F of(K key, Opener<K, F> opener) throws IOException {
        var file = files.get(key);
        if (file == null) {
            file = opener.open(key);
            files.put(key, file);
        }
        return file;
    }

    /** In the order of their keys. */
    Map<K, F> all() {
        return files;
    }

    /** Closes all of them, also after one that fails. */
    @Override
    public void close() throws IOException {
        IOException first = null;
        for (var file : files.values()) {
            try {
                file.close();
            } catch (IOException failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
