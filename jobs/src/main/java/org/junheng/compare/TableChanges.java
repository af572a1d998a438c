package org.junheng.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junheng.compare.Comparison.Counts;
import org.junheng.compare.Comparison.OneSided;
import org.junheng.compare.TableChange.Presence;
import org.junheng.summary.SnapshotPair;
import org.junheng.summary.SqlText;

/** Counts how the rows and columns of tables differ, and gives the cells; no row is kept. */
final class TableChanges {
    private static final String COUNTS = "memory.main.\"counts of differences\"";

    /** What a line of cells tells. */
    static final List<String> CELLS = List.of("table", "change", "key", "column", "before", "after");

    private final SnapshotPair pair;

    TableChanges(SnapshotPair pair) {
        this.pair = pair;
    }

    /** How a table differs. */
    TableChange of(PairedTable table) {
        var compared = table.compared();
        var pairing = new Pairing(pair, table, compared);
        var totals = new ArrayList<String>();
        totals.add("count(*) FILTER (b.here AND a.here AND " + Pairing.differs(compared) + ")");
        totals.add("count(*) FILTER (b.here IS NULL)");
        totals.add("count(*) FILTER (a.here IS NULL)");
        compared.forEach(column -> totals.add("count(*) FILTER (b.here AND a.here AND b.%1$s IS DISTINCT FROM a.%1$s)"
                .formatted(SqlText.identifier(column))));
        var sums = new long[totals.size()];
        for (var part : pairing.parts()) {
            // As a statement, which has no time limit: the years of a nation take what they take.
            pair.run("CREATE OR REPLACE TABLE %s AS SELECT [%s] AS found FROM %s"
                    .formatted(COUNTS, String.join(", ", totals), pairing.rows(part)));
            var found = Sql.rows(pair, "SELECT unnest(found) FROM " + COUNTS);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += Long.parseLong(found.get(i).get(0));
            }
        }
        var columns = new ArrayList<String>();
        long lines = sums[1] + sums[2];
        for (int i = 0; i < compared.size(); i++) {
            lines += sums[i + 3];
            if (sums[i + 3] > 0) {
                columns.add(compared.get(i));
            }
        }
        return new TableChange(
                table.name(),
                presence(table),
                Sql.count(
                        pair,
                        SqlText.identifier(table.after().isPresent() ? pair.after() : pair.before()) + ".main."
                                + SqlText.identifier(table.name())),
                new Counts(table.name(), sums[0], sums[1], sums[2]),
                lines,
                columns,
                oneSided(table, false),
                oneSided(table, true));
    }

    private static Presence presence(PairedTable table) {
        if (table.before().isEmpty()) {
            return Presence.AFTER;
        }
        return table.after().isEmpty() ? Presence.BEFORE : Presence.BOTH;
    }

    private static List<String> oneSided(PairedTable table, boolean inBefore) {
        return table.oneSided().stream()
                .filter(each -> each.column() != null && each.inBefore() == inBefore)
                .map(OneSided::column)
                .toList();
    }

    /** The columns of {@link #cells}, without a row. */
    static String noCells() {
        return CELLS.stream()
                .map(column -> "NULL::VARCHAR AS " + SqlText.identifier(column))
                .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }

    /**
     * Queries that together give every cell of a table that differs, and a line for each row that one snapshot lacks:
     * table, change, key, column, before, after.
     */
    List<String> cells(PairedTable table) {
        var compared = table.compared();
        var pairing = new Pairing(pair, table, compared);
        return pairing.parts().stream()
                .map(part -> cells(table, pairing, compared, part))
                .toList();
    }

    private static String cells(PairedTable table, Pairing pairing, List<String> compared, String part) {
        var key = table.key().stream()
                .map(column -> "%s || coalesce(%s::VARCHAR, '')"
                        .formatted(SqlText.literal(column + "="), SqlText.identifier(column)))
                .collect(Collectors.joining(" || '; ' || "));
        var cells = new ArrayList<String>();
        cells.add(
                "{'place': -1, 'name': NULL::VARCHAR, 'before': NULL::VARCHAR, 'after': NULL::VARCHAR, 'differs': NOT (b.here AND a.here) IS TRUE}");
        for (int i = 0; i < compared.size(); i++) {
            cells.add(
                    "{'place': %1$d, 'name': %2$s, 'before': b.%3$s::VARCHAR, 'after': a.%3$s::VARCHAR, 'differs': b.here AND a.here AND b.%3$s IS DISTINCT FROM a.%3$s}"
                            .formatted(i, SqlText.literal(compared.get(i)), SqlText.identifier(compared.get(i))));
        }
        return """
                SELECT %s AS "table", change, %s AS key, cell.name AS "column", cell.before AS before, cell.after AS after
                FROM (SELECT %s AS change, %s, unnest([%s]) AS cell FROM %s WHERE %s)
                WHERE cell.differs ORDER BY %s, cell.place""".formatted(
                        SqlText.literal(table.name()),
                        key,
                        Pairing.CHANGE,
                        String.join(", ", pairing.key()),
                        String.join(", ", cells),
                        pairing.rows(part),
                        Pairing.differs(compared),
                        Sql.names(table.key()));
    }
}
