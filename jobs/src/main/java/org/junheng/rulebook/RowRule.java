package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import org.junheng.terms.Bilingual;

/**
 * A rule over the figures of one row of a census, for one stage where it is said by stage: where {@code when} holds, the
 * sum of {@code left} stands as the operator says to {@code factor} × the sum of {@code right}, or to {@code value}.
 *
 * <p>Missing is not zero: the rule is not held against a row in which a whole side is blank or {@code when} cannot be
 * told. Where a side is blank in part, its sum is at least what is there, since no figure of a census is negative; the
 * rule is then broken only where no figures in the blanks could mend it.
 *
 * @param rule its name, severity and place among the rules
 * @param title what it says
 * @param advice what to do with a row that breaks it
 * @param when where it applies; null: everywhere
 * @param left canonical columns added up
 * @param right canonical columns added up; empty where {@code value} stands in their place
 * @param value a fixed right side, or null
 * @param tolerance by how much the sides may miss the relation, in the unit of the columns
 * @param blankIsZero whether, where a side has at least one figure, its blanks are zeros
 */
public record RowRule(
        Rule rule,
        Bilingual title,
        Bilingual advice,
        Condition when,
        List<String> left,
        Operator operator,
        BigDecimal factor,
        List<String> right,
        BigDecimal value,
        BigDecimal tolerance,
        boolean blankIsZero)
        implements Serializable {

    public RowRule {
        left = List.copyOf(left);
        right = List.copyOf(right);
    }

    /** How the left side must stand to the right. */
    public enum Operator {
        LESS("<", "<", "≥"),
        AT_MOST("<=", "≤", ">"),
        EQUAL("=", "=", "≠"),
        AT_LEAST(">=", "≥", "<"),
        MORE(">", ">", "≤");

        private final String id;
        private final String sign;
        private final String broken;

        Operator(String id, String sign, String broken) {
            this.id = id;
            this.sign = sign;
            this.broken = broken;
        }

        /** As texts show it. */
        public String sign() {
            return sign;
        }

        /** The sign between two sides that break it. */
        public String broken() {
            return broken;
        }

        @JsonCreator
        static Operator of(String id) {
            for (var operator : values()) {
                if (operator.id.equals(id)) {
                    return operator;
                }
            }
            throw new IllegalArgumentException("operator must be one of < <= = >= >; found " + id);
        }
    }

    /**
     * Where a rule applies: a code or flag is one of some, or a number lies above a bound.
     *
     * @param is codes, or 1 and 0 for a flag; null where the column is a number
     * @param above the bound, not included; null where the column is a code or flag
     */
    public record Condition(String column, List<String> is, BigDecimal above) implements Serializable {
        public Condition {
            Facts.required(column, "column");
            if ((is == null) == (above == null)) {
                throw new Facts.KeyFault("is", "a condition needs either is: [codes] or above: a number");
            }
            is = is == null ? null : List.copyOf(is);
        }

        Condition with(String spelledColumn) {
            return new Condition(spelledColumn, is, above);
        }
    }
}
