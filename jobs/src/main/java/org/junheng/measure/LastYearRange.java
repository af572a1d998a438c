package org.junheng.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.junheng.measure.VariationBounds.Range;
import org.junheng.rulebook.ProfileRules;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.Standard.Basis;
import org.junheng.rulebook.Standard.Indicator;
import org.junheng.terms.Stage;

/**
 * What a school's figures of last year leave possible of those it lacks this year: each may have changed by as much as the
 * cross-year rule of its column lets it change without a warning (conventions C18). Figures of this year stay as they are.
 *
 * <p>A school that did not arrive has its resource per student of last year: its students and its resource per student are
 * bounded each by their own rule.
 */
final class LastYearRange {
    /** From the least to the greatest that is possible, never below 0. */
    record Between(double low, double high) {}

    private record Exact(BigDecimal low, BigDecimal high) {
        static final Exact ZERO = new Exact(BigDecimal.ZERO, BigDecimal.ZERO);

        static Exact of(BigDecimal value) {
            return new Exact(value, value);
        }

        Exact plus(Exact other) {
            return new Exact(low.add(other.low), high.add(other.high));
        }

        Exact minus(Exact other) {
            return new Exact(low.subtract(other.high), high.subtract(other.low));
        }

        Exact times(BigDecimal factor) {
            return new Exact(low.multiply(factor), high.multiply(factor));
        }
    }

    private final Standard standard;
    private final ProfileRules rules;

    LastYearRange(Standard standard, ProfileRules rules) {
        this.standard = standard;
        this.rules = rules;
    }

    /**
     * Students of a stage.
     *
     * @param last the school last year, or null
     * @return null where nothing tells
     */
    Between students(School last, Stage stage) {
        var range = column("students_" + stage.id(), null, last);
        return range == null ? null : between(range.low(), range.high());
    }

    /**
     * What is possible of an indicator.
     *
     * @param now the school this year; null where it did not arrive
     * @param last the school last year, or null
     * @param heads how many students the stage may have
     * @return null where nothing tells
     */
    Range value(Indicator indicator, Stage stage, School now, School last, Between heads) {
        var resource = resource(indicator, stage, now, last);
        if (resource == null) {
            return null;
        }
        var scaled = resource.times(indicator.scale());
        var stages = now == null ? last.stages() : now.stages();
        boolean isSplit = indicator.basis() == Basis.SHARED
                && stages.size() > 1
                && !standard.splitWeights().isEmpty();
        boolean headsMissing = now != null && now.students(stage) == null;
        if (headsMissing && !isSplit) {
            var all = between(scaled.low(), scaled.high());
            return Range.ofResources(all.low(), all.high(), heads.low(), heads.high());
        }
        Exact own;
        if (headsMissing) {
            own = new Exact(BigDecimal.valueOf(heads.low()), BigDecimal.valueOf(heads.high()));
        } else {
            var students = now == null ? last.students(stage) : now.students(stage);
            if (students == null || students == 0) {
                return null;
            }
            own = Exact.of(BigDecimal.valueOf(students));
        }
        if (!isSplit) {
            return range(scaled, own, heads);
        }
        // Weighted by students, a stage has weight · resource / Σ weight · students for each of its own.
        var weight = standard.splitWeights().get(stage);
        var weighted = own.times(weight);
        for (var other : stages) {
            if (other != stage) {
                var its = column("students_" + other.id(), now, last);
                if (its == null) {
                    return null;
                }
                weighted = weighted.plus(its.times(standard.splitWeights().get(other)));
            }
        }
        return range(scaled.times(weight), weighted, heads);
    }

    private static Range range(Exact resource, Exact students, Between heads) {
        if (students.low().signum() == 0) {
            return null;
        }
        var value = between(quotient(resource.low(), students.high()), quotient(resource.high(), students.low()));
        return Range.ofValues(value.low(), value.high(), heads.low(), heads.high());
    }

    private static BigDecimal quotient(BigDecimal number, BigDecimal divisor) {
        return number.divide(divisor, MathContext.DECIMAL64);
    }

    private static Between between(BigDecimal low, BigDecimal high) {
        return new Between(
                low.max(BigDecimal.ZERO).doubleValue(),
                high.max(BigDecimal.ZERO).doubleValue());
    }

    private Exact resource(Indicator indicator, Stage stage, School now, School last) {
        var added = sum(indicator.numerator().add(), indicator, stage, now, last);
        var subtracted = sum(indicator.numerator().subtract(), indicator, stage, now, last);
        if (added == null || subtracted == null) {
            return null;
        }
        var resource = added.minus(subtracted);
        // Figures of this year that contradict each other are no figures.
        return resource.high().signum() < 0 && now != null ? resource(indicator, stage, null, last) : resource;
    }

    private Exact sum(List<String> columns, Indicator indicator, Stage stage, School now, School last) {
        var sum = Exact.ZERO;
        for (var column : columns) {
            var name = indicator.basis() == Basis.STAGE ? column + "_" + stage.id() : column;
            var range = column(name, now, last);
            if (range == null) {
                return null;
            }
            sum = sum.plus(range);
        }
        return sum;
    }

    /** This year's figure, else last year's with what may have changed; null where neither is known or no rule fits. */
    private Exact column(String name, School now, School last) {
        var known = now == null ? null : now.number(name);
        if (known != null) {
            return Exact.of(known);
        }
        var before = last == null ? null : last.number(name);
        var rule = rules.changeOfSchool(name);
        if (before == null || rule.isEmpty()) {
            return null;
        }
        var change = rule.get().largestChange(before);
        return new Exact(before.subtract(change).max(BigDecimal.ZERO), before.add(change));
    }
}
