package org.junheng.trend.forecast;

import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junheng.rulebook.ForecastFacts;
import org.junheng.trend.Series;

/** Forecasts of the latest segments of series, with bands from the back-tests of all of them (C20). */
public final class Forecasts {
    private final ForecastFacts facts;
    private final List<Backtest> backtests;
    private final ErrorPools pools;

    /**
     * Tests all methods on all series.
     *
     * @param series segments before a break are left out, as what came before it is not comparable
     */
    public Forecasts(List<Series> series, ForecastFacts facts) {
        this.facts = facts;
        var methods = ForecastMethod.all(facts);
        backtests = series.stream()
                .filter(each -> each.segment() == 0)
                .map(each -> new Backtest(each, methods, facts))
                .toList();
        pools = new ErrorPools(backtests, facts);
    }

    List<Backtest> backtests() {
        return backtests;
    }

    ErrorPools pools() {
        return pools;
    }

    /**
     * The years after the last one of each series. A series that ended long before the last year of its standard has none, as its
     * region may be gone.
     *
     * @param lastYear the last year that is forecast; null for so many years after the last one of the standard as the facts say
     * @return in order of the series, then of years
     */
    public Stream<Forecast> until(Integer lastYear) {
        var ends = new HashMap<String, Integer>();
        for (var backtest : backtests) {
            ends.merge(backtest.series().key().standard(), backtest.series().lastYear(), Math::max);
        }
        return backtests.stream().flatMap(backtest -> {
            int end = ends.get(backtest.series().key().standard());
            if (backtest.series().lastYear() < end - facts.mostAgeYears()) {
                return Stream.empty();
            }
            return future(backtest, lastYear == null ? end + facts.defaultHorizon() : lastYear);
        });
    }

    private Stream<Forecast> future(Backtest backtest, int lastYear) {
        var series = backtest.series();
        var key = series.key();
        var projection = backtest.method().fit(series);
        return IntStream.rangeClosed(1, lastYear - series.lastYear()).mapToObj(horizon -> {
            double value = key.measure().clamp(projection.at(horizon));
            var half = pools.halfWidth(backtest, horizon);
            return new Forecast(
                    key,
                    series.lastYear() + horizon,
                    value,
                    half == null ? null : (Double) key.measure().clamp(value - half),
                    half == null ? null : (Double) key.measure().clamp(value + half),
                    backtest.method().id(),
                    backtest.meanAbsoluteError(horizon),
                    half == null ? null : pools.coverage(backtest, horizon),
                    horizon);
        });
    }
}
