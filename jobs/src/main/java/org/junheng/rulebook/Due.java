package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;

/**
 * The census year from which a rule must be met.
 *
 * @param years the years by region, or null where it is worked out
 * @param expression SQL over figures and switches of the standard, or null
 */
public record Due(Limit years, String expression) implements Serializable {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Due of(JsonNode node) {
        return node.isTextual() ? new Due(null, node.asText()) : new Due(Limit.of(node), null);
    }
}
