package org.junheng.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junheng.summary.SqlText;

/** Values as SQL. */
final class Sql {
    private Sql() {}

    /** A text in quotes; NULL for null. */
    static String text(String text) {
        return text == null ? "NULL" : SqlText.literal(text);
    }

    static String texts(List<String> texts) {
        return texts.isEmpty() ? "NULL" : text(String.join("、", texts));
    }

    /** A value that a file of facts gives: number, text, truth, list or structure. */
    static String value(Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value instanceof java.math.BigDecimal decimal ? decimal.toPlainString() : value.toString();
        }
        if (value instanceof List<?> list) {
            var parts = new ArrayList<String>();
            list.forEach(each -> parts.add(value(each)));
            return "[" + String.join(", ", parts) + "]";
        }
        if (value instanceof Map<?, ?> structure) {
            var parts = new ArrayList<String>();
            structure.forEach((key, each) -> parts.add("'" + key + "': " + value(each)));
            return "{" + String.join(", ", parts) + "}";
        }
        return text(value.toString());
    }
}
