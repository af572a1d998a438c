package org.junheng.ingest.workbook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Numbers as they stand in the XML of a workbook. */
final class CellNumber {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");
    /** So many digits always come back from a double, and no more are ever needed. */
    private static final int SAFE_DIGITS = 15;

    private static final int MOST_DIGITS = 17;

    private static final long DAY_MILLISECONDS = 86_400_000L;
    /** 9999-12-31. */
    private static final double LAST_DAY = 2_958_466;

    private static final int DAYS_FROM_1900_TO_1904 = 1462;
    private static final LocalDate DAY_0_FROM_MARCH_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_0_BEFORE = LocalDate.of(1899, 12, 31);
    private static final int DAY_THAT_NEVER_WAS = 60;

    private CellNumber() {}

    /**
     * The shortest decimal text without an exponent that gives the same double again; a whole number written out keeps all
     * its digits. What is no number comes back as it is, and shows itself where a number is wanted.
     */
    static String text(String value) {
        if (isShortest(value)) {
            return value;
        }
        if (!NUMBER.matcher(value).matches()) {
            return value;
        }
        if (WHOLE.matcher(value).matches()) {
            return withoutLeadingZeros(value);
        }
        double number = Double.parseDouble(value);
        return Double.isInfinite(number) ? value : text(number);
    }

    /** Whether a text is what {@link #text(String)} would make of it, told from its characters: most numbers are. */
    private static boolean isShortest(String value) {
        int length = value.length();
        if (length == 0 || length > SAFE_DIGITS + 1) {
            return false;
        }
        int point = -1;
        for (int i = 0; i < length; i++) {
            char character = value.charAt(i);
            if (character == '.' && point < 0 && i > 0) {
                point = i;
            } else if (character < '0' || character > '9') {
                return false;
            }
        }
        boolean leadingZero = value.charAt(0) == '0' && length > 1 && point != 1;
        if (point < 0) {
            return !leadingZero && length <= SAFE_DIGITS;
        }
        return !leadingZero && value.charAt(length - 1) != '0' && point < length - 1;
    }

    private static String withoutLeadingZeros(String whole) {
        boolean negative = whole.startsWith("-");
        int start = negative ? 1 : 0;
        while (start < whole.length() - 1 && whole.charAt(start) == '0') {
            start++;
        }
        var digits = whole.substring(start);
        return negative && !digits.equals("0") ? "-" + digits : digits;
    }

    private static String text(double number) {
        if (number == 0) {
            return "0";
        }
        var exact = new BigDecimal(number);
        var shortest = exact;
        for (int digits = SAFE_DIGITS; digits <= MOST_DIGITS; digits++) {
            shortest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (shortest.doubleValue() == number) {
                break;
            }
        }
        return shortest.stripTrailingZeros().toPlainString();
    }

    /**
     * A day, or a day and a time, in ISO 8601; the number itself where it stands for no day.
     *
     * @param from1904 whether the workbook counts days from 1904
     */
    static String date(String value, boolean from1904) {
        if (!NUMBER.matcher(value).matches()) {
            return value;
        }
        double serial = Double.parseDouble(value) + (from1904 ? DAYS_FROM_1900_TO_1904 : 0);
        if (!(serial >= 1 && serial < LAST_DAY)) {
            return text(value);
        }
        long milliseconds = Math.round(serial * DAY_MILLISECONDS);
        long day = milliseconds / DAY_MILLISECONDS;
        long time = milliseconds % DAY_MILLISECONDS;
        return time == 0 ? day(day) : day(day) + "T" + time(time);
    }

    /** Spreadsheets count 29 February 1900, a day that never was; it is written out as they show it. */
    private static String day(long day) {
        if (day == DAY_THAT_NEVER_WAS) {
            return "1900-02-29";
        }
        return (day < DAY_THAT_NEVER_WAS ? DAY_0_BEFORE : DAY_0_FROM_MARCH_1900)
                .plusDays(day)
                .toString();
    }

    /** A time of day in ISO 8601; the number itself where it is a day or more, or negative. */
    static String time(String value) {
        if (!NUMBER.matcher(value).matches()) {
            return value;
        }
        long milliseconds = Math.round(Double.parseDouble(value) * DAY_MILLISECONDS);
        return milliseconds >= 0 && milliseconds < DAY_MILLISECONDS ? time(milliseconds) : text(value);
    }

    private static String time(long milliseconds) {
        return DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.ofNanoOfDay(milliseconds * 1_000_000));
    }
}
