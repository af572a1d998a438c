package org.junheng.terms;

import java.util.Locale;

/** The answer of a rule. Missing data is never a pass and never a failure: it is {@link #CANNOT_SAY}. */
public enum Status {
    PASS,
    FAIL,
    CANNOT_SAY,
    NOT_APPLICABLE;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The id in tables, e.g. {@code cannot_say}. */
    public String id() {
        return id;
    }
}
