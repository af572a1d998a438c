package org.junheng.terms;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a broken rule means for the data, the gravest first. */
public enum Severity {
    /** The file is refused. */
    REFUSE,
    /** The row is kept out, in quarantine. */
    QUARANTINE,
    /** The row is kept, and the breach is counted and told. */
    WARN;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The id in facts and tables, e.g. {@code quarantine}. */
    @JsonValue
    public String id() {
        return id;
    }

    /**
     * The severity with this id.
     *
     * @throws IllegalArgumentException when there is none
     */
    @JsonCreator
    public static Severity of(String id) {
        for (var severity : values()) {
            if (severity.id.equals(id)) {
                return severity;
            }
        }
        throw new IllegalArgumentException(
                "no severity is called '" + id + "'; severities are refuse, quarantine, warn");
    }
}
