package org.junheng.trend.forecast;

import org.junheng.trend.SeriesKey;

/**
 * One row of table {@code forecast}.
 *
 * @param value in the unit of the measure, always possible
 * @param low the lower end of the band, at most {@code value}; null where there is no band, as is {@code high}
 * @param meanAbsoluteError of back-tests of the series at this horizon, each with the method chosen at its origin; null where no
 *     origin was late enough for a choice
 * @param coverage 0 to 1, of bands at this horizon on the series that use the same method; null where none could be judged
 * @param horizon years from the last value of the series
 */
public record Forecast(
        SeriesKey key,
        int year,
        double value,
        Double low,
        Double high,
        String method,
        Double meanAbsoluteError,
        Double coverage,
        int horizon) {
    /** Its cells in the order of the table's columns. */
    Object[] cells() {
        return key.with(year, value, low, high, method, meanAbsoluteError, coverage, horizon);
    }
}
