package org.junheng.trend.forecast;

import org.junheng.trend.Measure;
import org.junheng.trend.Series;

/** The last value stays: the naive forecast, which any other has to beat. */
final class LastValue implements ForecastMethod {
    @Override
    public String id() {
        return "last_value";
    }

    @Override
    public boolean appliesTo(Measure measure) {
        return true;
    }

    @Override
    public Projection fit(Series training) {
        double last = training.lastValue();
        return horizon -> last;
    }
}
