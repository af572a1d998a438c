package org.junheng.trend.forecast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junheng.rulebook.ForecastFacts;
import org.junheng.trend.Measure;

/**
 * Bands as they would have been at each origin: of the errors of other series, only those whose outcome was known by then. It
 * shares no code with {@link ErrorPools}, and is slow.
 */
final class ForeseenBands {
    private record Key(String level, String indicator, Measure measure, String method, int horizon, boolean still) {}

    private record Known(Backtest of, int year, double scaled) {}

    private final Map<Key, List<Known>> pools = new HashMap<>();
    private final ForecastFacts facts;

    ForeseenBands(List<Backtest> backtests, ForecastFacts facts) {
        this.facts = facts;
        for (var backtest : backtests) {
            for (int origin = 0; origin < backtest.origins(); origin++) {
                for (int target = 0; target < backtest.targets(origin); target++) {
                    int year = backtest.originYear(origin) + backtest.horizon(origin, target);
                    var methods = facts.poolByMethod()
                            ? IntStream.range(0, backtest.methods().size())
                                    .boxed()
                                    .toList()
                            : List.of(backtest.chosen(origin));
                    for (int method : methods) {
                        pools.computeIfAbsent(key(backtest, method, origin, target), key -> new ArrayList<>())
                                .add(new Known(backtest, year, scaled(backtest, method, origin, target)));
                    }
                }
            }
        }
    }

    private static double scaled(Backtest backtest, int method, int origin, int target) {
        return Math.abs(backtest.error(method, origin, target)) / backtest.scale(origin);
    }

    private Key key(Backtest backtest, int method, int origin, int target) {
        var key = backtest.series().key();
        return new Key(
                facts.poolByLevel() ? key.level() : null,
                key.indicator(),
                key.measure(),
                facts.poolByMethod() ? backtest.methods().get(method).id() : "all",
                backtest.horizon(origin, target),
                backtest.isStill(origin));
    }

    /** Whether the band known at an origin, of the method chosen there, covered an outcome; null where there was none. */
    Boolean isCovered(Backtest backtest, int origin, int target) {
        return inside(backtest, backtest.chosen(origin), origin, target, backtest.originYear(origin));
    }

    /** Likewise by all errors of other series, whenever known: what {@link ErrorPools} must say too. */
    Boolean isCoveredByAll(Backtest backtest, int method, int origin, int target) {
        return inside(backtest, method, origin, target, Integer.MAX_VALUE);
    }

    private Boolean inside(Backtest backtest, int method, int origin, int target, int year) {
        var errors = pools.get(key(backtest, method, origin, target)).stream()
                .filter(known -> known.of() != backtest && known.year() <= year)
                .mapToDouble(Known::scaled)
                .sorted()
                .toArray();
        if (errors.length < facts.leastPool()) {
            return null;
        }
        // The n-th error is the (n + 1) × band-th of n + 1: counted up, not computed.
        int rank = 0;
        while ((double) rank / (errors.length + 1) < facts.band() - 1e-12) {
            rank++;
        }
        return rank > errors.length ? null : (Boolean) (scaled(backtest, method, origin, target) <= errors[rank - 1]);
    }
}
