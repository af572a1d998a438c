package org.junheng.terms;

import java.io.Serializable;

/**
 * Where something was found.
 *
 * @param file file name, or null
 * @param line line number from 1, or 0
 * @param column what stands for the column: a header, or a key of a facts file; or null
 */
public record Place(String file, long line, String column) implements Serializable {
    public static final Place NOWHERE = new Place(null, 0, null);

    public static Place file(String file) {
        return new Place(file, 0, null);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        if (file != null) {
            text.append(file);
        }
        if (line > 0) {
            text.append(':').append(line);
        }
        if (column != null) {
            text.append(text.length() > 0 ? " " : "").append('[').append(column).append(']');
        }
        return text.toString();
    }
}
