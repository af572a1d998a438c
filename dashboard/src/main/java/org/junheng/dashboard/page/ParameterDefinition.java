package org.junheng.dashboard.page;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/**
 * What a page can be asked with, beside its place.
 *
 * @param optional whether it may be left unset, which is null in the SQL; else it has a default
 * @param choices the ids of a {@link Kind#CHOICE}
 * @param words the list of {@link Words} that the choices are ids of
 * @param choose whether readers choose it in the form at the head of the page; else it is set by links only
 */
public record ParameterDefinition(
        @JsonProperty(required = true) Kind kind,
        Bilingual title,
        boolean optional,
        List<String> choices,
        String words,
        @JsonProperty("default") String defaultValue,
        Boolean choose) {
    /** What values there are. */
    public enum Kind {
        /** A school year of the snapshot; by default the last one of the place. */
        YEAR,
        /** A stage of the snapshot; by default its first. */
        STAGE,
        /** An indicator of the standard; by default its first. */
        INDICATOR,
        /** A standard by which something was measured or judged; by default the first of the snapshot. */
        STANDARD,
        /** One of the choices. */
        CHOICE,
        /** The code of a place. */
        PLACE,
        /** A text that is searched for. */
        TEXT,
        /** A page number of a long table, from 1. */
        PAGE;

        @JsonCreator
        static Kind of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    public ParameterDefinition {
        choices = choices == null ? List.of() : List.copyOf(choices);
        choose = choose == null || choose;
        if (kind == Kind.CHOICE && choices.isEmpty()) {
            throw new IllegalArgumentException("a choice without choices");
        }
        if (kind == Kind.CHOICE && !optional && defaultValue == null) {
            throw new IllegalArgumentException("a choice without a default");
        }
    }
}
