package org.junheng.validate;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.junheng.ingest.Blanks;
import org.junheng.ingest.CellText;
import org.junheng.rulebook.CellNotation;
import org.junheng.validate.CellNumber.Finding;
import org.junheng.validate.CellNumber.Kind;

/**
 * Reads numbers as people type them. A number may be wide (１２), have its thousands separated, a plus, a percent sign, an
 * exponent, a spreadsheet's apostrophe, or be written in Chinese characters. What can be read in two ways is no number,
 * and nothing is cut off: a unit behind a number is a fault of the cell.
 */
final class NumberReader {
    /** So many digits surely fit into a long. */
    private static final int FAST_DIGITS = 18;

    /** What is longer is no number of a census; it also bounds the work that a cell can make. */
    private static final int LONGEST = 120;

    private static final int LONGEST_UNIT = 20;

    private static final String DIGITS = "[0-9]{1,40}(?:\\.[0-9]{1,40})?";
    private static final Pattern PLAIN = Pattern.compile(DIGITS);
    private static final Pattern WITHOUT_ZERO = Pattern.compile("\\.[0-9]{1,40}");
    private static final Pattern WITH_EXPONENT = Pattern.compile(DIGITS + "[eE][+-]?[0-9]{1,2}");
    /** Where the point is a comma elsewhere, this is over a thousand; a count is not to shrink for that unseen. */
    private static final Pattern THREE_DECIMALS = Pattern.compile("[1-9][0-9]{0,2}\\.[0-9]{3}");
    /** Letters beyond ASCII and signs are units; Latin ones count from two on, as a single one is often a slip (1O5). */
    private static final Pattern UNIT = Pattern.compile(
            "[\\p{L}&&[^a-zA-Z]][\\p{L}0-9²³]*|[a-zA-Z][a-zA-Z]+[0-9²³]?|m[2²³]?|[\\p{So}\\p{Sc}‰°].{0,3}");

    private final Pattern grouped;
    private final Pattern digitsAndSeparators;
    private final Pattern numberAndRest;
    private final ChineseNumerals numerals;

    NumberReader(CellNotation notation) {
        var separators = new StringBuilder();
        for (var separator : notation.thousands()) {
            CellText.narrow(separator).chars().forEach(each -> separators.append("\\x{%x}".formatted(each)));
        }
        var any = separators.length() == 0 ? "(?!)." : "[" + separators + "]";
        var groups = "[1-9][0-9]{0,2}(" + any + ")[0-9]{3}(?:\\1[0-9]{3}){0,12}(?:\\.[0-9]{1,40})?";
        grouped = Pattern.compile(groups);
        digitsAndSeparators = Pattern.compile("(?:[0-9.]|" + any + ")+");
        numberAndRest = Pattern.compile("(?:" + groups + "|" + DIGITS + ") *([^0-9.].*)");
        numerals = new ChineseNumerals(notation.numerals());
    }

    /** Reads a cell, which is trimmed and not blank. It never throws. */
    CellNumber read(String cell, Kind kind) {
        int length = cell.length();
        if (length <= FAST_DIGITS) {
            long digits = 0;
            int point = -1;
            int i = 0;
            for (; i < length; i++) {
                char character = cell.charAt(i);
                if (character >= '0' && character <= '9') {
                    digits = digits * 10 + (character - '0');
                } else if (character == '.' && point < 0 && i > 0 && i < length - 1) {
                    point = i;
                } else {
                    break;
                }
            }
            if (i == length && length > 0) {
                return point < 0
                        ? CellNumber.plain(BigDecimal.valueOf(digits))
                        : checked(BigDecimal.valueOf(digits, length - 1 - point), kind, Finding.PLAIN);
            }
        }
        return length > LONGEST ? CellNumber.none(Finding.NO_NUMBER) : written(cell, kind);
    }

    /** The number of a cell that is not written in plain short digits. */
    private CellNumber written(String cell, Kind kind) {
        if (PLAIN.matcher(cell).matches()) {
            return checked(new BigDecimal(cell), kind, Finding.PLAIN);
        }
        if (WITH_EXPONENT.matcher(cell).matches()) {
            return withExponent(cell, kind, Finding.PLAIN);
        }
        var text = CellText.unmarked(Blanks.trim(CellText.narrow(cell)));
        if (text.isEmpty()) {
            return CellNumber.none(Finding.NO_NUMBER);
        }
        char sign = text.charAt(0);
        if (sign == '+' || sign == '-' || sign == '−') {
            var number = withoutSign(Blanks.trim(text.substring(1)), kind);
            return sign == '+' || !number.isNumber() ? number : CellNumber.none(Finding.NEGATIVE);
        }
        var numeral = numerals.read(text);
        return numeral.isPresent()
                ? CellNumber.normalised(BigDecimal.valueOf(numeral.getAsLong()))
                : withoutSign(text, kind);
    }

    private CellNumber withoutSign(String text, Kind kind) {
        if (text.endsWith("%")) {
            var number = digits(Blanks.trim(text.substring(0, text.length() - 1)), Kind.DECIMAL);
            if (!number.isNumber()) {
                return number;
            }
            return kind == Kind.DECIMAL
                    ? CellNumber.normalised(number.value().movePointLeft(2))
                    : CellNumber.none(Finding.PERCENT);
        }
        return WITH_EXPONENT.matcher(text).matches()
                ? withExponent(text, kind, Finding.NORMALISED)
                : digits(text, kind);
    }

    private static CellNumber withExponent(String text, Kind kind, Finding finding) {
        return kind == Kind.WHOLE
                ? CellNumber.none(Finding.EXPONENT)
                : new CellNumber(new BigDecimal(text), finding, null);
    }

    private CellNumber digits(String text, Kind kind) {
        if (PLAIN.matcher(text).matches() || WITHOUT_ZERO.matcher(text).matches()) {
            return checked(new BigDecimal(text), kind, Finding.NORMALISED);
        }
        var groups = grouped.matcher(text);
        if (groups.matches()) {
            return checked(new BigDecimal(text.replace(groups.group(1), "")), kind, Finding.NORMALISED);
        }
        return noNumber(text);
    }

    private CellNumber noNumber(String text) {
        if (digitsAndSeparators.matcher(text).matches()) {
            boolean hasSeparator = text.chars().anyMatch(each -> each != '.' && (each < '0' || each > '9'));
            return CellNumber.none(hasSeparator ? Finding.GROUPS : Finding.NO_NUMBER);
        }
        var digits = numberAndRest.matcher(text);
        if (digits.matches()) {
            return withRest(Blanks.trim(digits.group(2)));
        }
        int end = 0;
        while (end < text.length() && numerals.isNumeral(text.charAt(end))) {
            end++;
        }
        return numerals.read(text.substring(0, end)).isPresent()
                ? withRest(Blanks.trim(text.substring(end)))
                : CellNumber.none(Finding.NO_NUMBER);
    }

    private CellNumber withRest(String rest) {
        if (rest.length() > LONGEST_UNIT || !UNIT.matcher(rest).matches()) {
            return CellNumber.none(Finding.NO_NUMBER);
        }
        return CellNumber.none(numerals.isPower(rest.charAt(0)) ? Finding.POWER : Finding.UNIT, rest);
    }

    private static CellNumber checked(BigDecimal value, Kind kind, Finding finding) {
        if (kind == Kind.WHOLE && value.scale() > 0) {
            if (THREE_DECIMALS.matcher(value.toPlainString()).matches()) {
                return CellNumber.none(Finding.POINT_FOR_THOUSANDS);
            }
            if (value.stripTrailingZeros().scale() > 0) {
                return CellNumber.none(Finding.FRACTION);
            }
        }
        return new CellNumber(value, finding, null);
    }
}
