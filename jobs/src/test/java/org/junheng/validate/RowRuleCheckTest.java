package org.junheng.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junheng.rulebook.ProfileRules;
import org.junheng.rulebook.RowRule;
import org.junheng.rulebook.RowRule.Condition;
import org.junheng.rulebook.RowRule.Operator;
import org.junheng.rulebook.Rule;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Severity;
import org.junheng.warehouse.TableShape;
import org.junheng.warehouse.TableShape.Column;
import org.junheng.warehouse.TableShape.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row of five columns: parts a and b (decimals), wholes c and d (counts), a flag and a code. */
class RowRuleCheckTest {
    private static final TableShape SHAPE = new TableShape(
            "made-up",
            List.of(
                    new Column("a", Type.NUMBER),
                    new Column("b", Type.NUMBER),
                    new Column("c", Type.INTEGER),
                    new Column("d", Type.INTEGER),
                    new Column("flag", Type.FLAG),
                    new Column("code", Type.TEXT)));

    /** a + b = c: broken, kept, or not to be told. A blank can only add to its side. */
    @ParameterizedTest
    @CsvSource({
        "3, 4, 7, kept",
        "3, 4, 8, broken",
        "3, 4, 6, broken",
        "0, 0, 0, kept",
        "0, 0, 1, broken",
        "0.1, 0.2, 0, broken",
        // 0.1 + 0.2 + 0.7 would miss 1 as doubles; here 6.1 + 0.9 is exactly 7
        "6.1, 0.9, 7, kept",
        "3, , 7, not told",
        "7, , 7, not told",
        "8, , 7, broken",
        ", 8, 7, broken",
        ", , 7, not told",
        "3, 4, , not told",
        ", , , not told"
    })
    void a_sum_is_broken_only_for_certain(Double a, Double b, Long c, String expected) {
        var sum = rule(null, List.of("a", "b"), Operator.EQUAL, List.of("c"), "0", false);
        assertThat(outcome(sum, a, b, c, null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "3, , 3, kept",
        "3, , 7, broken",
        ", , 0, not told",
        ", , 7, not told",
        "3, 4, , not told",
    })
    void with_blank_is_zero_a_side_needs_one_figure(Double a, Double b, Long c, String expected) {
        var sum = rule(null, List.of("a", "b"), Operator.EQUAL, List.of("c"), "0", true);
        assertThat(outcome(sum, a, b, c, null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "LESS, 6, kept", "LESS, 7, broken", "LESS, 8, broken",
        "AT_MOST, 6, kept", "AT_MOST, 7, kept", "AT_MOST, 8, broken",
        "EQUAL, 6, broken", "EQUAL, 7, kept", "EQUAL, 8, broken",
        "AT_LEAST, 6, broken", "AT_LEAST, 7, kept", "AT_LEAST, 8, kept",
        "MORE, 6, broken", "MORE, 7, broken", "MORE, 8, kept"
    })
    void a_tie_keeps_what_allows_equality_and_nothing_else(Operator operator, Double a, String expected) {
        var comparison = rule(null, List.of("a"), operator, List.of("c"), "0", false);
        assertThat(outcome(comparison, a, null, 7L, null)).isEqualTo(expected);
    }

    /** a against 7 within 0.5: the tolerance itself is still in order, except where the relation is strict. */
    @ParameterizedTest
    @CsvSource({
        "AT_MOST, 7.5, kept",
        "AT_MOST, 7.51, broken",
        "EQUAL, 6.5, kept",
        "EQUAL, 6.49, broken",
        "EQUAL, 7.5, kept",
        "EQUAL, 7.51, broken",
        "AT_LEAST, 6.5, kept",
        "AT_LEAST, 6.49, broken",
        "LESS, 7.49, kept",
        "LESS, 7.5, broken",
        "MORE, 6.51, kept",
        "MORE, 6.5, broken"
    })
    void the_tolerance_of_the_facts_widens_the_relation(Operator operator, Double a, String expected) {
        var comparison = rule(null, List.of("a"), operator, List.of("c"), "0.5", false);
        assertThat(outcome(comparison, a, null, 7L, null)).isEqualTo(expected);
    }

    /** a ≤ c + d, and c + d ≥ a, with a blank on the right: more may stand there. */
    @ParameterizedTest
    @CsvSource({
        "AT_MOST, 9, 7, , not told",
        "AT_MOST, 9, 7, 2, kept",
        "AT_MOST, 9, 7, 1, broken",
        "AT_LEAST, 9, 10, , broken",
        "AT_LEAST, 9, 8, , not told",
        "EQUAL, 9, 10, , broken",
        "EQUAL, 9, 9, , not told"
    })
    void a_blank_on_the_right_can_only_add_to_the_right(Operator operator, Double a, Long c, Long d, String expected) {
        var comparison = rule(null, List.of("a"), operator, List.of("c", "d"), "0", false);
        assertThat(outcome(comparison, a, null, c, d)).isEqualTo(expected);
    }

    @Test
    void a_factor_multiplies_the_right_side() {
        var rule = new RowRule(
                name("factor"),
                new Bilingual("标题", "title"),
                new Bilingual("建议", "advice"),
                null,
                List.of("a"),
                Operator.AT_MOST,
                new BigDecimal("0.1"),
                List.of("c"),
                null,
                BigDecimal.ZERO,
                false);
        // a tenth of 7 is 0.7, which no double is
        assertThat(outcome(rule, 0.7, null, 7L, null)).isEqualTo("kept");
        assertThat(outcome(rule, 0.71, null, 7L, null)).isEqualTo("broken");
        assertThat(judge(rule, 0.71, null, 7L, null, null, null)
                        .breaches()
                        .get(0)
                        .expected()
                        .en())
                .isEqualTo("title (A <= 0.1 × C)".replace("<=", "≤"));
    }

    @ParameterizedTest
    @CsvSource({"true, 0, broken", "true, 0.01, kept", "true, , not told", "false, 0, not told", ", 0, not told"})
    void a_condition_on_a_flag_holds_the_rule_where_the_flag_is_set(Boolean flag, Double a, String expected) {
        var rule = condition(new Condition("flag", List.of("1"), null));
        assertThat(outcome(judge(rule, a, null, null, null, flag, null))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"63, 0, broken", "54, 0, not told", ", 0, not told"})
    void a_condition_on_a_code_holds_the_rule_where_the_code_is_one_of_those(String code, Double a, String expected) {
        var rule = condition(new Condition("code", List.of("62", "63"), null));
        assertThat(outcome(judge(rule, a, null, null, null, null, code))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"5, 0, not told", "6, 0, broken", "6, 1, kept", ", 0, not told"})
    void a_condition_on_a_number_holds_the_rule_above_the_bound(Long c, Double a, String expected) {
        var rule = condition(new Condition("c", null, new BigDecimal("5")));
        assertThat(outcome(rule, a, null, c, null)).isEqualTo(expected);
    }

    @Test
    void a_breach_shows_both_sides_the_headers_of_the_file_and_what_to_do() {
        var sum = rule(null, List.of("a", "b"), Operator.EQUAL, List.of("c"), "0", false);
        assertThat(judge(sum, 3.5, 4.0, 8L, null, null, null).breaches())
                .containsExactly(new Breach(
                        name("made_up"),
                        "c",
                        "7.5 ≠ 8",
                        new Bilingual("标题（A + B = C）", "title (A + B = C)"),
                        new Bilingual("建议", "advice")));
        assertThat(judge(sum, 9.0, null, 8L, null, null, null).breaches())
                .extracting(Breach::found)
                .containsExactly("9 + ? ≠ 8");
        var comparison = rule(null, List.of("a"), Operator.AT_MOST, List.of("c"), "0", false);
        assertThat(judge(comparison, 9.0, null, 8L, null, null, null).breaches())
                .extracting(breach -> breach.column() + " " + breach.found())
                .containsExactly("a 9 > 8");
        assertThat(judge(condition(new Condition("c", null, BigDecimal.ONE)), 0.0, null, 2L, null, null, null)
                        .breaches())
                .extracting(breach -> breach.column() + " " + breach.found() + " "
                        + breach.expected().en())
                .containsExactly("a 0 ≤ 0 title (A > 0)");
    }

    @Test
    void a_rule_that_stands_once_a_stage_is_one_rule_and_each_stage_has_its_breach() {
        var check = new RowRuleCheck(
                new ProfileRules(
                        List.of(
                                rule(null, List.of("a"), Operator.AT_MOST, List.of("c"), "0", false),
                                rule(null, List.of("b"), Operator.AT_MOST, List.of("d"), "0", false)),
                        List.of(),
                        List.of()),
                SHAPE);
        assertThat(check.rules()).containsExactly(name("made_up"));
        var judgement = check.judge(new Object[] {2.0, 3.0, 1L, 1L, null, null}, String::toUpperCase);
        assertThat(judgement.decided()).containsExactly(name("made_up"));
        assertThat(judgement.breaches()).extracting(Breach::column).containsExactly("a", "b");
        var oneStage = check.judge(new Object[] {2.0, null, 2L, null, null, null}, String::toUpperCase);
        assertThat(oneStage.decided()).containsExactly(name("made_up"));
        assertThat(oneStage.breaches()).isEmpty();
    }

    private static Rule name(String id) {
        return new Rule(id, Severity.QUARANTINE, 20);
    }

    private static RowRule rule(
            Condition when, List<String> left, Operator operator, List<String> right, String tolerance, boolean zero) {
        return new RowRule(
                name("made_up"),
                new Bilingual("标题", "title"),
                new Bilingual("建议", "advice"),
                when,
                left,
                operator,
                BigDecimal.ONE,
                right,
                right.isEmpty() ? BigDecimal.ZERO : null,
                new BigDecimal(tolerance),
                zero);
    }

    /** Where the condition holds, a > 0. */
    private static RowRule condition(Condition when) {
        return rule(when, List.of("a"), Operator.MORE, List.of(), "0", false);
    }

    private static String outcome(RowRule rule, Double a, Double b, Long c, Long d) {
        return outcome(judge(rule, a, b, c, d, null, null));
    }

    private static String outcome(RowRuleCheck.Judgement judgement) {
        var told = new ArrayList<String>();
        told.add(judgement.decided().isEmpty() ? "not told" : "kept");
        judgement.breaches().forEach(breach -> told.add("broken"));
        return told.size() == 1 ? told.get(0) : String.join(" ", told).replace("kept broken", "broken");
    }

    private static RowRuleCheck.Judgement judge(
            RowRule rule, Double a, Double b, Long c, Long d, Boolean flag, String code) {
        return new RowRuleCheck(new ProfileRules(List.of(rule), List.of(), List.of()), SHAPE)
                .judge(new Object[] {a, b, c, d, flag, code}, String::toUpperCase);
    }
}
