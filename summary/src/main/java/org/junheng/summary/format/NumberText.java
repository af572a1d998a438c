package org.junheng.summary.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as text. A double is written with the fewest digits that read back as the same double and in the form of Python's
 * repr and of DuckDB (0.1, 2.0, 1e-05, 1e+16 as 1e16): Java 17's {@link Double#toString} sometimes writes a digit too
 * many, later versions do not, and published text must not depend on the version.
 */
public final class NumberText {
    private static final int MOST_DIGITS = 17;

    private NumberText() {}

    public static String of(Number number) {
        if (number instanceof Double value) {
            return of(value.doubleValue());
        }
        if (number instanceof Float value) {
            return value.isNaN() || value.isInfinite()
                    ? of(value.doubleValue())
                    : text(new BigDecimal(value.toString()), 1 / value < 0);
        }
        if (number instanceof BigDecimal value) {
            return value.toPlainString();
        }
        return number.toString();
    }

    static String of(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return text(shortest(value), 1 / value < 0);
    }

    /** Among the decimals with the fewest digits that read back as the value, the closest. */
    private static BigDecimal shortest(double value) {
        var exact = new BigDecimal(value);
        int digits = Math.min(MOST_DIGITS, new BigDecimal(Double.toString(value)).precision());
        var best = rounded(exact, digits);
        while (digits < MOST_DIGITS && best.doubleValue() != value) {
            best = rounded(exact, ++digits);
        }
        while (digits > 1) {
            var shorter = rounded(exact, --digits);
            if (shorter.doubleValue() != value) {
                break;
            }
            best = shorter;
        }
        return best;
    }

    private static BigDecimal rounded(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    private static String text(BigDecimal value, boolean negativeZero) {
        if (value.signum() == 0) {
            return negativeZero ? "-0.0" : "0.0";
        }
        var stripped = value.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        if (exponent < -4 || exponent >= 16) {
            var digits = stripped.unscaledValue().abs().toString();
            var mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            var sign = stripped.signum() < 0 ? "-" : "";
            return sign + mantissa + "e" + (exponent < 0 ? "-" : "") + (Math.abs(exponent) < 10 ? "0" : "")
                    + Math.abs(exponent);
        }
        var plain = stripped.toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
}
