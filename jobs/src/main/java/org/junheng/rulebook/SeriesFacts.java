package org.junheng.rulebook;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junheng.terms.Bilingual;

/**
 * How yearly series are read and tested, and what breaks them; from {@code schemas/series/}.
 *
 * @param leastYears years below which no direction is told
 * @param falseDiscovery greatest false discovery rate at which a direction is told
 * @param confidence level of the confidence interval of a slope
 * @param exactYears most years for which the exact distribution of Mann–Kendall's S is used
 * @param mostMissingShare share of units without data above which a year is left out
 * @param largeClassLeast students from which a class is large
 * @param formChanges what it means when one profile follows another
 * @param breaks declared changes of forms and definitions
 */
public record SeriesFacts(
        int leastYears,
        double falseDiscovery,
        double confidence,
        int exactYears,
        double mostMissingShare,
        int largeClassLeast,
        List<FormChange> formChanges,
        List<Break> breaks)
        implements Serializable {
    /** The indicator of a share of large classes. */
    public static final String CLASS_SIZE = "class_size";

    /** The indicator of the verdict on schools over all indicators. */
    public static final String EVERY_SCHOOL = "every_school";

    /** A figure with what it rests on. */
    record Figure(BigDecimal value, String zh, String en, String source) {
        Figure {
            Facts.required(value, "value");
            Facts.required(zh, "zh");
            Facts.required(en, "en");
            Facts.required(source, "source");
        }
    }

    /** The file {@code series.yaml}. */
    record Figures(
            Figure leastYears,
            Figure falseDiscovery,
            Figure confidence,
            Figure exactYears,
            Figure mostMissingShare,
            Figure largeClassLeast) {
        Figures {
            whole(leastYears, "least_years");
            share(falseDiscovery, "false_discovery");
            share(confidence, "confidence");
            whole(exactYears, "exact_years");
            share(mostMissingShare, "most_missing_share");
            whole(largeClassLeast, "large_class_least");
        }

        private static void whole(Figure figure, String key) {
            var value = Facts.required(figure, key).value();
            if (value.stripTrailingZeros().scale() > 0 || value.signum() <= 0) {
                throw new Facts.KeyFault(key, key + " must be a whole number from 1; found " + value);
            }
        }

        private static void share(Figure figure, String key) {
            var value = Facts.required(figure, key).value();
            if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) >= 0) {
                throw new Facts.KeyFault(key, key + " must be at least 0 and below 1; found " + value);
            }
        }

        SeriesFacts with(List<FormChange> formChanges, List<Break> breaks) {
            return new SeriesFacts(
                    leastYears.value().intValueExact(),
                    falseDiscovery.value().doubleValue(),
                    confidence.value().doubleValue(),
                    exactYears.value().intValueExact(),
                    mostMissingShare.value().doubleValue(),
                    largeClassLeast.value().intValueExact(),
                    formChanges,
                    breaks);
        }
    }

    /**
     * One census profile follows another.
     *
     * @param continues whether figures go on as they are
     */
    public record FormChange(String from, String to, boolean continues, Bilingual text, String source)
            implements Serializable {}

    /** What kind of declared change. */
    public enum Kind {
        FORM_CHANGE,
        DEFINITION_CHANGE;

        /** Its id in files. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A form or a definition changed.
     *
     * @param indicator an indicator of the standard, {@link #CLASS_SIZE} or {@link #EVERY_SCHOOL}; null for all
     * @param regionCode the region where it did, with all within it; null for everywhere
     * @param firstYear the first census year after the change
     */
    public record Break(
            String standard,
            String indicator,
            String regionCode,
            int firstYear,
            Kind kind,
            Bilingual text,
            String source)
            implements Serializable {}

    public SeriesFacts {
        formChanges = List.copyOf(formChanges);
        breaks = List.copyOf(breaks);
    }

    /** What is told of the change from one profile to another; empty where nothing is. */
    public Optional<FormChange> formChange(String from, String to) {
        return formChanges.stream()
                .filter(change -> change.from().equals(from) && change.to().equals(to))
                .findFirst();
    }
}
