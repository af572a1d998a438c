package org.junheng.explain;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers in a text: rounded, but never so far that a value and its limit look equal where they differ. */
final class Digits {
    /** C9: figures nearer than this are equal. */
    private static final BigDecimal EQUAL_WITHIN = new BigDecimal("1e-12");

    private static final BigDecimal LARGE = new BigDecimal(100);
    private static final int DECIMALS = 4;
    private static final int DECIMALS_OF_LARGE = 2;
    private static final int MOST_DECIMALS = 20;

    private Digits() {}

    /** A value and what it is compared with, with the same number of decimals. */
    record Pair(String value, String limit) {}

    static String of(Double value) {
        return value == null ? "" : text(rounded(exact(value), decimals(exact(value))));
    }

    static Pair pair(double value, double limit) {
        var exactValue = exact(value);
        var exactLimit = exact(limit);
        int decimals = Math.max(decimals(exactValue), decimals(exactLimit));
        if (!same(value, limit)) {
            while (decimals < MOST_DECIMALS
                    && rounded(exactValue, decimals).compareTo(rounded(exactLimit, decimals)) == 0) {
                decimals++;
            }
        }
        return new Pair(text(rounded(exactValue, decimals)), text(rounded(exactLimit, decimals)));
    }

    /** How far two values lie from each other. */
    static double distance(double value, double limit) {
        return exact(value).subtract(exact(limit)).abs().doubleValue();
    }

    /** A distance keeps two digits, however small it is. */
    static String ofDistance(double distance) {
        var exact = exact(distance);
        int toTwoDigits = exact.signum() == 0 ? 0 : exact.scale() - exact.precision() + 2;
        return text(rounded(exact, Math.max(decimals(exact), toTwoDigits)));
    }

    /** A resource to add: to two decimals, one near zero to two digits. */
    static String ofAmount(double amount) {
        var exact = exact(amount);
        int toTwoDigits = exact.signum() == 0 ? 0 : exact.scale() - exact.precision() + 2;
        return text(rounded(exact, Math.max(DECIMALS_OF_LARGE, toTwoDigits)));
    }

    static boolean same(double value, double other) {
        return exact(value).subtract(exact(other)).abs().compareTo(EQUAL_WITHIN) <= 0;
    }

    static String percent(double share) {
        return text(rounded(exact(share).movePointRight(2), 1)) + " %";
    }

    private static int decimals(BigDecimal value) {
        return value.abs().compareTo(LARGE) >= 0 ? DECIMALS_OF_LARGE : DECIMALS;
    }

    private static BigDecimal exact(double value) {
        return new BigDecimal(Double.toString(value));
    }

    private static BigDecimal rounded(BigDecimal value, int decimals) {
        return value.setScale(decimals, RoundingMode.HALF_UP);
    }

    private static String text(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
