package org.junheng.trend.forecast;

import java.util.Arrays;
import org.junheng.rulebook.ForecastFacts.Anchor;
import org.junheng.trend.Measure;
import org.junheng.trend.Series;
import org.junheng.trend.TheilSen;

/**
 * A straight line with the median slope of all pairs of years (Theil 1950; Sen 1968, J. Am. Stat. Assoc. 63), over real years.
 * One wild year hardly turns it.
 */
final class TheilSenLine implements ForecastMethod {
    private final Anchor anchor;

    TheilSenLine(Anchor anchor) {
        this.anchor = anchor;
    }

    @Override
    public String id() {
        return "theil_sen";
    }

    @Override
    public boolean appliesTo(Measure measure) {
        return true;
    }

    @Override
    public Projection fit(Series training) {
        double slope = TheilSen.slope(training.years(), training.values());
        double begin =
                switch (anchor) {
                    case LAST_VALUE -> training.lastValue();
                    case MEDIAN_RESIDUAL -> medianAtEnd(training, slope);
                };
        return horizon -> begin + slope * horizon;
    }

    /** The value at the last year of the line that has as many values above it as below. */
    private static double medianAtEnd(Series training, double slope) {
        var moved = new double[training.length()];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = training.values()[i] + slope * (training.lastYear() - training.years()[i]);
        }
        Arrays.sort(moved);
        int middle = moved.length / 2;
        return moved.length % 2 == 1 ? moved[middle] : (moved[middle - 1] + moved[middle]) / 2;
    }
}
