package org.junheng.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junheng.measure.VariationBounds.Range;
import org.junit.jupiter.api.Test;

/** Bounds of mean and CV hold every value that is possible, and are no wider where they say so (C18). */
class VariationBoundsTest {
    private static final double ROUNDING = 1e-11;

    /** Squares are compared: the root of a rounding error is no rounding error. */
    private static double square(double cv) {
        return cv * cv;
    }

    private static double cv(double[] values, double[] students) {
        double all = 0;
        double resource = 0;
        for (int i = 0; i < values.length; i++) {
            all += students[i];
            resource += students[i] * values[i];
        }
        double mean = resource / all;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            squares += students[i] * (values[i] - mean) * (values[i] - mean);
        }
        return Math.sqrt(squares / all) / mean;
    }

    private static double mean(double[] values, double[] students) {
        double all = 0;
        double resource = 0;
        for (int i = 0; i < values.length; i++) {
            all += students[i];
            resource += students[i] * values[i];
        }
        return resource / all;
    }

    /** A county: schools known and schools within ranges. */
    private record County(double[] values, double[] students, List<Range> ranges) {
        VariationBounds bounds() {
            return VariationBounds.of(values, students, ranges);
        }

        /** The county where each range is at these shares of its way, value and students. */
        double[][] at(double[] valueShares, double[] studentShares) {
            int known = values.length;
            var allValues = Arrays.copyOf(values, known + ranges.size());
            var allStudents = Arrays.copyOf(students, known + ranges.size());
            for (int i = 0; i < ranges.size(); i++) {
                var range = ranges.get(i);
                double students = range.studentsLow() + studentShares[i] * (range.studentsHigh() - range.studentsLow());
                double between = range.low() + valueShares[i] * (range.high() - range.low());
                // Students are whole: who has any has one.
                allStudents[known + i] = range.perStudent() || students == 0 ? students : Math.max(1, students);
                allValues[known + i] = range.perStudent() || students == 0 ? between : between / allStudents[known + i];
            }
            return new double[][] {allValues, allStudents};
        }

        County with(List<Range> others) {
            return new County(values, students, others);
        }
    }

    private static County random(Random random, int known, int uncertain) {
        return random(random, known, uncertain, 0);
    }

    /**
     * @param fewest of a school with a resource: a grid from 0 would jump over its first student, who has all of it
     */
    private static County random(Random random, int known, int uncertain, int fewestWithResource) {
        var values = random.doubles(known, 0.2, 6).toArray();
        var students = random.ints(known, 20, 2000).asDoubleStream().toArray();
        var ranges = new ArrayList<Range>();
        for (int i = 0; i < uncertain; i++) {
            double low = random.nextInt(5) == 0 ? 0 : random.nextDouble() * 4;
            double high = random.nextInt(4) == 0 ? low : low + random.nextDouble() * 4;
            double fewest = random.nextInt(5) == 0 ? 0 : random.nextInt(1000);
            double most = random.nextInt(3) == 0 ? fewest : fewest + random.nextInt(1000);
            if (random.nextInt(3) > 0) {
                ranges.add(Range.ofValues(low, high, fewest, most));
            } else {
                double middle = (fewest + most) / 2;
                ranges.add(Range.ofResources(
                        low * middle,
                        high * middle,
                        Math.max(fewestWithResource, fewest),
                        Math.max(fewestWithResource, most)));
            }
        }
        return new County(values, students, ranges);
    }

    /** Every combination of shares on a grid. */
    private static List<double[]> grid(int places, int steps) {
        var all = new ArrayList<double[]>();
        int count = (int) Math.pow(steps + 1, places);
        for (int number = 0; number < count; number++) {
            var shares = new double[places];
            int left = number;
            for (int i = 0; i < places; i++) {
                shares[i] = (double) (left % (steps + 1)) / steps;
                left /= steps + 1;
            }
            all.add(shares);
        }
        return all;
    }

    @Test
    void bounds_are_those_of_a_fine_grid_over_few_schools() {
        var random = new Random(18);
        for (int trial = 0; trial < 400; trial++) {
            int uncertain = 1 + trial % 2;
            var county = random(random, 1 + random.nextInt(4), uncertain, 100);
            var bounds = county.bounds();
            int steps = uncertain == 1 ? 200 : 14;
            double least = Double.POSITIVE_INFINITY;
            double greatest = 0;
            double meanLeast = Double.POSITIVE_INFINITY;
            double meanGreatest = 0;
            for (var valueShares : grid(uncertain, steps)) {
                for (var studentShares : grid(uncertain, uncertain == 1 ? 50 : steps)) {
                    var here = county.at(valueShares, studentShares);
                    double cv = cv(here[0], here[1]);
                    double mean = mean(here[0], here[1]);
                    least = Math.min(least, cv);
                    greatest = Math.max(greatest, cv);
                    meanLeast = Math.min(meanLeast, mean);
                    meanGreatest = Math.max(meanGreatest, mean);
                }
            }
            assertThat(bounds.exact()).as("trial %d", trial).isTrue();
            assertThat(bounds.meanLow()).isCloseTo(meanLeast, within(ROUNDING));
            assertThat(bounds.meanHigh()).isCloseTo(meanGreatest, within(ROUNDING));
            // The grid finds no more than is possible, and comes near to it.
            assertThat(square(bounds.cvLow())).isLessThanOrEqualTo(square(least) + ROUNDING);
            assertThat(square(bounds.cvHigh())).isGreaterThanOrEqualTo(square(greatest) - ROUNDING);
            assertThat(bounds.cvLow()).isGreaterThanOrEqualTo(least - 0.03);
            assertThat(bounds.cvHigh()).isLessThanOrEqualTo(greatest + 0.01);
        }
    }

    @Test
    void bounds_said_to_be_exact_are_come_near_to_by_a_search_and_none_is_passed() {
        var random = new Random(1967);
        int exact = 0;
        for (int trial = 0; trial < 150; trial++) {
            int uncertain = 1 + random.nextInt(7);
            var county = random(random, 1 + random.nextInt(8), uncertain, 100);
            var bounds = county.bounds();
            double least = searched(county, random, false);
            double greatest = searched(county, random, true);
            assertThat(square(bounds.cvLow())).isLessThanOrEqualTo(square(least) + ROUNDING);
            assertThat(square(bounds.cvHigh())).isGreaterThanOrEqualTo(square(greatest) - ROUNDING);
            if (bounds.exact()) {
                exact++;
                assertThat(bounds.cvLow()).as("least, trial %d", trial).isCloseTo(least, within(0.01));
                assertThat(bounds.cvHigh()).as("greatest, trial %d", trial).isCloseTo(greatest, within(1e-3));
            }
        }
        assertThat(exact).isGreaterThan(140);
    }

    /** The extreme CV that coordinates moved one after the other find from many starts. */
    private static double searched(County county, Random random, boolean greatest) {
        int places = county.ranges().size();
        double best = greatest ? 0 : Double.POSITIVE_INFINITY;
        for (int start = 0; start < 40; start++) {
            var shares = new double[2 * places];
            for (int i = 0; i < shares.length; i++) {
                shares[i] = start % 2 == 0 ? random.nextInt(2) : random.nextDouble();
            }
            double reached = of(county, shares);
            double before;
            do {
                before = reached;
                for (int i = 0; i < shares.length; i++) {
                    double bestShare = shares[i];
                    for (int step = 0; step <= 100; step++) {
                        shares[i] = step / 100.0;
                        double here = of(county, shares);
                        if (greatest ? here > reached : here < reached) {
                            reached = here;
                            bestShare = shares[i];
                        }
                    }
                    shares[i] = bestShare;
                }
            } while (greatest ? reached > before + 1e-9 : reached < before - 1e-9);
            best = greatest ? Math.max(best, reached) : Math.min(best, reached);
        }
        return best;
    }

    private static double of(County county, double[] shares) {
        int places = shares.length / 2;
        var here = county.at(Arrays.copyOf(shares, places), Arrays.copyOfRange(shares, places, shares.length));
        return cv(here[0], here[1]);
    }

    @Test
    void no_possible_value_lies_outside_however_many_schools_are_uncertain() {
        var random = new Random(2017);
        for (int trial = 0; trial < 300; trial++) {
            int uncertain = 1 + random.nextInt(60);
            var county = random(random, 1 + random.nextInt(30), uncertain);
            var bounds = county.bounds();
            for (int draw = 0; draw < 100; draw++) {
                boolean ends = draw % 2 == 0;
                var here = county.at(
                        random.doubles(uncertain)
                                .map(x -> ends ? Math.round(x) : x)
                                .toArray(),
                        random.doubles(uncertain)
                                .map(x -> ends ? Math.round(x) : x)
                                .toArray());
                assertThat(square(cv(here[0], here[1])))
                        .isBetween(square(bounds.cvLow()) - ROUNDING, square(bounds.cvHigh()) + ROUNDING);
                assertThat(mean(here[0], here[1])).isBetween(bounds.meanLow() - ROUNDING, bounds.meanHigh() + ROUNDING);
            }
        }
    }

    @Test
    void a_wider_range_never_narrows_a_bound() {
        var random = new Random(5);
        for (int trial = 0; trial < 2000; trial++) {
            var county = random(random, 1 + random.nextInt(10), 1 + random.nextInt(6));
            var wider = county.with(county.ranges().stream()
                    .map(range -> new Range(
                            range.low() * random.nextDouble(),
                            range.high() + random.nextDouble(),
                            range.studentsLow() * random.nextDouble(),
                            range.studentsHigh() + random.nextInt(100),
                            range.perStudent()))
                    .toList());
            var narrow = county.bounds();
            var wide = wider.bounds();
            assertThat(square(wide.cvLow())).isLessThanOrEqualTo(square(narrow.cvLow()) + ROUNDING);
            assertThat(square(wide.cvHigh())).isGreaterThanOrEqualTo(square(narrow.cvHigh()) - ROUNDING);
            assertThat(wide.meanLow()).isLessThanOrEqualTo(narrow.meanLow() + ROUNDING);
            assertThat(wide.meanHigh()).isGreaterThanOrEqualTo(narrow.meanHigh() - ROUNDING);
        }
    }

    @Test
    void ranges_without_width_give_the_value_itself() {
        var random = new Random(9);
        for (int trial = 0; trial < 2000; trial++) {
            var all = random(random, 3 + random.nextInt(20), 0);
            int known = random.nextInt(all.values().length);
            var ranges = new ArrayList<Range>();
            for (int i = known; i < all.values().length; i++) {
                ranges.add(Range.ofValues(all.values()[i], all.values()[i], all.students()[i], all.students()[i]));
            }
            var bounds = new County(Arrays.copyOf(all.values(), known), Arrays.copyOf(all.students(), known), ranges)
                    .bounds();
            double cv = cv(all.values(), all.students());
            assertThat(bounds.exact()).isTrue();
            assertThat(bounds.isPoint()).isTrue();
            assertThat(bounds.cvLow()).isCloseTo(cv, within(1e-12));
            assertThat(bounds.cvHigh()).isCloseTo(cv, within(1e-12));
            assertThat(bounds.meanLow()).isCloseTo(mean(all.values(), all.students()), within(1e-12));
        }
    }

    @Test
    void five_schools_of_which_the_last_may_stand_anywhere_up_to_4_read_0_144_to_0_739() {
        var four = new double[] {1, 1.2, 0.8, 1.1};
        var students = new double[] {1000, 1000, 1000, 1000};
        assertThat(VariationBounds.of(four, students, List.of()).cvHigh())
                .isCloseTo(Math.sqrt(0.021875) / 1.025, within(1e-14));
        var lost = VariationBounds.of(four, students, List.of(Range.ofValues(0, 4, 0, 1000)));
        assertThat(lost.cvHigh()).isCloseTo(Math.sqrt(1.4336) / 1.62, within(1e-12));
        // With the last at (ΣPX²)/(ΣPX) of the others: 4.29 / 4.1.
        double last = 4.29 / 4.1;
        double mean = (4.1 + last) / 5;
        assertThat(lost.cvLow()).isCloseTo(Math.sqrt((4.29 + last * last) / 5 - mean * mean) / mean, within(1e-12));
    }

    @Test
    void the_most_students_are_not_always_the_most_unequal() {
        // A school at 3 beside 1,000 pupils at 1: CV² = 1000 · 4p / (1000 + 3p)², greatest at p = 1000 / 3, where it is
        // 1 / 3.
        var bounds = VariationBounds.of(new double[] {1}, new double[] {1000}, List.of(Range.ofValues(3, 3, 0, 2000)));
        assertThat(bounds.cvHigh()).isCloseTo(Math.sqrt(1.0 / 3), within(1e-12));
        assertThat(bounds.cvLow()).isZero();
        assertThat(bounds.exact()).isTrue();
    }

    @Test
    void a_mean_that_may_be_0_bounds_no_cv() {
        var bounds = VariationBounds.of(
                new double[] {0, 0}, new double[] {100, 100}, List.of(Range.ofValues(0, 5, 100, 100)));
        assertThat(bounds.cvLow()).isNaN();
        assertThat(bounds.cvHigh()).isNaN();
        assertThat(bounds.meanLow()).isZero();
        assertThat(bounds.meanHigh()).isCloseTo(5.0 / 3, within(1e-12));
        var certain = VariationBounds.of(
                new double[] {0, 0}, new double[] {100, 100}, List.of(Range.ofValues(1, 5, 100, 100)));
        // Every value gives √2: no branch can be ruled out, and the bound stays an outer one.
        assertThat(certain.cvLow()).isBetween(Math.sqrt(2) - 1e-4, Math.sqrt(2));
        assertThat(certain.cvHigh()).isCloseTo(Math.sqrt(2), within(1e-9));
    }

    @Test
    void schools_of_which_nothing_is_known_but_ranges_are_bounded_too() {
        var bounds = VariationBounds.of(
                new double[0], new double[0], List.of(Range.ofValues(1, 2, 100, 100), Range.ofValues(1, 2, 100, 100)));
        assertThat(bounds.cvLow()).isCloseTo(0, within(1e-12));
        assertThat(bounds.cvHigh()).isCloseTo(1.0 / 3, within(1e-12));
        var single = VariationBounds.of(new double[0], new double[0], List.of(Range.ofValues(1, 2, 0, 100)));
        assertThat(single.meanLow()).isEqualTo(1);
        assertThat(single.meanHigh()).isEqualTo(2);
        assertThat(single.cvLow()).isNaN();
        assertThatThrownBy(() -> VariationBounds.of(new double[0], new double[0], List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ranges_below_0_or_upside_down_are_refused() {
        assertThatThrownBy(() -> Range.ofValues(-1, 2, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Range.ofValues(2, 1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Range.ofValues(Double.NaN, 2, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Range.ofValues(0, 1, 2, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
