package org.junheng.compare;

import java.util.ArrayList;
import java.util.List;
import org.junheng.compare.Comparison.Counts;
import org.junheng.compare.Comparison.Listing;
import org.junheng.summary.SnapshotPair;
import org.junheng.summary.SqlText;

/**
 * The rows of a table that differ, found once and kept in memory: {@code change} (changed, added, removed), the key, and of
 * each shown column the value before and after.
 */
final class RowChanges {
    private static final String CHANGED = "changed";

    private final SnapshotPair pair;
    private final PairedTable table;
    private final List<String> shown;

    private RowChanges(SnapshotPair pair, PairedTable table, List<String> shown) {
        this.pair = pair;
        this.table = table;
        this.shown = shown;
    }

    /** Rows that stand in one snapshot only or differ in any column. */
    static RowChanges inAny(SnapshotPair pair, PairedTable table) {
        return find(pair, table, table.compared(), table.compared());
    }

    /** Rows that stand in one snapshot only or differ in the decisive columns, with others shown beside them. */
    static RowChanges in(SnapshotPair pair, PairedTable table, List<String> decisive, List<String> beside) {
        var shown = new ArrayList<>(decisive);
        shown.addAll(beside);
        return find(pair, table, decisive, shown);
    }

    private static RowChanges find(SnapshotPair pair, PairedTable table, List<String> decisive, List<String> shown) {
        var changes = new RowChanges(pair, table, shown);
        pair.run("CREATE TABLE " + changes.found() + " AS " + changes.differing(decisive, "false"));
        for (var part : changes.pairing().parts()) {
            pair.run("INSERT INTO " + changes.found() + " " + changes.differing(decisive, part));
        }
        return changes;
    }

    /** Finds the rows of a part that stand in one snapshot only or differ in the decisive columns. */
    private String differing(List<String> decisive, String part) {
        var pairing = pairing();
        var columns = new ArrayList<>(pairing.key());
        shown.forEach(column -> {
            columns.add("b." + SqlText.identifier(column) + " AS " + before(column));
            columns.add("a." + SqlText.identifier(column) + " AS " + after(column));
        });
        return "SELECT %s AS change, %s FROM %s WHERE %s"
                .formatted(Pairing.CHANGE, String.join(", ", columns), pairing.rows(part), Pairing.differs(decisive));
    }

    private Pairing pairing() {
        return new Pairing(pair, table, shown);
    }

    /** Gives the memory back. */
    void drop() {
        pair.run("DROP TABLE " + found());
    }

    /** The table in memory. */
    String found() {
        return "memory.main." + SqlText.identifier(table.name());
    }

    static String before(String column) {
        return SqlText.identifier(column + "_before");
    }

    static String after(String column) {
        return SqlText.identifier(column + "_after");
    }

    Counts counts() {
        return new Counts(table.name(), count(CHANGED), count("added"), count("removed"));
    }

    private long count(String change) {
        return Sql.count(pair, found() + " WHERE change = " + SqlText.literal(change));
    }

    /** A line for each cell that differs; a row that one snapshot lacks is one line. */
    Listing cells(String subject) {
        var cells = new ArrayList<String>();
        for (int i = 0; i < shown.size(); i++) {
            var column = shown.get(i);
            cells.add(
                    "{'place': %d, 'name': %s, 'before': %s::VARCHAR, 'after': %s::VARCHAR, 'differs': %s IS DISTINCT FROM %s}"
                            .formatted(
                                    i,
                                    SqlText.literal(column),
                                    before(column),
                                    after(column),
                                    before(column),
                                    after(column)));
        }
        var key = Sql.names(table.key());
        var whole =
                "SELECT change, %s, NULL AS \"column\", NULL AS before, NULL AS after, -1 AS place FROM %s WHERE change <> 'changed'"
                        .formatted(key, found());
        var single = """
                SELECT change, %s, cell.name, cell.before, cell.after, cell.place
                FROM (SELECT change, %s, unnest([%s]) AS cell FROM %s WHERE change = 'changed') WHERE cell.differs""".formatted(key, key, String.join(", ", cells), found());
        var columns = new ArrayList<String>();
        columns.add("change");
        columns.addAll(table.key());
        columns.addAll(List.of("column", "before", "after"));
        var all = shown.isEmpty() ? whole : whole + " UNION ALL " + single;
        return new Listing(
                subject,
                Sql.count(pair, "(" + all + ")"),
                columns,
                "SELECT %s FROM (%s) ORDER BY %s, place".formatted(Sql.names(columns), all, key));
    }
}
