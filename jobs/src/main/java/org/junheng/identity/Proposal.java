package org.junheng.identity;

import java.util.List;
import org.junheng.rulebook.SchoolChange;
import org.junheng.terms.Bilingual;

/**
 * A change that is likely and that nobody has confirmed.
 *
 * @param year the first census year that shows it
 * @param toCode null for another name under the same code
 * @param score from 0 to 1: how much of what could be compared speaks for it
 * @param evidence what was compared, in words
 */
public record Proposal(
        int year,
        SchoolChange.Kind kind,
        String fromCode,
        String fromName,
        String toCode,
        String toName,
        double score,
        List<Bilingual> evidence) {

    public Proposal {
        evidence = List.copyOf(evidence);
    }
}
