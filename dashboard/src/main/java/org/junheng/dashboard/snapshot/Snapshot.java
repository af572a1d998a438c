package org.junheng.dashboard.snapshot;

import java.nio.file.Path;
import java.time.Duration;
import org.junheng.summary.PublishedSummary;
import org.junheng.summary.SummaryReader;

/** One published summary, open, with its catalogue. Closed when it is no longer the last and nobody reads it any more. */
public final class Snapshot {
    private final PublishedSummary summary;
    private final SummaryReader reader;
    private final Catalogue catalogue;
    private final SchoolYears schoolYears;
    private int readers;
    private boolean retired;

    private Snapshot(PublishedSummary summary, QueryBounds bounds) {
        this.summary = summary;
        this.reader = new SummaryReader(summary, bounds.atOnce(), bounds.patience(), bounds.time());
        this.schoolYears = new SchoolYears(reader);
        try {
            this.catalogue = Catalogue.read(reader);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /**
     * @param atOnce queries that run at once
     * @param patience how long a request waits for its turn
     * @param time how long a query may compute
     */
    public record QueryBounds(int atOnce, Duration patience, Duration time) {
        public static final QueryBounds DEFAULT = new QueryBounds(
                Math.max(2, Runtime.getRuntime().availableProcessors()), Duration.ofSeconds(30), Duration.ofSeconds(5));
    }

    static Snapshot open(Path warehouse, QueryBounds bounds) {
        // Queries are short and several run at once, each in its own thread: dividing one costs more than it saves.
        var summary = PublishedSummary.open(warehouse, 1);
        try {
            return new Snapshot(summary, bounds);
        } catch (RuntimeException e) {
            summary.close();
            throw e;
        }
    }

    public String id() {
        return summary.snapshotId();
    }

    public SummaryReader reader() {
        return reader;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    /** The years, codes and counties of schools. */
    public SchoolYears schoolYears() {
        return schoolYears;
    }

    /** Whether it has been closed, since it was not the last any more and nobody read it. */
    synchronized boolean closed() {
        return retired && readers == 0;
    }

    synchronized boolean enter() {
        if (retired) {
            return false;
        }
        readers++;
        return true;
    }

    synchronized void leave() {
        readers--;
        closeIfLast();
    }

    synchronized void retire() {
        retired = true;
        closeIfLast();
    }

    private void closeIfLast() {
        if (retired && readers == 0) {
            reader.close();
            summary.close();
        }
    }
}
