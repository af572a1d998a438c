package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junheng.rulebook.Standard.PlaceRule;
import org.junheng.rulebook.Standard.TeachingPoints;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;

/**
 * A point that the source leaves open, with the readings that are possible and the one in force.
 *
 * @param set the reading in force, one of the choices
 * @param choices reading → what it means
 * @param confidence how well the source is known: C, C2, OWN or UNCONFIRMED
 * @param source where the point comes from
 * @param changes reading → what it would change in which schools the indicators count; a reading that is not in force and
 *     not here changes none of their figures, or nothing that a census could tell
 */
public record StandardSwitch(
        String id,
        String set,
        Map<String, Bilingual> choices,
        String confidence,
        String source,
        Bilingual title,
        Map<String, Change> changes)
        implements Serializable {
    /**
     * What a reading puts in the place of the same keys of the standard; what is null stays.
     *
     * @param place in which county a school counts
     * @param excludedOwnership code of who runs the school → why the indicators leave it out
     * @param teachingPoints small teaching points that they leave out
     * @param splitWeights weight of a student by stage
     */
    public record Change(
            PlaceRule place,
            Map<String, String> excludedOwnership,
            TeachingPoints teachingPoints,
            Map<Stage, BigDecimal> splitWeights)
            implements Serializable {
        @JsonCreator
        static Change of(
                @JsonProperty("place") String place,
                @JsonProperty("excluded_ownership") LinkedHashMap<String, String> excludedOwnership,
                @JsonProperty("teaching_points") TeachingPoints teachingPoints,
                @JsonProperty("split_weights") Map<Stage, BigDecimal> splitWeights) {
            return new Change(
                    place == null ? null : PlaceRule.of(place),
                    excludedOwnership,
                    teachingPoints,
                    splitWeights == null ? null : new EnumMap<>(splitWeights));
        }
    }

    @JsonCreator
    static StandardSwitch of(
            @JsonProperty("id") String id,
            @JsonProperty("set") JsonNode set,
            @JsonProperty("choices") LinkedHashMap<String, Bilingual> choices,
            @JsonProperty("confidence") String confidence,
            @JsonProperty("source") String source,
            @JsonProperty("title") Bilingual title,
            @JsonProperty("changes") LinkedHashMap<String, Change> changes) {
        var chosen = Facts.required(set, "set").asText();
        if (!Facts.required(choices, "choices").containsKey(chosen)) {
            throw new Facts.KeyFault("set", "set must be one of " + choices.keySet() + "; found " + chosen);
        }
        for (var reading : changes == null ? List.<String>of() : changes.keySet()) {
            if (!choices.containsKey(reading) || reading.equals(chosen)) {
                throw new Facts.KeyFault(
                        "changes",
                        "what changes is told of readings that are not in force; found " + reading + ", choices are "
                                + choices.keySet());
            }
        }
        return new StandardSwitch(
                Facts.required(id, "id"),
                chosen,
                choices,
                Facts.required(confidence, "confidence"),
                source == null ? "" : source,
                title,
                changes == null ? Map.of() : changes);
    }

    /** Whether the source does not settle the point. */
    public boolean isUnconfirmed() {
        return confidence.equals("UNCONFIRMED");
    }

    /** The reading in force as SQL: a number or true and false as they are, any other text in quotes. */
    public String sql() {
        return set.matches("-?[0-9]+(\\.[0-9]+)?|true|false") ? set : SqlText.literal(set);
    }
}
