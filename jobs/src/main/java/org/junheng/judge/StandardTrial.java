package org.junheng.judge;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junheng.measure.IndicatorTrial;
import org.junheng.rulebook.AttentionRule;
import org.junheng.rulebook.JudgedAt;
import org.junheng.rulebook.RuleExample;
import org.junheng.rulebook.RuleInput;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.Standard.Indicator;
import org.junheng.rulebook.Standard.Measured;
import org.junheng.rulebook.StandardRule;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;

/**
 * Tries a standard on the examples that it carries: rules in DuckDB, indicators in the kernel, as a run does. And tries the
 * examples: whether each small change of a rule would be noticed by one of them.
 */
public final class StandardTrial implements AutoCloseable {
    private static final List<String> ANSWERS = List.of("pass", "fail", "cannot_say");

    /**
     * Something that is not as it should be.
     *
     * @param item the rule or indicator
     * @param line of the file, or 0
     */
    public record Fault(String standard, String item, long line, Bilingual what) {
        Fault(String standard, String item, Bilingual what) {
            this(standard, item, 0, what);
        }
    }

    /**
     * What a trial came to.
     *
     * @param examples how many were run
     * @param mutations how many changes were tried
     * @param beyond changes of what examples cannot reach: conditions on single schools that a county's figure counts
     */
    public record Result(
            int rules, int examples, int mutations, List<Fault> faults, List<Fault> unnoticed, List<Fault> beyond) {}

    private final Rulebook rulebook;
    private final LawDatabase database;
    private final RuleExamples examples;

    public StandardTrial(Rulebook rulebook) throws SQLException {
        this.rulebook = rulebook;
        this.database = new LawDatabase(rulebook);
        this.examples = new RuleExamples(database);
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }

    /** Runs the examples of a standard; with mutations also tries what they notice. */
    public Result run(Standard standard, boolean withMutations) throws SQLException {
        var trial = new Trial(standard);
        trial.run();
        if (withMutations) {
            trial.mutate();
        }
        return new Result(
                standard.rules().size()
                        + (standard.isPlan() ? 0 : standard.indicators().size()),
                trial.count,
                trial.mutations,
                trial.faults,
                trial.unnoticed,
                trial.beyond);
    }

    /** What DuckDB does not take in the formulas of a standard, and names that stand for nothing: all faults at once. */
    public List<Fault> check(Standard standard) throws SQLException {
        var faults = new ArrayList<Fault>();
        for (var rule : standard.rules()) {
            check(standard, rule, false, faults);
        }
        for (var rule : standard.attention()) {
            check(standard, asRule(rule), true, faults);
        }
        return faults;
    }

    private void check(Standard standard, StandardRule rule, boolean ofList, List<Fault> faults) {
        var catalogue = new InputCatalogue(rulebook, standard, ofList);
        for (var stage : rule.judgedStages()) {
            try {
                examples.answer(catalogue, rule, RuleExample.empty(stage));
            } catch (SQLException | IllegalArgumentException wrong) {
                var said = FormulaFault.reason(wrong);
                faults.add(new Fault(standard.standard(), rule.item(), rule.line(), new Bilingual(said, said)));
                return;
            }
        }
    }

    /** A rule of a list as a rule of a county, so that its examples run in the same way. */
    private static StandardRule asRule(AttentionRule rule) {
        return new StandardRule(
                rule.rule(),
                "",
                "county",
                JudgedAt.COUNTY,
                List.of(),
                rule.title(),
                rule.clause(),
                null,
                null,
                null,
                null,
                Map.of(),
                rule.when(),
                rule.order(),
                null,
                null,
                null,
                StandardRule.Condition.ITEM,
                List.of(),
                null,
                rule.examples(),
                0);
    }

    /** The trial of one standard. */
    private final class Trial {
        private final Standard standard;
        private final Optional<IndicatorTrial> kernel;
        private final List<Fault> faults = new ArrayList<>();
        private final List<Fault> unnoticed = new ArrayList<>();
        private final List<Fault> beyond = new ArrayList<>();
        private int count;
        private int mutations;

        Trial(Standard standard) {
            this.standard = standard;
            var profiles = rulebook.profiles().values().stream()
                    .filter(profile ->
                            profile.unit().isSchool() && profile.stages().containsAll(standard.stages()))
                    .toList();
            this.kernel =
                    profiles.isEmpty() ? Optional.empty() : Optional.of(new IndicatorTrial(rulebook, profiles.get(0)));
        }

        private void fault(String item, String zh, String en) {
            faults.add(new Fault(standard.standard(), item, new Bilingual(zh, en)));
        }

        void run() throws SQLException {
            for (var rule : standard.rules()) {
                run(rule);
            }
            for (var rule : standard.attention()) {
                for (int i = 0; i < rule.examples().size(); i++) {
                    run(asRule(rule), rule.examples().get(i), i);
                }
            }
            if (!standard.isPlan()) {
                indicators();
            }
        }

        private void run(StandardRule rule) throws SQLException {
            var expected = new TreeSet<String>();
            for (int i = 0; i < rule.examples().size(); i++) {
                expected.add(rule.examples().get(i).expect().id());
                run(rule, rule.examples().get(i), i);
            }
            for (var answer : ANSWERS) {
                if (!expected.contains(answer) && isPossible(rule, answer)) {
                    fault(rule.item(), "没有结果为 " + answer + " 的例子", "no example comes to " + answer);
                }
            }
        }

        /** A rule whose figure the source lost comes to nothing but cannot_say. */
        private boolean isPossible(StandardRule rule, String answer) {
            return answer.equals("cannot_say")
                    || rule.limits().values().stream()
                            .allMatch(limit -> limit.values().stream().anyMatch(value -> value.value() != null));
        }

        private void run(StandardRule rule, RuleExample example, int number) {
            count++;
            var place = rule.item() + " examples[" + number + "]";
            try {
                var answer = answer(standard, rule, example);
                if (!answer.status().equals(example.expect().id())) {
                    fault(
                            place,
                            "应为 %s，得 %s：%s".formatted(example.expect().id(), answer.status(), example.given()),
                            "expected %s, found %s: %s"
                                    .formatted(example.expect().id(), answer.status(), example.given()));
                } else if (!isShown(example, answer)) {
                    fault(
                            place,
                            "观测值应为 %s，得 %s".formatted(example.observed(), answer.observed()),
                            "observed should be %s, found %s".formatted(example.observed(), answer.observed()));
                }
            } catch (SQLException | IllegalArgumentException wrong) {
                fault(place, FormulaFault.reason(wrong), FormulaFault.reason(wrong));
            }
        }

        private RuleExamples.Answer answer(Standard by, StandardRule rule, RuleExample example) throws SQLException {
            boolean ofList =
                    by.attention().stream().anyMatch(each -> each.rule().equals(rule.item()));
            return examples.answer(new InputCatalogue(rulebook, by, ofList), rule, example);
        }

        private boolean isShown(RuleExample example, RuleExamples.Answer answer) {
            return example.observed() == null
                    || answer.observed() != null
                            && Math.abs(answer.observed() - example.observed().doubleValue())
                                    <= example.within().doubleValue();
        }

        private void indicators() {
            for (var indicator : standard.indicators()) {
                for (int i = 0; i < indicator.examples().size(); i++) {
                    indicator(indicator, indicator.examples().get(i), i);
                }
                for (int i = 0; i < indicator.variationExamples().size(); i++) {
                    var example = indicator.variationExamples().get(i);
                    count++;
                    var found = variation(standard, indicator, example);
                    if (!found.equals(example.expect().id())) {
                        wrong(
                                indicator.item() + " variation_examples[" + i + "]",
                                example.expect().id(),
                                found);
                    }
                }
                if (standard.judgesSchools() && indicator.examples().isEmpty()) {
                    fault(indicator.item(), "没有例子", "there is no example");
                }
            }
            if (standard.everySchool() != null) {
                for (var example : standard.everySchool().examples()) {
                    count++;
                    var found = IndicatorTrial.school(
                                    standard, example.met(), example.between(), example.below(), example.unknown())
                            .id();
                    if (!found.equals(example.expect())) {
                        wrong(standard.everySchool().item() + " " + example, example.expect(), found);
                    }
                }
            }
        }

        private void wrong(String place, String expected, String found) {
            fault(place, "应为 %s，得 %s".formatted(expected, found), "expected %s, found %s".formatted(expected, found));
        }

        private void indicator(Indicator indicator, RuleExample example, int number) {
            count++;
            var place = indicator.item() + " examples[" + number + "]";
            try {
                var found = kernel.orElseThrow(() -> new IllegalArgumentException("no census has its stages"))
                        .indicator(standard, indicator, stage(example), example.given());
                if (found.status() != example.expect()) {
                    wrong(place, example.expect().id(), found.status().id());
                } else if (example.floor() != null && example.floor() != found.aboveFloor()) {
                    wrong(place, "floor " + example.floor(), "floor " + found.aboveFloor());
                }
            } catch (IllegalArgumentException wrong) {
                fault(place, wrong.getMessage(), wrong.getMessage());
            }
        }

        private Stage stage(RuleExample example) {
            return example.stage() == null ? standard.stages().get(0) : example.stage();
        }

        private String variation(Standard by, Indicator indicator, RuleExample example) {
            return IndicatorTrial.variation(
                            by,
                            indicator,
                            stage(example),
                            example.cv().doubleValue(),
                            example.missing() == null ? 0 : example.missing())
                    .id();
        }

        void mutate() throws SQLException {
            for (var rule : standard.rules()) {
                mutate(rule);
            }
            for (var rule : standard.attention()) {
                var asRule = asRule(rule);
                for (var changed : Mutation.of(rule.when())) {
                    attempt(standard, asRule.changed(changed.expression(), Map.of()), changed.what());
                }
            }
            if (!standard.isPlan() && standard.judgesSchools()) {
                mutateIndicators();
            }
        }

        private void mutate(StandardRule rule) throws SQLException {
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
        private void inputs(StandardRule rule) throws SQLException {
            var catalogue = new InputCatalogue(rulebook, standard);
            for (var stage : rule.judgedStages()) {
                for (var entry : new RuleSql(catalogue, rule)
                        .used(stage, java.util.Set.of())
                        .entrySet()) {
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
            mutations++;
            for (var example : changed.examples()) {
                try {
                    var answer = answer(by, changed, example);
                    if (!answer.status().equals(example.expect().id()) || !isShown(example, answer)) {
                        return;
                    }
                } catch (SQLException | IllegalArgumentException noticed) {
                    return;
                }
            }
            unnoticed.add(new Fault(standard.standard(), changed.item(), new Bilingual(what, what)));
        }

        /** Thresholds, CV limits, weights, floor and the number of indicators, each moved by its last digit. */
        private void mutateIndicators() {
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
                        with(
                                measured,
                                new Standard.SchoolRule(rule.minimumMet() + by, rule.floorShare(), rule.clause())),
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
            mutations++;
            var by = new Trial(standard.withMeasured(changed));
            by.indicators();
            if (by.faults.isEmpty()) {
                unnoticed.add(new Fault(standard.standard(), item, new Bilingual(what, what)));
            }
        }
    }
}
