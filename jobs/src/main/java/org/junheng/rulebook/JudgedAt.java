package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;

/** What a formula is worked out for, from the lowest to the highest. */
public enum JudgedAt {
    /** A stage of a school. */
    STAGE,
    /** A school, all compulsory stages together. */
    SCHOOL,
    COUNTY,
    CITY,
    PROVINCE;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The id in facts, e.g. {@code school}. */
    public String id() {
        return id;
    }

    /** Whether it is a school or a stage of one. */
    public boolean isSchool() {
        return this == STAGE || this == SCHOOL;
    }

    /** Whether it lies above the county. */
    public boolean isRegion() {
        return this == CITY || this == PROVINCE;
    }

    @JsonCreator
    static JudgedAt of(String id) {
        for (var level : values()) {
            if (level.id.equals(id)) {
                return level;
            }
        }
        throw new IllegalArgumentException("levels are stage, school, county, city, province; found '" + id + "'");
    }
}
