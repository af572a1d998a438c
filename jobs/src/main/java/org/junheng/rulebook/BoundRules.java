package org.junheng.rulebook;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * How bounds for missing values are read, from {@code census/bounds.yaml} (conventions C18).
 *
 * @param countyRangeDecides whether a CV is judged by its bounds where they rest on the county's quantiles for a school whose
 *     figure of last year is not known
 * @param missingStudentsShare share of missing students above which the grade of confidence is the lowest
 * @param leastRanked fewest units that make a ranking (C21)
 */
public record BoundRules(Boolean countyRangeDecides, BigDecimal missingStudentsShare, Integer leastRanked)
        implements Serializable {
    public BoundRules {
        Facts.required(countyRangeDecides, "county_range_decides");
        Facts.required(missingStudentsShare, "missing_students_share");
        Facts.required(leastRanked, "least_ranked");
        if (missingStudentsShare.signum() < 0 || missingStudentsShare.compareTo(BigDecimal.ONE) > 0) {
            throw new Facts.KeyFault(
                    "missing_students_share", "a share lies between 0 and 1; found " + missingStudentsShare);
        }
    }
}
