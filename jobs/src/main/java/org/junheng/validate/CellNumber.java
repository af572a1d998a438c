package org.junheng.validate;

import java.math.BigDecimal;
import java.util.Objects;
import org.junheng.terms.Bilingual;

/**
 * What a cell that should hold a number comes to.
 *
 * @param value the number, never negative; null where there is none
 * @param finding whether it is one, and why not
 * @param unit what stands behind the number, for {@link Finding#UNIT} and {@link Finding#POWER}; else null
 */
record CellNumber(BigDecimal value, Finding finding, String unit) {
    /** Which numbers a column takes. */
    enum Kind {
        /** Whole numbers. */
        WHOLE,
        /** Decimals that must come out whole once they are multiplied: 1.5 thousand. */
        SCALED,
        /** Decimals, percentages too. */
        DECIMAL
    }

    /** How a number stands in its cell, or what keeps it from being one. */
    enum Finding {
        /** Written plainly. */
        PLAIN,
        /** Written otherwise, with one meaning only. */
        NORMALISED,
        /** A number with a minus before it. */
        NEGATIVE,
        /** Separators that do not stand between groups of three digits. */
        GROUPS,
        /** Decimals where the number must be whole. */
        FRACTION,
        /** Three decimals where the number must be whole, zeros too: perhaps a point that should separate thousands. */
        POINT_FOR_THOUSANDS,
        /** An exponent where the number must be whole. */
        EXPONENT,
        /** A percentage where things are counted. */
        PERCENT,
        /** A unit behind the number. */
        UNIT,
        /** A power of ten in characters behind digits: 3万. */
        POWER,
        /** Anything else. */
        NO_NUMBER
    }

    CellNumber {
        Objects.requireNonNull(finding);
    }

    static CellNumber plain(BigDecimal value) {
        return new CellNumber(value, Finding.PLAIN, null);
    }

    static CellNumber normalised(BigDecimal value) {
        return new CellNumber(value, Finding.NORMALISED, null);
    }

    static CellNumber none(Finding finding) {
        return new CellNumber(null, finding, null);
    }

    static CellNumber none(Finding finding, String unit) {
        return new CellNumber(null, finding, unit);
    }

    boolean isNumber() {
        return value != null;
    }

    /** What the cell should hold, in view of what it does hold. */
    Bilingual expected(Kind kind) {
        var number = kind == Kind.WHOLE
                ? new Bilingual("非负整数", "a whole number, not negative")
                : new Bilingual("非负数", "a number, not negative");
        return switch (finding) {
            case PLAIN, NORMALISED, NEGATIVE, FRACTION, NO_NUMBER -> number;
            case GROUPS -> with(number, "，千分位须每三位一组，如 1,234", ", in groups of three digits as in 1,234");
            case POINT_FOR_THOUSANDS ->
                with(number, "；点是小数点，千分位用逗号", "; a point is the decimal mark, commas separate thousands");
            case EXPONENT ->
                with(number, "，须写出全部数字：科学计数法可能已丢失末位", ", with all its digits: an exponent may have lost the last ones");
            case PERCENT -> with(number, "，不能是百分数", ", no percentage");
            case UNIT -> with(number, "，不带「" + unit + "」", ", without '" + unit + "'");
            case POWER -> with(number, "，须写出全部数字，不带「" + unit + "」", ", with all its digits instead of '" + unit + "'");
        };
    }

    private static Bilingual with(Bilingual number, String zh, String en) {
        return new Bilingual(number.zh() + zh, number.en() + en);
    }
}
