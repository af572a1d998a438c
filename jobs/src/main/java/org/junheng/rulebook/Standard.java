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
 * A standard: its indicators, and, where it is a law or a plan, thresholds, limits and rules.
 *
 * @param standard the id, the name of its file
 * @param assessmentLevel who assesses by it, e.g. {@code nation}; null where there is no law
 * @param region the division that it binds, or null
 * @param place in which county a school counts
 * @param measured what schools are measured by
 * @param indicatorsOf the standard from which that is taken over, or null
 * @param limits figures that several rules share, by name
 * @param switches readings of points that the source leaves open, by id
 * @param inputs inputs of this standard alone, by name
 * @param rules all that is judged beside the indicators, in the order of the file
 * @param calendar the steps of the review year
 * @param inspection the yearly sample of schools, or null
 * @param attention whom to put on lists
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
        Measured measured,
        String indicatorsOf,
        Map<String, Limit> limits,
        Map<String, StandardSwitch> switches,
        Map<String, RuleInput> inputs,
        List<StandardRule> rules,
        List<ReviewStep> calendar,
        InspectionPlan inspection,
        List<AttentionRule> attention)
        implements Serializable {
    /** The part of a standard that a census shows: its indicators, their CVs, and the item on every school. */
    public static final String RESOURCES = "资源配置";

    /**
     * What schools are measured by.
     *
     * @param schoolRule how many indicators must be met; null where there is no law
     * @param splitWeights weight of a student by stage, for facilities that a school reports once (domain: 生均折算)
     * @param scope which schools the indicators leave out, or null
     * @param cvLimit greatest lawful coefficient of variation by stage; empty where there is no law
     * @param everySchool the item that asks every school to pass; null where there is no law
     */
    public record Measured(
            SchoolRule schoolRule,
            Map<Stage, BigDecimal> splitWeights,
            Scope scope,
            Map<Stage, BigDecimal> cvLimit,
            List<Indicator> indicators,
            EverySchool everySchool)
            implements Serializable {
        public Measured withSchoolRule(SchoolRule other) {
            return new Measured(other, splitWeights, scope, cvLimit, indicators, everySchool);
        }

        public Measured withSplitWeights(Map<Stage, BigDecimal> others) {
            return new Measured(schoolRule, others, scope, cvLimit, indicators, everySchool);
        }

        public Measured withCvLimit(Map<Stage, BigDecimal> others) {
            return new Measured(schoolRule, splitWeights, scope, others, indicators, everySchool);
        }

        public Measured withIndicators(List<Indicator> others) {
            return new Measured(schoolRule, splitWeights, scope, cvLimit, others, everySchool);
        }
    }

    public SchoolRule schoolRule() {
        return measured.schoolRule();
    }

    public Map<Stage, BigDecimal> splitWeights() {
        return measured.splitWeights();
    }

    public Scope scope() {
        return measured.scope();
    }

    public Map<Stage, BigDecimal> cvLimit() {
        return measured.cvLimit();
    }

    public List<Indicator> indicators() {
        return measured.indicators();
    }

    public EverySchool everySchool() {
        return measured.everySchool();
    }

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
    public record EverySchool(String item, Bilingual title, String clause, List<SchoolRuleExample> examples)
            implements Serializable {
        public EverySchool {
            Facts.required(title, "title");
            examples = examples == null ? List.of() : List.copyOf(examples);
        }
    }

    /** What the school rule answers to so many indicators met, between floor and threshold, below the floor, unknown. */
    public record SchoolRuleExample(int met, int between, int below, int unknown, String expect)
            implements Serializable {}

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
     * @param examples what one school comes to
     * @param variationExamples what a CV comes to
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
            Map<Stage, BigDecimal> threshold,
            List<RuleExample> examples,
            List<RuleExample> variationExamples)
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
                @JsonProperty("threshold") Map<Stage, BigDecimal> threshold,
                @JsonProperty("examples") List<RuleExample> examples,
                @JsonProperty("variation_examples") List<RuleExample> variationExamples) {
            Facts.requireNoNull(threshold == null ? Map.of() : threshold, "threshold");
            return new Indicator(
                    Facts.required(id, "id"),
                    item,
                    Facts.bilingual(title, "title"),
                    clause,
                    Facts.required(numerator, "numerator"),
                    Facts.required(basis, "basis"),
                    Facts.required(scale, "scale"),
                    Facts.bilingual(unit, "unit"),
                    byStage(threshold),
                    examples == null ? List.of() : List.copyOf(examples),
                    variationExamples == null ? List.of() : List.copyOf(variationExamples));
        }

        public Indicator withThreshold(Map<Stage, BigDecimal> others) {
            return new Indicator(
                    id, item, title, clause, numerator, basis, scale, unit, others, examples, variationExamples);
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
            @JsonProperty("every_school") EverySchool everySchool,
            @JsonProperty("indicators_of") String indicatorsOf,
            @JsonProperty("limits") LinkedHashMap<String, Limit> limits,
            @JsonProperty("switches") List<StandardSwitch> switches,
            @JsonProperty("inputs") LinkedHashMap<String, RuleInput> inputs,
            @JsonProperty("rules") List<StandardRule> rules,
            @JsonProperty("calendar") List<ReviewStep> calendar,
            @JsonProperty("inspection") InspectionPlan inspection,
            @JsonProperty("attention") List<AttentionRule> attention) {
        if (indicators == null && indicatorsOf == null) {
            throw new Facts.KeyFault(
                    "indicators", "a standard has indicators, or names those of another: indicators_of");
        }
        if (indicators != null && indicatorsOf != null) {
            throw new Facts.KeyFault("indicators_of", "indicators_of stands in the place of indicators");
        }
        Facts.requireNoNull(limits == null ? Map.of() : limits, "limits");
        Facts.requireNoNull(cvLimit == null ? Map.of() : cvLimit, "cv_limit");
        Facts.requireNoNull(splitWeights == null ? Map.of() : splitWeights, "split_weights");
        var switchesById = new LinkedHashMap<String, StandardSwitch>();
        for (var each : switches == null ? List.<StandardSwitch>of() : switches) {
            if (switchesById.put(each.id(), each) != null) {
                throw new Facts.KeyFault("switches", "switch '" + each.id() + "' stands twice");
            }
        }
        var items = new java.util.HashSet<String>();
        for (var rule : rules == null ? List.<StandardRule>of() : rules) {
            if (!items.add(rule.item())) {
                throw new Facts.KeyFault("rules", "item '" + rule.item() + "' stands twice");
            }
        }
        return new Standard(
                Facts.required(standard, "standard"),
                Facts.bilingual(title, "title"),
                Objects.requireNonNullElse(source, ""),
                assessmentLevel,
                validFrom,
                region,
                List.copyOf(Facts.required(stages, "stages")),
                place == null ? PlaceRule.LOCATION : PlaceRule.of(place),
                new Measured(
                        schoolRule,
                        byStage(splitWeights),
                        scope,
                        byStage(cvLimit),
                        indicators == null ? List.of() : List.copyOf(indicators),
                        everySchool),
                indicatorsOf,
                limits == null ? Map.of() : limits,
                switchesById,
                RuleInputs.named(inputs),
                rules == null ? List.of() : List.copyOf(rules),
                calendar == null ? List.of() : List.copyOf(calendar),
                inspection,
                attention == null ? List.of() : List.copyOf(attention));
    }

    /** The first census year in which one of its rules holds. */
    public int validFrom(StandardRule rule) {
        return rule.from() == null ? validFrom : rule.from();
    }

    /** This standard with schools measured otherwise. */
    public Standard withMeasured(Measured other) {
        return with(place, other, inputs, rules);
    }

    /** This standard as another reading of one of its switches has it. */
    public Standard with(StandardSwitch.Change change) {
        var scope = scope() == null ? new Scope(null, null, null, null) : scope();
        var otherScope = new Scope(
                scope.excludedTypes(),
                change.excludedOwnership() == null ? scope.excludedOwnership() : change.excludedOwnership(),
                scope.excludedManagers(),
                change.teachingPoints() == null ? scope.teachingPoints() : change.teachingPoints());
        var other = new Measured(
                measured.schoolRule(),
                change.splitWeights() == null ? splitWeights() : change.splitWeights(),
                otherScope,
                cvLimit(),
                indicators(),
                everySchool());
        return with(change.place() == null ? place : change.place(), other, inputs, rules);
    }

    /** This standard with the lines of its rules in its file. */
    Standard withLines(List<Long> lines) {
        var placed = new java.util.ArrayList<StandardRule>();
        for (int i = 0; i < rules.size(); i++) {
            placed.add(rules.get(i).at(lines.get(i)));
        }
        return with(place, measured, inputs, placed);
    }

    /** This standard with an input that takes the place of another of its name. */
    public Standard withInput(RuleInput input) {
        var changed = new LinkedHashMap<>(inputs);
        changed.put(input.name(), input);
        return with(place, measured, changed, rules);
    }

    private Standard with(
            PlaceRule otherPlace,
            Measured otherMeasured,
            Map<String, RuleInput> otherInputs,
            List<StandardRule> otherRules) {
        return new Standard(
                standard,
                title,
                source,
                assessmentLevel,
                validFrom,
                region,
                stages,
                otherPlace,
                otherMeasured,
                indicatorsOf,
                limits,
                switches,
                otherInputs,
                otherRules,
                calendar,
                inspection,
                attention);
    }

    private static Map<Stage, BigDecimal> byStage(Map<Stage, BigDecimal> values) {
        var byStage = new EnumMap<Stage, BigDecimal>(Stage.class);
        if (values != null) {
            byStage.putAll(values);
        }
        return byStage;
    }

    /** Whether there is anything to judge by it. */
    public boolean isLaw() {
        return judgesSchools() || !rules.isEmpty();
    }

    /** Whether schools are judged by its indicators. */
    public boolean judgesSchools() {
        return measured.schoolRule() != null;
    }

    /** Whether it binds one region of the nation only. */
    public boolean isPlan() {
        return indicatorsOf != null;
    }
}
