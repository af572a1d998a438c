package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;

/**
 * A point that the source leaves open, with the readings that are possible and the one in force.
 *
 * @param set the reading in force, one of the choices
 * @param choices reading → what it means
 * @param confidence how well the source is known: C, C2, OWN or UNCONFIRMED
 * @param source where the point comes from
 */
public record StandardSwitch(
        String id, String set, Map<String, Bilingual> choices, String confidence, String source, Bilingual title)
        implements Serializable {
    @JsonCreator
    static StandardSwitch of(
            @JsonProperty("id") String id,
            @JsonProperty("set") JsonNode set,
            @JsonProperty("choices") LinkedHashMap<String, Bilingual> choices,
            @JsonProperty("confidence") String confidence,
            @JsonProperty("source") String source,
            @JsonProperty("title") Bilingual title) {
        var chosen = Facts.required(set, "set").asText();
        if (!Facts.required(choices, "choices").containsKey(chosen)) {
            throw new Facts.KeyFault("set", "set must be one of " + choices.keySet() + "; found " + chosen);
        }
        return new StandardSwitch(
                Facts.required(id, "id"),
                chosen,
                choices,
                Facts.required(confidence, "confidence"),
                source == null ? "" : source,
                title);
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
