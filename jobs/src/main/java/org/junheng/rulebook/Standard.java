package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;

/**
 * A standard: its indicators, and, where a law sets them, thresholds, limits and the rule for schools.
 *
 * @param standard the id, the name of its file
 * @param assessmentLevel who assesses by it, e.g. {@code nation}; null where there is no law
 * @param place in which county a school counts
 * @param schoolRule how many indicators must be met; null where there is no law
 * @param splitWeights weight of a student by stage, for facilities that a school reports once (domain: 生均折算)
 * @param cvLimit greatest lawful coefficient of variation by stage; empty where there is no law
 * @param everySchool the item that asks every school to pass; null where there is no law
 */
public record Standard(
        String standard,
        Bilingual title,
        String source,
        String assessmentLevel,
        int validFrom,
        String region,
        List<Stage> stages,
        PlaceRule place,
        SchoolRule schoolRule,
        Map<Stage, BigDecimal> splitWeights,
        Scope scope,
        Map<Stage, BigDecimal> cvLimit,
        List<Indicator> indicators,
        EverySchool everySchool)
        implements Serializable {

    /** In which county a school counts (conventions C4). */
    public enum PlaceRule {
        /** Where it stands. */
        LOCATION,
        /** In the county, or functional zone, that manages it; where it stands if a higher division manages it. */
        MANAGER;

        static PlaceRule of(String id) {
            for (var rule : values()) {
                if (rule.name().toLowerCase(java.util.Locale.ROOT).equals(id)) {
                    return rule;
                }
            }
            throw new Facts.KeyFault("place", "place must be location or manager; found " + id);
        }
    }

    /** A school passes a stage with at least {@code minimumMet} met and the others at {@code floorShare} of theirs. */
    public record SchoolRule(int minimumMet, BigDecimal floorShare, String clause) implements Serializable {
        public SchoolRule {
            Facts.required(floorShare, "floor_share");
        }
    }

    /**
     * Which schools the indicators leave out.
     *
     * @param excludedTypes type of school → why
     * @param excludedOwnership code of who runs the school → why
     * @param excludedManagers level of the division that manages the school → why
     * @param teachingPoints small teaching points, or null
     */
    public record Scope(
            Map<String, String> excludedTypes,
            Map<String, String> excludedOwnership,
            Map<String, String> excludedManagers,
            TeachingPoints teachingPoints)
            implements Serializable {
        public Scope {
            excludedTypes = excludedTypes == null ? Map.of() : new LinkedHashMap<>(excludedTypes);
            excludedOwnership = excludedOwnership == null ? Map.of() : new LinkedHashMap<>(excludedOwnership);
            excludedManagers = excludedManagers == null ? Map.of() : new LinkedHashMap<>(excludedManagers);
        }
    }

    /** Teaching points of this type with fewer students than this stand outside the indicators. */
    public record TeachingPoints(String type, int minimumStudents) implements Serializable {}

    /** The item of a county that asks every school to pass. */
    public record EverySchool(String item, Bilingual title, String clause) implements Serializable {
        @JsonCreator
        static EverySchool of(
                @JsonProperty("item") String item,
                @JsonProperty("title") Map<String, String> title,
                @JsonProperty("clause") String clause) {
            return new EverySchool(item, Facts.bilingual(title, "title"), clause);
        }
    }

    /** How the numerator is counted: some canonical columns added, some subtracted. */
    public record Numerator(List<String> add, List<String> subtract) implements Serializable {
        public Numerator {
            add = List.copyOf(Facts.required(add, "add"));
            subtract = subtract == null ? List.of() : List.copyOf(subtract);
        }
    }

    /** What the census reports the numerator for. */
    public enum Basis {
        /** Once a stage: never split. */
        STAGE,
        /** Once a school: split between its stages by weighted students. */
        SHARED;

        @JsonCreator
        static Basis of(String id) {
            return valueOf(id.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /**
     * A quantity per student.
     *
     * @param id the id in tables
     * @param item the item of the standard that limits its coefficient of variation, or null
     * @param scale 100 for "per hundred students", 1 for "per student"
     * @param threshold least lawful value by stage; empty where there is no law
     */
    public record Indicator(
            String id,
            String item,
            Bilingual title,
            String clause,
            Numerator numerator,
            Basis basis,
            BigDecimal scale,
            Bilingual unit,
            Map<Stage, BigDecimal> threshold)
            implements Serializable {
        @JsonCreator
        static Indicator of(
                @JsonProperty("id") String id,
                @JsonProperty("item") String item,
                @JsonProperty("title") Map<String, String> title,
                @JsonProperty("clause") String clause,
                @JsonProperty("numerator") Numerator numerator,
                @JsonProperty("basis") Basis basis,
                @JsonProperty("scale") BigDecimal scale,
                @JsonProperty("unit") Map<String, String> unit,
                @JsonProperty("threshold") Map<Stage, BigDecimal> threshold) {
            return new Indicator(
                    Facts.required(id, "id"),
                    item,
                    Facts.bilingual(title, "title"),
                    clause,
                    Facts.required(numerator, "numerator"),
                    Facts.required(basis, "basis"),
                    Facts.required(scale, "scale"),
                    Facts.bilingual(unit, "unit"),
                    byStage(threshold));
        }
    }

    @JsonCreator
    static Standard of(
            @JsonProperty("standard") String standard,
            @JsonProperty("title") Map<String, String> title,
            @JsonProperty("source") String source,
            @JsonProperty("assessment_level") String assessmentLevel,
            @JsonProperty("valid_from") int validFrom,
            @JsonProperty("region") String region,
            @JsonProperty("stages") List<Stage> stages,
            @JsonProperty("place") String place,
            @JsonProperty("school_rule") SchoolRule schoolRule,
            @JsonProperty("split_weights") Map<Stage, BigDecimal> splitWeights,
            @JsonProperty("scope") Scope scope,
            @JsonProperty("cv_limit") Map<Stage, BigDecimal> cvLimit,
            @JsonProperty("indicators") List<Indicator> indicators,
            @JsonProperty("every_school") EverySchool everySchool) {
        return new Standard(
                Facts.required(standard, "standard"),
                Facts.bilingual(title, "title"),
                Objects.requireNonNullElse(source, ""),
                assessmentLevel,
                validFrom,
                region,
                List.copyOf(Facts.required(stages, "stages")),
                place == null ? PlaceRule.LOCATION : PlaceRule.of(place),
                schoolRule,
                byStage(splitWeights),
                scope,
                byStage(cvLimit),
                List.copyOf(Facts.required(indicators, "indicators")),
                everySchool);
    }

    private static Map<Stage, BigDecimal> byStage(Map<Stage, BigDecimal> values) {
        var byStage = new EnumMap<Stage, BigDecimal>(Stage.class);
        if (values != null) {
            byStage.putAll(values);
        }
        return byStage;
    }

    /** Whether a law sets thresholds, so that there are verdicts. */
    public boolean isLaw() {
        return schoolRule != null;
    }
}
