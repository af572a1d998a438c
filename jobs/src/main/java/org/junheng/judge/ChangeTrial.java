package org.junheng.judge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junheng.judge.StandardTrial.Fault;
import org.junheng.rulebook.RuleInput;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.Standard.Indicator;
import org.junheng.rulebook.Standard.Measured;
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
                for (var by : List.of(figure.ulp(), figure.ulp().negate())) {
                    attempt(
                            standard,
                            rule.changed(rule.formula(), RuleExamples.moved(rule, limit.getKey(), i, by)),
                            "%s %s → %s".formatted(limit.getKey(), figure, figure.add(by)));
                }
            }
        }
        inputs(rule);
    }

    /** The inputs that a rule is worked out from; those over single schools stand beyond its examples. */
    private void inputs(StandardRule rule) {
        var catalogue = new InputCatalogue(rulebook, standard);
        for (var stage : rule.judgedStages()) {
            for (var entry :
                    new RuleSql(catalogue, rule).used(stage, java.util.Set.of()).entrySet()) {
                if (entry.getValue() instanceof Quantity.Derived derived
                        && stage == rule.judgedStages().get(0)) {
                    for (var changed : Mutation.of(derived.input().value())) {
                        attempt(
                                standard.withInput(with(derived.input(), changed.expression())),
                                rule,
                                entry.getKey() + ": " + changed.what());
                    }
                } else if (entry.getValue() instanceof Quantity.Aggregated aggregated
                        && aggregated.input().where() != null
                        && stage == rule.judgedStages().get(0)) {
                    Mutation.of(aggregated.input().where())
                            .forEach(changed -> beyond.add(new Fault(
                                    standard.standard(),
                                    rule.item(),
                                    new Bilingual(
                                            entry.getKey() + "：" + changed.what(),
                                            entry.getKey() + ": " + changed.what()))));
                }
            }
        }
    }

    private RuleInput with(RuleInput input, String value) {
        return new RuleInput(
                input.name(),
                input.level(),
                input.title(),
                input.unit(),
                null,
                null,
                null,
                value,
                null,
                null,
                List.of(),
                null);
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
            var indicator = measured.indicators().get(i);
            for (var threshold : indicator.threshold().entrySet()) {
                for (var by : units(threshold.getValue())) {
                    var thresholds = new java.util.EnumMap<>(indicator.threshold());
                    thresholds.put(threshold.getKey(), threshold.getValue().add(by));
                    var changed = new ArrayList<>(measured.indicators());
                    changed.set(i, with(indicator, thresholds));
                    attempt(
                            with(measured, changed),
                            indicator.item(),
                            "%s %s → %s"
                                    .formatted(
                                            threshold.getKey().id(),
                                            threshold.getValue(),
                                            threshold.getValue().add(by)));
                }
            }
        }
        for (var weight : measured.splitWeights().entrySet()) {
            for (var by : units(weight.getValue())) {
                var weights = new java.util.EnumMap<>(measured.splitWeights());
                weights.put(weight.getKey(), weight.getValue().add(by));
                attempt(
                        new Measured(
                                measured.schoolRule(),
                                weights,
                                measured.scope(),
                                measured.cvLimit(),
                                measured.indicators(),
                                measured.everySchool()),
                        "split_weights",
                        weight.getKey().id() + " " + weight.getValue() + " → "
                                + weight.getValue().add(by));
            }
        }
        for (var limit : measured.cvLimit().entrySet()) {
            for (var by : units(limit.getValue())) {
                var limits = new java.util.EnumMap<>(measured.cvLimit());
                limits.put(limit.getKey(), limit.getValue().add(by));
                attempt(
                        new Measured(
                                measured.schoolRule(),
                                measured.splitWeights(),
                                measured.scope(),
                                limits,
                                measured.indicators(),
                                measured.everySchool()),
                        "cv_limit",
                        limit.getKey().id() + " " + limit.getValue() + " → "
                                + limit.getValue().add(by));
            }
        }
        var rule = measured.schoolRule();
        for (var by : units(rule.floorShare())) {
            attempt(
                    with(
                            measured,
                            new Standard.SchoolRule(
                                    rule.minimumMet(), rule.floorShare().add(by), rule.clause())),
                    "floor_share",
                    rule.floorShare() + " → " + rule.floorShare().add(by));
        }
        for (int by : new int[] {1, -1}) {
            attempt(
                    with(measured, new Standard.SchoolRule(rule.minimumMet() + by, rule.floorShare(), rule.clause())),
                    "minimum_met",
                    rule.minimumMet() + " → " + (rule.minimumMet() + by));
        }
    }

    private List<BigDecimal> units(BigDecimal figure) {
        return List.of(figure.ulp(), figure.ulp().negate());
    }

    private Measured with(Measured measured, List<Indicator> indicators) {
        return new Measured(
                measured.schoolRule(),
                measured.splitWeights(),
                measured.scope(),
                measured.cvLimit(),
                indicators,
                measured.everySchool());
    }

    private Measured with(Measured measured, Standard.SchoolRule rule) {
        return new Measured(
                rule,
                measured.splitWeights(),
                measured.scope(),
                measured.cvLimit(),
                measured.indicators(),
                measured.everySchool());
    }

    private Indicator with(Indicator indicator, Map<Stage, BigDecimal> thresholds) {
        return new Indicator(
                indicator.id(),
                indicator.item(),
                indicator.title(),
                indicator.clause(),
                indicator.numerator(),
                indicator.basis(),
                indicator.scale(),
                indicator.unit(),
                thresholds,
                indicator.examples(),
                indicator.variationExamples());
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
