package org.junheng.trend.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.junheng.rulebook.ForecastFacts;
import org.junheng.trend.Series;

/**
 * How good forecasts of given series would have been: each error is of the method chosen from what was known at its origin, each
 * band from the errors of the other series.
 */
final class Evaluation {
    /**
     * One back-test.
     *
     * @param naive what the last value would have erred
     * @param width half a band from all errors of others, divided by the value known last; null where there is none, as is covered
     * @param covered by the band of all errors of others
     * @param foreseen by the band of their errors known at the origin
     * @param published by the band of the method for the future, as column backtest_coverage counts
     */
    private record Test(
            int horizon,
            double error,
            double naive,
            Double width,
            Boolean covered,
            Boolean foreseen,
            Boolean published) {}

    private final List<List<Test>> series = new ArrayList<>();
    private final TreeMap<String, Integer> methods = new TreeMap<>();
    private final TreeMap<String, int[]> levels = new TreeMap<>();

    Evaluation(List<Series> all, ForecastFacts facts) {
        var forecasts = new Forecasts(all, facts);
        var foreseen = new ForeseenBands(forecasts.backtests(), facts);
        for (var backtest : forecasts.backtests()) {
            if (backtest.origins() == 0) {
                continue;
            }
            int future = backtest.chosen(backtest.origins());
            methods.merge(backtest.method().id(), 1, Integer::sum);
            var tests = new ArrayList<Test>();
            for (int origin = 0; origin < backtest.origins(); origin++) {
                for (int target = 0; target < backtest.targets(origin); target++) {
                    var covered = forecasts.pools().isCovered(backtest, backtest.chosen(origin), origin, target);
                    tests.add(new Test(
                            backtest.horizon(origin, target),
                            Math.abs(backtest.error(origin, target)),
                            Math.abs(backtest.outcome(origin, target) - backtest.lastKnown(origin)),
                            width(forecasts.pools(), backtest, origin, target),
                            covered,
                            foreseen.isCovered(backtest, origin, target),
                            forecasts.pools().isCovered(backtest, future, origin, target)));
                    if (covered != null) {
                        var counts =
                                levels.computeIfAbsent(backtest.series().key().level(), level -> new int[2]);
                        counts[covered ? 1 : 0]++;
                    }
                }
            }
            series.add(tests);
        }
    }

    private static Double width(ErrorPools pools, Backtest backtest, int origin, int target) {
        var half = pools.halfWidth(backtest, backtest.chosen(origin), origin, backtest.horizon(origin, target));
        return half == null || backtest.lastKnown(origin) == 0
                ? null
                : (Double) (half / Math.abs(backtest.lastKnown(origin)));
    }

    /** Median of half a band divided by the value known last; 0 = at all horizons. */
    double medianWidth(int horizon) {
        return median(series.stream()
                .flatMap(List::stream)
                .filter(test -> test.width() != null && (horizon == 0 || test.horizon() == horizon))
                .mapToDouble(Test::width));
    }

    /** The series with a back-test. */
    int size() {
        return series.size();
    }

    /** Median over series of the mean absolute error, divided by that of the last value; 0 horizon = all of them. */
    double medianRatio(int horizon) {
        var ratios = new ArrayList<Double>();
        for (var tests : series) {
            double error = 0;
            double naive = 0;
            for (var test : tests) {
                if (horizon == 0 || test.horizon() == horizon) {
                    error += test.error();
                    naive += test.naive();
                }
            }
            // Where the last value was right throughout there is nothing to gain.
            if (naive > 0) {
                ratios.add(error / naive);
            }
        }
        return median(ratios.stream().mapToDouble(Double::doubleValue));
    }

    private static double median(DoubleStream values) {
        var sorted = values.sorted().toArray();
        return sorted.length == 0 ? Double.NaN : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** Shares of series that erred less, and more, than the last value would have. */
    double[] lessAndMore() {
        var counts = new double[2];
        for (var tests : series) {
            double error = tests.stream().mapToDouble(Test::error).sum();
            double naive = tests.stream().mapToDouble(Test::naive).sum();
            counts[0] += error < naive ? 1.0 / size() : 0;
            counts[1] += error > naive ? 1.0 / size() : 0;
        }
        return counts;
    }

    /** Geometric mean over series of the error divided by that of the last value; series without either left out. */
    double meanRatio() {
        double logs = 0;
        int count = 0;
        for (var tests : series) {
            double error = tests.stream().mapToDouble(Test::error).sum();
            double naive = tests.stream().mapToDouble(Test::naive).sum();
            if (error > 0 && naive > 0) {
                logs += Math.log(error / naive);
                count++;
            }
        }
        return Math.exp(logs / count);
    }

    /** Back-tests at a horizon; 0 = at all. */
    int tests(int horizon) {
        return (int) series.stream()
                .flatMap(List::stream)
                .filter(test -> horizon == 0 || test.horizon() == horizon)
                .count();
    }

    /** Of bands from all errors of others, with the methods chosen at the origins; 0 = at all horizons. */
    double coverage(int horizon) {
        return coverage(horizon, Test::covered);
    }

    /** Of bands from the errors known at the origins. */
    double foreseenCoverage(int horizon) {
        return coverage(horizon, Test::foreseen);
    }

    /** With the methods for the future, which were chosen by these errors. */
    double publishedCoverage() {
        return coverage(0, Test::published);
    }

    private double coverage(int horizon, Function<Test, Boolean> way) {
        int judged = 0;
        int covered = 0;
        for (var tests : series) {
            for (var test : tests) {
                var inside = way.apply(test);
                if ((horizon == 0 || test.horizon() == horizon) && inside != null) {
                    judged++;
                    covered += inside ? 1 : 0;
                }
            }
        }
        return judged == 0 ? Double.NaN : (double) covered / judged;
    }

    int[] horizons() {
        return series.stream()
                .flatMap(List::stream)
                .mapToInt(Test::horizon)
                .distinct()
                .sorted()
                .toArray();
    }

    String methods() {
        return methods.toString();
    }

    /** Coverage by level, e.g. {@code all 81 %}. */
    String byLevel() {
        var text = new ArrayList<String>();
        levels.forEach((level, counts) ->
                text.add("%s %s".formatted(level, percent((double) counts[1] / (counts[0] + counts[1])))));
        return String.join(", ", text);
    }

    static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String ratio(double ratio) {
        return Double.isNaN(ratio) ? "–" : String.format(Locale.ROOT, "%.3f", ratio);
    }
}
