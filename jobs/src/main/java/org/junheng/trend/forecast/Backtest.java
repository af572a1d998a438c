package org.junheng.trend.forecast;

import java.util.List;
import org.junheng.rulebook.ForecastFacts;
import org.junheng.trend.Series;

/**
 * A series forecast from each of its years with enough years before it to every later one, by every method that applies to it
 * (rolling origins, expanding window; Tashman 2000, Int. J. Forecasting 16).
 *
 * <p>The method of an origin is the one with the least mean absolute error in the back-tests whose outcome was known by
 * then, so no error of it is of a method that was chosen by that error. The method for the future is chosen likewise from all of
 * them. Ties go to the simpler method, and while too few outcomes are known the last value stays.
 */
final class Backtest {
    private final Series series;
    private final int firstOrigin;
    private final int leastOutcomes;
    private final List<ForecastMethod> methods;
    // Of each method: its errors from the first origin to every later year, then from the second one, and so on.
    private final double[][] errors;
    private final int[] chosen;
    private final double[] scales;
    private final boolean[] still;

    /**
     * @param methods the simplest first, the first applying to everything
     */
    Backtest(Series series, List<ForecastMethod> methods, ForecastFacts facts) {
        this.series = series;
        firstOrigin = facts.leastTrainingYears() - 1;
        leastOutcomes = facts.leastOutcomes();
        int origins = Math.max(0, series.length() - 1 - firstOrigin);
        var measure = series.key().measure();
        this.methods = methods.stream().filter(each -> each.appliesTo(measure)).toList();
        errors = new double[this.methods.size()][outcomes(origins)];
        chosen = new int[origins + 1];
        scales = new double[origins + 1];
        still = new boolean[origins + 1];
        // Of each method: the errors of outcomes known so far, summed up.
        var known = new double[this.methods.size()];
        for (int origin = 0; origin <= origins; origin++) {
            int at = origins == 0 ? series.length() - 1 : firstOrigin + origin;
            if (origin > 0) {
                add(known, origin);
            }
            chosen[origin] = best(known, origin);
            var training = series.first(at + 1);
            measureChange(training, origin, facts);
            for (int method = 0; method < errors.length && origin < origins; method++) {
                var projection = this.methods.get(method).fit(training);
                for (int target = at + 1; target < series.length(); target++) {
                    double forecast = measure.clamp(projection.at(series.years()[target] - series.years()[at]));
                    errors[method][place(origin, target - at - 1)] = series.values()[target] - forecast;
                }
            }
        }
    }

    /** How many outcomes are known when so many origins have been passed: the n-th from the end has n. */
    private static int outcomes(int origins) {
        return origins * (origins + 1) / 2;
    }

    private int place(int origin, int target) {
        return outcomes(origins()) - outcomes(origins() - origin) + target;
    }

    /** Adds the errors of forecasts of the year that became known at an origin, from all origins before it. */
    private void add(double[] known, int origin) {
        for (int method = 0; method < known.length; method++) {
            for (int earlier = 0; earlier < origin; earlier++) {
                known[method] += Math.abs(error(method, earlier, origin - 1 - earlier));
            }
        }
    }

    /** The method of the least error. All sums are of the same outcomes, so the least sum is the least mean. */
    private int best(double[] sums, int origin) {
        if (!isChoice(origin)) {
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

    private boolean isChoice(int origin) {
        return outcomes(origin) >= leastOutcomes;
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

    /** The methods that apply, the simplest first. Elsewhere a method is its place in this list. */
    List<ForecastMethod> methods() {
        return methods;
    }

    /** The method chosen from what was known at an origin; after the last origin, the one for the future. */
    int chosen(int origin) {
        return chosen[origin];
    }

    /** The method for the future. */
    ForecastMethod method() {
        return methods.get(chosen[origins()]);
    }

    int origins() {
        return chosen.length - 1;
    }

    /** How many later years were forecast from an origin. */
    int targets(int origin) {
        return origins() - origin;
    }

    /** Outcome minus forecast of a method. */
    double error(int method, int origin, int target) {
        return errors[method][place(origin, target)];
    }

    /** Outcome minus forecast of the method chosen from what was known at the origin. */
    double error(int origin, int target) {
        return error(chosen[origin], origin, target);
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

    /**
     * The mean absolute error of the way to forecast, at a horizon: from the origins at which enough outcomes were known for a
     * choice, each with the method chosen there. A series too short for any choice keeps its last value, and so it did at all its
     * origins.
     *
     * @return null where there is no such origin. The errors of the method for the future would be some, but it was chosen by
     *     them
     */
    Double meanAbsoluteError(int horizon) {
        double sum = 0;
        int count = 0;
        for (int origin = 0; origin < origins(); origin++) {
            if (isChoice(origin) != isChoice(origins())) {
                continue;
            }
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
