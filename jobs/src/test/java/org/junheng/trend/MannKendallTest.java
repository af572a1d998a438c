package org.junheng.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MannKendallTest {
    private static final int EXACT = 10;

    private static double[] values(double... values) {
        return values;
    }

    @Test
    void without_ties_the_exact_p_are_those_of_kendalls_tables() {
        // Kendall 1975, appendix table 1: P(S >= s), doubled here.
        assertThat(MannKendall.of(values(1, 2, 3, 4), EXACT).exact()).isCloseTo(2 * 0.0416667, within(1e-6));
        assertThat(MannKendall.of(values(1, 2, 3, 4, 5), EXACT).exact()).isCloseTo(2 * 0.0083333, within(1e-6));
        assertThat(MannKendall.of(values(1, 2, 3, 5, 4), EXACT))
                .satisfies(test -> assertThat(test.s()).isEqualTo(8))
                .satisfies(test -> assertThat(test.exact()).isCloseTo(2 * 0.0416667, within(1e-6)));
        assertThat(MannKendall.of(values(1, 2, 4, 3, 6, 5), EXACT))
                .satisfies(test -> assertThat(test.s()).isEqualTo(11))
                .satisfies(test -> assertThat(test.exact()).isCloseTo(2 * 20 / 720.0, within(1e-12)));
        assertThat(MannKendall.of(values(10, 9, 8, 7, 6, 5, 4, 3, 2, 1), EXACT).exact())
                .isCloseTo(2 / 3628800.0, within(1e-15));
    }

    @Test
    void the_exact_p_is_what_all_orders_of_the_values_give_whatever_their_ties() {
        var random = new Random(41);
        int patterns = 0;
        for (int n = 2; n <= 7; n++) {
            // Every pattern of ties: value i is that of i − 1, or the next one.
            for (int pattern = 0; pattern < 1 << (n - 1); pattern++) {
                var values = new double[n];
                for (int i = 1; i < n; i++) {
                    values[i] = values[i - 1] + (pattern >> (i - 1) & 1);
                }
                shuffle(values, random);
                var found = MannKendall.of(values, EXACT);
                assertThat(found.exact())
                        .as(Arrays.toString(values))
                        .isCloseTo(byEveryOrder(values, found.s()), within(1e-12));
                patterns++;
            }
        }
        assertThat(patterns).isEqualTo(2 + 4 + 8 + 16 + 32 + 64);
    }

    private static void shuffle(double[] values, Random random) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            double swapped = values[i];
            values[i] = values[other];
            values[other] = swapped;
        }
    }

    /** Share of all n! orders with |S| as great. */
    private static double byEveryOrder(double[] values, long s) {
        var counts = new long[2];
        permute(values.clone(), 0, Math.abs(s), counts);
        return (double) counts[0] / counts[1];
    }

    private static void permute(double[] values, int from, long least, long[] counts) {
        if (from == values.length) {
            long s = 0;
            for (int i = 0; i < values.length; i++) {
                for (int j = i + 1; j < values.length; j++) {
                    s += values[j] > values[i] ? 1 : values[j] < values[i] ? -1 : 0;
                }
            }
            counts[0] += Math.abs(s) >= least ? 1 : 0;
            counts[1]++;
            return;
        }
        for (int i = from; i < values.length; i++) {
            double first = values[from];
            values[from] = values[i];
            values[i] = first;
            permute(values, from + 1, least, counts);
            values[i] = values[from];
            values[from] = first;
        }
    }

    @Test
    void the_variance_is_corrected_for_ties_and_s_for_continuity() {
        // n = 10 with a tie of 3 and one of 2: (10·9·25 − 3·2·11 − 2·1·9) / 18 = 2166 / 18.
        var test = MannKendall.of(values(1, 1, 1, 2, 3, 3, 4, 5, 6, 7), EXACT);
        assertThat(test.s()).isEqualTo(45 - 3 - 1);
        assertThat(test.variance()).isCloseTo(2166 / 18.0, within(1e-12));
        // z = 40 / √120.33 = 3.6464; two-sided p of the normal distribution.
        assertThat(test.normal()).isCloseTo(2.6595e-4, within(1e-7));
    }

    @Test
    void a_series_that_never_moves_has_no_variance_and_no_normal_p() {
        var test = MannKendall.of(values(0.1, 0.1, 0.1, 0.1, 0.1), EXACT);
        assertThat(test.s()).isZero();
        assertThat(test.normal()).isNull();
        assertThat(test.exact()).isEqualTo(1);
    }

    @Test
    void beyond_the_given_number_of_years_only_the_normal_p_is_told() {
        var values = new double[11];
        Arrays.setAll(values, i -> i);
        assertThat(MannKendall.of(values, EXACT).exact()).isNull();
        assertThat(MannKendall.of(values, EXACT).normal()).isBetween(0.0, 1e-4);
    }

    @Test
    void reversing_a_series_turns_s_around_and_adding_or_scaling_leaves_it() {
        var random = new Random(7);
        for (int each = 0; each < 2_000; each++) {
            int n = 2 + random.nextInt(14);
            var values = new double[n];
            Arrays.setAll(values, i -> random.nextInt(6) / 4.0);
            var reversed = new double[n];
            Arrays.setAll(reversed, i -> values[n - 1 - i]);
            var changed = new double[n];
            Arrays.setAll(changed, i -> 2 * values[i] + 3);
            var test = MannKendall.of(values, EXACT);
            assertThat(MannKendall.of(reversed, EXACT).s()).isEqualTo(-test.s());
            assertThat(MannKendall.of(changed, EXACT)).isEqualTo(test);
        }
    }
}
