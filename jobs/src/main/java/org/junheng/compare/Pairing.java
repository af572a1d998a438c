package org.junheng.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junheng.summary.SnapshotPair;
import org.junheng.summary.SqlText;

/**
 * SQL that puts the rows of a table beside each other by its key: {@code b} of the snapshot before, {@code a} of the one
 * after, {@code here} null where one lacks the row. It goes part by part, so that the largest table of a nation fits into
 * the memory allowed and a year in which nothing differs costs one reading.
 */
final class Pairing {
    /** How a row differs, over {@link #rows}. */
    static final String CHANGE =
            "CASE WHEN b.here IS NULL THEN 'added' WHEN a.here IS NULL THEN 'removed' ELSE 'changed' END";

    private static final String YEAR = "year";
    private static final String EVERY = "true";

    private final SnapshotPair pair;
    private final PairedTable table;
    private final List<String> columns;

    /**
     * @param columns columns beside the key that are read
     */
    Pairing(SnapshotPair pair, PairedTable table, List<String> columns) {
        this.pair = pair;
        this.table = table;
        this.columns = List.copyOf(columns);
    }

    /** The rows of a part, for FROM. */
    String rows(String part) {
        var samePlace = table.key().stream()
                .map(column -> "b.%1$s IS NOT DISTINCT FROM a.%1$s".formatted(SqlText.identifier(column)))
                .collect(Collectors.joining(" AND "));
        return "(%s) b FULL JOIN (%s) a ON %s"
                .formatted(
                        side(table.before(), pair.before(), part), side(table.after(), pair.after(), part), samePlace);
    }

    /** Whether a row of a part stands in one snapshot only or differs in one of these columns, for WHERE. */
    static String differs(List<String> decisive) {
        return "(b.here IS NULL OR a.here IS NULL"
                + decisive.stream()
                        .map(column -> " OR b.%1$s IS DISTINCT FROM a.%1$s".formatted(SqlText.identifier(column)))
                        .collect(Collectors.joining())
                + ")";
    }

    /** The key of a row, whichever snapshot has it. */
    List<String> key() {
        return table.key().stream()
                .map(column -> "coalesce(a.%1$s, b.%1$s) AS %1$s".formatted(SqlText.identifier(column)))
                .toList();
    }

    /** A part of one snapshot's rows; none where it lacks the table. */
    private String side(Optional<PublishedTable> side, String database, String part) {
        var cells = cells(side.orElse(new PublishedTable(table.name(), List.of(), true, Map.of())))
                .map(cell -> "%s::%s AS %s".formatted(cell.value(), cell.type(), cell.name()))
                .collect(Collectors.joining(", "));
        return side.isPresent()
                ? "SELECT true AS here, %s FROM %s WHERE %s".formatted(cells, name(database), part)
                : "SELECT true AS here, %s WHERE false".formatted(cells);
    }

    private record Cell(String name, String value, String type) {}

    /** The columns that are read of a snapshot's table; one that it lacks is null. */
    private Stream<Cell> cells(PublishedTable side) {
        return Stream.concat(table.key().stream(), columns.stream()).map(column -> {
            var name = SqlText.identifier(column);
            return new Cell(name, side.types().containsKey(column) ? name : "NULL", table.commonType(column));
        });
    }

    private String name(String database) {
        return SqlText.identifier(database) + ".main." + SqlText.identifier(table.name());
    }

    /**
     * Conditions for {@link #rows} under which all rows lie that may differ: the years whose rows do, or everything where a
     * table has no year in its key. Rows are the same where their number and the sum of their 64-bit hashes are.
     */
    List<String> parts() {
        if (table.before().isEmpty() || table.after().isEmpty()) {
            return byYear() ? years() : List.of(EVERY);
        }
        var part = byYear() ? "year::VARCHAR" : "''";
        var before = sums(table.before().get(), pair.before(), part);
        var after = sums(table.after().get(), pair.after(), part);
        var differing = Sql.rows(pair, """
                SELECT coalesce(a.part, b.part) FROM (%s) b FULL JOIN (%s) a ON a.part IS NOT DISTINCT FROM b.part
                WHERE a.rows IS DISTINCT FROM b.rows OR a.hashes IS DISTINCT FROM b.hashes ORDER BY 1""".formatted(before, after));
        return differing.stream()
                .map(row -> byYear() ? condition(row.get(0)) : EVERY)
                .toList();
    }

    private String sums(PublishedTable side, String database, String part) {
        var cells = cells(side).map(cell -> cell.value() + "::" + cell.type()).toList();
        return "SELECT %s AS part, count(*) AS rows, sum(hash(%s)) AS hashes FROM %s GROUP BY ALL"
                .formatted(part, String.join(", ", cells), name(database));
    }

    private List<String> years() {
        var database = table.after().isPresent() ? pair.after() : pair.before();
        return Sql.rows(pair, "SELECT DISTINCT year::VARCHAR FROM " + name(database) + " ORDER BY 1").stream()
                .map(row -> condition(row.get(0)))
                .toList();
    }

    private static String condition(String year) {
        return "year IS NOT DISTINCT FROM " + (year == null ? "NULL" : SqlText.literal(year));
    }

    private boolean byYear() {
        return table.key().contains(YEAR)
                && table.before().map(there -> there.has(List.of(YEAR))).orElse(true)
                && table.after().map(there -> there.has(List.of(YEAR))).orElse(true);
    }
}
