package org.junheng.summary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junheng.summary.SummaryProblem.Kind;

/**
 * The summary that a warehouse has published last, opened read-only and locked: no other file, no network, no extension,
 * limited memory, and settings that no query can change back.
 */
public final class PublishedSummary implements AutoCloseable {
    /** The storage version of every summary file: old enough that clients of the last years open it. */
    public static final String STORAGE_VERSION = "v1.0.0";

    private static final Pattern SNAPSHOT_ID = Pattern.compile("[0-9a-f]{16}");

    private final String snapshotId;
    private final Path file;
    private final Connection connection;
    private Connection streaming;

    private PublishedSummary(String snapshotId, Path file, Connection connection) {
        this.snapshotId = snapshotId;
        this.file = file;
        this.connection = connection;
    }

    /**
     * Opens what {@code warehouse/CURRENT} names.
     *
     * @throws SummaryProblem when nothing is published there, or the file is missing or cannot be read
     */
    public static PublishedSummary open(Path warehouse) {
        return open(warehouse, LockedConnection.ALL_CORES);
    }

    /**
     * Opens what {@code warehouse/CURRENT} names.
     *
     * @param threads how many compute one of the program's own queries
     * @throws SummaryProblem when nothing is published there, or the file is missing or cannot be read
     */
    public static PublishedSummary open(Path warehouse, int threads) {
        var id = currentSnapshot(warehouse);
        return ofFile(file(warehouse, id), id, threads);
    }

    /**
     * Opens one summary file.
     *
     * @throws SummaryProblem when the file is missing or cannot be read
     */
    public static PublishedSummary ofFile(Path file, String id) {
        return ofFile(file, id, LockedConnection.ALL_CORES);
    }

    private static PublishedSummary ofFile(Path file, String id, int threads) {
        if (!Files.isRegularFile(file)) {
            throw new SummaryProblem(Kind.SUMMARY_MISSING, id);
        }
        try {
            return new PublishedSummary(id, file, LockedConnection.toFile(file, false, threads));
        } catch (SQLException e) {
            throw new SummaryProblem(
                    Kind.SUMMARY_UNREADABLE, e, QueryFailure.shortened(HiddenPaths.in(String.valueOf(e.getMessage()))));
        }
    }

    public String snapshotId() {
        return snapshotId;
    }

    /** For the program's own SQL only; what a reader wrote goes through {@link #select}. */
    public Connection connection() {
        return connection;
    }

    /**
     * Answers one SELECT that a reader wrote.
     *
     * @throws SummaryProblem when it is not exactly one SELECT, reaches beyond the published tables, is wrong, or takes
     *     too long
     */
    public Answer select(String sql, QueryLimits limits) {
        try {
            var admitted = new SelectGuard(connection).admit(sql);
            if (streaming == null) {
                streaming = LockedConnection.toFile(file, true);
            }
            return Answer.of(streaming.createStatement(), admitted, limits);
        } catch (SummaryProblem problem) {
            throw told(problem);
        } catch (SQLException e) {
            throw told(QueryFailure.problem(e, false, limits));
        }
    }

    private SummaryProblem told(SummaryProblem problem) {
        try {
            return new UnknownName(connection).told(problem);
        } catch (SQLException e) {
            return problem;
        }
    }

    /**
     * Answers a SELECT of the program's own, row by row however many there are, and as long as it takes.
     *
     * @throws SummaryProblem when it cannot be answered
     */
    public Answer read(String select) {
        try {
            if (streaming == null) {
                streaming = LockedConnection.toFile(file, true);
            }
            return Answer.of(streaming.createStatement(), select, QueryLimits.NONE);
        } catch (SQLException e) {
            throw QueryFailure.problem(e, false, QueryLimits.NONE);
        }
    }

    /** The file itself. */
    public Path file() {
        return file;
    }

    @Override
    public void close() {
        try {
            connection.close();
            if (streaming != null) {
                streaming.close();
            }
        } catch (SQLException e) {
            throw new SummaryProblem(Kind.QUERY_FAILED, e, HiddenPaths.in(String.valueOf(e.getMessage())));
        }
    }

    /** Where a snapshot's summary stands. */
    static Path file(Path warehouse, String id) {
        return warehouse.resolve("summary").resolve(fileName(id));
    }

    static String fileName(String id) {
        return "junheng-" + id + ".duckdb";
    }

    private static String currentSnapshot(Path warehouse) {
        var current = warehouse.resolve("CURRENT");
        if (!Files.isRegularFile(current)) {
            throw new SummaryProblem(Kind.NO_SUMMARY);
        }
        try {
            var id = Files.readString(current).strip();
            if (!SNAPSHOT_ID.matcher(id).matches()) {
                throw new SummaryProblem(Kind.SUMMARY_UNREADABLE, "CURRENT");
            }
            return id;
        } catch (IOException e) {
            throw new SummaryProblem(Kind.SUMMARY_UNREADABLE, e, "CURRENT");
        }
    }
}
