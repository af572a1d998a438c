package org.junheng.nightly;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junheng.summary.ExitCode;
import org.junheng.terms.FaultException;
import org.junheng.warehouse.RunRecord;
import org.junheng.warehouse.Warehouse;
import org.junheng.warehouse.WarehouseFiles;
import org.junheng.warehouse.WarehouseLock;

/** Work that changes a warehouse: under its lock, with a record written however it ends. */
final class RecordedWork {
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final WarehouseFiles files;

    RecordedWork(WarehouseFiles files) {
        this.files = files;
    }

    /**
     * How work ended.
     *
     * @param outcome the word for it in the record
     * @param snapshotId the snapshot that it is about, if any
     */
    record Ended<T>(T result, String outcome, ExitCode exitCode, Optional<String> snapshotId) {}

    /** What is done under the lock. */
    interface Work<T> {
        Ended<T> run(Warehouse warehouse, List<RunRecord.Step> steps) throws IOException, SQLException;
    }

    /** What is done before the lock is taken. */
    interface Preparation {
        void run() throws IOException;
    }

    <T> T run(String command, Preparation preparation, Work<T> work) throws IOException, SQLException {
        var warehouse = new Warehouse(files);
        var started = Instant.now();
        var steps = new ArrayList<RunRecord.Step>();
        try {
            preparation.run();
            var lock = WarehouseLock.take(files.root());
            try (lock) {
                warehouse.clearStaging();
                var ended = work.run(warehouse, steps);
                warehouse.clearStaging();
                warehouse.writeRun(record(
                        command,
                        started,
                        steps,
                        ended.outcome(),
                        ended.exitCode(),
                        null,
                        ended.snapshotId().orElse(null)));
                return ended.result();
            }
        } catch (IOException | SQLException | RuntimeException | OutOfMemoryError | LinkageError failure) {
            recordFailure(warehouse, command, started, steps, failure);
            throw failure;
        }
    }

    private static void recordFailure(
            Warehouse warehouse, String command, Instant started, List<RunRecord.Step> steps, Throwable failure) {
        var code = failure instanceof FaultException fault ? Run.exitCode(fault) : ExitCode.FAILED;
        try {
            warehouse.writeRun(record(command, started, steps, "failed", code, failure.getMessage(), null));
        } catch (IOException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    private static RunRecord record(
            String command,
            Instant started,
            List<RunRecord.Step> steps,
            String outcome,
            ExitCode exitCode,
            String message,
            String snapshotId) {
        return new RunRecord(
                ID.format(started) + "-" + ProcessHandle.current().pid(),
                command,
                started.truncatedTo(ChronoUnit.SECONDS).toString(),
                Duration.between(started, Instant.now()).toMillis() / 1000.0,
                outcome,
                exitCode.number(),
                message,
                snapshotId,
                List.copyOf(steps));
    }
}
