package org.junheng.compare;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junheng.rulebook.SummaryTable;
import org.junheng.summary.SnapshotPair;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/** The tables of both snapshots, and how their rows are paired. */
final class PublishedTables {
    private static final Pattern KEY = Pattern.compile("\\bkey: ([^|]+)$");

    private final SnapshotPair pair;
    private final Map<String, PublishedTable> before;
    private final Map<String, PublishedTable> after;

    PublishedTables(SnapshotPair pair) {
        this.pair = pair;
        this.before = tables(pair, pair.before());
        this.after = tables(pair, pair.after());
    }

    private static Map<String, PublishedTable> tables(SnapshotPair pair, String database) {
        var types = new LinkedHashMap<String, Map<String, String>>();
        Sql.rows(
                        pair,
                        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name = 'main'"
                                + " AND database_name = " + SqlText.literal(database)
                                + " ORDER BY table_name, column_index")
                .forEach(row -> types.computeIfAbsent(row.get(0), name -> new LinkedHashMap<>())
                        .put(row.get(1), row.get(2)));
        var tables = new TreeMap<String, PublishedTable>();
        for (var row : Sql.rows(
                pair,
                "SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'main' AND database_name = "
                        + SqlText.literal(database))) {
            var name = row.get(0);
            tables.put(name, new PublishedTable(name, key(row.get(1)), compared(row.get(1)), types.get(name)));
        }
        return tables;
    }

    private static List<String> key(String comment) {
        var key = KEY.matcher(comment == null ? "" : comment.strip());
        return key.find() ? List.of(key.group(1).strip().split("\\s*,\\s*")) : List.of();
    }

    private static boolean compared(String comment) {
        return comment == null || !comment.contains(SummaryTable.NOT_COMPARED);
    }

    /** The names of all tables whose rows are compared, in order. */
    List<String> compared() {
        return names().stream()
                .filter(name -> !name.equals("snapshot"))
                .filter(name -> Stream.of(before.get(name), after.get(name))
                        .allMatch(table -> table == null || table.compared()))
                .toList();
    }

    /** The names of all tables that a snapshot has. */
    TreeSet<String> names() {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names;
    }

    /**
     * The table of this name, which both snapshots, one or none may have.
     *
     * @throws FaultException of kind USAGE when its comment tells no key
     */
    Optional<PairedTable> table(String name) {
        var found = paired(name);
        if (found.isPresent() && found.get().key().isEmpty()) {
            throw new FaultException(
                    FaultException.Kind.USAGE,
                    "diff.key",
                    Place.NOWHERE,
                    Bilingual.format(
                            "表 %s 的注释没有写明键，无法逐行比较", "the comment of table %s names no key to pair its rows by", name),
                    new Bilingual("请用 --table 比较其他表", "compare another table with --table"));
        }
        return found;
    }

    /** Likewise; rows of a table whose comment tells no key are named by all their cells. */
    PairedTable rowsOf(String name) {
        var table = paired(name).orElseThrow();
        return table.key().isEmpty() ? new PairedTable(name, table.compared(), table.before(), table.after()) : table;
    }

    private Optional<PairedTable> paired(String name) {
        if (!names().contains(name)) {
            return Optional.empty();
        }
        var first = Optional.ofNullable(before.get(name));
        var second = Optional.ofNullable(after.get(name));
        return Optional.of(new PairedTable(name, key(first, second), first, second));
    }

    /** The names of the databases that have these columns of a table, the later snapshot first. */
    List<String> databasesWith(String table, List<String> columns) {
        var databases = new LinkedHashMap<String, PublishedTable>();
        databases.put(pair.after(), after.get(table));
        databases.putIfAbsent(pair.before(), before.get(table));
        return databases.entrySet().stream()
                .filter(each -> each.getValue() != null && each.getValue().has(columns))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * By what rows are paired. Where a version has given a table another key, it is one that both files have and that
     * names each of their rows; failing that, all columns of both keys, by which no row of one finds one of the other.
     */
    private List<String> key(Optional<PublishedTable> first, Optional<PublishedTable> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.or(() -> second).orElseThrow().key();
        }
        var earlier = first.get();
        var later = second.get();
        if (earlier.key().equals(later.key())) {
            return later.key();
        }
        var common = later.key().stream().filter(earlier.key()::contains).toList();
        for (var candidate : List.of(later.key(), earlier.key(), common)) {
            if (!candidate.isEmpty()
                    && unique(earlier, pair.before(), candidate)
                    && unique(later, pair.after(), candidate)) {
                return candidate;
            }
        }
        var all = new LinkedHashSet<>(later.key());
        all.addAll(earlier.key());
        return List.copyOf(all);
    }

    private boolean unique(PublishedTable table, String database, List<String> key) {
        return table.has(key)
                && Sql.count(
                                pair,
                                "(SELECT 1 FROM %s.main.%s GROUP BY %s HAVING count(*) > 1)"
                                        .formatted(
                                                SqlText.identifier(database),
                                                SqlText.identifier(table.name()),
                                                Sql.names(key)))
                        == 0;
    }
}
