package org.junheng.trend;

import java.util.Arrays;

/** The slope of Theil and Sen: the median of the slopes of all pairs of years (Sen 1968). One wild year hardly moves it. */
public final class TheilSen {
    private TheilSen() {}

    /**
     * The slope, over the real differences between years; the mean of the two middle ones where there is an even number of
     * pairs.
     *
     * @param years all different
     * @return change a year; null below 2 years
     */
    public static Double slope(int[] years, double[] values) {
        int n = years.length;
        if (n < 2) {
            return null;
        }
        var slopes = new double[n * (n - 1) / 2];
        int pair = 0;
        for (int later = 1; later < n; later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                slopes[pair++] = (values[later] - values[earlier]) / (years[later] - years[earlier]);
            }
        }
        Arrays.sort(slopes);
        int middle = slopes.length / 2;
        return slopes.length % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2;
    }
}
