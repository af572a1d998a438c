package org.junheng.judge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junheng.judge.StandardTrial.Fault;
import org.junheng.rulebook.Limit;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.Standard.Measured;
import org.junheng.rulebook.Standard.SchoolRule;
import org.junheng.rulebook.StandardRule;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;

/**
 * Changes the rules of one standard a little, each comparison and each figure by itself, and tells the changes that none of
 * the examples notices.
 */
final class ChangeTrial {
    private final Rulebook rulebook;
    private final RuleExamples examples;
    private final Standard standard;
    private final List<Fault> unnoticed = new ArrayList<>();
    private final List<Fault> beyond = new ArrayList<>();
    private int count;

    ChangeTrial(Rulebook rulebook, RuleExamples examples, Standard standard) {
        this.rulebook = rulebook;
        this.examples = examples;
        this.standard = standard;
    }

    /** How many changes were tried. */
    int count() {
        return count;
    }

    List<Fault> unnoticed() {
        return unnoticed;
    }

    /** Changes of what examples cannot reach. */
    List<Fault> beyond() {
        return beyond;
    }

    void run() {
        for (var rule : standard.rules()) {
            rule(rule);
        }
        for (var rule : standard.attention()) {
            var asRule = StandardTrial.asRule(rule);
            for (var changed : Mutation.of(rule.when())) {
                attempt(standard, asRule.changed(changed.expression(), Map.of()), changed.what());
            }
        }
        if (!standard.isPlan() && standard.judgesSchools()) {
            indicators();
        }
    }

    private void rule(StandardRule rule) {
        for (var changed : Mutation.of(rule.formula())) {
            attempt(standard, rule.changed(changed.expression(), rule.limits()), changed.what());
        }
        if (rule.applies() != null) {
            for (var changed : Mutation.of(rule.applies())) {
                attempt(standard, rule.applying(changed.expression()), "applies: " + changed.what());
            }
        }
        for (var limit : rule.limits().entrySet()) {
            for (int i = 0; i < limit.getValue().values().size(); i++) {
                var figure = limit.getValue().values().get(i).value();
                if (figure == null) {
                    continue;
                }
                for (var by : units(figure)) {
                    attempt(
                            standard,
                            rule.changed(rule.formula(), moved(rule, limit.getKey(), i, by)),
                            "%s %s → %s".formatted(limit.getKey(), figure, figure.add(by)));
                }
            }
        }
        inputs(rule);
    }

    /** The inputs that a rule is worked out from; those over single schools stand beyond its examples. */
    private void inputs(StandardRule rule) {
        var stage = rule.judgedStages().get(0);
        var catalogue = new InputCatalogue(rulebook, standard);
        new RuleSql(catalogue, rule).used(stage, Set.of()).forEach((name, quantity) -> {
            if (quantity instanceof Quantity.Derived derived) {
                for (var changed : Mutation.of(derived.input().value())) {
                    attempt(
                            standard.withInput(derived.input().withValue(changed.expression())),
                            rule,
                            name + ": " + changed.what());
                }
            } else if (quantity instanceof Quantity.Aggregated aggregated
                    && aggregated.input().where() != null) {
                for (var changed : Mutation.of(aggregated.input().where())) {
                    beyond.add(new Fault(
                            standard.standard(),
                            rule.item(),
                            new Bilingual(name + "：" + changed.what(), name + ": " + changed.what())));
                }
            }
        });
    }

    /** Whether an example notices the change. */
    private void attempt(Standard by, StandardRule changed, String what) {
        count++;
        var trial = new ExampleTrial(rulebook, examples, by);
        if (changed.examples().stream().allMatch(example -> trial.holds(changed, example))) {
            unnoticed(changed.item(), what);
        }
    }

    private void unnoticed(String item, String what) {
        unnoticed.add(new Fault(standard.standard(), item, new Bilingual(what, what)));
    }

    /** Thresholds, CV limits, weights, floor and the number of indicators, each moved by its last digit. */
    private void indicators() {
        var measured = standard.measured();
        for (int i = 0; i < measured.indicators().size(); i++) {
            int position = i;
            var indicator = measured.indicators().get(i);
            byStage(indicator.item(), indicator.threshold(), thresholds -> {
                var changed = new ArrayList<>(measured.indicators());
                changed.set(position, indicator.withThreshold(thresholds));
                return measured.withIndicators(changed);
            });
        }
        byStage("split_weights", measured.splitWeights(), measured::withSplitWeights);
        byStage("cv_limit", measured.cvLimit(), measured::withCvLimit);
        var rule = measured.schoolRule();
        for (var by : units(rule.floorShare())) {
            var floor = rule.floorShare().add(by);
            attempt(
                    measured.withSchoolRule(new SchoolRule(rule.minimumMet(), floor, rule.clause())),
                    "floor_share",
                    rule.floorShare() + " → " + floor);
        }
        for (int by : new int[] {1, -1}) {
            int met = rule.minimumMet() + by;
            attempt(
                    measured.withSchoolRule(new SchoolRule(met, rule.floorShare(), rule.clause())),
                    "minimum_met",
                    rule.minimumMet() + " → " + met);
        }
    }

    private void byStage(
            String item, Map<Stage, BigDecimal> figures, Function<Map<Stage, BigDecimal>, Measured> measuredBy) {
        figures.forEach((stage, figure) -> {
            for (var by : units(figure)) {
                var changed = new EnumMap<>(figures);
                changed.put(stage, figure.add(by));
                attempt(measuredBy.apply(changed), item, "%s %s → %s".formatted(stage.id(), figure, figure.add(by)));
            }
        });
    }

    private static List<BigDecimal> units(BigDecimal figure) {
        return List.of(figure.ulp(), figure.ulp().negate());
    }

    /** The limits of a rule with one figure moved. */
    private static Map<String, Limit> moved(StandardRule rule, String name, int position, BigDecimal by) {
        var limits = new java.util.LinkedHashMap<>(rule.limits());
        var limit = limits.get(name);
        limits.put(
                name, limit.with(position, limit.values().get(position).value().add(by)));
        return limits;
    }

    private void attempt(Measured changed, String item, String what) {
        count++;
        var trial = new ExampleTrial(rulebook, examples, standard.withMeasured(changed));
        trial.indicators();
        if (trial.faults().isEmpty()) {
            unnoticed(item, what);
        }
    }
}
