package org.junheng.terms;

import java.util.Locale;

/** A stage of schooling. {@link #ALL} stands where a census does not separate them. */
public enum Stage {
    PRIMARY,
    JUNIOR,
    SENIOR,
    ALL;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The id in facts and tables, e.g. {@code primary}. */
    public String id() {
        return id;
    }

    /**
     * The stage with this id.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Stage of(String id) {
        for (var stage : values()) {
            if (stage.id.equals(id)) {
                return stage;
            }
        }
        throw new IllegalArgumentException("no stage is called '" + id + "'; stages are primary, junior, senior, all");
    }
}
