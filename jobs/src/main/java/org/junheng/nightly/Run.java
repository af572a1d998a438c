package org.junheng.nightly;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.ExitCode;
import org.junheng.terms.FaultException;
import org.junheng.warehouse.Manifest;
import org.junheng.warehouse.RunRecord;
import org.junheng.warehouse.Warehouse;
import org.junheng.warehouse.WarehouseFiles;
import org.junheng.warehouse.WarehouseLock;

/** One run of nightly, ingest, measure or publish: under the lock, with a record written however it ends. */
public final class Run {
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path schemas;
    private final Optional<Path> overlay;
    private final WarehouseFiles files;
    private final Supplier<JavaSparkContext> spark;
    private final Progress progress;

    /**
     * @param schemas the shipped facts
     * @param overlay more facts, which win
     * @param spark started only when a step must work
     */
    public Run(
            Path schemas,
            Optional<Path> overlay,
            WarehouseFiles files,
            Supplier<JavaSparkContext> spark,
            Progress progress) {
        this.schemas = schemas;
        this.overlay = overlay;
        this.files = files;
        this.spark = spark;
        this.progress = progress;
    }

    /**
     * How a run ended.
     *
     * @param manifest the snapshot, if the run publishes
     * @param unchanged whether it stood already
     */
    public record Outcome(ExitCode exitCode, Optional<Manifest> manifest, boolean unchanged) {}

    private interface Work {
        Outcome run(Chain chain) throws IOException, SQLException;
    }

    /** Ingest, measure and publish. */
    public Outcome nightly(RunOptions options) throws IOException, SQLException {
        return run(options, chain -> published(chain.nightly()));
    }

    /** Ingest alone. */
    public Outcome ingest(RunOptions options) throws IOException, SQLException {
        return run(options, chain -> {
            var loaded = chain.ingest().loaded();
            return new Outcome(
                    loaded.hasRefusals() ? ExitCode.PUBLISHED_WITH_REFUSALS : ExitCode.DONE, Optional.empty(), false);
        });
    }

    /** Measure what the last ingest accepted. */
    public Outcome measure(RunOptions options) throws IOException, SQLException {
        return run(options, chain -> {
            chain.measure();
            return new Outcome(ExitCode.DONE, Optional.empty(), false);
        });
    }

    /** Publish what was measured last. */
    public Outcome publish(RunOptions options) throws IOException, SQLException {
        return run(options, chain -> published(chain.publish()));
    }

    private static Outcome published(Chain.Published published) {
        return new Outcome(
                ExitCode.of(published.manifest().exitCode()), Optional.of(published.manifest()), published.unchanged());
    }

    private Outcome run(RunOptions options, Work work) throws IOException, SQLException {
        var warehouse = new Warehouse(files);
        var started = Instant.now();
        var steps = new ArrayList<RunRecord.Step>();
        try {
            var rulebook = Rulebook.read(schemas, overlay);
            var lock = WarehouseLock.take(files.root());
            try (lock) {
                warehouse.clearStaging();
                var outcome = work.run(new Chain(rulebook, warehouse, spark, options, progress, steps));
                warehouse.clearStaging();
                warehouse.writeRun(record(
                        options,
                        started,
                        steps,
                        outcome.unchanged() ? "unchanged" : "done",
                        outcome.exitCode(),
                        null,
                        outcome.manifest().map(Manifest::id).orElse(null)));
                return outcome;
            }
        } catch (IOException | SQLException | RuntimeException | OutOfMemoryError | LinkageError failure) {
            recordFailure(warehouse, options, started, steps, failure);
            throw failure;
        }
    }

    private static void recordFailure(
            Warehouse warehouse, RunOptions options, Instant started, List<RunRecord.Step> steps, Throwable failure) {
        var code = failure instanceof FaultException fault ? exitCode(fault) : ExitCode.FAILED;
        try {
            warehouse.writeRun(record(options, started, steps, "failed", code, failure.getMessage(), null));
        } catch (IOException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /** The exit code of a failure. */
    public static ExitCode exitCode(FaultException fault) {
        return switch (fault.kind()) {
            case USAGE -> ExitCode.USAGE;
            case INPUT, FACTS -> ExitCode.NOTHING_PUBLISHED;
            case BUSY -> ExitCode.BUSY;
            case SYSTEM -> ExitCode.FAILED;
        };
    }

    private static RunRecord record(
            RunOptions options,
            Instant started,
            List<RunRecord.Step> steps,
            String outcome,
            ExitCode exitCode,
            String message,
            String snapshotId) {
        return new RunRecord(
                ID.format(started) + "-" + ProcessHandle.current().pid(),
                options.command(),
                started.truncatedTo(ChronoUnit.SECONDS).toString(),
                java.time.Duration.between(started, Instant.now()).toMillis() / 1000.0,
                outcome,
                exitCode.number(),
                message,
                snapshotId,
                List.copyOf(steps));
    }
}
