package org.junheng.sample;

/** The faults that are planted, each with the rule that must find it. */
enum FaultKind {
    SHORT_ROW("row_shape"),
    NAME_MISSING("required"),
    APPROXIMATE_NUMBER("type"),
    NEGATIVE_NUMBER("range"),
    UNKNOWN_SCHOOL_TYPE("code"),
    YEAR_MISSING("year"),
    CONFLICTING_ROWS("duplicate_conflict"),
    REPEATED_ROW("duplicate_repeated"),
    UNKNOWN_PARENT("parent_unknown"),
    BROKEN_BYTES("encoding"),
    LONG_ROW("row_shape"),
    COUNTY_MISSING("required"),
    TWO_DECIMAL_POINTS("type"),
    NUMBER_TOO_LARGE("range"),
    UNKNOWN_COUNTY("code"),
    YEAR_GARBLED("year"),
    LETTER_FOR_ZERO("type");

    private final String rule;

    FaultKind(String rule) {
        this.rule = rule;
    }

    String rule() {
        return rule;
    }

    /** How many rows of the file must be quarantined for it. */
    int quarantinedRows() {
        return this == CONFLICTING_ROWS ? 2 : 1;
    }
}
