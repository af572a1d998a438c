package org.junheng.dashboard.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.junheng.dashboard.page.ColumnDefinition;

/** Numbers as readers see them. What is compared, drawn or downloaded is never rounded. */
final class NumberWords {
    private static final int SIGNIFICANT = 4;
    private static final String MINUS = "−";

    private NumberWords() {}

    static String of(Number number, ColumnDefinition column) {
        var value = new BigDecimal(number.toString());
        if (column.percent()) {
            int decimals = column.decimals() == null ? 1 : column.decimals();
            return grouped(value.movePointRight(2), decimals, column) + " %";
        }
        if (column.decimals() != null) {
            return grouped(value, column.decimals(), column);
        }
        return grouped(value, decimals(number, value), column);
    }

    /** A number without digits after the point, as it stands in a sentence. */
    static String whole(Number number) {
        return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(new BigDecimal(number.toString()));
    }

    /** A share in per cent, as it stands in a sentence. */
    static String percent(Number share, int decimals) {
        return new BigDecimal(share.toString())
                        .movePointRight(2)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .toPlainString()
                + " %";
    }

    private static int decimals(Number number, BigDecimal value) {
        boolean whole = number instanceof Integer
                || number instanceof Long
                || value.stripTrailingZeros().scale() <= 0;
        if (whole) {
            return 0;
        }
        var rounded = value.round(new MathContext(SIGNIFICANT, RoundingMode.HALF_UP));
        return Math.max(0, Math.min(SIGNIFICANT, rounded.scale()));
    }

    /** A separator of thousands that both languages read alike; years have none. */
    private static String grouped(BigDecimal value, int decimals, ColumnDefinition column) {
        var rounded = value.setScale(decimals, RoundingMode.HALF_UP);
        var digits = rounded.abs().toPlainString();
        var text = new StringBuilder(digits.length() + 8);
        if (rounded.signum() < 0) {
            text.append(MINUS);
        }
        int whole = decimals == 0 ? digits.length() : digits.length() - decimals - 1;
        for (int i = 0; i < whole; i++) {
            if (i > 0 && (whole - i) % 3 == 0 && !column.plain()) {
                text.append(',');
            }
            text.append(digits.charAt(i));
        }
        return text.append(digits, whole, digits.length()).toString();
    }
}
