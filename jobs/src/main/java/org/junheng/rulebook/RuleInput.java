package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.junheng.terms.Bilingual;

/**
 * A named quantity that rules judge by.
 *
 * @param name its name in formulas
 * @param level what it is a quantity of
 * @param unit its unit, or null
 * @param aggregation how it is made from units of a lower level, or null where it is not
 * @param of the units that are aggregated, or null
 * @param where SQL condition on these units, or null for all
 * @param value SQL expression: of the quantity itself, or of what is summed
 * @param year years to the census year that the value is taken from: −1 is the year before; or null
 * @param since first census year that a sum takes in, or null for the census year alone
 * @param items items whose results are taken together, or empty
 * @param standard whose items these are: {@code own}, or the id of another standard
 */
public record RuleInput(
        String name,
        JudgedAt level,
        Bilingual title,
        String unit,
        Aggregation aggregation,
        JudgedAt of,
        String where,
        String value,
        Integer year,
        Integer since,
        List<String> items,
        String standard)
        implements Serializable {
    /** How units of a lower level are taken together. */
    public enum Aggregation {
        COUNT,
        SUM;

        @JsonCreator
        static Aggregation of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    public RuleInput {
        items = items == null ? List.of() : List.copyOf(items);
    }

    /** The input as its file has it, checked. */
    RuleInput named(String itsName) {
        Facts.required(level, "level");
        Facts.required(title, "title");
        if (aggregation != null) {
            if (Facts.required(of, "of").compareTo(level) >= 0) {
                throw new Facts.KeyFault("of", "of must be a level below " + level.id());
            }
            if (aggregation == Aggregation.SUM) {
                Facts.required(value, "value");
            }
        } else if (items.isEmpty()) {
            Facts.required(value, "value");
        }
        if (since != null && aggregation != Aggregation.SUM) {
            throw new Facts.KeyFault("since", "since goes with aggregation: sum");
        }
        return new RuleInput(itsName, level, title, unit, aggregation, of, where, value, year, since, items, standard);
    }

    /** The same input worked out otherwise. */
    public RuleInput withValue(String otherValue) {
        return new RuleInput(
                name, level, title, unit, aggregation, of, where, otherValue, year, since, items, standard);
    }
}
