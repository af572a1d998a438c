package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junheng.terms.Severity;

/** A rule of data quality as it stands in a file of facts: {@code <stage>} in a column stands for each stage. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", visible = true)
@JsonSubTypes({
    @JsonSubTypes.Type(
            value = RuleFact.OfRow.class,
            names = {RuleFact.SUM, RuleFact.COMPARISON, RuleFact.CONDITION}),
    @JsonSubTypes.Type(value = RuleFact.OfParts.class, name = "part"),
    @JsonSubTypes.Type(value = RuleFact.OfChange.class, name = "change"),
    @JsonSubTypes.Type(value = RuleFact.OfDrift.class, name = "drift"),
    @JsonSubTypes.Type(value = RuleFact.Off.class, name = "off")
})
sealed interface RuleFact {
    String SUM = "sum";
    String COMPARISON = "comparison";
    String CONDITION = "condition";

    /** A rule over one row. */
    record OfRow(
            String kind,
            Severity severity,
            Map<String, String> title,
            Map<String, String> advice,
            RowRule.Condition when,
            List<String> left,
            RowRule.Operator operator,
            BigDecimal factor,
            List<String> right,
            BigDecimal value,
            BigDecimal tolerance,
            boolean blankIsZero)
            implements RuleFact {
        public OfRow {
            Facts.required(severity, "severity");
            requireColumns(left, "left");
            if (kind.equals(SUM)) {
                forbid(operator, "operator", kind);
                forbid(factor, "factor", kind);
                forbid(value, "value", kind);
                operator = RowRule.Operator.EQUAL;
            } else if (kind.equals(COMPARISON)) {
                forbid(when, "when", kind);
            } else {
                Facts.required(when, "when");
            }
            Facts.required(operator, "operator");
            if (value == null) {
                requireColumns(right, "right");
            } else if (right != null || factor != null) {
                throw new Facts.KeyFault("value", "value stands in the place of right and factor");
            }
            right = right == null ? List.of() : right;
            factor = factor == null ? BigDecimal.ONE : factor;
            tolerance = tolerance == null ? BigDecimal.ZERO : tolerance;
            requirePositive(factor, "factor");
            requireNotNegative(tolerance, "tolerance");
            Facts.bilingual(title, "title");
            Facts.bilingual(advice, "advice");
        }

        /**
         * The rule for one stage.
         *
         * @param spelled turns a column as the facts name it into one of the stage
         */
        RowRule rule(Rule rule, UnaryOperator<String> spelled) {
            return new RowRule(
                    rule,
                    Facts.bilingual(title, "title"),
                    Facts.bilingual(advice, "advice"),
                    when == null ? null : when.with(spelled.apply(when.column())),
                    left.stream().map(spelled).toList(),
                    operator,
                    factor,
                    right.stream().map(spelled).toList(),
                    value,
                    tolerance,
                    blankIsZero);
        }
    }

    /** A rule over all columns that are parts of others: no part is more than its whole. */
    record OfParts(String kind, Severity severity, Map<String, String> title, Map<String, String> advice)
            implements RuleFact {
        public OfParts {
            Facts.required(severity, "severity");
            Facts.bilingual(title, "title");
            Facts.bilingual(advice, "advice");
        }

        RowRule rule(Rule rule, String part, String whole) {
            return new RowRule(
                    rule,
                    Facts.bilingual(title, "title"),
                    Facts.bilingual(advice, "advice"),
                    null,
                    List.of(part),
                    RowRule.Operator.AT_MOST,
                    BigDecimal.ONE,
                    List.of(whole),
                    null,
                    BigDecimal.ZERO,
                    false);
        }
    }

    /** A rule over a figure and last year's. */
    record OfChange(
            String kind,
            Severity severity,
            Map<String, String> title,
            Map<String, String> advice,
            String level,
            List<String> columns,
            BigDecimal ratio,
            BigDecimal absolute)
            implements RuleFact {
        public OfChange {
            requireOneOf(severity, Set.of(Severity.WARN), kind);
            Facts.required(level, "level");
            requireColumns(columns, "columns");
            requirePositive(ratio, "ratio");
            requireNotNegative(absolute, "absolute");
            Facts.bilingual(title, "title");
            Facts.bilingual(advice, "advice");
        }

        ChangeRule rule(Rule rule, List<String> mapped) {
            return new ChangeRule(
                    rule,
                    Facts.bilingual(title, "title"),
                    Facts.bilingual(advice, "advice"),
                    level,
                    mapped,
                    ratio,
                    absolute);
        }
    }

    /** A rule over a column and last year's. */
    record OfDrift(
            String kind,
            Severity severity,
            Map<String, String> title,
            Map<String, String> advice,
            String level,
            List<String> columns,
            DriftRule.Measure measure,
            BigDecimal limit,
            BigDecimal apart,
            Integer schools)
            implements RuleFact {
        public OfDrift {
            requireOneOf(severity, Set.of(Severity.WARN, Severity.REFUSE), kind);
            Facts.required(level, "level");
            requireColumns(columns, "columns");
            Facts.required(measure, "measure");
            requirePositive(limit, "limit");
            if (schools == null || schools < 1) {
                throw new Facts.KeyFault("schools", "schools must be a whole number from 1");
            }
            if (measure == DriftRule.Measure.SWAPPED) {
                requireNotNegative(apart, "apart");
            } else {
                forbid(apart, "apart", measure.id());
            }
            Facts.bilingual(title, "title");
            Facts.bilingual(advice, "advice");
        }

        DriftRule rule(Rule rule, List<String> mapped) {
            return new DriftRule(
                    rule,
                    Facts.bilingual(title, "title"),
                    Facts.bilingual(advice, "advice"),
                    level,
                    mapped,
                    measure,
                    limit,
                    apart,
                    schools);
        }
    }

    /** Takes a rule of all censuses out of force for a profile. */
    record Off(String kind) implements RuleFact {}

    private static void requireColumns(List<String> columns, String key) {
        if (columns == null || columns.isEmpty()) {
            throw new Facts.KeyFault(key, key + " needs columns");
        }
    }

    private static void requirePositive(BigDecimal number, String key) {
        if (number == null || number.signum() <= 0) {
            throw new Facts.KeyFault(key, key + " must be a number above 0");
        }
    }

    private static void requireNotNegative(BigDecimal number, String key) {
        if (number == null || number.signum() < 0) {
            throw new Facts.KeyFault(key, key + " must be a number from 0");
        }
    }

    private static void forbid(Object value, String key, String kind) {
        if (value != null) {
            throw new Facts.KeyFault(key, key + " is not for a rule of kind " + kind);
        }
    }

    /** Last year's figure may be the wrong one: no row of this year is kept out for it. */
    private static void requireOneOf(Severity severity, Set<Severity> allowed, String kind) {
        if (!allowed.contains(Facts.required(severity, "severity"))) {
            throw new Facts.KeyFault(
                    "severity",
                    "a rule of kind " + kind + " may only "
                            + String.join(
                                    " or ",
                                    allowed.stream().sorted().map(Severity::id).toList())
                            + ", as last year's figure may be the wrong one");
        }
    }
}
