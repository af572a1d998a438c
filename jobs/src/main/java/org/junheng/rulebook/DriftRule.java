package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.junheng.terms.Bilingual;

/**
 * What shows that a column of a region no longer holds what it held last year. Schools are compared with themselves, so
 * that openings, closings and new codes of a county make no drift.
 *
 * @param level the level of division whose schools are looked at together
 * @param columns canonical columns; for swapped columns each two of them
 * @param limit what the measure must not exceed
 * @param apart for swapped columns: how far last year's two figures of a school must lie apart, as a share of the
 *     larger, for the school to tell anything; null for the other measures
 * @param schools fewer schools than this tell nothing
 */
public record DriftRule(
        Rule rule,
        Bilingual title,
        Bilingual advice,
        String level,
        List<String> columns,
        Measure measure,
        BigDecimal limit,
        BigDecimal apart,
        int schools)
        implements Serializable {

    /** What is held against the limit. */
    public enum Measure {
        /** Of the schools that fill the column in either year, the share that leaves it blank, less that of last year. */
        BLANK_SHARE,
        /** The median over schools of this year's figure ÷ last year's, or the inverse where that is more. */
        MEDIAN_RATIO,
        /** The share of schools whose two columns each lie nearer to last year's other column than to their own. */
        SWAPPED;

        private final String id = name().toLowerCase(Locale.ROOT);

        /** The id in facts. */
        public String id() {
            return id;
        }

        @JsonCreator
        static Measure of(String id) {
            for (var measure : values()) {
                if (measure.id.equals(id)) {
                    return measure;
                }
            }
            throw new IllegalArgumentException("measure must be blank_share, median_ratio or swapped; found " + id);
        }
    }

    public DriftRule {
        columns = List.copyOf(columns);
    }
}
