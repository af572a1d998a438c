package org.junheng.summary;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a reader's query may compute. Memory is limited for the whole summary, see {@link PublishedSummary}.
 *
 * @param time the time inside DuckDB, after which the query is told to stop
 * @param whenItDoesNotStop called once, from another thread, when it still computes a little later: DuckDB hears nothing
 *     while it plans, and computes constants (a text of a billion characters) already then
 */
public record QueryLimits(Duration time, Runnable whenItDoesNotStop) {
    public static final QueryLimits DEFAULT = new QueryLimits(Duration.ofSeconds(60));

    /** For the program's own reading of whole tables. */
    static final QueryLimits NONE = new QueryLimits(Duration.ofDays(365));

    public QueryLimits {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("A time limit is positive, not " + time);
        }
        Objects.requireNonNull(whenItDoesNotStop);
    }

    public QueryLimits(Duration time) {
        this(time, () -> {});
    }

    /** What a reader is told; for who has to end the query by other means. */
    public SummaryProblem exceeded() {
        return new SummaryProblem(SummaryProblem.Kind.TIME_LIMIT, String.valueOf(time.toSeconds()));
    }
}
