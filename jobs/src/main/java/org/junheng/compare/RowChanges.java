package org.junheng.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junheng.compare.Comparison.Counts;
import org.junheng.compare.Comparison.Listing;
import org.junheng.summary.SnapshotPair;

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
        var differs = decisive.stream()
                .map(column -> "b.%1$s IS DISTINCT FROM a.%1$s".formatted(Sql.name(column)))
                .map(condition -> " OR " + condition)
                .collect(Collectors.joining());
        var columns = new ArrayList<String>();
        table.key().forEach(column -> columns.add("coalesce(a.%1$s, b.%1$s) AS %1$s".formatted(Sql.name(column))));
        shown.forEach(column -> {
            columns.add("b." + Sql.name(column) + " AS " + before(column));
            columns.add("a." + Sql.name(column) + " AS " + after(column));
        });
        pair.run("""
                CREATE TABLE %s AS
                SELECT CASE WHEN b.here IS NULL THEN 'added' WHEN a.here IS NULL THEN 'removed' ELSE 'changed' END AS change, %s
                FROM (%s) b FULL JOIN (%s) a ON %s
                WHERE b.here IS NULL OR a.here IS NULL%s""".formatted(
                        changes.found(),
                        String.join(", ", columns),
                        changes.side(table.before(), pair.before()),
                        changes.side(table.after(), pair.after()),
                        table.key().stream()
                                .map(column -> "b.%1$s IS NOT DISTINCT FROM a.%1$s".formatted(Sql.name(column)))
                                .collect(Collectors.joining(" AND ")),
                        differs));
        return changes;
    }

    /** One snapshot's rows; none where it lacks the table. */
    private String side(Optional<PublishedTable> side, String database) {
        var columns = new ArrayList<>(table.key());
        columns.addAll(shown);
        var cells = columns.stream()
                .map(column -> side.filter(there -> there.types().containsKey(column))
                                .map(there -> "CAST(%s AS %s)".formatted(Sql.name(column), table.commonType(column)))
                                .orElse("NULL")
                        + " AS " + Sql.name(column))
                .collect(Collectors.joining(", "));
        return side.isPresent()
                ? "SELECT true AS here, %s FROM %s.main.%s".formatted(cells, Sql.name(database), Sql.name(table.name()))
                : "SELECT true AS here, %s WHERE false".formatted(cells);
    }

    /** The table in memory. */
    String found() {
        return "memory.main." + Sql.name(table.name());
    }

    static String before(String column) {
        return Sql.name(column + "_before");
    }

    static String after(String column) {
        return Sql.name(column + "_after");
    }

    Counts counts() {
        return new Counts(table.name(), count(CHANGED), count("added"), count("removed"));
    }

    private long count(String change) {
        return Sql.count(pair, found() + " WHERE change = " + Sql.text(change));
    }

    /** A line for each cell that differs; a row that one snapshot lacks is one line. */
    Listing cells(String subject) {
        var cells = new ArrayList<String>();
        for (int i = 0; i < shown.size(); i++) {
            var column = shown.get(i);
            cells.add(
                    "{'place': %d, 'name': %s, 'before': %s::VARCHAR, 'after': %s::VARCHAR, 'differs': %s IS DISTINCT FROM %s}"
                            .formatted(
                                    i, Sql.text(column), before(column), after(column), before(column), after(column)));
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
