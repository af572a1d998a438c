package org.junheng.summary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junheng.summary.SummaryProblem.Kind;

/**
 * The summaries of two snapshots, read-only beside each other in one locked connection, so that one query
 * can compare them. What is worked out on the way stands in tables in memory. For the program's own SQL only.
 */
public final class SnapshotPair implements AutoCloseable {
    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    private final Map<String, Path> files;
    private final String before;
    private final Connection connection;

    private SnapshotPair(Map<String, Path> files, String before, Connection connection) {
        this.files = files;
        this.before = before;
        this.connection = connection;
    }

    /**
     * Opens two snapshots of a warehouse, which may be the same.
     *
     * @throws SummaryProblem when a file is missing or cannot be read
     */
    public static SnapshotPair open(Path warehouse, String beforeId, String afterId) {
        return ofFiles(
                PublishedSummary.file(warehouse, beforeId),
                beforeId,
                PublishedSummary.file(warehouse, afterId),
                afterId);
    }

    /**
     * Opens two summary files, which may be the same and may be of different warehouses.
     *
     * @param beforeName what to call the first where it cannot be read: its id, or its file
     * @param afterName what to call the second
     * @throws SummaryProblem when a file is missing or cannot be read
     */
    public static SnapshotPair ofFiles(Path beforeFile, String beforeName, Path afterFile, String afterName) {
        checkThere(beforeFile, beforeName);
        checkThere(afterFile, afterName);
        var attached = new LinkedHashMap<String, Path>();
        // DuckDB attaches a file once; one that is compared with itself answers to one name.
        var before = same(beforeFile, afterFile) ? AFTER : BEFORE;
        attached.put(before, beforeFile);
        attached.put(AFTER, afterFile);
        var names = new LinkedHashMap<String, Path>();
        names.put(beforeName, beforeFile);
        names.putIfAbsent(afterName, afterFile);
        try {
            return new SnapshotPair(names, before, LockedConnection.inMemory(attached));
        } catch (SQLException e) {
            throw unreadable(names, e);
        }
    }

    private static boolean same(Path first, Path second) {
        try {
            return Files.isSameFile(first, second);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkThere(Path file, String name) {
        if (!Files.isRegularFile(file)) {
            throw new SummaryProblem(Kind.SNAPSHOT_MISSING, name);
        }
    }

    /** Closes both files; what stands in memory can still be asked for. */
    public void letGoOfFiles() {
        if (!before.equals(AFTER)) {
            run("DETACH " + SqlText.identifier(before));
        }
        run("DETACH " + SqlText.identifier(AFTER));
    }

    /** The name in SQL of the first snapshot's database. */
    public String before() {
        return before;
    }

    /** The name in SQL of the second snapshot's database. */
    public String after() {
        return AFTER;
    }

    /** Runs a statement, which may make a table in memory. */
    public void run(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Answers a SELECT. */
    public Answer select(String sql) {
        try {
            return Answer.of(connection.createStatement(), sql, QueryLimits.DEFAULT);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private SummaryProblem failure(SQLException failure) {
        boolean memory =
                String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).startsWith("out of memory error");
        return memory
                ? new SummaryProblem(Kind.MEMORY_LIMIT, failure, LockedConnection.MEMORY_LIMIT)
                : unreadable(files, failure);
    }

    /** Names the snapshot where the message names its file, else all. */
    private static SummaryProblem unreadable(Map<String, Path> files, SQLException failure) {
        var message = String.valueOf(failure.getMessage());
        var named = files.keySet().stream()
                .filter(name -> message.contains(files.get(name).toString()))
                .toList();
        return new SummaryProblem(
                Kind.SNAPSHOT_UNREADABLE,
                failure,
                String.join(" ", named.isEmpty() ? files.keySet() : named),
                QueryFailure.shortened(HiddenPaths.in(message)));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
