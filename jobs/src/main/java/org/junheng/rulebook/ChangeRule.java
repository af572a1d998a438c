package org.junheng.rulebook;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import org.junheng.terms.Bilingual;

/**
 * How far a figure may lie from last year's without a warning.
 *
 * @param level {@code school}, or the level of division over whose schools the figure is added up
 * @param columns canonical columns, each held against itself a year earlier
 * @param ratio share of last year's figure that it may change by; with {@code absolute}, whichever is more
 * @param absolute what it may change by however small it was, in the unit of the columns
 */
public record ChangeRule(
        Rule rule,
        Bilingual title,
        Bilingual advice,
        String level,
        List<String> columns,
        BigDecimal ratio,
        BigDecimal absolute)
        implements Serializable {

    /** The level of single schools. */
    public static final String SCHOOL = "school";

    public ChangeRule {
        columns = List.copyOf(columns);
    }

    /** By how much a figure may change that was this last year: a change as large as this is still in order. */
    public BigDecimal largestChange(BigDecimal lastYear) {
        return ratio.multiply(lastYear).max(absolute);
    }
}
