package org.junheng.rulebook;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * The yearly sample of schools to inspect.
 *
 * @param item the rule that asks for it
 * @param share of the schools of the region, rounded up to a whole school
 * @param seed by which the order of drawing is made
 * @param strata what the sample is stratified by: county, type, size
 * @param sizes upper ends of the bands of size, students of the compulsory stages
 */
public record InspectionPlan(
        String item, BigDecimal share, long seed, String level, List<String> strata, List<Integer> sizes)
        implements Serializable {
    private static final Set<String> STRATA = Set.of("county", "type", "size");

    public InspectionPlan {
        Facts.required(item, "item");
        if (Facts.required(share, "share").signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw new Facts.KeyFault("share", "share is above 0 and at most 1; found " + share);
        }
        strata = strata == null ? List.of() : List.copyOf(strata);
        if (!STRATA.containsAll(strata)) {
            throw new Facts.KeyFault("strata", "strata are county, type, size; found " + strata);
        }
        sizes = sizes == null ? List.of() : List.copyOf(sizes);
    }
}
