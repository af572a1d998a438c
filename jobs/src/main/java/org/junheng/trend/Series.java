package org.junheng.trend;

/**
 * Yearly values of one measure of one region, between two breaks.
 *
 * @param segment 0 for the latest, 1, 2 … for those before a break
 * @param years census years with a value, ascending; years can be left out
 * @param values the value of each of these years, finite
 * @param breakReason why the series begins with its first year, or null where nothing but the data begins there
 */
public record Series(SeriesKey key, int segment, int[] years, double[] values, String breakReason) {
    public Series {
        if (years.length == 0 || years.length != values.length) {
            throw new IllegalArgumentException("a series has as many values as years, at least one");
        }
    }

    public int length() {
        return years.length;
    }

    public int firstYear() {
        return years[0];
    }

    public int lastYear() {
        return years[years.length - 1];
    }

    public double lastValue() {
        return values[values.length - 1];
    }

    /** The first {@code length} years of it. */
    public Series first(int length) {
        return new Series(
                key,
                segment,
                java.util.Arrays.copyOf(years, length),
                java.util.Arrays.copyOf(values, length),
                breakReason);
    }
}
