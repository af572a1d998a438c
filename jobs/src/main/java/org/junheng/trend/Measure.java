package org.junheng.trend;

import java.util.Locale;

/** What a series follows, with the values that are possible and the direction that is good. */
public enum Measure {
    MEAN(0, Double.POSITIVE_INFINITY, true),
    CV(0, Double.POSITIVE_INFINITY, false),
    GINI(0, 1, false),
    THEIL_T(0, Double.POSITIVE_INFINITY, false),
    SHARE_OF_SCHOOLS_MEETING(0, 1, true),
    LARGE_CLASS_SHARE(0, 1, false);

    private final double least;
    private final double most;
    private final boolean risingIsGood;

    Measure(double least, double most, boolean risingIsGood) {
        this.least = least;
        this.most = most;
        this.risingIsGood = risingIsGood;
    }

    /** The id in tables, which is the name of the column of table {@code equity} where it has one. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Measure of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** The least possible value. */
    public double least() {
        return least;
    }

    /** The greatest possible value; infinite where there is none. */
    public double most() {
        return most;
    }

    public boolean risingIsGood() {
        return risingIsGood;
    }

    /** Whether it tells how values differ between units, of which a single one can tell nothing. */
    public boolean isSpread() {
        return this == CV || this == GINI || this == THEIL_T;
    }

    /** Whether it lies between two finite ends, as a share does. */
    public boolean isShare() {
        return most == 1 && least == 0;
    }

    /** The nearest possible value. */
    public double clamp(double value) {
        return Math.max(least, Math.min(most, value));
    }
}
