package org.junheng.validate;

import java.util.Locale;

/** The rules that send a row to quarantine. The first that a row breaks names its quarantine entry. */
public enum Rule {
    /** The row has fewer or more cells than the header. */
    ROW_SHAPE,
    /** Bytes could not be decoded. */
    ENCODING,
    /** The year is blank, no year, or not the year of the file. */
    YEAR,
    /** A cell that must not be blank is. */
    REQUIRED,
    /** A cell is not of its column's type. */
    TYPE,
    /** A number lies outside its column's range. */
    RANGE,
    /** A code is not in its list, a division not in use that year, or a cell not of its pattern. */
    CODE,
    /** The same key stands in rows of different content. */
    DUPLICATE_CONFLICT,
    /** An equal row was accepted already. */
    DUPLICATE_REPEATED,
    /** Counts of a form disagree with the list of classes. */
    CLASSES_DISAGREE,
    /** A school has rows in some form, and none in the form that tells who and where. */
    JOINED_MISSING,
    /** Another row of the same school is in quarantine: its figures stand or fall together. */
    JOINED_BROKEN,
    /** An uncounted campus whose parent is not among the accepted rows. */
    PARENT_UNKNOWN;

    /** The id in tables, e.g. {@code row_shape}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
