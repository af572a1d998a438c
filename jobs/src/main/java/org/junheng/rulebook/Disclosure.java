package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junheng.terms.Bilingual;

/**
 * What does not leave the department; from {@code schemas/summary/disclosure.yaml}.
 *
 * @param threshold a count above 0 and below it is withheld
 * @param roundingBase published counts are multiples of it
 * @param fewestSchools schools that a published count comes from
 * @param fewestSchoolsOfMeasures schools that a published measure of segregation comes from
 * @param measureDecimals decimals of published measures and ratios
 * @param leastWidth how far apart the greatest and the least possible value of a withheld count must lie
 * @param levels levels at which counts of groups are published, from the top
 * @param families columns of county sheets that count protected groups, by id
 * @param texts what is done with a column, in words; figures stand as {name}
 * @param itemReason what stands in place of a reason that tells protected counts
 * @param mark what tells that a copy is the public form
 * @param tables table → column → what is done with it
 */
public record Disclosure(
        int threshold,
        int roundingBase,
        int fewestSchools,
        int fewestSchoolsOfMeasures,
        int measureDecimals,
        int leastWidth,
        List<String> levels,
        Map<String, Family> families,
        Map<Treatment, Bilingual> texts,
        Bilingual itemReason,
        Bilingual mark,
        Map<String, Map<String, Treatment>> tables)
        implements Serializable {
    /** What is done with a column of a published table. */
    public enum Treatment {
        OPEN,
        FREE_TEXT,
        FILE_NAME,
        SHEET_NAME,
        DATE,
        OFFICE,
        SCHOOL_CODE,
        CODED_TEXT,
        ITEM_FIGURE,
        ITEM_REQUIREMENT,
        ITEM_TEXT,
        LIST_TEXT,
        GROUP_COUNT,
        GROUP_SCHOOLS,
        GROUP_MEASURE,
        SHEET_VALUE,
        COHORT_COUNT,
        COHORT_SIZE,
        COHORT_RATIO,
        DICTIONARY_TEXT,
        PUBLIC_MARK;

        @JsonCreator
        static Treatment of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Columns of a county sheet of which all stand or none.
     *
     * @param counts columns that are held against the threshold and rounded
     * @param goesWith columns that are withheld with them and stand as they are otherwise
     * @param group the group of students that a school census counts as well, or null
     */
    public record Family(List<String> counts, List<String> goesWith, String group) implements Serializable {
        public Family {
            counts = counts == null ? List.of() : List.copyOf(counts);
            goesWith = goesWith == null ? List.of() : List.copyOf(goesWith);
            if (counts.isEmpty() && goesWith.isEmpty()) {
                throw new Facts.KeyFault("counts", "a family names columns of county sheets");
            }
        }

        /** All its columns. */
        public List<String> columns() {
            return Stream.concat(counts.stream(), goesWith.stream()).toList();
        }
    }

    /** A figure with what it rests on. */
    record Figure(BigDecimal value, String zh, String en, String source) {
        Figure {
            Facts.required(zh, "zh");
            Facts.required(en, "en");
            Facts.required(source, "source");
            if (Facts.required(value, "value").stripTrailingZeros().scale() > 0 || value.signum() <= 0) {
                throw new Facts.KeyFault("value", "value must be a whole number from 1; found " + value);
            }
        }
    }

    record Figures(
            Figure threshold,
            Figure roundingBase,
            Figure fewestSchools,
            Figure fewestSchoolsOfMeasures,
            Figure measureDecimals,
            Figure leastWidth) {
        Figures {
            Facts.required(threshold, "threshold");
            Facts.required(roundingBase, "rounding_base");
            Facts.required(fewestSchools, "fewest_schools");
            Facts.required(fewestSchoolsOfMeasures, "fewest_schools_of_measures");
            Facts.required(measureDecimals, "measure_decimals");
            Facts.required(leastWidth, "least_width");
        }
    }

    /** The file. */
    record Draft(
            Figures figures,
            List<String> levels,
            LinkedHashMap<String, Family> families,
            LinkedHashMap<Treatment, Bilingual> treatments,
            Bilingual itemReason,
            Bilingual mark,
            LinkedHashMap<String, LinkedHashMap<Treatment, List<String>>> tables) {
        Draft {
            Facts.required(figures, "figures");
            Facts.required(levels, "levels");
            Facts.required(families, "families");
            Facts.required(treatments, "treatments");
            Facts.required(itemReason, "item_reason");
            Facts.required(mark, "mark");
            Facts.required(tables, "tables");
            for (var treatment : Treatment.values()) {
                Facts.required(treatments.get(treatment), treatment.name().toLowerCase(Locale.ROOT));
            }
        }

        Disclosure disclosure() {
            // A count that is published stays above 0 when it is rounded, and below that of all students.
            if (whole(figures.roundingBase()) > 2 * whole(figures.threshold())) {
                throw new IllegalArgumentException("rounding_base is more than twice the threshold");
            }
            var byColumn = new LinkedHashMap<String, Map<String, Treatment>>();
            tables.forEach((table, byTreatment) -> {
                var columns = new LinkedHashMap<String, Treatment>();
                byTreatment.forEach((treatment, names) -> names.forEach(name -> {
                    if (columns.put(name, treatment) != null) {
                        throw new IllegalArgumentException(table + "." + name + " stands twice");
                    }
                }));
                byColumn.put(table, columns);
            });
            return new Disclosure(
                    whole(figures.threshold()),
                    whole(figures.roundingBase()),
                    whole(figures.fewestSchools()),
                    whole(figures.fewestSchoolsOfMeasures()),
                    whole(figures.measureDecimals()),
                    whole(figures.leastWidth()),
                    List.copyOf(levels),
                    families,
                    treatments,
                    itemReason,
                    mark,
                    byColumn);
        }

        private static int whole(Figure figure) {
            return figure.value().intValueExact();
        }
    }

    /** Whether a count is so small that it is withheld; a 0 is not. */
    public boolean isSmall(long count) {
        return count > 0 && count < threshold;
    }

    /** A count as it is published: the nearest multiple of the base, the greater of two. */
    public long rounded(long count) {
        return Math.floorDiv(2 * count + roundingBase, 2L * roundingBase) * roundingBase;
    }

    /** What is done with a column, in words. */
    public Bilingual text(Treatment treatment) {
        var text = texts.get(treatment);
        return new Bilingual(filled(text.zh()), filled(text.en()));
    }

    private String filled(String text) {
        return text.replace("{base}", "" + roundingBase)
                .replace("{most}", "" + (threshold - 1))
                .replace("{measure_schools}", "" + fewestSchoolsOfMeasures)
                .replace("{schools}", "" + fewestSchools)
                .replace("{decimals}", "" + measureDecimals);
    }

    /** The columns of county sheets that count a protected group or tell about such a count. */
    public Set<String> protectedColumns() {
        return families.values().stream()
                .flatMap(family -> family.columns().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
