package org.junheng.trend.forecast;

import java.util.List;
import org.junheng.rulebook.ForecastFacts;
import org.junheng.trend.Series;

/**
 * A series forecast from each of its years with enough years before it to every later one (rolling origins, expanding window;
 * Tashman 2000, Int. J. Forecasting 16).
 *
 * <p>At each origin the method is the one with the least mean absolute error in the back-tests whose outcome was known by
 * then, so no error here is of a method that was chosen by that error. The method for the future is chosen likewise from all of
 * them. Ties go to the simpler method, and while too few
 * outcomes are known the last value stays.
 */
final class Backtest {
    private final Series series;
    private final int firstOrigin;
    private final int leastOutcomes;
    private final double[][] errors;
    private final double[] scales;
    private final boolean[] still;
    private final ForecastMethod method;

    /**
     * @param methods the simplest first, the first applying to everything
     */
    Backtest(Series series, List<ForecastMethod> methods, ForecastFacts facts) {
        this.series = series;
        firstOrigin = facts.leastTrainingYears() - 1;
        leastOutcomes = facts.leastOutcomes();
        int origins = Math.max(0, series.length() - 1 - firstOrigin);
        errors = new double[origins][];
        scales = new double[origins + 1];
        still = new boolean[origins + 1];
        var measure = series.key().measure();
        var applying = methods.stream().filter(each -> each.appliesTo(measure)).toList();
        // Of each method, origin and later year: the error; summed up as outcomes become known.
        var all = new double[applying.size()][origins][];
        var known = new double[applying.size()];
        for (int origin = 0; origin < origins; origin++) {
            int at = firstOrigin + origin;
            add(all, known, origin, at);
            var training = series.first(at + 1);
            measureChange(training, origin, facts);
            for (int i = 0; i < applying.size(); i++) {
                var projection = applying.get(i).fit(training);
                var its = new double[series.length() - 1 - at];
                for (int later = 0; later < its.length; later++) {
                    int target = at + 1 + later;
                    double forecast = measure.clamp(projection.at(series.years()[target] - series.years()[at]));
                    its[later] = series.values()[target] - forecast;
                }
                all[i][origin] = its;
            }
            errors[origin] = all[best(known, origin)][origin];
        }
        if (origins > 0) {
            add(all, known, origins, series.length() - 1);
        }
        measureChange(series, origins, facts);
        method = applying.get(best(known, origins));
    }

    /** Adds the errors of forecasts of one year from the origins before it. */
    private void add(double[][][] all, double[] known, int origins, int year) {
        for (int i = 0; i < known.length; i++) {
            for (int origin = 0; origin < origins; origin++) {
                known[i] += Math.abs(all[i][origin][year - 1 - firstOrigin - origin]);
            }
        }
    }

    /**
     * The method of the least error. All sums are of the same outcomes, so the least sum is the least mean.
     *
     * @param origins origins before the last known year, of which the n-th from the end has n outcomes
     */
    private int best(double[] sums, int origins) {
        if (origins * (origins + 1) / 2 < leastOutcomes) {
            return 0;
        }
        int least = 0;
        for (int i = 1; i < sums.length; i++) {
            if (sums[i] < sums[least]) {
                least = i;
            }
        }
        return least;
    }

    private void measureChange(Series training, int origin, ForecastFacts facts) {
        var values = training.values();
        double change = 0;
        double size = Math.abs(values[0]);
        for (int i = 1; i < values.length; i++) {
            change += Math.abs(values[i] - values[i - 1]) / (training.years()[i] - training.years()[i - 1]);
            size += Math.abs(values[i]);
        }
        size /= values.length;
        change /= Math.max(1, values.length - 1);
        still[origin] = change <= facts.still() * size;
        scales[origin] = still[origin]
                ? 1
                : switch (facts.scale()) {
                    case NONE -> 1;
                    case YEARLY_CHANGE -> change;
                    case VALUE -> size;
                };
    }

    Series series() {
        return series;
    }

    /** The method for the future. */
    ForecastMethod method() {
        return method;
    }

    int origins() {
        return errors.length;
    }

    /** How many later years were forecast from an origin. */
    int targets(int origin) {
        return errors[origin].length;
    }

    /** Outcome minus forecast. */
    double error(int origin, int target) {
        return errors[origin][target];
    }

    /** What was known last at an origin. */
    double lastKnown(int origin) {
        return series.values()[firstOrigin + origin];
    }

    int originYear(int origin) {
        return series.years()[firstOrigin + origin];
    }

    int horizon(int origin, int target) {
        return series.years()[firstOrigin + origin + 1 + target] - originYear(origin);
    }

    double outcome(int origin, int target) {
        return series.values()[firstOrigin + origin + 1 + target];
    }

    /** By what errors from an origin are divided; after the last origin, those of the future. */
    double scale(int origin) {
        return scales[origin];
    }

    /** Whether nothing had changed up to an origin; after the last origin, in the whole series. */
    boolean isStill(int origin) {
        return still[origin];
    }

    /** The longest horizon that was tested; 0 where none was. */
    int longestHorizon() {
        return origins() == 0 ? 0 : horizon(0, targets(0) - 1);
    }

    /** The mean absolute error at a horizon; null where none was tested. */
    Double meanAbsoluteError(int horizon) {
        double sum = 0;
        int count = 0;
        for (int origin = 0; origin < origins(); origin++) {
            for (int target = 0; target < targets(origin); target++) {
                if (horizon(origin, target) == horizon) {
                    sum += Math.abs(error(origin, target));
                    count++;
                }
            }
        }
        return count == 0 ? null : (Double) (sum / count);
    }
}
