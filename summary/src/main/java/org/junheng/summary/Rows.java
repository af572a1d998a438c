package org.junheng.summary;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of an answer, read whole. Values are null, {@link Boolean}, {@link Number}, {@link String}, or a {@link List} or
 * {@link Map} of these.
 *
 * @param cut whether there are more rows than these
 */
public record Rows(List<String> columns, List<List<Object>> rows, boolean cut) {
    public Rows {
        columns = List.copyOf(columns);
        rows = Collections.unmodifiableList(rows);
    }

    /** The position of a column. @throws IllegalArgumentException when there is none of that name */
    public int position(String column) {
        int position = columns.indexOf(column);
        if (position < 0) {
            throw new IllegalArgumentException("no column " + column + " among " + columns);
        }
        return position;
    }

    /** A row as values by column; the first column of a name counts. */
    public Map<String, Object> named(int row) {
        var values = new LinkedHashMap<String, Object>();
        for (int i = 0; i < columns.size(); i++) {
            values.putIfAbsent(columns.get(i), rows.get(row).get(i));
        }
        return values;
    }
}
