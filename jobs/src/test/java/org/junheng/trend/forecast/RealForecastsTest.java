package org.junheng.trend.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junheng.trend.forecast.Evaluation.percent;
import static org.junheng.trend.forecast.Evaluation.ratio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junheng.nightly.SharedData;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.ForecastFacts;
import org.junheng.rulebook.ForecastFacts.Anchor;
import org.junheng.rulebook.ForecastFacts.Scale;
import org.junheng.trend.Series;
import org.junit.jupiter.api.Test;

/**
 * Back-tests on real series. How good forecasts are has no pass mark: docs/forecasts.md tells it, and what it tells must be what
 * comes out. {@code -Dforecasts.write=true} writes it anew.
 */
class RealForecastsTest {
    private static final String BEGIN = "<!-- figures: made by RealForecastsTest -->\n";
    private static final String END = "<!-- end of figures -->\n";

    private static ForecastFacts shipped() {
        return TestFacts.shipped();
    }

    private static List<Series> provinces() {
        return RealSeries.provinces(SharedData.folder("data/cn_province_primary_2000_2019"));
    }

    private static List<Series> taiwan() {
        return RealSeries.reference(SharedData.folder("data/tw_primary_2017_2022"));
    }

    @Test
    void the_document_tells_the_figures_that_come_out() throws IOException {
        var figures = figures();
        var document = TestRun.home().resolve("docs/forecasts.md");
        var text = Files.readString(document);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        if (Boolean.getBoolean("forecasts.write")) {
            Files.writeString(document, text.substring(0, from) + figures + text.substring(to), StandardCharsets.UTF_8);
            return;
        }
        System.out.println(figures);
        assertThat(text.substring(from, to)).isEqualTo(figures);
    }

    @Test
    void bands_are_possible_and_end_with_the_longest_horizon_tested() {
        for (var series : List.of(provinces(), taiwan())) {
            var forecasts = new Forecasts(series, shipped());
            assertThat(forecasts.until(2035)).isNotEmpty().allSatisfy(forecast -> {
                var measure = forecast.key().measure();
                assertThat(forecast.value()).isFinite().isBetween(measure.least(), measure.most());
                if (forecast.low() != null) {
                    assertThat(forecast.low()).isBetween(measure.least(), forecast.value());
                    assertThat(forecast.high()).isBetween(forecast.value(), measure.most());
                    assertThat(forecast.coverage()).isBetween(0.0, 1.0);
                }
            });
            assertThat(forecasts.until(2035).filter(each -> each.low() != null)).isNotEmpty();
            var longest = forecasts.backtests().stream()
                    .mapToInt(Backtest::longestHorizon)
                    .max();
            assertThat(forecasts.until(2035).filter(each -> each.low() != null))
                    .allSatisfy(each -> assertThat(each.horizon()).isLessThanOrEqualTo(longest.getAsInt()));
        }
    }

    @Test
    void bands_left_out_one_by_one_agree_with_a_second_way_to_count_them() {
        var forecasts = new Forecasts(provinces(), shipped());
        var second = new ForeseenBands(forecasts.backtests(), shipped());
        // A sample of series, as the second way is slow.
        for (int i = 0; i < forecasts.backtests().size(); i += 7) {
            var backtest = forecasts.backtests().get(i);
            for (int origin = 0; origin < backtest.origins(); origin++) {
                for (int target = 0; target < backtest.targets(origin); target++) {
                    for (int method = 0; method < backtest.methods().size(); method++) {
                        assertThat(forecasts.pools().isCovered(backtest, method, origin, target))
                                .isEqualTo(second.isCoveredByAll(backtest, method, origin, target));
                    }
                }
            }
        }
    }

    @Test
    void coverage_is_of_the_series_that_use_the_method_by_a_second_way_to_count_it() {
        var forecasts = new Forecasts(provinces(), shipped());
        var second = new ForeseenBands(forecasts.backtests(), shipped());
        var line = forecasts.backtests().stream()
                .filter(each -> each.method().id().equals("theil_sen") && !each.isStill(each.origins()))
                .findFirst()
                .orElseThrow();
        for (int horizon : new int[] {1, 4, 9}) {
            int judged = 0;
            int covered = 0;
            for (var backtest : forecasts.backtests()) {
                var key = backtest.series().key();
                if (!key.indicator().equals(line.series().key().indicator())
                        || key.measure() != line.series().key().measure()
                        || !backtest.method().id().equals("theil_sen")) {
                    continue;
                }
                for (int origin = 0; origin < backtest.origins(); origin++) {
                    for (int target = 0; target < backtest.targets(origin); target++) {
                        var inside = backtest.horizon(origin, target) == horizon && !backtest.isStill(origin)
                                ? second.isCoveredByAll(backtest, 1, origin, target)
                                : null;
                        judged += inside == null ? 0 : 1;
                        covered += Boolean.TRUE.equals(inside) ? 1 : 0;
                    }
                }
            }
            assertThat(judged).isPositive();
            assertThat(forecasts.pools().coverage(line, horizon)).isEqualTo((double) covered / judged);
        }
    }

    private static String figures() {
        var text = new StringBuilder();
        section(text, "Provinces 2000–2019 (20 years)", provinces());
        section(text, "Taiwan's primary schools 2017–2022 (6 years)", taiwan());
        text.append("### Other ways, all series and horizons\n\n")
                .append(
                        "| data | training, from years | outcomes, from | line through | errors divided by | a pool a level | a pool a method | median ratio | mean ratio | half a band |")
                .append(
                        " coverage | by level |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        var data = List.of(provinces(), taiwan());
        for (int i = 0; i < data.size(); i++) {
            var series = data.get(i);
            var name = i == 0 ? "provinces" : "Taiwan";
            variants().forEach(facts -> {
                var its = new Evaluation(series, facts);
                text.append("| %s | %d | %d | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n"
                        .formatted(
                                name,
                                facts.leastTrainingYears(),
                                facts.leastOutcomes(),
                                facts.anchor() == Anchor.LAST_VALUE ? "last value" : "median residual",
                                switch (facts.scale()) {
                                    case NONE -> "nothing";
                                    case YEARLY_CHANGE -> "yearly change";
                                    case VALUE -> "mean value";
                                },
                                facts.poolByLevel() ? "yes" : "no",
                                facts.poolByMethod() ? "yes" : "no",
                                ratio(its.medianRatio(0)),
                                ratio(its.meanRatio()),
                                percent(its.medianWidth(0)),
                                percent(its.coverage(0)),
                                its.byLevel()));
            });
        }
        return text.append("\n").toString();
    }

    private static Stream<ForecastFacts> variants() {
        var it = shipped();
        return Stream.of(
                it,
                TestFacts.with(it, 4, 1, it.anchor(), it.scale(), it.poolByLevel(), it.poolByMethod()),
                TestFacts.with(it, 4, 3, it.anchor(), it.scale(), it.poolByLevel(), it.poolByMethod()),
                TestFacts.with(it, 5, 1, it.anchor(), it.scale(), it.poolByLevel(), it.poolByMethod()),
                TestFacts.with(it, 5, 6, it.anchor(), it.scale(), it.poolByLevel(), it.poolByMethod()),
                TestFacts.with(it, 4, 6, Anchor.MEDIAN_RESIDUAL, it.scale(), it.poolByLevel(), it.poolByMethod()),
                TestFacts.with(it, 4, 6, it.anchor(), Scale.NONE, false, it.poolByMethod()),
                TestFacts.with(it, 4, 6, it.anchor(), Scale.VALUE, false, it.poolByMethod()),
                TestFacts.with(it, 4, 6, it.anchor(), it.scale(), true, it.poolByMethod()),
                TestFacts.with(it, 4, 6, it.anchor(), it.scale(), it.poolByLevel(), false));
    }

    private static void section(StringBuilder text, String title, List<Series> series) {
        var its = new Evaluation(series, shipped());
        var shares = its.lessAndMore();
        text.append("### %s: %d series\n\n".formatted(title, its.size()))
                .append(
                        "Methods for the future: %s. Against the last value, %s of series erred less and %s more; the geometric mean of the ratios is %s.\n"
                                .formatted(
                                        its.methods(), percent(shares[0]), percent(shares[1]), ratio(its.meanRatio())))
                .append("Coverage by level: %s. With the method for the future, as `backtest_coverage` counts: %s.\n\n"
                        .formatted(its.byLevel(), percent(its.publishedCoverage())))
                .append(
                        "| horizon | back-tests | median of MAE / MAE of last value | half a band / last value, median | coverage of 80 % bands |")
                .append(" coverage, errors known at the origin only |\n| --- | --- | --- | --- | --- | --- |\n");
        row(text, its, 0);
        for (int horizon : its.horizons()) {
            row(text, its, horizon);
        }
        text.append("\n");
    }

    private static void row(StringBuilder text, Evaluation its, int horizon) {
        text.append("| %s | %d | %s | %s | %s | %s |\n"
                .formatted(
                        horizon == 0 ? "all" : String.valueOf(horizon),
                        its.tests(horizon),
                        ratio(its.medianRatio(horizon)),
                        percent(its.medianWidth(horizon)),
                        percent(its.coverage(horizon)),
                        percent(its.foreseenCoverage(horizon))));
    }
}
