package org.junheng.summary;

import java.util.Locale;

/**
 * A column of an answer.
 *
 * @param name as the query gives it
 * @param type DuckDB's name of its type
 */
public record Column(String name, String type) {
    /** A column of texts, or of numbers where {@code numeric}. */
    public Column(String name, boolean numeric) {
        this(name, numeric ? "DOUBLE" : "VARCHAR");
    }

    /** Whether it holds numbers. */
    public boolean numeric() {
        var upper = type.toUpperCase(Locale.ROOT);
        if (upper.endsWith("]")) {
            return false;
        }
        return switch (upper) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "BIGNUM" -> true;
            case "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT" -> true;
            default -> upper.startsWith("DECIMAL");
        };
    }
}
