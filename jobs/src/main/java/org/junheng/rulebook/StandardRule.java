package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;

/**
 * A rule of a standard: a condition in SQL over named inputs, with its figures, its time and its place in the source.
 *
 * @param item its id, e.g. {@code 2.4} or {@code S0-01}
 * @param part the part of the standard that it belongs to
 * @param level whom the source binds
 * @param how how it is worked out
 * @param from first census year in which it holds, or null for the standard's
 * @param to first census year in which it no longer holds, or null
 * @param due census year from which it must be met, or null for always
 * @param condition what kind of condition it is
 * @param note what a reader must know, or null
 * @param line of its file
 */
public record StandardRule(
        String item,
        String part,
        String level,
        Working how,
        Bilingual title,
        String clause,
        Integer from,
        Integer to,
        Due due,
        String unit,
        Condition condition,
        List<String> responsibleUnits,
        Bilingual note,
        List<RuleExample> examples,
        long line)
        implements Serializable {

    /**
     * How a rule is worked out.
     *
     * @param judgedAt what the formula is worked out for
     * @param stages the stages that are judged one by one; empty where they are judged together
     * @param applies SQL condition on whom it concerns, or null for all
     * @param limits its figures by name; the first is the one required
     * @param formula SQL: true = met, false = not met, null = cannot be told
     * @param observed SQL of the figure to show, or null
     * @param required SQL of the figure required, or null for the first limit
     * @param comparison {@code >=}, {@code <=} or {@code =}, or null
     */
    public record Working(
            JudgedAt judgedAt,
            List<Stage> stages,
            String applies,
            Map<String, Limit> limits,
            String formula,
            String observed,
            String required,
            String comparison)
            implements Serializable {}

    public JudgedAt judgedAt() {
        return how.judgedAt();
    }

    public List<Stage> stages() {
        return how.stages();
    }

    public String applies() {
        return how.applies();
    }

    public Map<String, Limit> limits() {
        return how.limits();
    }

    public String formula() {
        return how.formula();
    }

    public String observed() {
        return how.observed();
    }

    public String comparison() {
        return how.comparison();
    }

    private static final Set<String> LEVELS =
            Set.of("stage", "school", "county", "city", "province", "nation", "teacher", "pupil", "township", "group");
    private static final Pattern COMPARISON = Pattern.compile("(>=|<=|>|<|(?<![<>!])=)");
    private static final String LEAST = "at_least";

    /** What kind of condition a rule is. */
    public enum Condition {
        /** One of the items that must pass. */
        ITEM,
        /** What must not stand; true = it does not stand. */
        VETO,
        /** What must hold before a county may apply. */
        PRECONDITION;

        @JsonCreator
        static Condition of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /** The rule that a declared count is so many or more. */
    record Declared(String count, Limit atLeast) {
        Declared {
            Facts.required(count, "count");
            Facts.required(atLeast, "at_least");
        }
    }

    @JsonCreator
    static StandardRule of(
            @JsonProperty("item") String item,
            @JsonProperty("part") String part,
            @JsonProperty("level") String level,
            @JsonProperty("judged_at") JudgedAt judgedAt,
            @JsonProperty("stages") List<Stage> stages,
            @JsonProperty("title") Bilingual title,
            @JsonProperty("clause") String clause,
            @JsonProperty("from") Integer from,
            @JsonProperty("to") Integer to,
            @JsonProperty("due") Due due,
            @JsonProperty("applies") String applies,
            @JsonProperty("limits") LinkedHashMap<String, Limit> limits,
            @JsonProperty("formula") String formula,
            @JsonProperty("observed") String observed,
            @JsonProperty("required") String required,
            @JsonProperty("comparison") String comparison,
            @JsonProperty("unit") String unit,
            @JsonProperty("condition") Condition condition,
            @JsonProperty("responsible_units") List<String> responsibleUnits,
            @JsonProperty("note") Bilingual note,
            @JsonProperty("declared") Declared declared,
            @JsonProperty("examples") List<RuleExample> examples) {
        if (!LEVELS.contains(Facts.required(level, "level"))) {
            throw new Facts.KeyFault(
                    "level",
                    "levels are " + String.join(", ", LEVELS.stream().sorted().toList()));
        }
        if (declared != null && (formula != null || limits != null)) {
            throw new Facts.KeyFault("declared", "declared stands in the place of formula and limits");
        }
        var figures = limits == null ? new LinkedHashMap<String, Limit>() : limits;
        Facts.requireNoNull(figures, "limits");
        if (declared != null) {
            figures.put(LEAST, declared.atLeast());
        }
        var judged = judgedAt == null ? judgedAt(level) : judgedAt;
        var ofStages = stages == null ? List.<Stage>of() : List.copyOf(stages);
        if (judged == JudgedAt.STAGE && ofStages.isEmpty()) {
            throw new Facts.KeyFault("stages", "a rule judged at stage names its stages");
        }
        if (judged == JudgedAt.SCHOOL && !ofStages.isEmpty()) {
            throw new Facts.KeyFault(
                    "stages", "a rule judged at school takes all stages together; see judged_at: stage");
        }
        return new StandardRule(
                Facts.required(item, "item"),
                Facts.required(part, "part"),
                level,
                new Working(
                        judged,
                        ofStages,
                        applies,
                        figures,
                        declared == null ? Facts.required(formula, "formula") : declared.count() + " >= " + LEAST,
                        declared == null ? observed : declared.count(),
                        required,
                        comparison),
                Facts.required(title, "title"),
                Facts.required(clause, "clause"),
                from,
                to,
                due,
                unit,
                condition == null ? Condition.ITEM : condition,
                responsibleUnits == null ? List.of() : List.copyOf(responsibleUnits),
                note,
                examples == null ? List.of() : List.copyOf(examples),
                0);
    }

    private static JudgedAt judgedAt(String level) {
        try {
            return JudgedAt.of(level);
        } catch (IllegalArgumentException none) {
            throw new Facts.KeyFault("judged_at", "level " + level + " has no inputs of its own: say judged_at");
        }
    }

    StandardRule at(long itsLine) {
        return with(how, itsLine);
    }

    /** The same rule with another formula and other figures. */
    public StandardRule changed(String formula, Map<String, Limit> limits) {
        return with(
                new Working(
                        how.judgedAt(),
                        how.stages(),
                        how.applies(),
                        limits,
                        formula,
                        how.observed(),
                        how.required(),
                        how.comparison()),
                line);
    }

    /** The same rule for others. */
    public StandardRule applying(String toWhom) {
        return with(
                new Working(
                        how.judgedAt(),
                        how.stages(),
                        toWhom,
                        how.limits(),
                        how.formula(),
                        how.observed(),
                        how.required(),
                        how.comparison()),
                line);
    }

    private StandardRule with(Working otherwise, long itsLine) {
        return new StandardRule(
                item,
                part,
                level,
                otherwise,
                title,
                clause,
                from,
                to,
                due,
                unit,
                condition,
                responsibleUnits,
                note,
                examples,
                itsLine);
    }

    /** The stages that are judged one by one, or {@link Stage#ALL} alone. */
    public List<Stage> judgedStages() {
        return stages().isEmpty() ? List.of(Stage.ALL) : stages();
    }

    /** SQL of the figure required, or null where the rule has none. */
    public String requiredFigure() {
        return how.required() != null || limits().isEmpty()
                ? how.required()
                : limits().keySet().iterator().next();
    }

    /** How the figure compares with the one required, as tables show it: strictness is told by the formula alone. */
    public String shownComparison() {
        if (comparison() != null || limits().isEmpty()) {
            return comparison();
        }
        var found = COMPARISON.matcher(formula().replace("<stage>", ""));
        if (!found.find()) {
            return null;
        }
        return switch (found.group()) {
            case ">", ">=" -> ">=";
            case "<", "<=" -> "<=";
            default -> "=";
        };
    }
}
