package org.junheng.summary;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junheng.summary.SummaryProblem.Kind;

/**
 * The summaries of two snapshots of a warehouse, read-only beside each other in one locked connection, so that one query
 * can compare them. What is worked out on the way stands in tables in memory. For the program's own SQL only.
 */
public final class SnapshotPair implements AutoCloseable {
    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    private final List<String> ids;
    private final String before;
    private final Connection connection;

    private SnapshotPair(List<String> ids, String before, Connection connection) {
        this.ids = ids;
        this.before = before;
        this.connection = connection;
    }

    /**
     * Opens two snapshots, which may be the same.
     *
     * @throws SummaryProblem when a file is missing or cannot be read
     */
    public static SnapshotPair open(Path warehouse, String beforeId, String afterId) {
        var attached = new LinkedHashMap<String, Path>();
        // DuckDB attaches a file once; one that is compared with itself answers to one name.
        var before = beforeId.equals(afterId) ? AFTER : BEFORE;
        attached.put(before, PublishedSummary.file(warehouse, beforeId));
        attached.put(AFTER, PublishedSummary.file(warehouse, afterId));
        checkThere(attached.get(before), beforeId);
        checkThere(attached.get(AFTER), afterId);
        var ids = Stream.of(beforeId, afterId).distinct().toList();
        try {
            return new SnapshotPair(ids, before, LockedConnection.inMemory(attached));
        } catch (SQLException e) {
            throw unreadable(ids, e);
        }
    }

    private static void checkThere(Path file, String id) {
        if (!Files.isRegularFile(file)) {
            throw new SummaryProblem(Kind.SNAPSHOT_MISSING, id);
        }
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
                : unreadable(ids, failure);
    }

    /** Names the snapshot where the message names its file, else all. */
    private static SummaryProblem unreadable(List<String> ids, SQLException failure) {
        var message = String.valueOf(failure.getMessage());
        var named = ids.stream()
                .filter(id -> message.contains(PublishedSummary.fileName(id)))
                .toList();
        return new SummaryProblem(
                Kind.SNAPSHOT_UNREADABLE,
                failure,
                String.join(" ", named.isEmpty() ? ids : named),
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
