package org.junheng.publish;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junheng.compare.Comparison.Listing;
import org.junheng.compare.SnapshotComparison;
import org.junheng.compare.TableChange;
import org.junheng.compare.VersionStep;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.SnapshotPair;
import org.junheng.summary.SummaryProblem;

/** What differs between a published summary and one that is about to be published. */
public final class SnapshotChanges implements AutoCloseable {
    static final String TABLES = "snapshot_change";
    static final String VERDICTS = "verdict_change";

    private final SnapshotPair pair;
    private final VersionStep step;
    private final List<TableChange> tables;
    private final Optional<Listing> verdicts;

    private SnapshotChanges(SnapshotPair pair, VersionStep step, List<TableChange> tables, Optional<Listing> verdicts) {
        this.pair = pair;
        this.step = step;
        this.tables = tables;
        this.verdicts = verdicts;
    }

    /**
     * Compares two files. Both are let go of when they have been compared.
     *
     * @throws SummaryProblem when one of them is missing or cannot be read
     */
    public static SnapshotChanges between(Path before, String beforeId, Path after, String afterId, Rulebook rulebook) {
        var pair = SnapshotPair.ofFiles(before, beforeId, after, afterId);
        try {
            var comparison = new SnapshotComparison(pair);
            var step = comparison.step(rulebook.versions());
            var verdicts = verdicts(comparison, rulebook);
            pair.letGoOfFiles();
            return new SnapshotChanges(pair, step, comparison.tables(), verdicts);
        } catch (RuntimeException failure) {
            pair.close();
            throw failure;
        }
    }

    /** None where they are more than fit into the memory allowed: what the version rests on is known without them. */
    private static Optional<Listing> verdicts(SnapshotComparison comparison, Rulebook rulebook) {
        try {
            return Optional.of(comparison.verdictChanges(rulebook.tables().get(VERDICTS)));
        } catch (SummaryProblem problem) {
            if (problem.kind() == SummaryProblem.Kind.MEMORY_LIMIT) {
                return Optional.empty();
            }
            throw problem;
        }
    }

    /** What kind of change it is. */
    public VersionStep step() {
        return step;
    }

    /** How many verdicts differ; none where they were too many to be held. */
    public Optional<Long> verdicts() {
        return verdicts.map(Listing::rows);
    }

    SnapshotPair pair() {
        return pair;
    }

    Optional<Listing> verdictRows() {
        return verdicts;
    }

    /** The rows of the published table {@code snapshot_change}. */
    List<Map<String, Object>> tableRows() {
        var rows = new ArrayList<Map<String, Object>>();
        for (var table : tables) {
            var name = table.table();
            switch (table.presence()) {
                case BEFORE -> add(rows, name, "table_removed", table.rows(), List.of());
                case AFTER -> add(rows, name, "table_added", table.rows(), List.of());
                case BOTH -> {
                    addSome(rows, name, "added", table.counts().added(), List.of());
                    addSome(rows, name, "changed", table.counts().changed(), table.columns());
                    addSome(rows, name, "removed", table.counts().removed(), List.of());
                    if (!table.newColumns().isEmpty()) {
                        add(rows, name, "column_added", table.rows(), table.newColumns());
                    }
                    if (!table.lostColumns().isEmpty()) {
                        add(rows, name, "column_removed", table.rows(), table.lostColumns());
                    }
                }
            }
        }
        return rows;
    }

    private static void addSome(
            List<Map<String, Object>> rows, String table, String change, long count, List<String> columns) {
        if (count > 0) {
            add(rows, table, change, count, columns);
        }
    }

    private static void add(
            List<Map<String, Object>> rows, String table, String change, long count, List<String> columns) {
        var row = new HashMap<String, Object>();
        row.put("table_name", table);
        row.put("change", change);
        row.put("rows", count);
        row.put("columns", columns.isEmpty() ? null : String.join(", ", columns));
        rows.add(row);
    }

    @Override
    public void close() {
        pair.close();
    }
}
