package org.junheng.nightly;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.ExitCode;
import org.junheng.terms.FaultException;
import org.junheng.warehouse.Manifest;
import org.junheng.warehouse.WarehouseFiles;

/** One run of nightly, ingest, measure or publish: under the lock, with a record written however it ends. */
public final class Run {
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
        var rulebook = new AtomicReference<Rulebook>();
        return new RecordedWork(files)
                .run(options.command(), () -> rulebook.set(Rulebook.read(schemas, overlay)), (warehouse, steps) -> {
                    var outcome = work.run(new Chain(rulebook.get(), warehouse, spark, options, progress, steps));
                    return new RecordedWork.Ended<>(
                            outcome,
                            outcome.unchanged() ? "unchanged" : "done",
                            outcome.exitCode(),
                            outcome.manifest().map(Manifest::id));
                });
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
}
