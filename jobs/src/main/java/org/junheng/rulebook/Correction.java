package org.junheng.rulebook;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/**
 * A declared correction of one cell of a census.
 *
 * @param table the table (form) of the profile whose rows it concerns; null for whichever holds the column
 * @param column canonical column
 * @param numeric whether the column holds numbers, which are compared as numbers
 * @param found what the source says, as it writes it; empty where it says nothing
 * @param value what stands instead, in the source's own writing; empty for missing
 * @param date ISO 8601
 * @param place the line of facts
 */
public record Correction(
        String profile,
        String table,
        int year,
        String schoolCode,
        String column,
        boolean numeric,
        String found,
        String value,
        String reason,
        String source,
        String date,
        Place place)
        implements Serializable {

    static final FactsCsv.Header HEADER = new FactsCsv.Header(
            List.of("profile", "table", "year", "school_code", "column", "found", "value", "reason", "source", "date"),
            List.of());

    static Correction of(FactsCsv.Row row, boolean numeric, Place place) {
        var correction = new Correction(
                row.required("profile"),
                row.text("table").orElse(null),
                row.year("year"),
                row.required("school_code"),
                row.required("column"),
                numeric,
                row.text("found").orElse(""),
                row.text("value").orElse(""),
                row.required("reason"),
                row.required("source"),
                date(row.required("date")),
                place);
        if (numeric && !correction.value().isEmpty() && number(correction.value()) == null) {
            throw new Facts.KeyFault("value", correction.column() + " takes a number; found " + correction.value());
        }
        if (correction.concerns(correction.value())) {
            throw new Facts.KeyFault("value", "found and value are the same: nothing is corrected");
        }
        return correction;
    }

    private static String date(String text) {
        try {
            return LocalDate.parse(text).toString();
        } catch (DateTimeParseException noDate) {
            throw new Facts.KeyFault("date", "date must be a day as 2024-03-01; found " + text);
        }
    }

    /** Whether a cell of the source, without blanks at its ends, is the one that the correction was declared for. */
    public boolean concerns(String cell) {
        return same(found, cell);
    }

    private boolean same(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        var number = numeric ? number(one) : null;
        var otherNumber = numeric ? number(other) : null;
        return number != null && otherNumber != null && number.compareTo(otherNumber) == 0;
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    /** The failure of a correction whose cell has changed since it was declared. */
    public FaultException stale(String cell) {
        boolean mended = same(value, cell);
        var what = Bilingual.format(
                mended
                        ? "更正已过时：学校 %1$s，%2$d 年，列 %3$s：声明时来源为「%4$s」，现已是更正后的「%5$s」，即来源已改正"
                        : "更正已过时：学校 %1$s，%2$d 年，列 %3$s：声明时来源为「%4$s」，现为「%5$s」",
                mended
                        ? "this correction is stale: school %1$s, %2$d, column %3$s: the source said '%4$s' and now says"
                                + " '%5$s' itself: it has been mended"
                        : "this correction is stale: school %1$s, %2$d, column %3$s: the source said '%4$s' and now"
                                + " says '%5$s'",
                schoolCode,
                year,
                column,
                found,
                cell);
        return new FaultException(
                FaultException.Kind.FACTS,
                "correction.stale",
                new Place(place.file(), place.line(), "found"),
                what,
                mended
                        ? new Bilingual("请删除这条更正后重试", "remove this correction, then run again")
                        : new Bilingual(
                                "来源已变：请删除这条更正；若仍须更正，请按现值重新声明",
                                "the source has changed: remove this correction, or declare it anew for what the"
                                        + " source says now"));
    }
}
