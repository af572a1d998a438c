package org.junheng.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * What the parts of a difference must obey whatever the data are, on seeded random pairs of years and of places. System
 * property {@code junheng.full=true} takes 10,000 of them instead of 2,000.
 */
class DifferenceLawsTest {
    private static final int CASES = Boolean.getBoolean("junheng.full") ? 10_000 : 2_000;
    private static int checked;

    /** A place in two years: most schools stay, some open, some close; now and then none stays, or values are 0. */
    private static PairedUnits place(Random chance) {
        int size = 2 + chance.nextInt(30);
        double stays = chance.nextInt(20) == 0 ? 0 : chance.nextDouble();
        boolean withZeros = chance.nextInt(4) == 0;
        var before = new double[size];
        var after = new double[size];
        var valuesBefore = new double[size];
        var valuesAfter = new double[size];
        for (int i = 0; i < size; i++) {
            boolean stay = chance.nextDouble() < stays;
            // The first school is there at first and the second at last, so that no year is empty.
            boolean atFirst = i == 0 || i > 1 && (stay || chance.nextBoolean());
            boolean atLast = i == 1 || i > 1 && (stay || !atFirst);
            before[i] = atFirst ? 1 + chance.nextInt(3000) : 0;
            after[i] = atLast ? 1 + chance.nextInt(3000) : 0;
            valuesBefore[i] = value(chance, withZeros);
            valuesAfter[i] = chance.nextInt(4) == 0 ? valuesBefore[i] : value(chance, withZeros);
        }
        return new PairedUnits(before, valuesBefore, after, valuesAfter);
    }

    private static double value(Random chance, boolean withZeros) {
        return withZeros && chance.nextInt(3) == 0 ? 0 : Math.exp(2 * chance.nextGaussian());
    }

    private static PairedUnits swapped(PairedUnits p) {
        return new PairedUnits(p.studentsAfter(), p.valuesAfter(), p.studentsBefore(), p.valuesBefore());
    }

    private interface Law {
        void holdsFor(PairedUnits paired, Random chance);
    }

    private static void forRandomPlaces(Law law) {
        for (int seed = 0; seed < CASES; seed++) {
            try {
                law.holdsFor(place(new Random(seed)), new Random(~seed));
            } catch (AssertionError broken) {
                throw new AssertionError("seed " + seed, broken);
            }
            checked++;
        }
    }

    @AfterAll
    static void tell_how_many_cases_were_checked() {
        assertThat(checked).isGreaterThanOrEqualTo(CASES);
        System.out.printf(Locale.ROOT, "difference laws: %,d pairs × laws checked%n", checked);
    }

    /** The parts, values, weights, openings, closings. */
    private static double[] parts(MeanShift shift) {
        return new double[] {shift.values(), shift.weights(), shift.openings(), shift.closings()};
    }

    private static double[] parts(VariationShift shift) {
        return new double[] {shift.values(), shift.weights(), shift.openings(), shift.closings()};
    }

    private static Offset<Double> digits(double... sizes) {
        return within(1e-12 * DoubleStream.of(sizes).map(Math::abs).max().orElseThrow());
    }

    private static double mean(double[] students, double[] values) {
        return IntStream.range(0, students.length)
                        .mapToDouble(i -> students[i] * values[i])
                        .sum()
                / Arrays.stream(students).sum();
    }

    /** CV² by its definition Σ P_i (X_i − X̄)² / (P X̄²). */
    private static double square(double[] students, double[] values) {
        double mean = mean(students, values);
        return IntStream.range(0, students.length)
                        .mapToDouble(i -> students[i] * (values[i] - mean) * (values[i] - mean))
                        .sum()
                / Arrays.stream(students).sum()
                / mean
                / mean;
    }

    @Test
    void the_parts_of_the_mean_sum_to_the_difference_and_so_do_the_schools() {
        forRandomPlaces((paired, chance) -> {
            var shift = MeanShift.of(paired);
            assertThat(shift.before())
                    .isCloseTo(mean(paired.studentsBefore(), paired.valuesBefore()), digits(shift.before()));
            assertThat(shift.after())
                    .isCloseTo(mean(paired.studentsAfter(), paired.valuesAfter()), digits(shift.after()));
            var sizes = DoubleStream.concat(
                            DoubleStream.of(shift.before(), shift.after()), DoubleStream.of(parts(shift)))
                    .toArray();
            assertThat(DoubleStream.of(parts(shift)).sum()).isCloseTo(shift.after() - shift.before(), digits(sizes));
            assertThat(DoubleStream.of(shift.units()).sum()).isCloseTo(shift.after() - shift.before(), digits(sizes));
        });
    }

    @Test
    void the_parts_of_the_squared_cv_sum_to_the_difference_and_so_do_the_schools() {
        int[] unknown = {0};
        forRandomPlaces((paired, chance) -> {
            var shift = VariationShift.of(paired);
            boolean zeroBefore = mean(paired.studentsBefore(), paired.valuesBefore()) == 0;
            boolean zeroAfter = mean(paired.studentsAfter(), paired.valuesAfter()) == 0;
            if (zeroBefore || zeroAfter || Double.isNaN(shift.values())) {
                assertThat(parts(shift)).containsOnly(Double.NaN);
                unknown[0]++;
                return;
            }
            assertThat(shift.before())
                    .isCloseTo(square(paired.studentsBefore(), paired.valuesBefore()), digits(shift.before(), 1e-2));
            assertThat(shift.after())
                    .isCloseTo(square(paired.studentsAfter(), paired.valuesAfter()), digits(shift.after(), 1e-2));
            var sizes = DoubleStream.concat(
                            DoubleStream.of(shift.before(), shift.after(), 1e-2), DoubleStream.of(parts(shift)))
                    .toArray();
            assertThat(DoubleStream.of(parts(shift)).sum()).isCloseTo(shift.after() - shift.before(), digits(sizes));
            assertThat(DoubleStream.of(shift.units()).sum()).isCloseTo(shift.after() - shift.before(), digits(sizes));
        });
        assertThat(unknown[0]).isBetween(1, CASES / 3);
    }

    @Test
    void there_are_parts_wherever_a_school_above_zero_stays_and_nowhere_that_none_stays() {
        forRandomPlaces((paired, chance) -> {
            boolean stay = false;
            boolean staysAboveZeroInBoth = false;
            for (int i = 0; i < paired.size(); i++) {
                stay |= paired.stays(i);
                staysAboveZeroInBoth |= paired.stays(i) && paired.valuesBefore()[i] > 0 && paired.valuesAfter()[i] > 0;
            }
            if (staysAboveZeroInBoth) {
                assertThat(parts(VariationShift.of(paired))).doesNotContain(Double.NaN);
            } else if (!stay) {
                assertThat(parts(VariationShift.of(paired))).containsOnly(Double.NaN);
            }
        });
    }

    @Test
    void nothing_changes_where_nothing_changed() {
        forRandomPlaces((paired, chance) -> {
            var same = new PairedUnits(
                    paired.studentsBefore(), paired.valuesBefore(), paired.studentsBefore(), paired.valuesBefore());
            assertThat(parts(MeanShift.of(same))).containsOnly(0.0);
            assertThat(MeanShift.of(same).units()).containsOnly(0.0);
            if (mean(same.studentsBefore(), same.valuesBefore()) > 0) {
                assertThat(parts(VariationShift.of(same))).containsOnly(0.0);
                assertThat(VariationShift.of(same).units()).containsOnly(0.0);
            }
        });
    }

    /** The second year is the first but for what is named. */
    private static PairedUnits after(PairedUnits paired, double[] students, double[] values) {
        return new PairedUnits(paired.studentsBefore(), paired.valuesBefore(), students, values);
    }

    @Test
    void one_cause_alone_fills_its_own_part_alone() {
        forRandomPlaces((drawn, chance) -> {
            int size = drawn.size();
            var students = IntStream.range(0, size)
                    .mapToDouble(i -> 1 + chance.nextInt(900))
                    .toArray();
            var values = IntStream.range(0, size)
                    .mapToDouble(i -> 0.1 + chance.nextDouble())
                    .toArray();
            var others = IntStream.range(0, size)
                    .mapToDouble(i -> 0.1 + chance.nextDouble())
                    .toArray();
            var fewer = students.clone();
            fewer[chance.nextInt(size)] = 0;
            var moved = IntStream.range(0, size)
                    .mapToDouble(i -> 1 + chance.nextInt(900))
                    .toArray();
            onlyPart(0, new PairedUnits(students, values, students, others));
            onlyPart(1, new PairedUnits(students, values, moved, values));
            onlyPart(2, new PairedUnits(fewer, values, students, values));
            onlyPart(3, new PairedUnits(students, values, fewer, values));
        });
    }

    private static void onlyPart(int part, PairedUnits paired) {
        var mean = MeanShift.of(paired);
        var variation = VariationShift.of(paired);
        for (int other = 0; other < 4; other++) {
            if (other != part) {
                assertThat(parts(mean)[other]).as("part %d of the mean", other).isCloseTo(0, within(1e-15));
                assertThat(parts(variation)[other]).as("part %d of CV²", other).isZero();
            }
        }
        assertThat(parts(mean)[part]).isCloseTo(mean.after() - mean.before(), digits(mean.before()));
        assertThat(parts(variation)[part]).isCloseTo(variation.after() - variation.before(), within(1e-13));
    }

    @Test
    void twice_as_many_students_everywhere_change_nothing() {
        forRandomPlaces((paired, chance) -> {
            var twice =
                    Arrays.stream(paired.studentsBefore()).map(each -> 2 * each).toArray();
            var grown = after(paired, twice, paired.valuesBefore());
            assertThat(parts(MeanShift.of(grown))).containsOnly(0.0);
            if (mean(paired.studentsBefore(), paired.valuesBefore()) > 0) {
                assertThat(parts(VariationShift.of(grown))).containsOnly(0.0);
            }
            // In both years: every part stays as it is.
            var both = new PairedUnits(
                    twice,
                    paired.valuesBefore(),
                    Arrays.stream(paired.studentsAfter()).map(each -> 2 * each).toArray(),
                    paired.valuesAfter());
            assertThat(parts(MeanShift.of(both))).isEqualTo(parts(MeanShift.of(paired)));
            assertThat(parts(VariationShift.of(both))).isEqualTo(parts(VariationShift.of(paired)));
        });
    }

    @Test
    void the_years_the_other_way_round_change_every_sign() {
        forRandomPlaces((paired, chance) -> {
            var mean = MeanShift.of(paired);
            var back = MeanShift.of(swapped(paired));
            var digits = digits(
                    mean.before(), mean.after(), mean.values(), mean.weights(), mean.openings(), mean.closings());
            assertThat(back.values()).isCloseTo(-mean.values(), digits);
            assertThat(back.weights()).isCloseTo(-mean.weights(), digits);
            assertThat(back.openings()).isCloseTo(-mean.closings(), digits);
            assertThat(back.closings()).isCloseTo(-mean.openings(), digits);
            var variation = VariationShift.of(paired);
            if (Double.isNaN(variation.values())) {
                assertThat(parts(VariationShift.of(swapped(paired)))).containsOnly(Double.NaN);
                return;
            }
            var other = VariationShift.of(swapped(paired));
            var ofSquares = digits(variation.before(), variation.after(), 1);
            assertThat(other.values()).isCloseTo(-variation.values(), ofSquares);
            assertThat(other.weights()).isCloseTo(-variation.weights(), ofSquares);
            assertThat(other.openings()).isCloseTo(-variation.closings(), ofSquares);
            assertThat(other.closings()).isCloseTo(-variation.openings(), ofSquares);
        });
    }

    @Test
    void shapleys_parts_are_the_means_over_all_orders() {
        forRandomPlaces((paired, chance) -> {
            int factors = 1 + chance.nextInt(4);
            var worth = IntStream.range(0, 1 << factors)
                    .mapToDouble(set -> chance.nextGaussian())
                    .toArray();
            var expected = new double[factors];
            int orders = overOrders(new int[0], factors, worth, expected);
            var found = Shapley.of(factors, set -> worth[set]);
            for (int factor = 0; factor < factors; factor++) {
                assertThat(found[factor]).isCloseTo(expected[factor] / orders, within(1e-14));
            }
        });
    }

    /** Adds what changes at each factor's turn in every order; gives how many orders there are. */
    private static int overOrders(int[] begun, int factors, double[] worth, double[] sums) {
        if (begun.length == factors) {
            int set = 0;
            for (int factor : begun) {
                sums[factor] += worth[set | 1 << factor] - worth[set];
                set |= 1 << factor;
            }
            return 1;
        }
        int orders = 0;
        for (int next = 0; next < factors; next++) {
            int factor = next;
            if (IntStream.of(begun).noneMatch(each -> each == factor)) {
                var longer = Arrays.copyOf(begun, begun.length + 1);
                longer[begun.length] = next;
                orders += overOrders(longer, factors, worth, sums);
            }
        }
        return orders;
    }

    @Test
    void two_places_differ_by_what_their_groups_add() {
        forRandomPlaces((drawn, chance) -> {
            int groups = 1 + chance.nextInt(6);
            boolean withZeros = chance.nextInt(4) == 0;
            var a = new Place(chance, groups, withZeros);
            var b = new Place(chance, groups, withZeros);
            var difference = PlaceDifference.of(a.grouped(groups), b.grouped(groups));
            double meanA = mean(a.students, a.values);
            double meanB = mean(b.students, b.values);
            assertThat(difference.meanA()).isCloseTo(meanA, digits(meanA));
            assertThat(difference.meanB()).isCloseTo(meanB, digits(meanB));
            assertThat(difference.composition() + difference.rates()).isCloseTo(meanB - meanA, digits(meanA, meanB));
            if (meanA > 0 && meanB > 0 && !Double.isNaN(difference.shares())) {
                double squareA = square(a.students, a.values);
                double squareB = square(b.students, b.values);
                var digits = digits(squareA, squareB, 1, difference.shares(), difference.means(), difference.within());
                assertThat(difference.squareA()).isCloseTo(squareA, digits);
                assertThat(difference.squareB()).isCloseTo(squareB, digits);
                assertThat(difference.shares() + difference.means() + difference.within())
                        .isCloseTo(squareB - squareA, digits);
            }
            var back = PlaceDifference.of(b.grouped(groups), a.grouped(groups));
            assertThat(back.composition()).isCloseTo(-difference.composition(), digits(meanA, meanB));
            assertThat(back.rates()).isCloseTo(-difference.rates(), digits(meanA, meanB));
            var same = PlaceDifference.of(a.grouped(groups), a.grouped(groups));
            assertThat(new double[] {same.composition(), same.rates()}).containsOnly(0.0);
            if (meanA > 0) {
                assertThat(new double[] {same.shares(), same.means(), same.within()})
                        .containsOnly(0.0);
            }
        });
    }

    /** Schools of a place in groups, of which it may lack some. */
    private static final class Place {
        private final int[] group;
        private final double[] students;
        private final double[] values;

        Place(Random chance, int groups, boolean withZeros) {
            int size = 1 + chance.nextInt(20);
            group = IntStream.range(0, size).map(i -> chance.nextInt(groups)).toArray();
            students = IntStream.range(0, size)
                    .mapToDouble(i -> 1 + chance.nextInt(3000))
                    .toArray();
            values = IntStream.range(0, size)
                    .mapToDouble(i -> value(chance, withZeros))
                    .toArray();
        }

        GroupedUnits grouped(int groups) {
            return GroupedUnits.of(groups, group, students, values);
        }
    }

    @Test
    void an_example_by_hand_of_two_years() {
        // 2020: A 100 pupils at 2, B 100 at 4, C 200 at 5 → mean (200 + 400 + 1000) / 400 = 4.
        // 2025: A 100 at 4, B 300 at 4, D 100 at 9 → mean (400 + 1200 + 900) / 500 = 5. C closed, D opened.
        var paired = new PairedUnits(
                new double[] {100, 100, 200, 0},
                new double[] {2, 4, 5, 0},
                new double[] {100, 300, 0, 100},
                new double[] {4, 4, 0, 9});
        var mean = MeanShift.of(paired);
        // A and B: mean 3, then 4. A's own change: ½(½ + ¼) · 2 = 0.75; A moves from ½ to ¼ at (3 − 3.5), B the other
        // way at
        // (4 − 3.5): 0.125 + 0.125. D: 1/5 · (9 − 4) = 1. C: ½ · (3 − 5) = −1.
        assertThat(mean.before()).isEqualTo(4);
        assertThat(mean.after()).isEqualTo(5);
        assertThat(parts(mean)).containsExactly(new double[] {0.75, 0.25, 1, -1}, within(1e-15));
        assertThat(mean.units()).containsExactly(new double[] {0.75 + 0.125, 0.125, -1, 1}, within(1e-15));

        // CV²: 2020 (100·4 + 100·0 + 200·1) / 400 / 16 = 0.09375; 2025 (400·1 + 100·16) / 500 / 25 = 0.16.
        var variation = VariationShift.of(paired);
        assertThat(variation.before()).isCloseTo(0.09375, within(1e-15));
        assertThat(variation.after()).isCloseTo(0.16, within(1e-15));
        // The 16 places, E[X²]/E[X]² − 1, by values, weights, openings, closings: sums of students, P·X, P·X².
        double[][] sums = {
            {400, 1600, 7000}, // none: A 100·2, B 100·4, C 200·5
            {400, 1800, 8200}, // values: A 4
            {600, 2400, 10200}, // weights: B 300
            {600, 2600, 11400},
            {500, 2500, 15100}, // openings: D 100·9
            {500, 2700, 16300},
            {700, 3300, 18300},
            {700, 3500, 19500},
            {200, 600, 2000}, // closings: without C
            {200, 800, 3200},
            {400, 1400, 5200},
            {400, 1600, 6400},
            {300, 1500, 10100},
            {300, 1700, 11300},
            {500, 2300, 13300},
            {500, 2500, 14500},
        };
        var expected = new double[4];
        int orders = overOrders(
                new int[0],
                4,
                Arrays.stream(sums)
                        .mapToDouble(each -> each[2] * each[0] / each[1] / each[1] - 1)
                        .toArray(),
                expected);
        assertThat(orders).isEqualTo(24);
        assertThat(parts(variation))
                .containsExactly(Arrays.stream(expected).map(each -> each / 24).toArray(), within(1e-14));
    }

    @Test
    void the_five_schools_of_the_convention_lose_the_last() {
        // C8: 1, 1.2, 0.8, 1.1, 4.0 have CV 0.739; without the last 0.144. All of it is the closing.
        var paired = new PairedUnits(
                new double[] {1, 1, 1, 1, 1},
                new double[] {1, 1.2, 0.8, 1.1, 4.0},
                new double[] {1, 1, 1, 1, 0},
                new double[] {1, 1.2, 0.8, 1.1, 0});
        var shift = VariationShift.of(paired);
        assertThat(Math.sqrt(shift.before())).isCloseTo(0.739, within(5e-4));
        assertThat(Math.sqrt(shift.after())).isCloseTo(0.144, within(5e-4));
        assertThat(shift.closings()).isCloseTo(shift.after() - shift.before(), within(1e-15));
        assertThat(new double[] {shift.values(), shift.weights(), shift.openings()})
                .containsOnly(0.0);
    }

    @Test
    void an_example_by_hand_of_two_places() {
        // A: half of the pupils in towns at 10, half in villages at 6: mean 8. B: a quarter at 12, the rest at 4: mean
        // 6.
        var a = GroupedUnits.of(2, new int[] {0, 1}, new double[] {100, 100}, new double[] {10, 6});
        var b = GroupedUnits.of(2, new int[] {0, 1}, new double[] {100, 300}, new double[] {12, 4});
        var difference = PlaceDifference.of(a, b);
        // Composition: −¼ · 11 + ¼ · 5 = −1.5. Rates: ⅜ · 2 + ⅝ · (−2) = −0.5.
        assertThat(difference.composition()).isCloseTo(-1.5, within(1e-15));
        assertThat(difference.rates()).isCloseTo(-0.5, within(1e-15));
        // Measured from the middle of the means, 7: −¼ · 4 and ¼ · (−2).
        assertThat(difference.groupComposition()).containsExactly(new double[] {-1, -0.5}, within(1e-15));
        assertThat(difference.groupRates()).containsExactly(new double[] {0.75, -1.25}, within(1e-15));
        // CV² of A: 4/64; of B: (100·36 + 300·4)/400/36 = 1/3; with the shares of B and the means of A: mean 7, CV²
        // 3/49;
        // the other way round: mean 8, CV² 16/64.
        assertThat(difference.squareA()).isCloseTo(1 / 16.0, within(1e-15));
        assertThat(difference.squareB()).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(difference.shares()).isCloseTo(((3 / 49.0 - 1 / 16.0) + (1 / 3.0 - 1 / 4.0)) / 2, within(1e-15));
        assertThat(difference.means()).isCloseTo(((1 / 4.0 - 1 / 16.0) + (1 / 3.0 - 3 / 49.0)) / 2, within(1e-15));
        assertThat(difference.within()).isZero();
    }

    @Test
    void a_group_that_one_place_lacks_adds_through_its_share_alone() {
        var a = GroupedUnits.of(2, new int[] {0}, new double[] {100}, new double[] {10});
        var b = GroupedUnits.of(2, new int[] {0, 1}, new double[] {100, 100}, new double[] {10, 2});
        var difference = PlaceDifference.of(a, b);
        assertThat(difference.composition()).isEqualTo(-4);
        assertThat(difference.rates()).isZero();
        assertThat(difference.means()).isZero();
        assertThat(difference.within()).isZero();
        assertThat(difference.shares()).isCloseTo(16 / 36.0, within(1e-15));
    }

    @Test
    void years_without_students_and_values_below_zero_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new PairedUnits(new double[] {1}, new double[] {1}, new double[] {0}, new double[] {1}));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new PairedUnits(new double[] {1}, new double[] {-1}, new double[] {1}, new double[] {1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PairedUnits(new double[] {1}, new double[] {1}, new double[] {1}, new double[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GroupedUnits.of(1, new int[0], new double[0], new double[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> Shapley.of(0, set -> 0));
    }
}
