package org.junheng.rulebook;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.junheng.terms.Bilingual;

/**
 * Whom to put on a list: to commend, or for a formal talk (约谈、通报).
 *
 * @param rule its id
 * @param kind {@code commend} or {@code talk}
 * @param when SQL condition over what is known of a county
 * @param order SQL number, the largest first; or null
 * @param most how many are listed, or null for all
 * @param evidence names of the inputs to show
 */
public record AttentionRule(
        String rule,
        String kind,
        Bilingual title,
        String clause,
        String when,
        String order,
        Integer most,
        List<String> evidence,
        List<RuleExample> examples)
        implements Serializable {
    public AttentionRule {
        Facts.required(rule, "rule");
        Facts.required(title, "title");
        Facts.required(when, "when");
        if (!Set.of("commend", "talk").contains(Facts.required(kind, "kind"))) {
            throw new Facts.KeyFault("kind", "kind is commend or talk; found " + kind);
        }
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
        examples = examples == null ? List.of() : List.copyOf(examples);
    }
}
