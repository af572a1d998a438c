package org.junheng.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Measures of segregation on an example worked by hand, and what they must obey whatever the data are, on 10,000 seeded
 * cases.
 */
class SegregationTest {
    private static final int CASES = 10_000;
    private static final Offset<Double> TWELVE_DIGITS = within(1e-12);

    /** Schools with members of a group and all their students. */
    private record Schools(long[] members, long[] students) {
        static Schools of(long seed) {
            var chance = new Random(seed);
            int size = 1 + chance.nextInt(40);
            var members = new long[size];
            var students = new long[size];
            for (int i = 0; i < size; i++) {
                students[i] = chance.nextInt(6) == 0 ? 0 : 1 + chance.nextInt(chance.nextBoolean() ? 60 : 3000);
                members[i] = switch (chance.nextInt(4)) {
                    case 0 -> 0;
                    case 1 -> students[i];
                    default -> (long) (chance.nextDouble() * (students[i] + 1));
                };
            }
            return new Schools(members, students);
        }

        Segregation measures() {
            return Segregation.of(members, students);
        }

        Schools inOrder(int[] order) {
            return new Schools(
                    Arrays.stream(order).mapToLong(i -> members[i]).toArray(),
                    Arrays.stream(order).mapToLong(i -> students[i]).toArray());
        }

        Schools shuffled(long seed) {
            var order = new java.util.ArrayList<>(
                    IntStream.range(0, members.length).boxed().toList());
            Collections.shuffle(order, new Random(seed));
            return inOrder(order.stream().mapToInt(i -> i).toArray());
        }

        Schools times(long factor) {
            return new Schools(
                    Arrays.stream(members).map(each -> each * factor).toArray(),
                    Arrays.stream(students).map(each -> each * factor).toArray());
        }

        Schools others() {
            return new Schools(
                    IntStream.range(0, members.length)
                            .mapToLong(i -> students[i] - members[i])
                            .toArray(),
                    students);
        }

        /** The first two schools made one. */
        Schools merged() {
            var some = Arrays.copyOfRange(members, 1, members.length);
            var all = Arrays.copyOfRange(students, 1, students.length);
            some[0] += members[0];
            all[0] += students[0];
            return new Schools(some, all);
        }

        /** Σ over the schools that have more than their share of the group, in whole numbers: the same as ½ Σ |…|. */
        double dissimilarityOfTheOverfull() {
            var group = BigInteger.valueOf(Arrays.stream(members).sum());
            var rest = BigInteger.valueOf(Arrays.stream(students).sum()).subtract(group);
            var sum = BigInteger.ZERO;
            for (int i = 0; i < members.length; i++) {
                var difference = BigInteger.valueOf(members[i])
                        .multiply(rest)
                        .subtract(BigInteger.valueOf(students[i] - members[i]).multiply(group));
                sum = sum.add(difference.max(BigInteger.ZERO));
            }
            return new java.math.BigDecimal(sum)
                    .divide(new java.math.BigDecimal(group.multiply(rest)), java.math.MathContext.DECIMAL64)
                    .doubleValue();
        }
    }

    private static boolean isComparable(Segregation measures) {
        return measures.members() > 0 && measures.others() > 0;
    }

    /**
     * 10 of 100, 30 of 100 and 60 of 200 pupils: A = 100, B = 300, shares 0.1, 0.3, 0.6 of A and 0.3, 7/30, 14/30 of B.
     * D = ½ (0.2 + 2/30 + 4/30) = 0.2; isolation = 0.1 · 0.1 + 0.3 · 0.3 + 0.6 · 0.3 = 0.28.
     */
    @Test
    void the_example_worked_by_hand_comes_out() {
        var measures = Segregation.of(new long[] {10, 30, 60}, new long[] {100, 100, 200});
        assertThat(measures.members()).isEqualTo(100);
        assertThat(measures.others()).isEqualTo(300);
        assertThat(measures.dissimilarity()).isEqualTo(0.2);
        assertThat(measures.isolation()).isCloseTo(0.28, TWELVE_DIGITS);
        assertThat(measures.exposure()).isCloseTo(0.72, TWELVE_DIGITS);
    }

    @Test
    void equal_shares_in_all_schools_are_no_dissimilarity_at_all() {
        var measures = Segregation.of(new long[] {1, 3, 100}, new long[] {7, 21, 700});
        assertThat(measures.dissimilarity()).isZero();
        assertThat(measures.isolation()).isCloseTo(1 / 7.0, TWELVE_DIGITS);
    }

    @Test
    void groups_that_share_no_school_are_fully_apart() {
        var measures = Segregation.of(new long[] {0, 33, 7, 0}, new long[] {91, 33, 7, 10});
        assertThat(measures.dissimilarity()).isEqualTo(1);
        assertThat(measures.isolation()).isEqualTo(1);
        assertThat(measures.exposure()).isZero();
    }

    @Test
    void without_one_of_the_groups_there_is_nothing_to_measure() {
        for (var members : new long[][] {{0, 0}, {20, 30}}) {
            var measures = Segregation.of(members, new long[] {20, 30});
            assertThat(measures.members() + measures.others()).isEqualTo(50);
            assertThat(new double[] {measures.dissimilarity(), measures.isolation(), measures.exposure()})
                    .containsOnly(Double.NaN);
        }
        assertThat(Segregation.of(new long[0], new long[0]).dissimilarity()).isNaN();
    }

    @Test
    void more_members_than_students_are_refused() {
        assertThatThrownBy(() -> Segregation.of(new long[] {11}, new long[] {10}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Segregation.of(new long[] {-1}, new long[] {10}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Segregation.of(new long[] {1}, new long[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void laws_hold_whatever_the_data_are() {
        int compared = 0;
        for (int seed = 0; seed < CASES; seed++) {
            var schools = Schools.of(seed);
            var measures = schools.measures();
            if (!isComparable(measures)) {
                continue;
            }
            compared++;
            var where = "seed " + seed;
            assertThat(measures.dissimilarity()).as(where).isBetween(0.0, 1.0);
            assertThat(measures.isolation()).as(where).isBetween(0.0, 1.0);
            assertThat(measures.exposure()).as(where).isBetween(0.0, 1.0);
            assertThat(measures.isolation() + measures.exposure()).as(where).isCloseTo(1, TWELVE_DIGITS);
            assertThat(measures.dissimilarity())
                    .as(where)
                    .isCloseTo(schools.dissimilarityOfTheOverfull(), TWELVE_DIGITS);
            // The mean of squares is no less than the square of the mean.
            assertThat(measures.isolation())
                    .as(where)
                    .isGreaterThanOrEqualTo(
                            (double) measures.members() / (measures.members() + measures.others()) - 1e-12);
            same(schools.shuffled(seed).measures(), measures, where);
            same(schools.times(2).measures(), measures, where);
            var others = schools.others().measures();
            assertThat(others.dissimilarity()).as(where).isCloseTo(measures.dissimilarity(), TWELVE_DIGITS);
            // Every meeting of a member with another is one of the other with a member.
            assertThat(others.exposure() * others.members())
                    .as(where)
                    .isCloseTo(measures.exposure() * measures.members(), within(1e-8));
            if (schools.members().length > 1) {
                var merged = schools.merged().measures();
                assertThat(merged.dissimilarity()).as(where).isLessThanOrEqualTo(measures.dissimilarity() + 1e-12);
                assertThat(merged.isolation()).as(where).isLessThanOrEqualTo(measures.isolation() + 1e-12);
            }
        }
        assertThat(compared).isGreaterThan(CASES * 9 / 10);
    }

    private static void same(Segregation found, Segregation expected, String where) {
        assertThat(found.dissimilarity()).as(where).isCloseTo(expected.dissimilarity(), TWELVE_DIGITS);
        assertThat(found.isolation()).as(where).isCloseTo(expected.isolation(), TWELVE_DIGITS);
        assertThat(found.exposure()).as(where).isCloseTo(expected.exposure(), TWELVE_DIGITS);
    }

    /** Beyond 2^53, where whole numbers of doubles have gaps. */
    @Test
    void a_nation_larger_than_doubles_count_exactly_stays_within_bounds() {
        var chance = new Random(5);
        var members = chance.longs(5000, 0, 2).map(each -> each * 20_000).toArray();
        var students = new long[members.length];
        Arrays.fill(students, 20_000);
        var measures = Segregation.of(members, students);
        assertThat(measures.dissimilarity()).isBetween(1 - 1e-12, 1.0);
        assertThat(measures.isolation()).isBetween(1 - 1e-12, 1.0);
    }
}
