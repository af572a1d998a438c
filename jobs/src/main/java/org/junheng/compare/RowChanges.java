package org.junheng.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
    private static final String YEAR = "year";

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
        for (var part : changes.parts()) {
            pair.run("INSERT INTO " + changes.found() + " " + changes.differing(decisive, part));
        }
        return changes;
    }

    /** Finds the rows of a part that stand in one snapshot only or differ in the decisive columns. */
    private String differing(List<String> decisive, String part) {
        var columns = new ArrayList<String>();
        table.key()
                .forEach(column ->
                        columns.add("coalesce(a.%1$s, b.%1$s) AS %1$s".formatted(SqlText.identifier(column))));
        shown.forEach(column -> {
            columns.add("b." + SqlText.identifier(column) + " AS " + before(column));
            columns.add("a." + SqlText.identifier(column) + " AS " + after(column));
        });
        var samePlace = table.key().stream()
                .map(column -> "b.%1$s IS NOT DISTINCT FROM a.%1$s".formatted(SqlText.identifier(column)))
                .collect(Collectors.joining(" AND "));
        var differs = decisive.stream()
                .map(column -> " OR b.%1$s IS DISTINCT FROM a.%1$s".formatted(SqlText.identifier(column)))
                .collect(Collectors.joining());
        return """
                SELECT CASE WHEN b.here IS NULL THEN 'added' WHEN a.here IS NULL THEN 'removed' ELSE 'changed' END AS change, %s
                FROM (%s) b FULL JOIN (%s) a ON %s
                WHERE b.here IS NULL OR a.here IS NULL%s""".formatted(
                        String.join(", ", columns),
                        side(table.before(), pair.before(), part),
                        side(table.after(), pair.after(), part),
                        samePlace,
                        differs);
    }

    /** Conditions that part the rows by year, so that the largest table of a nation fits into the memory allowed. */
    private List<String> parts() {
        var sides = new LinkedHashMap<String, PublishedTable>();
        table.before().ifPresent(there -> sides.put(pair.before(), there));
        table.after().ifPresent(there -> sides.put(pair.after(), there));
        if (!table.key().contains(YEAR) || !sides.values().stream().allMatch(there -> there.has(List.of(YEAR)))) {
            return List.of("true");
        }
        var parts = new TreeSet<String>();
        for (var database : sides.keySet()) {
            var years = "SELECT DISTINCT year FROM %s.main.%s"
                    .formatted(SqlText.identifier(database), SqlText.identifier(table.name()));
            Sql.rows(pair, years)
                    .forEach(row -> parts.add("year IS NOT DISTINCT FROM "
                            + (row.get(0) == null ? "NULL" : SqlText.literal(row.get(0)))));
        }
        return List.copyOf(parts);
    }

    /** A part of one snapshot's rows; none where it lacks the table. */
    private String side(Optional<PublishedTable> side, String database, String part) {
        var columns = new ArrayList<>(table.key());
        columns.addAll(shown);
        var cells = columns.stream()
                .map(column -> "CAST(%s AS %s) AS %s"
                        .formatted(
                                side.filter(there -> there.types().containsKey(column))
                                        .map(there -> SqlText.identifier(column))
                                        .orElse("NULL"),
                                table.commonType(column),
                                SqlText.identifier(column)))
                .collect(Collectors.joining(", "));
        return side.isPresent()
                ? "SELECT true AS here, %s FROM %s.main.%s WHERE %s"
                        .formatted(cells, SqlText.identifier(database), SqlText.identifier(table.name()), part)
                : "SELECT true AS here, %s WHERE false".formatted(cells);
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
