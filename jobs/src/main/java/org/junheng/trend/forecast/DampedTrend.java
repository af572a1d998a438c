package org.junheng.trend.forecast;

import java.util.List;
import org.junheng.trend.Measure;
import org.junheng.trend.Series;
import org.junheng.trend.TheilSen;

/**
 * Holt's linear trend whose growth fades from year to year (Gardner &amp; McKenzie 1985, Management Science 31, in the form that
 * corrects errors). The two gains and the damping φ are those of a grid with the least sum of squared one-step errors.
 *
 * <p>A gap of d years is one step of d years: the value expected after it is level + (φ + … + φ^d) trend, and the trend learns
 * from the error divided by d. Nothing is interpolated, since a value in between would be an observation that nobody made.
 *
 * <p>It begins with the first value and the median slope of the training years: a first difference alone is too noisy for
 * series of a few years.
 */
final class DampedTrend implements ForecastMethod {
    private final double[] levelGains;
    private final double[] trendGains;
    private final double[] dampings;

    DampedTrend(List<Double> levelGains, List<Double> trendGains, List<Double> dampings) {
        this.levelGains = array(levelGains);
        this.trendGains = array(trendGains);
        this.dampings = array(dampings);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public String id() {
        return "damped_trend";
    }

    @Override
    public boolean appliesTo(Measure measure) {
        return true;
    }

    @Override
    public Projection fit(Series training) {
        var years = training.years();
        var values = training.values();
        double slope = TheilSen.slope(years, values);
        double least = Double.POSITIVE_INFINITY;
        double bestLevel = 0;
        double bestTrend = 0;
        double bestDamping = 0;
        for (double damping : dampings) {
            for (double levelGain : levelGains) {
                for (double trendGain : trendGains) {
                    double level = values[0];
                    double trend = slope;
                    double squares = 0;
                    for (int i = 1; i < values.length && squares < least; i++) {
                        int step = years[i] - years[i - 1];
                        double faded = trend;
                        double growth = 0;
                        for (int year = 0; year < step; year++) {
                            faded *= damping;
                            growth += faded;
                        }
                        double expected = level + growth;
                        double error = values[i] - expected;
                        squares += error * error;
                        level = expected + levelGain * error;
                        trend = faded + levelGain * trendGain * error / step;
                    }
                    if (squares < least) {
                        least = squares;
                        bestLevel = level;
                        bestTrend = trend;
                        bestDamping = damping;
                    }
                }
            }
        }
        double level = bestLevel;
        double trend = bestTrend;
        double damping = bestDamping;
        return horizon -> {
            double faded = trend;
            double growth = 0;
            for (int year = 0; year < horizon; year++) {
                faded *= damping;
                growth += faded;
            }
            return level + growth;
        };
    }
}
