package org.junheng.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Inequality within groups and between them makes the whole. System property {@code junheng.full=true} takes 10,000
 * seeded counties instead of 500.
 */
class DecompositionTest {
    private static final int CASES = Boolean.getBoolean("junheng.full") ? 10_000 : 500;
    private static int checked;

    @AfterAll
    static void tell_how_many_cases_were_checked() {
        System.out.printf(Locale.ROOT, "decompositions: %,d checked%n", checked);
    }

    /** The five schools of the worked example that training material for the assessment prints. */
    private static final double[] STUDENTS = {45, 37, 89, 76, 55};

    private static final double[] BOOKS = {279, 137, 935, 160, 402};

    private static Decomposition ofExample(int... groups) {
        return new Decomposition.Units(BOOKS, STUDENTS, 1)
                .by(groups, (int) Arrays.stream(groups).distinct().count());
    }

    private record Case(double[] resource, double[] students, int[] lower, int lowers, int[] upperOfLower, int uppers) {
        static Case of(long seed) {
            var chance = new Random(seed);
            int size = 1 + chance.nextInt(60);
            int lowers = 1 + chance.nextInt(Math.min(size, 12));
            int uppers = 1 + chance.nextInt(lowers);
            var resource = new double[size];
            var students = new double[size];
            var lower = new int[size];
            boolean withZeros = chance.nextInt(3) == 0;
            for (int i = 0; i < size; i++) {
                students[i] = 1 + chance.nextInt(3000);
                resource[i] = withZeros && chance.nextInt(4) == 0
                        ? 0
                        : students[i] * Math.exp(1.5 * chance.nextGaussian()) * 0.05;
                lower[i] = i < lowers ? i : chance.nextInt(lowers);
            }
            resource[chance.nextInt(size)] += 1;
            var upperOfLower = new int[lowers];
            for (int g = 0; g < lowers; g++) {
                upperOfLower[g] = g < uppers ? g : chance.nextInt(uppers);
            }
            return new Case(resource, students, lower, lowers, upperOfLower, uppers);
        }

        int[] upper() {
            return Arrays.stream(lower).map(g -> upperOfLower[g]).toArray();
        }

        InequalityMeasures whole() {
            return InequalityMeasures.of(resource, students, 100);
        }

        Decomposition.Units units() {
            return new Decomposition.Units(resource, students, 100);
        }

        /** The measures of the units of one group. */
        InequalityMeasures of(int[] group, int which) {
            var members = java.util.stream.IntStream.range(0, resource.length)
                    .filter(i -> group[i] == which)
                    .toArray();
            return InequalityMeasures.of(
                    Arrays.stream(members).mapToDouble(i -> resource[i]).toArray(),
                    Arrays.stream(members).mapToDouble(i -> students[i]).toArray(),
                    100);
        }
    }

    private static void close(double found, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(found).isNaN();
        } else {
            assertThat(found).isCloseTo(expected, within(1e-13 + 1e-11 * Math.abs(expected)));
        }
    }

    @Test
    void within_and_between_make_the_whole_of_theil_t_theil_l_and_squared_cv() {
        for (int seed = 0; seed < CASES; seed++) {
            var it = Case.of(seed);
            var whole = it.whole();
            var of = it.units().by(it.lower(), it.lowers());
            close(of.theilTWithin() + of.theilTBetween(), whole.theilT());
            close(of.theilLWithin() + of.theilLBetween(), whole.theilL());
            close(of.squaredVariationWithin() + of.squaredVariationBetween(), whole.cv() * whole.cv());
            close(Arrays.stream(of.theilTOfGroups()).sum(), whole.theilT());
            close(Arrays.stream(of.squaredVariationOfGroups()).sum(), whole.cv() * whole.cv());
            checked++;
        }
    }

    @Test
    void parts_are_those_that_the_measures_of_the_groups_give() {
        for (int seed = 0; seed < CASES; seed++) {
            var it = Case.of(seed);
            var whole = it.whole();
            var of = it.units().by(it.lower(), it.lowers());
            double theilT = 0;
            double theilL = 0;
            double squared = 0;
            double squaredBetween = 0;
            for (int g = 0; g < it.lowers(); g++) {
                var group = it.of(it.lower(), g);
                double weight = group.students() / whole.students();
                double ratio = group.mean() / whole.mean();
                theilT += ratio == 0 ? 0 : weight * ratio * group.theilT();
                theilL += weight * group.theilL();
                squared += ratio == 0 ? 0 : weight * ratio * ratio * group.cv() * group.cv();
                squaredBetween += weight * (ratio - 1) * (ratio - 1);
                assertThat(of.students()[g]).isEqualTo(group.students());
                close(of.means()[g], group.mean());
            }
            close(of.theilTWithin(), theilT);
            close(of.theilLWithin(), theilL);
            close(of.squaredVariationWithin(), squared);
            close(of.squaredVariationBetween(), squaredBetween);
            checked++;
        }
    }

    @Test
    void nested_groups_add_up_from_level_to_level() {
        for (int seed = 0; seed < CASES; seed++) {
            var it = Case.of(seed);
            var whole = it.whole();
            var byLower = it.units().by(it.lower(), it.lowers());
            var byUpper = it.units().by(it.upper(), it.uppers());
            // Between lower groups = between upper groups + within each of these, between its lower groups.
            double theilT = byUpper.theilTBetween();
            double squared = byUpper.squaredVariationBetween();
            for (int u = 0; u < it.uppers(); u++) {
                int upper = u;
                var members = java.util.stream.IntStream.range(0, it.resource().length)
                        .filter(i -> it.upperOfLower()[it.lower()[i]] == upper)
                        .toArray();
                var inside = Arrays.stream(members).map(i -> it.lower()[i]).toArray();
                var ids = Arrays.stream(inside).sorted().distinct().toArray();
                var group = it.of(it.upper(), u);
                if (group.mean() == 0) {
                    continue;
                }
                var parts = new Decomposition.Units(
                                Arrays.stream(members)
                                        .mapToDouble(i -> it.resource()[i])
                                        .toArray(),
                                Arrays.stream(members)
                                        .mapToDouble(i -> it.students()[i])
                                        .toArray(),
                                100)
                        .by(
                                Arrays.stream(inside)
                                        .map(g -> Arrays.binarySearch(ids, g))
                                        .toArray(),
                                ids.length);
                double weight = group.students() / whole.students();
                double ratio = group.mean() / whole.mean();
                theilT += weight * ratio * parts.theilTBetween();
                squared += weight * ratio * ratio * parts.squaredVariationBetween();
            }
            close(byLower.theilTBetween(), theilT);
            close(byLower.squaredVariationBetween(), squared);
            checked++;
        }
    }

    @Test
    void five_schools_in_two_groups_have_the_published_parts() {
        var example = ofExample(0, 0, 0, 1, 1);
        assertThat(example.theilTWithin()).isCloseTo(0.102084905, within(5e-10));
        assertThat(example.theilTBetween()).isCloseTo(0.041544649, within(5e-10));
        assertThat(example.theilLWithin()).isCloseTo(0.127096070, within(5e-10));
        assertThat(example.theilLBetween()).isCloseTo(0.043941076, within(5e-10));
        assertThat(example.squaredVariationWithin()).isCloseTo(0.1856946664, within(5e-11));
        assertThat(example.squaredVariationBetween()).isCloseTo(0.0797947282, within(5e-11));
    }

    @Test
    void one_group_of_all_has_everything_within() {
        var example = ofExample(0, 0, 0, 0, 0);
        assertThat(example.theilTBetween()).isZero();
        assertThat(example.squaredVariationBetween()).isZero();
    }

    @Test
    void each_school_a_group_of_its_own_has_everything_between() {
        var example = ofExample(0, 1, 2, 3, 4);
        assertThat(example.theilTWithin()).isCloseTo(0, within(1e-15));
        assertThat(example.theilLWithin()).isCloseTo(0, within(1e-15));
        assertThat(example.squaredVariationWithin()).isZero();
    }

    @Test
    void a_group_that_has_nothing_adds_nothing_to_theil_t() {
        var of = new Decomposition.Units(new double[] {0, 0, 30, 50}, new double[] {100, 200, 300, 400}, 1)
                .by(new int[] {0, 0, 1, 1}, 2);
        var whole = InequalityMeasures.of(new double[] {0, 0, 30, 50}, new double[] {100, 200, 300, 400}, 1);
        assertThat(of.theilTOfGroups()[0]).isZero();
        close(of.theilTWithin() + of.theilTBetween(), whole.theilT());
        close(of.squaredVariationWithin() + of.squaredVariationBetween(), whole.cv() * whole.cv());
        assertThat(of.theilLWithin()).isNaN();
        assertThat(of.theilLBetween()).isNaN();
    }

    @Test
    void nothing_can_be_said_where_nobody_has_anything() {
        var of = new Decomposition.Units(new double[] {0, 0}, new double[] {100, 200}, 1).by(new int[] {0, 1}, 2);
        assertThat(new double[] {
                    of.theilTWithin(), of.theilTBetween(), of.squaredVariationWithin(), of.squaredVariationBetween()
                })
                .containsOnly(Double.NaN);
        assertThat(of.theilTOfGroups()).containsOnly(Double.NaN);
    }

    @Test
    void a_spread_of_a_billionth_keeps_its_digits() {
        double h = Math.scalb(1.0, -20);
        var of = new Decomposition.Units(
                        new double[] {1000 * (1 - h), 1000 * (1 + h), 1000 * (1 - h), 1000 * (1 + h)},
                        new double[] {1000, 1000, 1000, 1000},
                        1)
                .by(new int[] {0, 1, 0, 1}, 2);
        assertThat(of.theilTBetween()).isCloseTo(h * h / 2, within(1e-9 * h * h));
        assertThat(of.theilTWithin()).isCloseTo(0, within(1e-9 * h * h));
        assertThat(of.squaredVariationBetween()).isCloseTo(h * h, within(1e-9 * h * h));
    }
}
