package org.junheng.trend.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junheng.rulebook.ForecastFacts;
import org.junheng.trend.Measure;
import org.junheng.trend.Series;
import org.junheng.trend.SeriesKey;
import org.junit.jupiter.api.Test;

class ForecastsTest {
    private static final ForecastFacts FACTS = TestFacts.shipped();

    private static Series series(String region, Measure measure, int[] years, IntToDoubleFunction value) {
        var key = new SeriesKey("made-up", "county", region, "primary", "computers_per_100", measure);
        return new Series(key, 0, years, IntStream.of(years).mapToDouble(value).toArray(), null);
    }

    private static int[] years(int first, int count) {
        return IntStream.range(first, first + count).toArray();
    }

    /** Counties whose measure walks at random around a trend. */
    private static List<Series> counties(
            int count, int length, Measure measure, double trend, double noise, long seed) {
        var random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    double start = 0.2 + 0.2 * random.nextDouble();
                    return series(
                            String.valueOf(i),
                            measure,
                            years(2010, length),
                            year -> measure.clamp(start + trend * (year - 2010) + noise * random.nextGaussian()));
                })
                .toList();
    }

    private static List<Forecast> until(List<Series> series, int lastYear) {
        return new Forecasts(series, FACTS).until(lastYear).toList();
    }

    private static List<Forecast> of(String region, List<Forecast> forecasts) {
        return forecasts.stream()
                .filter(each -> each.key().regionCode().equals(region))
                .toList();
    }

    private static ForecastMethod method(String id) {
        return ForecastMethod.all(FACTS).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static double error(String method, Series series, int training) {
        var projection = method(method).fit(series.first(training));
        double sum = 0;
        for (int i = training; i < series.length(); i++) {
            sum += Math.abs(series.values()[i] - projection.at(series.years()[i] - series.years()[training - 1]));
        }
        return sum;
    }

    @Test
    void methods_with_a_trend_beat_the_last_value_where_there_is_one() {
        double naive = 0;
        double line = 0;
        double damped = 0;
        for (var each : counties(200, 12, Measure.CV, 0.03, 0.01, 1)) {
            naive += error("last_value", each, 8);
            line += error("theil_sen", each, 8);
            damped += error("damped_trend", each, 8);
        }
        assertThat(line).isLessThan(naive / 3);
        assertThat(damped).isLessThan(naive / 2);
        assertThat(until(counties(200, 12, Measure.CV, 0.03, 0.01, 1), 2023))
                .noneMatch(each -> each.method().equals("last_value"));
    }

    @Test
    void the_last_value_is_hardly_beaten_where_there_is_no_trend() {
        // A walk at random, of which the last value is the best forecast.
        var random = new Random(2);
        var walks = new ArrayList<Series>();
        for (int i = 0; i < 300; i++) {
            var at = new double[] {5};
            walks.add(series("w" + i, Measure.MEAN, years(2005, 16), year -> at[0] += 0.1 * random.nextGaussian()));
        }
        var chosen = new Forecasts(walks, FACTS).backtests();
        assertThat(chosen.stream().filter(each -> each.method().id().equals("last_value")))
                .hasSizeGreaterThan(150);
    }

    @Test
    void a_straight_line_goes_on_and_a_damped_one_never_overtakes_it() {
        var line = series("1", Measure.MEAN, years(2010, 8), year -> 10 + 2.0 * (year - 2010));
        assertThat(method("theil_sen").fit(line).at(5)).isCloseTo(34, within(1e-9));
        assertThat(method("damped_trend").fit(line).at(5)).isBetween(24.0, 34.0);
        assertThat(method("last_value").fit(line).at(5)).isEqualTo(24);
    }

    @Test
    void a_logistic_share_goes_on_along_the_logit() {
        var share = series(
                "1",
                Measure.SHARE_OF_SCHOOLS_MEETING,
                years(2010, 8),
                year -> 1 / (1 + Math.exp(-0.5 * (year - 2014))));
        assertThat(method("logistic_share").fit(share).at(4)).isCloseTo(1 / (1 + Math.exp(-3.5)), within(1e-9));
        assertThat(method("logistic_share").appliesTo(Measure.CV)).isFalse();
        assertThat(until(List.of(share), 2022)).allMatch(each -> each.method().equals("logistic_share"));
    }

    @Test
    void years_that_are_left_out_count_as_years() {
        var gaps = series("1", Measure.MEAN, new int[] {2005, 2006, 2009, 2010, 2013, 2014, 2018}, year -> 3.0 * year);
        assertThat(method("theil_sen").fit(gaps).at(2)).isCloseTo(3 * 2020, within(1e-6));
        var backtest = new Backtest(gaps, ForecastMethod.all(FACTS), FACTS);
        assertThat(backtest.longestHorizon()).isEqualTo(8);
        assertThat(backtest.horizon(0, 0)).isEqualTo(3);
        assertThat(backtest.horizon(2, 0)).isEqualTo(4);
        assertThat(until(List.of(gaps), 2020).get(0).year()).isEqualTo(2019);
        // Without damping and without error a step over a gap is as many steps.
        var undamped = new DampedTrend(List.of(0.5), List.of(0.3), List.of(1.0));
        assertThat(undamped.fit(gaps).at(2)).isCloseTo(3 * 2020, within(1e-6));
    }

    @Test
    void forecasts_and_bands_are_always_possible() {
        var random = new Random(3);
        for (var measure : Measure.values()) {
            var steep = IntStream.range(0, 60)
                    .mapToObj(i -> {
                        double slope = 0.3 * random.nextGaussian();
                        return series(
                                String.valueOf(i),
                                measure,
                                years(2010, 10),
                                year -> measure.clamp(0.5 + slope * (year - 2015) + 0.1 * random.nextGaussian()));
                    })
                    .toList();
            var forecasts = until(steep, 2035);
            assertThat(forecasts).hasSize(60 * 16).allSatisfy(each -> {
                assertThat(each.value()).isFinite().isBetween(measure.least(), measure.most());
                if (each.low() != null) {
                    assertThat(each.low()).isBetween(measure.least(), each.value());
                    assertThat(each.high()).isBetween(each.value(), measure.most());
                }
            });
            assertThat(forecasts).anyMatch(each -> each.low() != null && each.low() < each.high());
        }
    }

    @Test
    void what_never_changed_stays_and_its_band_has_no_width() {
        for (double value : new double[] {0, 0.3, 1}) {
            var all = new ArrayList<>(counties(40, 10, Measure.LARGE_CLASS_SHARE, 0.01, 0.02, 4));
            for (int i = 0; i < 30; i++) {
                all.add(series("still" + i, Measure.LARGE_CLASS_SHARE, years(2010, 10), year -> value));
            }
            assertThat(of("still7", until(all, 2025))).hasSize(6).allSatisfy(each -> {
                assertThat(each.value()).isEqualTo(value);
                assertThat(each.method()).isEqualTo("last_value");
                assertThat(each.low()).isEqualTo(value);
                assertThat(each.high()).isEqualTo(value);
            });
            // And they make no other band narrow.
            assertThat(of("3", until(all, 2020)).get(0).low())
                    .isLessThan(of("3", until(all, 2020)).get(0).high());
        }
    }

    @Test
    void the_band_of_a_series_does_not_know_its_own_errors() {
        var others = counties(30, 10, Measure.CV, 0, 0.05, 5);
        double[] before = {0.4, 0.5, 0.4, 0.5, 0.4, 0.5, 0.4, 0.5, 0.4, 0.5};
        // The same changes a year, so the same scale; in another order they err otherwise.
        double[] after = {0.4, 0.5, 0.6, 0.7, 0.8, 0.7, 0.6, 0.5, 0.4, 0.5};
        var widths = new ArrayList<List<Double>>();
        var errors = new ArrayList<Double>();
        for (var values : List.of(before, after)) {
            var all = new ArrayList<>(others);
            all.add(series("own", Measure.CV, years(2010, 10), year -> values[year - 2010]));
            var forecasts = new Forecasts(all, FACTS);
            var own = forecasts.backtests().get(30);
            // Of each method at each horizon: the other order makes the series choose another one.
            widths.add(IntStream.range(0, 3 * 6)
                    .mapToObj(i -> forecasts.pools().halfWidth(own, i / 6, own.origins(), 1 + i % 6))
                    .toList());
            errors.add(own.meanAbsoluteError(3));
        }
        assertThat(errors.get(0)).isNotCloseTo(errors.get(1), within(0.01));
        for (int i = 0; i < 3 * 6; i++) {
            assertThat(widths.get(0).get(i)).isCloseTo(widths.get(1).get(i), within(1e-12));
        }
        assertThat(widths.get(0)).doesNotContainNull();
    }

    @Test
    void half_a_band_is_the_right_one_of_the_others_errors_in_order() {
        // A series of five years has one back-test, of one year, by the last value: its error is known beforehand.
        var jumps = new ArrayList<Series>();
        for (int i = 1; i <= 25; i++) {
            double jump = i;
            jumps.add(series(
                    String.valueOf(i),
                    Measure.MEAN,
                    years(2010, 5),
                    year -> year == 2014 ? 101 + jump : 100 + year % 2));
        }
        // Up to the origin each changed by 1 a year. ⌈0.8 × 25⌉ = the 20th of 24 others; 2013 is odd, so jumps are the
        // errors.
        var forecasts = new Forecasts(jumps, FACTS);
        var last = forecasts.backtests().get(24);
        var first = forecasts.backtests().get(0);
        assertThat(forecasts.pools().halfWidth(last, 1)).isEqualTo(20 * last.scale(1));
        assertThat(forecasts.pools().halfWidth(first, 1)).isEqualTo(21 * first.scale(1));
        // Jumps up to 20 are covered: each of them by the 21st of all.
        assertThat(forecasts.pools().coverage(last, 1)).isEqualTo(20 / 25.0);
    }

    @Test
    void at_long_horizons_a_trend_has_the_band_of_its_method_and_not_of_the_last_value() {
        // Ten years: the origins of horizons 4 to 6 come before any choice, so chosen methods have the errors of the
        // last value.
        var all = counties(60, 10, Measure.CV, 0.05, 0.005, 11);
        var forecasts = new Forecasts(all, FACTS);
        var pooled = new Forecasts(
                all,
                TestFacts.with(
                        FACTS,
                        FACTS.leastTrainingYears(),
                        FACTS.leastOutcomes(),
                        FACTS.anchor(),
                        FACTS.scale(),
                        FACTS.poolByLevel(),
                        false));
        assertThat(forecasts.backtests()).noneMatch(each -> each.method().id().equals("last_value"));
        for (int i = 0; i < all.size(); i++) {
            var backtest = forecasts.backtests().get(i);
            for (int horizon = 4; horizon <= 6; horizon++) {
                double last = forecasts.pools().halfWidth(backtest, 0, backtest.origins(), horizon);
                // The last value falls behind by 0.05 a year.
                assertThat(last).isBetween(0.04 * horizon, 0.07 * horizon);
                assertThat(pooled.pools().halfWidth(pooled.backtests().get(i), horizon))
                        .isEqualTo(last);
                assertThat(forecasts.pools().halfWidth(backtest, horizon)).isLessThan(last / 2);
            }
        }
    }

    @Test
    void coverage_is_of_the_series_that_use_the_method() {
        // Trends use the line or the damped trend; of walks some do, most do not.
        var all = new ArrayList<>(counties(40, 12, Measure.CV, 0.03, 0.02, 12));
        var random = new Random(13);
        for (int i = 0; i < 40; i++) {
            var at = new double[] {0.4};
            all.add(series("w" + i, Measure.CV, years(2010, 12), year -> at[0] += 0.05 * random.nextGaussian()));
        }
        var forecasts = new Forecasts(all, FACTS);
        var users = forecasts.backtests().stream()
                .filter(each -> each.method().id().equals("theil_sen"))
                .toList();
        assertThat(users).hasSizeBetween(5, 75);
        for (int horizon = 1; horizon <= 8; horizon++) {
            int covered = 0;
            int judged = 0;
            for (var user : users) {
                for (int origin = 0; origin < user.origins() - horizon + 1; origin++) {
                    int place = origin;
                    int target = horizon - 1;
                    int at = horizon;
                    var others = forecasts.backtests().stream()
                            .filter(each -> each != user)
                            .flatMap(each -> IntStream.rangeClosed(0, each.origins() - at)
                                    .mapToObj(from -> Math.abs(each.error(1, from, target)) / each.scale(from)))
                            .sorted()
                            .toList();
                    double half = others.get((int) Math.ceil(0.8 * (others.size() + 1) - 1e-9) - 1);
                    covered += Math.abs(user.error(1, place, target)) / user.scale(place) <= half ? 1 : 0;
                    judged++;
                }
            }
            assertThat(forecasts.pools().coverage(users.get(0), horizon)).isEqualTo((double) covered / judged);
        }
    }

    @Test
    void published_errors_are_of_origins_at_which_a_choice_was_made() {
        // Six outcomes are known at the fourth origin; three years come after it.
        var all = counties(30, 10, Measure.CV, 0.03, 0.01, 14);
        assertThat(until(all, 2025))
                .allSatisfy(each -> assertThat(each.meanAbsoluteError() != null).isEqualTo(each.horizon() <= 3));
        var straight = new Backtest(
                series("1", Measure.MEAN, years(2010, 10), year -> year - 2000.0), ForecastMethod.all(FACTS), FACTS);
        // At the first three origins the last value stood and erred by 1.
        assertThat(straight.error(2, 0)).isEqualTo(1);
        assertThat(straight.meanAbsoluteError(1)).isCloseTo(0, within(1e-9));
        // Too short for any choice: the last value then as now.
        var brief = new Backtest(
                series("1", Measure.MEAN, years(2010, 6), year -> year - 2000.0), ForecastMethod.all(FACTS), FACTS);
        assertThat(brief.method().id()).isEqualTo("last_value");
        assertThat(brief.meanAbsoluteError(1)).isEqualTo(1);
        assertThat(brief.meanAbsoluteError(2)).isEqualTo(2);
        assertThat(brief.meanAbsoluteError(3)).isNull();
    }

    @Test
    void there_is_no_band_beyond_the_longest_horizon_tested_nor_from_few_errors() {
        var all = new ArrayList<>(counties(30, 10, Measure.CV, 0, 0.05, 6));
        all.add(series("short", Measure.CV, years(2014, 6), year -> 0.4 + year % 2 * 0.1));
        all.add(series("shortest", Measure.CV, years(2016, 4), year -> 0.4 + year % 2 * 0.1));
        all.add(series("single", Measure.CV, years(2019, 1), year -> 0.4));
        var forecasts = until(all, 2030);
        assertThat(of("5", forecasts)).hasSize(11).allSatisfy(each -> assertThat(each.low() != null)
                .isEqualTo(each.horizon() <= 6));
        assertThat(of("short", forecasts))
                .allSatisfy(each -> assertThat(each.low() != null).isEqualTo(each.horizon() <= 2));
        for (var region : List.of("shortest", "single")) {
            assertThat(of(region, forecasts)).hasSize(11).allSatisfy(each -> {
                assertThat(each.low()).isNull();
                assertThat(each.high()).isNull();
                assertThat(each.coverage()).isNull();
                assertThat(each.method()).isEqualTo("last_value");
            });
        }
        // At the longest horizon each of the others has one error.
        assertThat(until(all.subList(0, 20), 2016 + 9).stream().filter(each -> each.horizon() == 6))
                .isNotEmpty()
                .allMatch(each -> each.low() == null);
        assertThat(until(all.subList(0, 21), 2016 + 9).stream().filter(each -> each.horizon() == 6))
                .isNotEmpty()
                .allMatch(each -> each.low() != null);
    }

    @Test
    void methods_are_chosen_from_what_was_known_at_the_origin() {
        // A line up to 2016, then nothing moves: what came later must not reach back to the choice at 2015.
        var turned = series("1", Measure.MEAN, years(2008, 14), year -> Math.min(year, 2016) - 2000.0);
        var straight = series("1", Measure.MEAN, years(2008, 14), year -> year - 2000.0);
        var ofTurned = new Backtest(turned, ForecastMethod.all(FACTS), FACTS);
        var ofStraight = new Backtest(straight, ForecastMethod.all(FACTS), FACTS);
        for (int origin = 0; ofTurned.originYear(origin) < 2016; origin++) {
            for (int target = 0; target < ofTurned.targets(origin); target++) {
                double forecast = ofTurned.outcome(origin, target) - ofTurned.error(origin, target);
                assertThat(forecast)
                        .isCloseTo(ofStraight.outcome(origin, target) - ofStraight.error(origin, target), within(1e-9));
            }
        }
        // At first no outcome was known, so the last value stood.
        assertThat(ofStraight.error(0, 0)).isEqualTo(1);
        assertThat(ofStraight.error(3, 0)).isCloseTo(0, within(1e-9));
    }

    @Test
    void the_order_of_series_does_not_matter() {
        var all = new ArrayList<>(counties(80, 10, Measure.GINI, 0.01, 0.05, 7));
        var order =
                Comparator.comparing((Forecast each) -> each.key().regionCode()).thenComparing(Forecast::year);
        var expected = until(all, 2030).stream().sorted(order).toList();
        Collections.shuffle(all, new Random(8));
        assertThat(until(all, 2030).stream().sorted(order).toList()).isEqualTo(expected);
    }

    @Test
    void segments_before_a_break_and_regions_that_are_gone_have_no_future() {
        var all = new ArrayList<>(counties(30, 10, Measure.CV, 0, 0.05, 9));
        var it = all.get(0);
        var earlier = new Series(it.key(), 1, years(2000, 10), it.values(), null);
        var gone = series("gone", Measure.CV, years(2005, 10), year -> 0.4 + year % 2 * 0.1);
        all.add(earlier);
        all.add(gone);
        assertThat(of("0", until(all, 2024))).hasSize(5);
        assertThat(of("gone", until(all, 2024))).isEmpty();
        assertThat(new Forecasts(all, FACTS)
                        .until(null)
                        .mapToInt(Forecast::year)
                        .max())
                .hasValue(2024);
    }

    @Test
    void a_country_of_counties_is_forecast_within_a_minute() {
        // -Dforecasts.series=200000 for a whole country; fewer here, so that the suite stays quick.
        int count = Integer.getInteger("forecasts.series", 4_000);
        var series = counties(count, 10, Measure.GINI, 0.01, 0.05, 10);
        long start = System.nanoTime();
        long rows = new Forecasts(series, FACTS)
                .until(2029)
                .filter(each -> Double.isFinite(each.value()))
                .count();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%,d series of 10 years, %,d rows: %.1f s%n", count, rows, seconds);
        assertThat(rows).isEqualTo(10L * count);
        assertThat(seconds).isLessThan(60);
    }
}
