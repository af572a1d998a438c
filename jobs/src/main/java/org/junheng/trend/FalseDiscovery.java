package org.junheng.trend;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * False discovery rates by Benjamini and Hochberg (1995): of the tests whose q is at most x, no more than the share x are
 * expected to be false alarms, where tests are independent or depend positively.
 */
final class FalseDiscovery {
    private FalseDiscovery() {}

    /**
     * The q of each test of a family.
     *
     * @param p of each test, 0 to 1
     * @return in the same order; equal p have equal q
     */
    static double[] rates(double[] p) {
        var order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        var rates = new double[p.length];
        double least = 1;
        for (int rank = p.length; rank >= 1; rank--) {
            int test = order[rank - 1];
            least = Math.min(least, p[test] * p.length / rank);
            rates[test] = least;
        }
        return rates;
    }
}
