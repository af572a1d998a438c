package org.junheng.measure;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * How much each of a few factors adds to a difference: the mean, over all orders in which the factors can change, of what
 * changes when its turn comes (Shapley 1953; as a decomposition of inequality Shorrocks, J. Econ. Inequality 11, 2013). The
 * parts sum to the difference, a factor without effect has 0, and no order of the factors is preferred.
 */
final class Shapley {
    private static final int MOST_FACTORS = 16;

    private Shapley() {}

    /**
     * The parts.
     *
     * @param factors how many, 1 to 16
     * @param worth the figure once the factors of a set have changed, a bit a factor; {@code NaN} where it has none
     * @return a part a factor; all {@code NaN} where a set has no figure
     */
    static double[] of(int factors, IntToDoubleFunction worth) {
        if (factors < 1 || factors > MOST_FACTORS) {
            throw new IllegalArgumentException("needs 1 to " + MOST_FACTORS + " factors");
        }
        int sets = 1 << factors;
        var figures = new double[sets];
        for (int set = 0; set < sets; set++) {
            figures[set] = worth.applyAsDouble(set);
        }
        var parts = new double[factors];
        if (Arrays.stream(figures).anyMatch(Double::isNaN)) {
            Arrays.fill(parts, Double.NaN);
            return parts;
        }
        var weights = weights(factors);
        for (int set = 0; set < sets; set++) {
            for (int factor = 0; factor < factors; factor++) {
                int with = set | 1 << factor;
                if (with != set) {
                    parts[factor] += weights[Integer.bitCount(set)] * (figures[with] - figures[set]);
                }
            }
        }
        return parts;
    }

    /** By how many factors have changed before: k! (n − k − 1)! / n!, the share of the orders in which just these have. */
    private static double[] weights(int factors) {
        var weights = new double[factors];
        double choices = 1;
        for (int changed = 0; changed < factors; changed++) {
            weights[changed] = 1 / (factors * choices);
            choices = choices * (factors - 1 - changed) / (changed + 1);
        }
        return weights;
    }
}
