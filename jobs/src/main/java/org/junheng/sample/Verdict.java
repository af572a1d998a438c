package org.junheng.sample;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The three values of a judgement; what is unknown is neither passed nor failed. */
enum Verdict {
    @JsonProperty("pass")
    PASS,
    @JsonProperty("fail")
    FAIL,
    @JsonProperty("cannot_say")
    CANNOT_SAY;

    /** A failure decides, then what is unknown. */
    Verdict and(Verdict other) {
        if (this == FAIL || other == FAIL) {
            return FAIL;
        }
        return this == CANNOT_SAY || other == CANNOT_SAY ? CANNOT_SAY : PASS;
    }
}
