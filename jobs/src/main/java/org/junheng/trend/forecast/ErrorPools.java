package org.junheng.trend.forecast;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junheng.rulebook.ForecastFacts;
import org.junheng.trend.Measure;

/**
 * Absolute back-test errors of one method on series of one standard, indicator, measure and horizon, each divided by the scale of
 * its series, so that a nation's and a county's share a pool (C20). The band of a series comes from the errors of the others alone:
 * half its width is the ⌈0.8 (n + 1)⌉-th smallest of their n errors (split conformal, Lei et al. 2018, J. Am. Stat. Assoc. 113),
 * times its own scale.
 *
 * <p>C20 pools by indicator, measure and horizon; pools of each method refine it. Long horizons have early origins, at which too
 * few outcomes are known to choose a method: there the errors of chosen methods are those of the last value, which say nothing of
 * how a trend errs. So every method is tested at every origin, and a future has the band of the method that it uses.
 *
 * <p>Origins before which nothing had changed have pools of their own, of undivided errors: else a crowd of shares that always
 * were 0 would make the bands of all others narrow.
 */
final class ErrorPools {
    /**
     * @param level null where levels share a pool
     * @param method null where the methods chosen at the origins share a pool
     */
    private record Key(
            String standard,
            String level,
            String indicator,
            Measure measure,
            String method,
            int horizon,
            boolean still) {}

    private static final class Pool {
        private double[] errors = new double[16];
        private int size;
        private int judged;
        private int covered;

        void add(double error) {
            if (size == errors.length) {
                errors = Arrays.copyOf(errors, 2 * size);
            }
            errors[size++] = error;
        }
    }

    private final ForecastFacts facts;
    private final Map<Key, Pool> pools = new HashMap<>();

    ErrorPools(List<Backtest> backtests, ForecastFacts facts) {
        this.facts = facts;
        for (var backtest : backtests) {
            if (facts.poolByMethod()) {
                for (int method = 0; method < backtest.methods().size(); method++) {
                    add(backtest, method);
                }
            } else {
                add(backtest, backtest.chosen(backtest.origins()));
            }
        }
        for (var pool : pools.values()) {
            pool.errors = Arrays.copyOf(pool.errors, pool.size);
            Arrays.sort(pool.errors);
        }
        for (var backtest : backtests) {
            judge(backtest);
        }
    }

    private void add(Backtest backtest, int method) {
        for (int origin = 0; origin < backtest.origins(); origin++) {
            for (int target = 0; target < backtest.targets(origin); target++) {
                pools.computeIfAbsent(
                                key(backtest, method, origin, backtest.horizon(origin, target)), key -> new Pool())
                        .add(scaled(backtest, method, origin, target));
            }
        }
    }

    private Key key(Backtest backtest, int method, int origin, int horizon) {
        var key = backtest.series().key();
        return new Key(
                key.standard(),
                facts.poolByLevel() ? key.level() : null,
                key.indicator(),
                key.measure(),
                facts.poolByMethod() ? backtest.methods().get(method).id() : null,
                horizon,
                backtest.isStill(origin));
    }

    private double scaled(Backtest backtest, int method, int origin, int target) {
        int tested = facts.poolByMethod() ? method : backtest.chosen(origin);
        return Math.abs(backtest.error(tested, origin, target)) / backtest.scale(origin);
    }

    /** Counts the back-tests with the method for the future. */
    private void judge(Backtest backtest) {
        int method = backtest.chosen(backtest.origins());
        for (int origin = 0; origin < backtest.origins(); origin++) {
            for (int target = 0; target < backtest.targets(origin); target++) {
                var inside = isCovered(backtest, method, origin, target);
                if (inside != null) {
                    var pool = pools.get(key(backtest, method, origin, backtest.horizon(origin, target)));
                    pool.judged++;
                    pool.covered += inside ? 1 : 0;
                }
            }
        }
    }

    /**
     * Whether a back-test's outcome lay in the band that others give.
     *
     * @param method any of the series; it does not matter where methods share a pool
     * @return null where the others give no band
     */
    Boolean isCovered(Backtest backtest, int method, int origin, int target) {
        var half = quantile(backtest, method, origin, backtest.horizon(origin, target));
        return half == null ? null : (Boolean) (scaled(backtest, method, origin, target) <= half);
    }

    /**
     * Half the width of the band of the future, in the unit of the series.
     *
     * @return null where the horizon is longer than any that was tested on the series, or the others have too few errors
     */
    Double halfWidth(Backtest backtest, int horizon) {
        int future = backtest.origins();
        return horizon > backtest.longestHorizon()
                ? null
                : halfWidth(backtest, backtest.chosen(future), future, horizon);
    }

    /** Likewise of any method and origin; the one after the last is the future. */
    Double halfWidth(Backtest backtest, int method, int origin, int horizon) {
        var half = quantile(backtest, method, origin, horizon);
        return half == null ? null : (Double) (half * backtest.scale(origin));
    }

    /**
     * The share of back-tests of the pool of a future value that bands covered, of the series that use the method of this pool for
     * their future.
     *
     * @return null where none was judged
     */
    Double coverage(Backtest backtest, int horizon) {
        int future = backtest.origins();
        var pool = pools.get(key(backtest, backtest.chosen(future), future, horizon));
        return pool == null || pool.judged == 0 ? null : (Double) ((double) pool.covered / pool.judged);
    }

    private Double quantile(Backtest backtest, int method, int origin, int horizon) {
        var key = key(backtest, method, origin, horizon);
        var pool = pools.get(key);
        if (pool == null) {
            return null;
        }
        var own = own(backtest, method, key);
        int others = pool.size - own.length;
        // The product of a decimal fraction can come out a little above a whole number.
        int rank = (int) Math.ceil((others + 1) * facts.band() - 1e-9);
        if (others < facts.leastPool() || rank > others) {
            return null;
        }
        return pool.errors[without(pool.errors, own, rank - 1)];
    }

    /** Where the value stands that has so many below it, leaving out those given. */
    private static int without(double[] sorted, double[] own, int below) {
        int at = below;
        int place = -1;
        for (double error : own) {
            // Which of equal errors is left out is the same.
            place = Math.max(place + 1, firstPlace(sorted, error));
            if (place > at) {
                break;
            }
            at++;
        }
        return at;
    }

    private static int firstPlace(double[] sorted, double value) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** The errors of a series in a pool, sorted. */
    private double[] own(Backtest backtest, int method, Key key) {
        var own = new double[backtest.origins()];
        int size = 0;
        for (int origin = 0; origin < backtest.origins(); origin++) {
            if (backtest.isStill(origin) != key.still()) {
                continue;
            }
            for (int target = 0; target < backtest.targets(origin); target++) {
                int horizon = backtest.horizon(origin, target);
                if (horizon == key.horizon()) {
                    own[size++] = scaled(backtest, method, origin, target);
                }
                if (horizon >= key.horizon()) {
                    break;
                }
            }
        }
        own = Arrays.copyOf(own, size);
        Arrays.sort(own);
        return own;
    }
}
