package org.junheng.summary;

import java.time.Duration;

/** How long a reader's query may compute. Memory is limited for the whole summary, see {@link PublishedSummary}. */
public record QueryLimits(Duration time) {
    public static final QueryLimits DEFAULT = new QueryLimits(Duration.ofSeconds(60));

    public QueryLimits {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("A time limit is positive, not " + time);
        }
    }
}
