package org.junheng.warehouse;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a stored table. A row is an {@code Object[]} in their order; each cell is a String, Long, Double,
 * Boolean, or null, as its column's type says.
 *
 * @param name the table's name
 * @param columns names and types
 */
public record TableShape(String name, List<Column> columns) implements Serializable {
    /** The type of a stored cell. */
    public enum Type {
        TEXT,
        INTEGER,
        NUMBER,
        FLAG
    }

    /** A stored column. */
    public record Column(String name, Type type) implements Serializable {}

    public TableShape {
        columns = List.copyOf(columns);
    }

    /** Column name → position. */
    public Map<String, Integer> positions() {
        var positions = new HashMap<String, Integer>();
        for (int i = 0; i < columns.size(); i++) {
            positions.put(columns.get(i).name(), i);
        }
        return positions;
    }
}
