package org.junheng.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * What inequality measures must obey whatever the data are, on seeded random counties. System property {@code
 * junheng.full=true} takes 10,000 of them instead of 500.
 */
class InequalityLawsTest {
    private static final int CASES = Boolean.getBoolean("junheng.full") ? 10_000 : 500;
    private static final Percentage NINE_DIGITS = Percentage.withPercentage(1e-7);
    private static int checked;

    /** Schools of a county: students and resource by school code. */
    private record County(String[] code, double[] students, double[] resource) {
        static County of(long seed) {
            var chance = new Random(seed);
            int size = 1 + chance.nextInt(40);
            var codes = IntStream.range(0, size).mapToObj("53%08d"::formatted).toArray(String[]::new);
            var students = new double[size];
            var resource = new double[size];
            boolean withZeros = chance.nextInt(3) == 0;
            boolean skewed = chance.nextBoolean();
            for (int i = 0; i < size; i++) {
                students[i] = 1 + chance.nextInt(chance.nextBoolean() ? 60 : 3000);
                double perStudent = skewed ? Math.exp(2 * chance.nextGaussian()) : 4 + chance.nextDouble();
                boolean zero = withZeros && chance.nextInt(4) == 0;
                resource[i] = zero ? 0 : Math.round(students[i] * perStudent * 100) / 100.0;
            }
            resource[chance.nextInt(size)] += 1;
            return new County(codes, students, resource);
        }

        InequalityMeasures measures() {
            return InequalityMeasures.of(resource, students, 100);
        }

        int size() {
            return code.length;
        }

        County inOrder(Integer[] order) {
            return new County(
                    Arrays.stream(order).map(i -> code[i]).toArray(String[]::new),
                    Arrays.stream(order).mapToDouble(i -> students[i]).toArray(),
                    Arrays.stream(order).mapToDouble(i -> resource[i]).toArray());
        }

        County sorted() {
            return inOrder(IntStream.range(0, size())
                    .boxed()
                    .sorted(Comparator.comparing(i -> code[i]))
                    .toArray(Integer[]::new));
        }

        County times(double factor) {
            return new County(
                    code,
                    students,
                    Arrays.stream(resource).map(each -> each * factor).toArray());
        }

        /** Every school a second time. */
        County twice() {
            return new County(
                    IntStream.range(0, 2 * size()).mapToObj("53%08d"::formatted).toArray(String[]::new),
                    twice(students),
                    twice(resource));
        }

        private static double[] twice(double[] values) {
            var doubled = Arrays.copyOf(values, 2 * values.length);
            System.arraycopy(values, 0, doubled, values.length, values.length);
            return doubled;
        }
    }

    private interface Law {
        void holdsFor(County county, Random chance);
    }

    private static void forRandomCounties(Law law) {
        for (int seed = 0; seed < CASES; seed++) {
            var county = County.of(seed);
            try {
                law.holdsFor(county, new Random(~seed));
            } catch (AssertionError broken) {
                throw new AssertionError("seed " + seed + ", " + county.size() + " schools", broken);
            }
            checked++;
        }
    }

    @AfterAll
    static void tell_how_many_cases_were_checked() {
        System.out.printf(Locale.ROOT, "inequality laws: %,d counties × laws checked%n", checked);
    }

    @Test
    void the_order_of_rows_changes_no_bit_once_they_are_sorted_by_code() {
        forRandomCounties((county, chance) -> {
            var order = IntStream.range(0, county.size()).boxed().toArray(Integer[]::new);
            java.util.Collections.shuffle(Arrays.asList(order), chance);
            // Equality of records compares doubles by their bits.
            assertThat(county.inOrder(order).sorted().measures()).isEqualTo(county.measures());
        });
    }

    @Test
    void the_same_factor_on_all_resources_changes_no_relative_measure() {
        forRandomCounties((county, chance) -> {
            var one = county.measures();
            // A power of two changes no bit of a quotient, another factor rounds.
            assertThat(relative(county.times(4).measures())).isEqualTo(relative(one));
            var other = county.times(3.7).measures();
            sameRelativeMeasures(other, one, NINE_DIGITS);
            assertThat(other.mean()).isCloseTo(3.7 * one.mean(), NINE_DIGITS);
            assertThat(other.sd()).isCloseTo(3.7 * one.sd(), within(1e-12 * one.mean() + 1e-9 * other.sd()));
        });
    }

    @Test
    void a_county_with_every_school_twice_has_the_same_measures() {
        forRandomCounties((county, chance) -> {
            var one = county.measures();
            var two = county.twice().measures();
            sameRelativeMeasures(two, one, NINE_DIGITS);
            assertThat(two.mean()).isCloseTo(one.mean(), NINE_DIGITS);
            assertThat(two.p50()).isEqualTo(one.p50());
            assertThat(two.p05()).isEqualTo(one.p05());
            assertThat(two.p95()).isEqualTo(one.p95());
        });
    }

    private static void sameRelativeMeasures(InequalityMeasures found, InequalityMeasures expected, Percentage digits) {
        double[] one = relative(expected);
        double[] other = relative(found);
        for (int i = 0; i < one.length; i++) {
            if (Double.isNaN(one[i])) {
                assertThat(other[i]).isNaN();
            } else if (Math.abs(one[i]) < 1e-12) {
                assertThat(other[i]).isCloseTo(one[i], within(1e-12));
            } else {
                assertThat(other[i]).as("measure %d", i).isCloseTo(one[i], digits);
            }
        }
    }

    /** All but the interpolated quantiles, which doubling the units moves. */
    private static double[] relative(InequalityMeasures m) {
        return new double[] {
            m.cv(),
            m.gini(),
            m.theilT(),
            m.theilL(),
            m.atkinson05(),
            m.atkinson1(),
            m.mcloone(),
            m.verstegen(),
            m.p90P10(),
            m.federalRangeRatio(),
            m.cvUnweighted()
        };
    }

    @Test
    void every_measure_keeps_its_bounds() {
        forRandomCounties((county, chance) -> {
            var m = county.measures();
            double smallestShare = Arrays.stream(county.students()).min().orElseThrow() / m.students();
            // All resources in the smallest school: CV² = 1/share − 1, Gini = 1 − share, T = ln(1/share).
            assertThat(m.cv()).isBetween(0.0, Math.sqrt(1 / smallestShare - 1) + 1e-12);
            assertThat(m.gini()).isBetween(0.0, 1 - smallestShare + 1e-12);
            assertThat(m.theilT()).isBetween(0.0, Math.log(1 / smallestShare) + 1e-12);
            assertThat(m.atkinson05()).isBetween(0.0, 1.0);
            assertThat(m.atkinson1()).isBetween(0.0, 1.0);
            assertThat(m.atkinson05()).isLessThanOrEqualTo(m.atkinson1() + 1e-12);
            if (m.min() > 0) {
                assertThat(m.theilL()).isBetween(0.0, Math.log(m.mean() / m.min()) + 1e-12);
                assertThat(m.p90P10()).isGreaterThanOrEqualTo(1);
                assertThat(m.federalRangeRatio()).isGreaterThanOrEqualTo(0);
            } else {
                assertThat(m.theilL()).isNaN();
                assertThat(m.atkinson1()).isEqualTo(1);
            }
            if (m.p50() > 0) {
                assertThat(m.mcloone()).isBetween(0.0, 1.0);
                assertThat(m.verstegen()).isGreaterThanOrEqualTo(1);
            }
            assertThat(m.mean()).isBetween(m.min() * (1 - 1e-12), m.max() * (1 + 1e-12));
            double[] ascending = {m.min(), m.p05(), m.p10(), m.p25(), m.p50(), m.p75(), m.p90(), m.p95(), m.max()};
            assertThat(ascending).isSorted();
        });
    }

    @Test
    void resources_moved_from_a_poorer_to_a_richer_school_raise_cv_gini_theil_t_and_atkinson() {
        forRandomCounties((county, chance) -> {
            int one = chance.nextInt(county.size());
            int other = chance.nextInt(county.size());
            double valueOne = county.resource()[one] / county.students()[one];
            double valueOther = county.resource()[other] / county.students()[other];
            int poorer = valueOne < valueOther ? one : other;
            int richer = poorer == one ? other : one;
            if (valueOne == valueOther || county.resource()[poorer] == 0) {
                return;
            }
            var moved = county.resource().clone();
            double amount = moved[poorer] * 0.25;
            moved[poorer] -= amount;
            moved[richer] += amount;
            var before = county.measures();
            var after = InequalityMeasures.of(moved, county.students(), 100);
            assertThat(after.cv()).isGreaterThan(before.cv());
            assertThat(after.gini()).isGreaterThan(before.gini());
            assertThat(after.theilT()).isGreaterThan(before.theilT());
            assertThat(after.atkinson05()).isGreaterThan(before.atkinson05());
            assertThat(after.atkinson1()).isGreaterThanOrEqualTo(before.atkinson1());
            if (before.min() > 0) {
                assertThat(after.atkinson1()).isGreaterThan(before.atkinson1());
                assertThat(after.theilL()).isGreaterThan(before.theilL());
            }
        });
    }

    @Test
    void gini_is_its_definition_over_all_pairs() {
        forRandomCounties((county, chance) -> {
            var m = county.measures();
            double sum = 0;
            for (int i = 0; i < county.size(); i++) {
                for (int j = 0; j < county.size(); j++) {
                    double distance = 100 * county.resource()[i] / county.students()[i]
                            - 100 * county.resource()[j] / county.students()[j];
                    sum += county.students()[i] * county.students()[j] * Math.abs(distance);
                }
            }
            double byDefinition = sum / (2 * m.mean() * m.students() * m.students());
            assertThat(m.gini()).isCloseTo(byDefinition, within(1e-13));
        });
    }

    @Test
    void quantiles_are_those_of_the_pupils_lined_up_one_by_one() {
        forRandomCounties((county, chance) -> {
            var m = county.measures();
            var pupils = new double[(int) m.students()];
            int at = 0;
            for (int i = 0; i < county.size(); i++) {
                double value = county.resource()[i] * 100 / county.students()[i];
                Arrays.fill(pupils, at, at += (int) county.students()[i], value);
            }
            Arrays.sort(pupils);
            double[] found = {m.p05(), m.p10(), m.p25(), m.p50(), m.p75(), m.p90(), m.p95()};
            int[] percent = {5, 10, 25, 50, 75, 90, 95};
            for (int i = 0; i < percent.length; i++) {
                // The first pupil with whom percent of all are reached, in whole numbers.
                int reached = (int) ((percent[i] * (long) pupils.length + 99) / 100);
                assertThat(found[i]).as("p%d", percent[i]).isEqualTo(pupils[reached - 1]);
            }
        });
    }

    @Test
    void a_spread_of_a_billionth_keeps_its_digits() {
        // 1 ± h, two schools of equal size: mean 1, CV = h, Gini = h/2, T ≈ L ≈ h²/2, Atkinson(½) ≈ h²/4, Atkinson(1) ≈
        // h²/2.
        for (int power : new int[] {10, 20, 26}) {
            double h = Math.scalb(1.0, -power);
            var m = InequalityMeasures.of(new double[] {1000 * (1 - h), 1000 * (1 + h)}, new double[] {1000, 1000}, 1);
            // 1000 · (1 ± h) rounds to a unit of 2⁻⁴³, so h is told to about 2⁻⁵³ / h of itself.
            var digits = Percentage.withPercentage(100 * (Math.scalb(4.0, -53) / h + h * h));
            assertThat(m.cv()).isCloseTo(h, digits);
            assertThat(m.gini()).isCloseTo(h / 2, digits);
            assertThat(m.cvUnweighted()).isCloseTo(h, digits);
            var squared = Percentage.withPercentage(100 * (Math.scalb(16.0, -53) / h + 2 * h * h));
            assertThat(m.theilT()).isCloseTo(h * h / 2, squared);
            assertThat(m.theilL()).isCloseTo(h * h / 2, squared);
            assertThat(m.atkinson05()).isCloseTo(h * h / 4, squared);
            assertThat(m.atkinson1()).isCloseTo(h * h / 2, squared);
        }
    }

    @Test
    void a_large_level_does_not_drown_a_small_spread() {
        // 100,000,000 yuan a pupil ± 1: the one-pass form E[X²] − E[X]² would lose every digit.
        double level = 1e8;
        var m = InequalityMeasures.of(new double[] {level - 1, level, level + 1}, new double[] {1, 1, 1}, 1);
        assertThat(m.sd()).isCloseTo(Math.sqrt(2.0 / 3), within(1e-12));
        assertThat(m.cv()).isCloseTo(Math.sqrt(2.0 / 3) / level, Percentage.withPercentage(1e-9));
    }

    @Test
    void schools_of_one_value_have_no_inequality_at_all() {
        // 9 per 1,000, 18 per 2,000 and 27 per 3,000 are the same quotient, so the same double.
        var m = InequalityMeasures.of(new double[] {9, 18, 27}, new double[] {1000, 2000, 3000}, 100);
        assertThat(m.cv()).isCloseTo(0, within(1e-15));
        assertThat(m.gini()).isCloseTo(0, within(1e-15));
        assertThat(m.theilT()).isCloseTo(0, within(1e-15));
        assertThat(m.p90P10()).isEqualTo(1);
        assertThat(m.mcloone()).isCloseTo(1, within(1e-15));
        assertThat(m.verstegen()).isCloseTo(1, within(1e-15));
    }
}
