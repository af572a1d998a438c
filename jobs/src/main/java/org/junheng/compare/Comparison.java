package org.junheng.compare;

import java.util.List;

/**
 * What differs between two snapshots.
 *
 * @param counts how many rows of each compared table differ
 * @param oneSided tables and columns that only one of the two has
 * @param listings what differs, in the order in which to read it
 * @param flat all that {@code counts} counts, in one list for programs
 */
public record Comparison(List<Counts> counts, List<OneSided> oneSided, List<Listing> listings, Listing flat) {
    public Comparison {
        counts = List.copyOf(counts);
        oneSided = List.copyOf(oneSided);
        listings = List.copyOf(listings);
    }

    /** How many rows of a table have changed, stand in the second snapshot only, stand in the first only. */
    public record Counts(String table, long changed, long added, long removed) {
        /** Whether no row differs. */
        public boolean none() {
            return changed + added + removed == 0;
        }
    }

    /**
     * A table, or a column of a table, that one snapshot lacks.
     *
     * @param column the column, or null where the whole table is lacking
     * @param inBefore whether it is the first snapshot that has it
     */
    public record OneSided(String table, String column, boolean inBefore) {}

    /**
     * Rows that differ.
     *
     * @param subject a table's name, or {@code inputs}, {@code files} or {@code rules}
     * @param columns names of the columns that {@code sql} gives, in their order
     * @param sql a SELECT over the compared snapshots
     */
    public record Listing(String subject, long rows, List<String> columns, String sql) {
        public Listing {
            columns = List.copyOf(columns);
        }
    }
}
