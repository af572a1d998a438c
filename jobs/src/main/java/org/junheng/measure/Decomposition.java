package org.junheng.measure;

/**
 * What of the inequality of a quantity per student lies within groups of units and what between them, and what each group
 * adds to the whole.
 *
 * <p>With P_g students, R_g resource, X̄_g mean, T_g, L_g and CV_g measures of group g, w_g = P_g/P and m_g = X̄_g/X̄:
 * T = Σ w_g m_g T_g + Σ w_g m_g ln m_g, L = Σ w_g L_g − Σ w_g ln m_g (Bourguignon 1979), CV² = Σ w_g m_g² CV_g² + Σ w_g (m_g − 1)²
 * (conventions C17). A group with mean 0 adds 0 to T; L is NaN where a value is 0; everything is NaN where the mean is 0.
 *
 * @param groups number of groups
 * @param students P_g of each group
 * @param means X̄_g of each group, with scale
 * @param theilTOfGroups what each group adds to Theil T: w_g m_g (T_g + ln m_g); they sum to it, and one can be negative
 * @param squaredVariationOfGroups what each group adds to the squared CV: w_g (m_g² CV_g² + (m_g − 1)²)
 */
record Decomposition(
        int groups,
        double theilTWithin,
        double theilTBetween,
        double theilLWithin,
        double theilLBetween,
        double squaredVariationWithin,
        double squaredVariationBetween,
        double[] students,
        double[] means,
        double[] theilTOfGroups,
        double[] squaredVariationOfGroups) {

    /** The units of a region under one indicator, prepared once for all groupings. */
    static final class Units {
        private final double[] resource;
        private final double[] students;
        private final double[] values;
        private final double scale;
        private final double total;
        private final double mean;
        /** ln(X_i / X̄); −∞ where X_i is 0. */
        private final double[] logarithms;

        private final boolean hasZero;

        /**
         * @param resource x_i ≥ 0
         * @param students P_i > 0
         * @param scale what values are multiplied by
         */
        Units(double[] resource, double[] students, double scale) {
            this.resource = resource;
            this.students = students;
            this.scale = scale;
            double heads = 0;
            double all = 0;
            values = new double[resource.length];
            for (int i = 0; i < values.length; i++) {
                heads += students[i];
                all += resource[i];
                values[i] = resource[i] * scale / students[i];
            }
            total = heads;
            mean = all * scale / heads;
            logarithms = new double[values.length];
            boolean zero = false;
            for (int i = 0; i < values.length; i++) {
                logarithms[i] = InequalityMeasures.logarithm(values[i], mean, (values[i] - mean) / mean);
                zero |= values[i] == 0;
            }
            hasZero = zero;
        }

        /**
         * Decomposes by one grouping.
         *
         * @param group the group of each unit, from 0
         * @param groups number of groups; none may be empty
         */
        Decomposition by(int[] group, int groups) {
            var heads = new double[groups];
            var means = new double[groups];
            for (int i = 0; i < values.length; i++) {
                heads[group[i]] += students[i];
                means[group[i]] += resource[i];
            }
            var shares = new double[groups];
            var ratios = new double[groups];
            var logs = new double[groups];
            for (int g = 0; g < groups; g++) {
                means[g] = means[g] * scale / heads[g];
                shares[g] = heads[g] / total;
                ratios[g] = means[g] / mean;
                logs[g] = InequalityMeasures.logarithm(means[g], mean, (means[g] - mean) / mean);
            }
            if (mean == 0) {
                return undefined(groups, heads, means);
            }
            var theilTInside = new double[groups];
            var squaredInside = new double[groups];
            double theilLWithin = 0;
            for (int i = 0; i < values.length; i++) {
                int g = group[i];
                double weight = students[i] / total;
                double distance = (values[i] - means[g]) / mean;
                squaredInside[g] += weight * distance * distance;
                if (means[g] == 0) {
                    continue;
                }
                // First-order terms sum to nothing within a group; left out, what remains keeps its digits.
                double log = logarithms[i] - logs[g];
                double term = values[i] == 0 ? 0 : values[i] / mean * log;
                theilTInside[g] += weight * (term - distance);
                theilLWithin += weight * (distance / ratios[g] - log);
            }
            return combined(groups, heads, means, shares, ratios, logs, theilTInside, squaredInside, theilLWithin);
        }

        private Decomposition combined(
                int groups,
                double[] heads,
                double[] means,
                double[] shares,
                double[] ratios,
                double[] logs,
                double[] theilTInside,
                double[] squaredInside,
                double theilLWithin) {
            double theilTWithin = 0;
            double theilTBetween = 0;
            double theilLBetween = 0;
            double squaredWithin = 0;
            double squaredBetween = 0;
            var theilT = new double[groups];
            var squared = new double[groups];
            for (int g = 0; g < groups; g++) {
                double excess = (means[g] - mean) / mean;
                double own = means[g] == 0 ? 0 : ratios[g] * logs[g];
                theilTWithin += theilTInside[g];
                theilTBetween += shares[g] * (own - excess);
                theilLBetween += shares[g] * (excess - logs[g]);
                squaredWithin += squaredInside[g];
                squaredBetween += shares[g] * excess * excess;
                theilT[g] = theilTInside[g] + shares[g] * own;
                squared[g] = squaredInside[g] + shares[g] * excess * excess;
            }
            return new Decomposition(
                    groups,
                    Math.max(0, theilTWithin),
                    Math.max(0, theilTBetween),
                    hasZero ? Double.NaN : Math.max(0, theilLWithin),
                    hasZero ? Double.NaN : Math.max(0, theilLBetween),
                    squaredWithin,
                    squaredBetween,
                    heads,
                    means,
                    theilT,
                    squared);
        }

        private static Decomposition undefined(int groups, double[] heads, double[] means) {
            var none = new double[groups];
            java.util.Arrays.fill(none, Double.NaN);
            return new Decomposition(
                    groups,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    heads,
                    means,
                    none,
                    none);
        }
    }
}
