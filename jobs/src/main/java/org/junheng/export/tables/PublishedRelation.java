package org.junheng.export.tables;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junheng.rulebook.SummaryTable;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;

/**
 * A table or view as a published file describes it.
 *
 * @param isView whether it is a view
 * @param description of a view its question
 * @param key columns that name a row; none where the file does not tell
 * @param columns those that files hold
 * @param ordered whether its rows come in an order by themselves: stored in key order, or a view that sorts
 */
record PublishedRelation(
        String name, boolean isView, Bilingual description, List<String> key, List<Column> columns, boolean ordered) {
    /**
     * A column.
     *
     * @param type DuckDB's name of its type
     * @param title in Chinese, short
     * @param unit or null
     * @param source or null
     */
    record Column(String name, String type, String title, Bilingual description, String unit, String source) {
        /** How a Table Schema of Frictionless calls the type. */
        String schemaType() {
            return switch (kind()) {
                case INTEGER -> "integer";
                case NUMBER -> "number";
                case FLAG -> "boolean";
                case TIMESTAMP -> "datetime";
                case TEXT -> type.equalsIgnoreCase("DATE") ? "date" : "string";
            };
        }

        /** The nearest of the types of the contract; what has none there is shown as text. */
        SummaryTable.Type kind() {
            var upper = type.toUpperCase(Locale.ROOT);
            if (upper.endsWith("]")) {
                return SummaryTable.Type.TEXT;
            }
            return switch (upper) {
                case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "BIGNUM" -> SummaryTable.Type.INTEGER;
                case "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT" -> SummaryTable.Type.INTEGER;
                case "FLOAT", "DOUBLE" -> SummaryTable.Type.NUMBER;
                case "BOOLEAN" -> SummaryTable.Type.FLAG;
                case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> SummaryTable.Type.TIMESTAMP;
                default -> upper.startsWith("DECIMAL") ? SummaryTable.Type.NUMBER : SummaryTable.Type.TEXT;
            };
        }
    }

    PublishedRelation {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }

    boolean has(String column) {
        return columns.stream().anyMatch(each -> each.name().equals(column));
    }

    /**
     * The SELECT of its rows. Stored rows are in key order already; sorting a nation's anew would not fit into memory.
     *
     * @param condition which rows, as SQL, or null for all
     */
    String select(String condition) {
        var select = "SELECT %s FROM %s"
                .formatted(
                        columns.stream()
                                .map(column -> SqlText.identifier(column.name()))
                                .collect(Collectors.joining(", ")),
                        SqlText.identifier(name));
        if (condition != null) {
            select += " WHERE " + condition;
        }
        if (ordered && (condition == null || isView)) {
            return select;
        }
        return select + " ORDER BY "
                + (key.isEmpty() ? "ALL" : key.stream().map(SqlText::identifier).collect(Collectors.joining(", ")));
    }
}
