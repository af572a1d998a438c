package org.junheng.trend.forecast;

import java.util.List;
import org.junheng.rulebook.ForecastFacts;
import org.junheng.trend.Measure;
import org.junheng.trend.Series;

/** A way to continue a series. It sees the training years only. */
interface ForecastMethod {
    /** A series continued. */
    interface Projection {
        /**
         * The value so many years after the last one of training; it can be impossible, e.g. a negative share.
         *
         * @param horizon years, 1 or more
         */
        double at(int horizon);
    }

    /** Its id in table {@code forecast}. */
    String id();

    /** Whether it is meant for such values. */
    boolean appliesTo(Measure measure);

    /**
     * Fits it.
     *
     * @param training the years that are known, 2 or more unless the method is the naive one
     */
    Projection fit(Series training);

    /** All methods, the simplest first. */
    static List<ForecastMethod> all(ForecastFacts facts) {
        return List.of(
                new LastValue(),
                new TheilSenLine(facts.anchor()),
                new DampedTrend(facts.levelGains(), facts.trendGains(), facts.dampings()),
                new LogisticShare(facts.shareEdge()));
    }
}
