package org.junheng.trend;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The straight line of ordinary least squares through a series. Its error, interval and p assume that the years are
 * independent of each other, which yearly figures seldom are: the p is too small where neighbouring years are alike.
 *
 * @param slope change a year; null below 2 years
 * @param standardError of the slope; null below 3 years, or where no residual is left
 * @param low lower end of the confidence interval of the slope; null likewise
 * @param high its upper end
 * @param p two-sided p of slope 0, by t with n − 2 degrees of freedom; null likewise
 */
record LeastSquares(Double slope, Double standardError, Double low, Double high, Double p) {
    private static final LeastSquares NONE = new LeastSquares(null, null, null, null, null);

    /** Degrees of freedom and confidence → quantile of t, which takes long to find and is asked for again and again. */
    private static final Map<Map.Entry<Integer, Double>, Double> QUANTILES = new ConcurrentHashMap<>();

    /** The library's own default, 1e-9, is too coarse for the interval. */
    private static final double QUANTILE_ACCURACY = 1e-14;

    /** Residuals below so many units in the last place of the greatest value are rounding. */
    private static final double ROUNDING = 4;

    /** Likewise residual variance below this part of the whole variance. */
    private static final double RELATIVE_ROUNDING = 1e-24;

    /**
     * Fits the line.
     *
     * @param years all different
     * @param values the value of each year
     * @param confidence level of the interval, above 0 and below 1
     */
    static LeastSquares of(int[] years, double[] values, double confidence) {
        int n = years.length;
        if (n < 2) {
            return NONE;
        }
        double meanYear = 0;
        double meanValue = 0;
        double greatest = 0;
        // Differences from the first value: a series that does not move has slope 0 exactly.
        for (int i = 0; i < n; i++) {
            meanYear += (double) years[i] / n;
            meanValue += (values[i] - values[0]) / n;
            greatest = Math.max(greatest, Math.abs(values[i]));
        }
        double ofYears = 0;
        double ofValues = 0;
        double together = 0;
        for (int i = 0; i < n; i++) {
            double year = years[i] - meanYear;
            double value = values[i] - values[0] - meanValue;
            ofYears += year * year;
            ofValues += value * value;
            together += year * value;
        }
        double slope = together / ofYears;
        if (n < 3) {
            return new LeastSquares(slope, null, null, null, null);
        }
        double residual = 0;
        for (int i = 0; i < n; i++) {
            double left = values[i] - values[0] - meanValue - slope * (years[i] - meanYear);
            residual += left * left;
        }
        double unit = ROUNDING * Math.ulp(greatest);
        if (residual <= Math.max(RELATIVE_ROUNDING * ofValues, n * unit * unit)) {
            return new LeastSquares(slope, null, null, null, null);
        }
        double error = Math.sqrt(residual / (n - 2) / ofYears);
        var t = new TDistribution(null, n - 2, QUANTILE_ACCURACY);
        double half = QUANTILES.computeIfAbsent(
                        Map.entry(n - 2, confidence), each -> t.inverseCumulativeProbability(1 - (1 - confidence) / 2))
                * error;
        double p = 2 * t.cumulativeProbability(-Math.abs(slope) / error);
        return new LeastSquares(slope, error, slope - half, slope + half, p);
    }
}
