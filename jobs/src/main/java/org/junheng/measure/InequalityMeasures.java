package org.junheng.measure;

/**
 * Measures of level and spread of a quantity per student over units (schools, districts), each weighted by its students.
 *
 * <p>With P_i students and x_i resource of unit i: X_i = scale · x_i / P_i, P = Σ P_i, mean X̄ = scale · Σ x_i / P.
 * Sums run in the order given, so equal input gives equal bits. A measure that cannot be computed is {@code NaN} here
 * and null in tables: every relative measure when the mean is 0, Theil L when a value is 0, a ratio with divisor 0.
 *
 * @param units number of units
 * @param students Σ P_i
 * @param resource Σ x_i, without scale
 * @param mean X̄
 * @param sd sqrt(Σ P_i (X_i − X̄)² / P): population form
 * @param cv sd / X̄: 差异系数 (教督〔2017〕6号; worked example of the 2012 method)
 * @param gini Σ_i Σ_j P_i P_j |X_i − X_j| / (2 X̄ P²)
 * @param theilT Σ (P_i/P)(X_i/X̄) ln(X_i/X̄), a term with X_i = 0 counting 0 (Theil 1967)
 * @param theilL Σ (P_i/P) ln(X̄/X_i)
 * @param atkinson05 Atkinson's index with ε = 0.5 (Atkinson 1970)
 * @param atkinson1 the same with ε = 1; 1 where a value is 0
 * @param mcloone resource of units with X_i ≤ p50 over what they would have at p50 (Berne and Stiefel 1984)
 * @param verstegen the same of units with X_i ≥ p50
 * @param p05 smallest value at which cumulative students reach 5 % of P; likewise the others
 * @param federalRangeRatio (p95 − p05) / p05
 * @param meanUnweighted plain mean of X_i
 * @param cvUnweighted population coefficient of variation, every unit once
 * @param p90P10Unweighted ratio of quantiles with linear interpolation (type 7), every unit once
 */
public record InequalityMeasures(
        int units,
        double students,
        double resource,
        double mean,
        double sd,
        double cv,
        double gini,
        double theilT,
        double theilL,
        double atkinson05,
        double atkinson1,
        double mcloone,
        double verstegen,
        double p05,
        double p10,
        double p25,
        double p50,
        double p75,
        double p90,
        double p95,
        double p90P10,
        double federalRangeRatio,
        double min,
        double max,
        double meanUnweighted,
        double cvUnweighted,
        double p90P10Unweighted) {

    /**
     * Computes all measures.
     *
     * @param resource x_i ≥ 0
     * @param students P_i > 0, whole numbers
     * @param scale what values are multiplied by, e.g. 100 for "per hundred students"
     * @throws IllegalArgumentException for no units, arrays of different length, or values outside these ranges
     */
    public static InequalityMeasures of(double[] resource, double[] students, double scale) {
        int units = resource.length;
        if (units == 0 || units != students.length) {
            throw new IllegalArgumentException("needs as many resources as students, at least one");
        }
        double totalStudents = 0;
        double totalResource = 0;
        var values = new double[units];
        for (int i = 0; i < units; i++) {
            if (!(students[i] > 0) || !(resource[i] >= 0)) {
                throw new IllegalArgumentException("students must be above 0 and resource not below");
            }
            totalStudents += students[i];
            totalResource += resource[i];
            values[i] = resource[i] * scale / students[i];
        }
        double mean = totalResource * scale / totalStudents;
        var order = ascending(values);
        var quantiles = new WeightedQuantiles(values, students, order, totalStudents);
        double p05 = quantiles.percent(5);
        double p10 = quantiles.percent(10);
        double p50 = quantiles.percent(50);
        double p90 = quantiles.percent(90);
        double p95 = quantiles.percent(95);
        double sd = Math.sqrt(weightedVariance(values, students, mean, totalStudents));
        double theilL = mean == 0 ? Double.NaN : theilL(values, students, mean, totalStudents);
        double meanUnweighted = plainMean(values);
        return new InequalityMeasures(
                units,
                totalStudents,
                totalResource,
                mean,
                sd,
                ratio(sd, mean),
                mean == 0 ? Double.NaN : gini(values, students, order, mean, totalStudents),
                mean == 0 ? Double.NaN : theilT(values, students, mean, totalStudents),
                theilL,
                mean == 0 ? Double.NaN : atkinsonHalf(values, students, mean, totalStudents),
                mean == 0 ? Double.NaN : atkinsonOne(theilL),
                shareOfMedian(resource, students, values, p50, scale, true),
                shareOfMedian(resource, students, values, p50, scale, false),
                p05,
                p10,
                quantiles.percent(25),
                p50,
                quantiles.percent(75),
                p90,
                p95,
                ratio(p90, p10),
                ratio(p95 - p05, p05),
                values[order[0]],
                values[order[units - 1]],
                meanUnweighted,
                ratio(Math.sqrt(plainVariance(values, meanUnweighted)), meanUnweighted),
                ratio(interpolated(values, order, 0.9), interpolated(values, order, 0.1)));
    }

    private static double ratio(double numerator, double divisor) {
        return divisor == 0 ? Double.NaN : numerator / divisor;
    }

    /** Two passes: the one-pass form loses all digits where the spread is small. */
    private static double weightedVariance(double[] values, double[] students, double mean, double total) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double distance = values[i] - mean;
            sum += students[i] * distance * distance;
        }
        return sum / total;
    }

    private static double plainMean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double plainVariance(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / values.length;
    }

    // The entropies and the Gini index are sums whose first-order terms cancel, as Σ P_i (X_i − X̄) = 0. They are left
    // out
    // beforehand: what remains is of the size of the result, so that a small inequality keeps its digits.

    private static double gini(double[] values, double[] students, int[] order, double mean, double total) {
        double cumulative = 0;
        double sum = 0;
        for (int i : order) {
            cumulative += students[i];
            sum += students[i] * (2 * cumulative - students[i] - total) * (values[i] - mean);
        }
        return Math.max(0, sum / total / total / mean);
    }

    /** Σ (P_i/P) (r ln r − (r − 1)) with r = X_i / X̄. */
    private static double theilT(double[] values, double[] students, double mean, double total) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double excess = (values[i] - mean) / mean;
            double term = values[i] == 0 ? 0 : values[i] / mean * logarithm(values[i], mean, excess);
            sum += students[i] * (term - excess);
        }
        return Math.max(0, sum / total);
    }

    /** Σ (P_i/P) ((r − 1) − ln r) with r = X_i / X̄. */
    private static double theilL(double[] values, double[] students, double mean, double total) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] == 0) {
                return Double.NaN;
            }
            double excess = (values[i] - mean) / mean;
            sum += students[i] * (excess - logarithm(values[i], mean, excess));
        }
        return Math.max(0, sum / total);
    }

    /** ln(value / mean): near 1 by the excess, which the quotient would round. */
    static double logarithm(double value, double mean, double excess) {
        return Math.abs(excess) < 0.5 ? Math.log1p(excess) : Math.log(value / mean);
    }

    /** 1 − (1 − q)² with q = 1 − Σ (P_i/P) √r = ½ Σ (P_i/P) (1 − √r)², r = X_i / X̄. */
    private static double atkinsonHalf(double[] values, double[] students, double mean, double total) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double distance = (values[i] - mean) / mean / (1 + Math.sqrt(values[i] / mean));
            sum += students[i] * distance * distance;
        }
        double q = sum / total / 2;
        return Math.min(1, q * (2 - q));
    }

    /** 1 − exp(−L): the geometric mean over the mean is exp of minus Theil L. */
    private static double atkinsonOne(double theilL) {
        return Double.isNaN(theilL) ? 1 : -Math.expm1(-theilL);
    }

    private static double shareOfMedian(
            double[] resource, double[] students, double[] values, double median, double scale, boolean below) {
        double resources = 0;
        double heads = 0;
        for (int i = 0; i < values.length; i++) {
            // Equal ratios can differ in their last digit as doubles (1072.8 / 1192 and 675.9 / 751 are both 0.9): such
            // a unit is
            // at the median, and stands on both sides.
            boolean atMedian = Math.abs(values[i] - median) <= 1e-12 * median;
            if (atMedian || (below ? values[i] < median : values[i] > median)) {
                resources += resource[i];
                heads += students[i];
            }
        }
        double share = ratio(resources * scale, median * heads);
        // Rounding alone could carry it past 1, which it does not pass.
        return below ? Math.min(1, share) : Math.max(1, share);
    }

    /** Quantile of type 7 (linear interpolation) with every unit once. */
    private static double interpolated(double[] values, int[] order, double share) {
        double position = share * (values.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, values.length - 1);
        double low = values[order[below]];
        return low + (position - below) * (values[order[above]] - low);
    }

    /** Positions by ascending value, ties in the order given: a stable merge sort over primitives. */
    private static int[] ascending(double[] values) {
        int length = values.length;
        var order = new int[length];
        for (int i = 0; i < length; i++) {
            order[i] = i;
        }
        var other = new int[length];
        for (int width = 1; width < length; width *= 2) {
            for (int start = 0; start < length; start += 2 * width) {
                int middle = Math.min(start + width, length);
                int end = Math.min(start + 2 * width, length);
                int left = start;
                int right = middle;
                for (int at = start; at < end; at++) {
                    boolean takeLeft = left < middle && (right >= end || values[order[left]] <= values[order[right]]);
                    other[at] = takeLeft ? order[left++] : order[right++];
                }
            }
            var swap = order;
            order = other;
            other = swap;
        }
        return order;
    }

    /** Quantiles by students: the smallest value at which cumulative students reach the share, decided exactly. */
    private record WeightedQuantiles(double[] values, double[] students, int[] order, double total) {
        double percent(int percent) {
            double cumulative = 0;
            for (int i : order) {
                cumulative += students[i];
                if (cumulative * 100 >= percent * total) {
                    return values[i];
                }
            }
            return values[order[order.length - 1]];
        }
    }
}
