package org.junheng.warehouse;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junheng.rulebook.SummaryTable;

/**
 * The columns of a stored table. A row is an {@code Object[]} in their order; each cell is a String, Long, Double,
 * Boolean, LocalDate, LocalDateTime, Instant, BigDecimal, or null, as its column's type says. The warehouse's own tables hold
 * the first four only.
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
        FLAG,
        DATE,
        /** Date and time of no zone, to microseconds. */
        TIMESTAMP,
        /** A point in time, to microseconds. */
        INSTANT,
        /** A decimal of as many digits as its column says. */
        DECIMAL
    }

    /**
     * A stored column.
     *
     * @param digits of a decimal, 1 to 38; else 0
     * @param scale how many of them stand behind the point
     */
    public record Column(String name, Type type, int digits, int scale) implements Serializable {
        public Column(String name, Type type) {
            this(name, type, 0, 0);
        }
    }

    public TableShape {
        columns = List.copyOf(columns);
    }

    /** The stored shape of a published table. */
    public static TableShape of(SummaryTable table) {
        return new TableShape(
                table.name(),
                table.columns().stream()
                        .map(column -> new Column(
                                column.name(),
                                switch (column.type()) {
                                    case TEXT, TIMESTAMP -> Type.TEXT;
                                    case INTEGER -> Type.INTEGER;
                                    case NUMBER -> Type.NUMBER;
                                    case FLAG -> Type.FLAG;
                                }))
                        .toList());
    }

    /** A value as it is stored: whole numbers widened, no NaN, no infinity, no −0. */
    public static Object stored(Object value) {
        if (value instanceof Integer whole) {
            return whole.longValue();
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? (Object) (number + 0.0) : null;
        }
        if (value instanceof java.math.BigDecimal decimal) {
            return decimal.doubleValue();
        }
        return value;
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
