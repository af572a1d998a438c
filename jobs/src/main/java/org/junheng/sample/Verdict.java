package org.junheng.sample;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The values of a judgement; what is unknown is neither passed nor failed. */
enum Verdict {
    @JsonProperty("pass")
    PASS,
    @JsonProperty("fail")
    FAIL,
    @JsonProperty("cannot_say")
    CANNOT_SAY,
    /** What is asked for concerns nobody here. */
    @JsonProperty("not_applicable")
    NOT_APPLICABLE;

    static Verdict of(boolean holds) {
        return holds ? PASS : FAIL;
    }

    /** A failure decides, then what is unknown; what does not apply is left out. */
    Verdict and(Verdict other) {
        if (this == NOT_APPLICABLE) {
            return other;
        }
        if (other == NOT_APPLICABLE) {
            return this;
        }
        if (this == FAIL || other == FAIL) {
            return FAIL;
        }
        return this == CANNOT_SAY || other == CANNOT_SAY ? CANNOT_SAY : PASS;
    }

    /** One that holds decides, then what is unknown. */
    Verdict or(Verdict other) {
        return not().and(other.not()).not();
    }

    Verdict not() {
        return switch (this) {
            case PASS -> FAIL;
            case FAIL -> PASS;
            case CANNOT_SAY, NOT_APPLICABLE -> this;
        };
    }
}
