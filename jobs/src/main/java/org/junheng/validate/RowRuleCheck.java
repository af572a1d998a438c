package org.junheng.validate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junheng.rulebook.ProfileRules;
import org.junheng.rulebook.RowRule;
import org.junheng.rulebook.RowRule.Operator;
import org.junheng.rulebook.Rule;
import org.junheng.terms.Bilingual;
import org.junheng.warehouse.TableShape;

/**
 * Holds the figures of a census row against the rules of the facts over single rows. Figures are compared as the
 * decimals that the census wrote, never as sums of doubles.
 */
final class RowRuleCheck {
    private static final int MOST_TERMS_SHOWN = 4;

    /**
     * What the rules say of a row.
     *
     * @param decided the rules of which it could be told whether the row keeps them
     * @param breaches those that it breaks, by stage; their columns are canonical
     */
    record Judgement(Set<Rule> decided, List<Breach> breaches) {}

    /** The sum of a side as far as it is known: exactly, or at least this much. */
    private record Side(BigDecimal known, boolean complete) {}

    private final List<RowRule> rules;
    private final Map<String, Integer> positions;

    /**
     * @param rules the rules of the profile
     * @param shape the profile's rows, by {@link CensusLayout}
     */
    RowRuleCheck(ProfileRules rules, TableShape shape) {
        this.rules = rules.rows();
        this.positions = new HashMap<>(shape.positions());
    }

    /** The rules in their order, each once. */
    List<Rule> rules() {
        return rules.stream().map(RowRule::rule).distinct().toList();
    }

    /**
     * Judges a row.
     *
     * @param headers canonical column → what people know it by: the header that the file has for it
     */
    Judgement judge(Object[] row, UnaryOperator<String> headers) {
        var decided = new HashSet<Rule>();
        var breaches = new ArrayList<Breach>();
        for (var rule : rules) {
            if (rule.when() != null && !applies(rule.when(), row)) {
                continue;
            }
            var left = side(rule.left(), row, rule.blankIsZero());
            var right = rule.value() == null
                    ? scaled(side(rule.right(), row, rule.blankIsZero()), rule.factor())
                    : new Side(rule.value(), true);
            if (left == null || right == null) {
                continue;
            }
            boolean broken = isBroken(rule.operator(), left, right, rule.tolerance());
            if (broken || left.complete() && right.complete()) {
                decided.add(rule.rule());
            }
            if (broken) {
                breaches.add(breach(rule, left, right, headers));
            }
        }
        return new Judgement(decided, breaches);
    }

    private boolean applies(RowRule.Condition when, Object[] row) {
        var cell = row[positions.get(when.column())];
        if (cell == null) {
            return false;
        }
        if (when.above() != null) {
            return CensusLayout.decimal(cell).compareTo(when.above()) > 0;
        }
        return when.is().contains(cell instanceof Boolean flag ? flag ? "1" : "0" : cell.toString());
    }

    /** A sum of columns; null where all of them are blank. */
    private Side side(List<String> columns, Object[] row, boolean blankIsZero) {
        var known = BigDecimal.ZERO;
        int present = 0;
        for (var column : columns) {
            var cell = row[positions.get(column)];
            if (cell != null) {
                known = known.add(CensusLayout.decimal(cell));
                present++;
            }
        }
        return present == 0 ? null : new Side(known, blankIsZero || present == columns.size());
    }

    private static Side scaled(Side side, BigDecimal factor) {
        return side == null ? null : new Side(side.known().multiply(factor), side.complete());
    }

    private static boolean isBroken(Operator operator, Side left, Side right, BigDecimal tolerance) {
        return switch (operator) {
            case AT_MOST -> isMore(left, right, tolerance);
            case AT_LEAST -> isMore(right, left, tolerance);
            case EQUAL -> isMore(left, right, tolerance) || isMore(right, left, tolerance);
            case LESS -> isNoLess(left, right, tolerance);
            case MORE -> isNoLess(right, left, tolerance);
        };
    }

    /** Whether one side is larger for certain: blanks on its own side can only add to it, on the other they can undo it. */
    private static boolean isMore(Side one, Side other, BigDecimal tolerance) {
        return other.complete() && one.known().compareTo(other.known().add(tolerance)) > 0;
    }

    private static boolean isNoLess(Side one, Side other, BigDecimal tolerance) {
        return other.complete() && one.known().compareTo(other.known().add(tolerance)) >= 0;
    }

    private static Breach breach(RowRule rule, Side left, Side right, UnaryOperator<String> headers) {
        var whole = rule.operator() == Operator.EQUAL && rule.right().size() == 1 ? rule.right() : rule.left();
        var found = shown(left) + " " + rule.operator().broken() + " " + shown(right);
        var formula = formula(rule, headers);
        var expected = new Bilingual(
                rule.title().zh() + "（" + formula + "）", rule.title().en() + " (" + formula + ")");
        return new Breach(rule.rule(), whole.get(0), found, expected, rule.advice());
    }

    private static String shown(Side side) {
        var number = CrossYearCheck.text(side.known());
        return side.complete() ? number : number + " + ?";
    }

    private static String formula(RowRule rule, UnaryOperator<String> headers) {
        var right = rule.value() == null
                ? (rule.factor().compareTo(BigDecimal.ONE) == 0
                                ? ""
                                : rule.factor().toPlainString() + " × ")
                        + sum(rule.right(), headers)
                : rule.value().toPlainString();
        return sum(rule.left(), headers) + " " + rule.operator().sign() + " " + right;
    }

    private static String sum(List<String> columns, UnaryOperator<String> headers) {
        if (columns.size() <= MOST_TERMS_SHOWN) {
            return String.join(" + ", columns.stream().map(headers).toList());
        }
        return headers.apply(columns.get(0)) + " + " + headers.apply(columns.get(1)) + " + … + "
                + headers.apply(columns.get(columns.size() - 1));
    }
}
