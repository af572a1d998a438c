package org.junheng.compare;

import java.util.List;
import java.util.Map;

/**
 * A table of one snapshot, as its file describes it.
 *
 * @param key the columns that name a row, from the table's comment; empty where the comment tells none
 * @param compared whether comparisons look at it, from the table's comment
 * @param types the type of each column, in the order of the table
 */
record PublishedTable(String name, List<String> key, boolean compared, Map<String, String> types) {
    boolean has(List<String> columns) {
        return types.keySet().containsAll(columns);
    }
}
