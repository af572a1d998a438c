package org.junheng.compare;

import java.util.List;
import org.junheng.compare.Comparison.Counts;

/**
 * How a table differs between two snapshots.
 *
 * @param presence which of them have it
 * @param rows how many rows it has in the later one; in the earlier one where only that has it
 * @param counts how many of its rows differ
 * @param lines how many cells differ, a row that one of them lacks counted as one
 * @param columns the columns in which values differ, in the order of the table
 * @param newColumns columns that only the later one has
 * @param lostColumns columns that only the earlier one has
 */
public record TableChange(
        String table,
        Presence presence,
        long rows,
        Counts counts,
        long lines,
        List<String> columns,
        List<String> newColumns,
        List<String> lostColumns) {
    /** Which of two snapshots have a table. */
    public enum Presence {
        BOTH,
        BEFORE,
        AFTER
    }

    public TableChange {
        columns = List.copyOf(columns);
        newColumns = List.copyOf(newColumns);
        lostColumns = List.copyOf(lostColumns);
    }

    /** Whether nothing differs. */
    public boolean none() {
        return presence == Presence.BOTH && counts.none() && newColumns.isEmpty() && lostColumns.isEmpty();
    }
}
