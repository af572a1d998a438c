package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junheng.terms.Bilingual;

/**
 * A macro of the published database: a measure over any rows that a reader selects.
 *
 * @param parameters name → what it is, in order
 * @param unit of the result, as facts write it; null where a unit has no meaning
 * @param unitText the same in both languages; null likewise
 * @param formula null where the description says it
 * @param example a SELECT that runs as it stands
 * @param sql an expression, or the SELECT of a table macro
 */
public record SummaryMacro(
        String name,
        Kind kind,
        Bilingual description,
        Map<String, Bilingual> parameters,
        String unit,
        Bilingual unitText,
        String formula,
        String source,
        String example,
        String sql)
        implements Serializable {
    /** What a macro gives. */
    public enum Kind {
        /** One figure; over a selection or, with GROUP BY, over each group. */
        SCALAR,
        /** Rows. */
        TABLE;

        @JsonCreator
        static Kind of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    record Draft(
            Kind kind,
            String zh,
            String en,
            List<String> parameters,
            String unit,
            String formula,
            String source,
            String example,
            String sql) {
        SummaryMacro named(String name, Map<String, Bilingual> told, Units units) {
            var its = new LinkedHashMap<String, Bilingual>();
            for (var parameter : Facts.required(parameters, "parameters")) {
                var text = told.get(parameter);
                if (text == null) {
                    throw new Facts.KeyFault(
                            "parameters", "parameter " + parameter + " is not told at the top of the file");
                }
                its.put(parameter, text);
            }
            var both = units.of(unit, "unit");
            return new SummaryMacro(
                    name,
                    Facts.required(kind, "kind"),
                    new Bilingual(Facts.required(zh, "zh"), Facts.required(en, "en")),
                    its,
                    unit,
                    both,
                    formula,
                    Facts.required(source, "source"),
                    Facts.required(example, "example").strip(),
                    Facts.required(sql, "sql").strip());
        }
    }
}
