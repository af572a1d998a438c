package org.junheng.trend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.special.Erf;

/**
 * The test of Mann and Kendall against a monotone trend. It asks only which of two years has the greater value, so gaps
 * between years do not matter. Both p assume that the years are independent of each other.
 *
 * @param s later years that are greater than earlier ones, less those that are smaller (Mann 1945)
 * @param variance of S where every order of these values is equally likely, with ties (Kendall 1975)
 * @param exact two-sided p, P(|S| ≥ |s|), over all orders of these values, ties as they are; null above the given number
 * @param normal two-sided p by the normal distribution with continuity correction; null where S has no variance
 */
record MannKendall(long s, double variance, Double exact, Double normal) {
    /**
     * Means of the same ratio in two years can differ in their last digits, as sums are rounded: values within this part of
     * each other are equal, as a CV equals its limit (C9).
     */
    private static final double ROUNDING = 1e-12;

    /** Sizes of the ties, ascending → for each number of inversions the share of orders that have it. */
    private static final Map<List<Integer>, double[]> INVERSIONS = new ConcurrentHashMap<>();

    /**
     * Tests a series.
     *
     * @param values in order of their years, at least one
     * @param mostExact most values for which the exact p is worked out
     */
    static MannKendall of(double[] values, int mostExact) {
        int n = values.length;
        var ranks = ranks(values);
        long s = 0;
        for (int later = 1; later < n; later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                s += Integer.signum(Integer.compare(ranks[later], ranks[earlier]));
            }
        }
        var ties = ties(ranks);
        long sum = (long) n * (n - 1) * (2L * n + 5);
        for (int tie : ties) {
            sum -= (long) tie * (tie - 1) * (2L * tie + 5);
        }
        double variance = sum / 18.0;
        Double normal = null;
        if (variance > 0) {
            double z = (Math.abs(s) - Math.min(1, Math.abs(s))) / Math.sqrt(variance);
            normal = Erf.erfc(z / Math.sqrt(2));
        }
        return new MannKendall(s, variance, n > mostExact ? null : (Double) exact(s, ties), normal);
    }

    /** The rank of each value, from 0; values that differ by rounding alone are tied and share one. */
    private static int[] ranks(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var firsts = new ArrayList<Double>();
        for (double value : sorted) {
            if (firsts.isEmpty() || !isTie(value, firsts.get(firsts.size() - 1))) {
                firsts.add(value);
            }
        }
        var ranks = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            while (ranks[i] + 1 < firsts.size() && firsts.get(ranks[i] + 1) <= value) {
                ranks[i]++;
            }
        }
        return ranks;
    }

    private static boolean isTie(double one, double other) {
        return Math.abs(one - other) <= ROUNDING * Math.max(Math.abs(one), Math.abs(other));
    }

    /** How often each rank occurs, ascending. */
    private static List<Integer> ties(int[] ranks) {
        var counts = new int[ranks.length];
        for (int rank : ranks) {
            counts[rank]++;
        }
        return Arrays.stream(counts).filter(count -> count > 0).sorted().boxed().toList();
    }

    private static double exact(long s, List<Integer> ties) {
        var shares = INVERSIONS.computeIfAbsent(ties, MannKendall::inversions);
        int pairs = shares.length - 1;
        double p = 0;
        for (int inversions = 0; inversions <= pairs; inversions++) {
            if (Math.abs(pairs - 2L * inversions) >= Math.abs(s)) {
                p += shares[inversions];
            }
        }
        return Math.min(1, p);
    }

    /**
     * How inversions are spread over the orders of a multiset. Values enter from the smallest to the greatest; where t equal
     * values enter among m smaller ones, the inversions that they add are those of t among m places, which the Gaussian
     * binomial coefficient counts. All counts are whole numbers below 2^53 up to 18 values.
     */
    private static double[] inversions(List<Integer> ties) {
        var counts = new double[] {1};
        int smaller = 0;
        for (int tie : ties) {
            counts = product(counts, gaussian(smaller, tie));
            smaller += tie;
        }
        double all = Arrays.stream(counts).sum();
        return Arrays.stream(counts).map(count -> count / all).toArray();
    }

    private static double[] product(double[] one, double[] other) {
        var product = new double[one.length + other.length - 1];
        for (int i = 0; i < one.length; i++) {
            for (int j = 0; j < other.length; j++) {
                product[i + j] += one[i] * other[j];
            }
        }
        return product;
    }

    /** Coefficients of the Gaussian binomial (a + b over b): ways to have 0, 1, … a·b inversions between a and b equal values. */
    private static double[] gaussian(int a, int b) {
        var row = new double[b + 1][];
        for (int j = 0; j <= b; j++) {
            row[j] = new double[] {1};
        }
        for (int i = 1; i <= a; i++) {
            // The last of the i and j values is of the second kind, or of the first, behind all j of the second.
            for (int j = 1; j <= b; j++) {
                var sum = new double[i * j + 1];
                for (int k = 0; k < row[j - 1].length; k++) {
                    sum[k] += row[j - 1][k];
                }
                for (int k = 0; k < row[j].length; k++) {
                    sum[k + j] += row[j][k];
                }
                row[j] = sum;
            }
        }
        return row[b];
    }
}
