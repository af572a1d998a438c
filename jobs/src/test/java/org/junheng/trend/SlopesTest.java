package org.junheng.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@link LeastSquares}, {@link TheilSen} and {@link FalseDiscovery}. */
class SlopesTest {
    private static final double CONFIDENCE = 0.95;

    @Test
    void least_squares_are_those_of_a_worked_example() {
        // x = 1…5, y = 2, 4, 5, 4, 5: slope 0.6, residual 2.4, error √(2.4 / 3 / 10), t = 2.1213, p = 0.1240.
        var line = LeastSquares.of(new int[] {2001, 2002, 2003, 2004, 2005}, new double[] {2, 4, 5, 4, 5}, CONFIDENCE);
        assertThat(line.slope()).isCloseTo(0.6, within(1e-12));
        assertThat(line.standardError()).isCloseTo(Math.sqrt(0.08), within(1e-12));
        assertThat(line.p()).isCloseTo(0.12402706, within(1e-7));
        assertThat(line.high() - line.slope()).isCloseTo(3.18244631 * Math.sqrt(0.08), within(1e-7));
        assertThat(line.slope() - line.low()).isCloseTo(line.high() - line.slope(), within(1e-12));
    }

    @Test
    void gaps_between_years_count_as_the_years_that_they_are() {
        var years = new int[] {2010, 2011, 2015, 2020};
        var values =
                Arrays.stream(years).mapToDouble(year -> 0.25 * (year - 2010)).toArray();
        assertThat(LeastSquares.of(years, values, CONFIDENCE).slope()).isCloseTo(0.25, within(1e-12));
        assertThat(TheilSen.slope(years, values)).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void a_perfect_line_has_no_residual_whatever_rounding_leaves() {
        var years = new int[] {2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017};
        for (var slope : new double[] {0.1, 1e-9, 12345.678, 0}) {
            var values = Arrays.stream(years)
                    .mapToDouble(year -> 0.3 + slope * (year - 2010))
                    .toArray();
            var line = LeastSquares.of(years, values, CONFIDENCE);
            assertThat(line.slope()).isCloseTo(slope, within(1e-9 * slope + 1e-16));
            assertThat(line.p()).as("slope " + slope).isNull();
            assertThat(line.low()).isNull();
        }
    }

    @Test
    void a_small_residual_is_told_from_rounding() {
        var line =
                LeastSquares.of(new int[] {2010, 2011, 2012, 2013}, new double[] {1, 1.1, 1.2, 1.3 + 1e-9}, CONFIDENCE);
        assertThat(line.p()).isBetween(0.0, 1e-12);
    }

    @Test
    void what_a_short_series_cannot_tell_is_null() {
        var one = LeastSquares.of(new int[] {2020}, new double[] {1}, CONFIDENCE);
        assertThat(one.slope()).isNull();
        assertThat(TheilSen.slope(new int[] {2020}, new double[] {1})).isNull();
        var two = LeastSquares.of(new int[] {2020, 2022}, new double[] {1, 2}, CONFIDENCE);
        assertThat(two.slope()).isEqualTo(0.5);
        assertThat(two.p()).isNull();
    }

    @Test
    void the_median_of_an_even_number_of_slopes_lies_between_the_middle_two() {
        // Slopes 1, 10, 3, 19, 4, 5·… of (0, 0), (1, 1), (2, 20), (4, 12): 1, 10, 3, 19, 11/3, −4.
        assertThat(TheilSen.slope(new int[] {2000, 2001, 2002, 2004}, new double[] {0, 1, 20, 12}))
                .isCloseTo((3 + 11 / 3.0) / 2, within(1e-12));
    }

    @Test
    void one_wild_year_does_not_move_the_slope_of_theil_and_sen_much() {
        var years = new int[] {2010, 2011, 2012, 2013, 2014, 2015, 2016};
        var values = new double[] {0, 1, 2, 100, 4, 5, 6};
        assertThat(TheilSen.slope(years, values)).isEqualTo(1);
    }

    @Test
    void slopes_scale_with_the_values_turn_around_with_the_years_and_forget_constants() {
        var random = new Random(11);
        for (int each = 0; each < 2_000; each++) {
            int n = 3 + random.nextInt(12);
            var years = random.ints(1990, 2026).distinct().limit(n).sorted().toArray();
            var values = random.doubles(n, 0, 5).toArray();
            double factor = 0.5 + 3 * random.nextDouble();
            var changed = Arrays.stream(values).map(value -> factor * value + 7).toArray();
            var mirrored = new int[n];
            var reversed = new double[n];
            Arrays.setAll(mirrored, i -> 4000 - years[n - 1 - i]);
            Arrays.setAll(reversed, i -> values[n - 1 - i]);
            var line = LeastSquares.of(years, values, CONFIDENCE);
            var other = LeastSquares.of(years, changed, CONFIDENCE);
            assertThat(other.slope()).isCloseTo(factor * line.slope(), within(1e-10));
            assertThat(other.p()).isCloseTo(line.p(), within(1e-8));
            assertThat(LeastSquares.of(mirrored, reversed, CONFIDENCE).slope()).isCloseTo(-line.slope(), within(1e-10));
            double sen = TheilSen.slope(years, values);
            assertThat(TheilSen.slope(years, changed)).isCloseTo(factor * sen, within(1e-10));
            assertThat(TheilSen.slope(mirrored, reversed)).isCloseTo(-sen, within(1e-10));
        }
    }

    @Test
    void false_discovery_rates_are_those_of_benjamini_and_hochberg() {
        // Their example of 15 p (1995, section 4): four are rejected at 0.05.
        var p = new double[] {
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0000
        };
        var rates = FalseDiscovery.rates(p);
        assertThat(Arrays.stream(rates).filter(rate -> rate <= 0.05).count()).isEqualTo(4);
        assertThat(rates[3]).isCloseTo(0.0095 * 15 / 4, within(1e-12));
        // The eighth is smaller than what the fifth to the seventh give by themselves.
        assertThat(rates[4]).isCloseTo(0.0201 * 15 / 5, within(1e-12));
        assertThat(rates[5]).isCloseTo(0.0298 * 15 / 7, within(1e-12));
        assertThat(rates[14]).isEqualTo(1);
    }

    @Test
    void the_order_of_tests_does_not_matter_and_equal_p_have_equal_rates() {
        assertThat(FalseDiscovery.rates(new double[] {0.5, 0.01, 0.01, 1})).containsExactly(0.5 * 4 / 3, 0.02, 0.02, 1);
        assertThat(FalseDiscovery.rates(new double[0])).isEmpty();
    }
}
