package org.junheng.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junheng.compare.Comparison.Listing;
import org.junheng.compare.Comparison.OneSided;
import org.junheng.rulebook.SummaryTable;
import org.junheng.rulebook.VersionFacts;
import org.junheng.summary.SnapshotPair;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/** Compares two snapshots. Once only: what it finds stands in the pair's memory. */
public final class SnapshotComparison {
    /** What names a snapshot rather than tells what went into it. */
    private static final List<String> IDENTITY = List.of("id", "version", "version_step", "parent_id", "created");

    private final SnapshotPair pair;
    private final PublishedTables tables;
    private List<TableChange> changes;

    public SnapshotComparison(SnapshotPair pair) {
        this.pair = pair;
        this.tables = new PublishedTables(pair);
    }

    /** How each table differs, those too in which nothing does; but not what tells about a warehouse's history. */
    public List<TableChange> tables() {
        if (changes == null) {
            var counting = new TableChanges(pair);
            changes = tables.compared().stream()
                    .map(name -> counting.of(tables.rowsOf(name)))
                    .toList();
        }
        return changes;
    }

    /** What kind of change leads from the first snapshot to the second. */
    public VersionStep step(VersionFacts facts) {
        return VersionStep.of(tables(), facts, same("code_version"), same("rules_version"));
    }

    /** Whether both tell the same of their making; one that does not tell is taken for other. */
    private boolean same(String column) {
        var table = tables.table("snapshot");
        if (table.isEmpty() || !table.get().compared().contains(column)) {
            return false;
        }
        var of = "SELECT any_value(%1$s) FROM %2$s.main.snapshot";
        return Sql.rows(
                        pair,
                        "SELECT coalesce((%s) = (%s), false)"
                                .formatted(of.formatted(column, pair.before()), of.formatted(column, pair.after())))
                .get(0)
                .get(0)
                .equals("true");
    }

    /**
     * Queries that together give every cell of all tables that differs, and a line for each row that one snapshot lacks, in
     * the columns table, change, key, column, before, after: at least one. Nothing is kept in memory.
     */
    public List<String> cells() {
        var queries = new ArrayList<String>();
        queries.add(TableChanges.noCells());
        var changed = new TableChanges(pair);
        tables().stream()
                .filter(table -> table.lines() > 0)
                .forEach(table -> queries.addAll(changed.cells(tables.rowsOf(table.table()))));
        return queries;
    }

    /**
     * The first of the cells that {@link #cells} gives of a table.
     *
     * @param most how many, at most
     */
    public Listing firstCells(TableChange table, long most) {
        var first = "memory.main." + SqlText.identifier("first cells of " + table.table());
        pair.run("CREATE TABLE %s AS %s".formatted(first, TableChanges.noCells()));
        for (var query : new TableChanges(pair).cells(tables.rowsOf(table.table()))) {
            long left = most - Sql.count(pair, first);
            if (left > 0) {
                pair.run("INSERT INTO %s SELECT * FROM (%s) LIMIT %d".formatted(first, query, left));
            }
        }
        var columns = TableChanges.CELLS.subList(1, TableChanges.CELLS.size());
        return new Listing(
                table.table(), table.lines(), columns, "SELECT %s FROM %s".formatted(Sql.names(columns), first));
    }

    /**
     * What a snapshot is.
     *
     * @param created when it was committed: a clock
     */
    public record Identity(
            String id, String version, String created, String firstYear, String lastYear, boolean generated) {}

    /** The first snapshot; empty where its file does not say. */
    public Optional<Identity> before() {
        return identity(pair.before());
    }

    /** The second snapshot; empty where its file does not say. */
    public Optional<Identity> after() {
        return identity(pair.after());
    }

    private Optional<Identity> identity(String database) {
        var columns = List.of("id", "version", "created", "first_year", "last_year", "generated");
        if (!tables.databasesWith("snapshot", columns).contains(database)) {
            return Optional.empty();
        }
        return Sql.rows(
                        pair,
                        "SELECT %s FROM %s.main.snapshot".formatted(Sql.names(columns), SqlText.identifier(database)))
                .stream()
                .findFirst()
                .map(row -> new Identity(
                        row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), "true".equals(row.get(5))));
    }

    /** What changed in inputs and rules, and the verdicts that changed. */
    public Comparison verdicts() {
        var listings = new ArrayList<Listing>();
        var oneSided = new ArrayList<OneSided>();
        tables.table("snapshot").ifPresent(table -> {
            oneSided.addAll(table.oneSided());
            listings.add(inputs(table));
        });
        tables.table("source_file").ifPresent(table -> listings.add(files(table)));
        tables.table("standard_rule").ifPresent(table -> {
            oneSided.addAll(table.oneSided());
            listings.add(RowChanges.inAny(pair, table).cells("rules"));
        });
        var verdicts = new VerdictChanges(pair, tables);
        oneSided.addAll(verdicts.oneSided());
        listings.addAll(verdicts.byTable());
        return new Comparison(verdicts.counts(), oneSided, listings, verdicts.flat());
    }

    /** The verdicts that {@link #verdicts} found, place by place: counties with their schools, then regions. */
    public Listing verdictsByPlace() {
        return VerdictChanges.byPlace(pair);
    }

    /**
     * The verdicts that changed, as the published table {@code verdict_change} holds them. When this is asked, neither
     * {@link #verdicts} nor {@link #table} may be.
     *
     * @param table the contract of that table
     */
    public Listing verdictChanges(SummaryTable table) {
        return new VerdictChanges(pair, tables)
                .published(
                        table.columns().stream().map(SummaryTable.Column::name).toList(), table.key());
    }

    /**
     * Every row and column of one table.
     *
     * @throws FaultException of kind USAGE when neither snapshot has the table, or its comment tells no key
     */
    public Comparison table(String name) {
        var table = tables.table(name).orElseThrow(() -> unknown(name));
        var changes = RowChanges.inAny(pair, table);
        var cells = changes.cells(name);
        return new Comparison(List.of(changes.counts()), table.oneSided(), List.of(cells), cells);
    }

    private FaultException unknown(String name) {
        return new FaultException(
                FaultException.Kind.USAGE,
                "diff.table",
                Place.NOWHERE,
                Bilingual.format("两个快照都没有表 %s", "neither snapshot has a table %s", name),
                Bilingual.format("可比较的表：%s", "tables to compare: %s", String.join(", ", tables.names())));
    }

    /** Code, facts, profiles, standards, years and rows, a line for each that differs. */
    private Listing inputs(PairedTable table) {
        var lines = table.compared().stream()
                .filter(column -> !IDENTITY.contains(column))
                .map(column -> "SELECT %s AS input, %s AS before, %s AS after"
                        .formatted(
                                SqlText.literal(column),
                                only(table.before().isPresent(), pair.before(), column),
                                only(table.after().isPresent(), pair.after(), column)))
                .collect(Collectors.joining(" UNION ALL "));
        return kept(
                "inputs",
                List.of("input", "before", "after"),
                "FROM (" + lines + ") WHERE before IS DISTINCT FROM after");
    }

    private static String only(boolean there, String database, String column) {
        return there
                ? "(SELECT any_value(%s)::VARCHAR FROM %s.main.snapshot)"
                        .formatted(SqlText.identifier(column), SqlText.identifier(database))
                : "NULL::VARCHAR";
    }

    /** Files by name: their bytes, and what became of them. */
    private Listing files(PairedTable table) {
        return kept(
                "files",
                List.of("change", "name", "sha256_before", "sha256_after", "state_before", "state_after"),
                """
                SELECT CASE WHEN b.name IS NULL THEN 'added' WHEN a.name IS NULL THEN 'removed' ELSE 'changed' END AS change,
                       coalesce(a.name, b.name) AS name, b.sha256 AS sha256_before, a.sha256 AS sha256_after,
                       b.state AS state_before, a.state AS state_after
                FROM (%s) b FULL JOIN (%s) a ON a.name = b.name
                WHERE a.sha256 IS DISTINCT FROM b.sha256 OR a.state IS DISTINCT FROM b.state ORDER BY 2""".formatted(files(table.before(), pair.before()), files(table.after(), pair.after())));
    }

    private static String files(Optional<PublishedTable> table, String database) {
        if (table.isEmpty()) {
            return "SELECT NULL::VARCHAR AS name, NULL::VARCHAR AS sha256, NULL::VARCHAR AS state WHERE false";
        }
        var state = table.get().types().containsKey("state") ? "state" : "NULL::VARCHAR";
        return "SELECT name, string_agg(sha256, ' ' ORDER BY sha256) AS sha256, string_agg(%s, ' ' ORDER BY sha256) AS state FROM %s.main.source_file GROUP BY name"
                .formatted(state, SqlText.identifier(database));
    }

    private Listing kept(String subject, List<String> columns, String select) {
        var kept = "memory.main." + SqlText.identifier("all " + subject);
        pair.run("CREATE TABLE " + kept + " AS " + select);
        return new Listing(
                subject, Sql.count(pair, kept), columns, "SELECT %s FROM %s".formatted(Sql.names(columns), kept));
    }
}
