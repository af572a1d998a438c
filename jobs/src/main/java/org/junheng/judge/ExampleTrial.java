package org.junheng.judge;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junheng.judge.StandardTrial.Fault;
import org.junheng.measure.IndicatorTrial;
import org.junheng.rulebook.RuleExample;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.Standard.Indicator;
import org.junheng.rulebook.StandardRule;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;

/** Runs the examples of one standard and tells those that do not come out. */
final class ExampleTrial {
    private static final List<String> ANSWERS = List.of("pass", "fail", "cannot_say");

    private final Rulebook rulebook;
    private final RuleExamples examples;
    private final Standard standard;
    private final Optional<IndicatorTrial> kernel;
    private final List<Fault> faults = new ArrayList<>();
    private int count;

    ExampleTrial(Rulebook rulebook, RuleExamples examples, Standard standard) {
        this.rulebook = rulebook;
        this.examples = examples;
        this.standard = standard;
        this.kernel = rulebook.profiles().values().stream()
                .filter(profile -> profile.unit().isSchool() && profile.stages().containsAll(standard.stages()))
                .findFirst()
                .map(profile -> new IndicatorTrial(rulebook, profile));
    }

    /** How many examples were run. */
    int count() {
        return count;
    }

    List<Fault> faults() {
        return faults;
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
                run(StandardTrial.asRule(rule), rule.examples().get(i), i);
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
                        "expected %s, found %s: %s".formatted(example.expect().id(), answer.status(), example.given()));
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
        boolean ofList = by.attention().stream().anyMatch(each -> each.rule().equals(rule.item()));
        return examples.answer(new InputCatalogue(rulebook, by, ofList), rule, example);
    }

    /** Whether a rule comes to what an example of its own expects. */
    boolean holds(StandardRule rule, RuleExample example) {
        try {
            var answer = answer(standard, rule, example);
            return answer.status().equals(example.expect().id()) && isShown(example, answer);
        } catch (SQLException | IllegalArgumentException wrong) {
            return false;
        }
    }

    private boolean isShown(RuleExample example, RuleExamples.Answer answer) {
        return example.observed() == null
                || answer.observed() != null
                        && Math.abs(answer.observed() - example.observed().doubleValue())
                                <= example.within().doubleValue();
    }

    /** Runs the examples of the indicators, in the kernel. */
    void indicators() {
        for (var indicator : standard.indicators()) {
            for (int i = 0; i < indicator.examples().size(); i++) {
                indicator(indicator, indicator.examples().get(i), i);
            }
            for (int i = 0; i < indicator.variationExamples().size(); i++) {
                var example = indicator.variationExamples().get(i);
                count++;
                var found = variation(standard, example);
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

    private String variation(Standard by, RuleExample example) {
        return IndicatorTrial.variation(
                        by,
                        stage(example),
                        example.cv().doubleValue(),
                        example.missing() == null ? 0 : example.missing(),
                        example.bounds() == null ? List.of() : example.bounds())
                .id();
    }
}
