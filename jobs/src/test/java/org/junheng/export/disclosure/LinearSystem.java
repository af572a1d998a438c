package org.junheng.export.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NoFeasibleSolutionException;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.linear.UnboundedSolutionException;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/** What an attacker knows of unknown counts: linear inequalities, from which linear programming tells bounds. */
final class LinearSystem {
    /** Bounds of a count. */
    record Bounds(double low, double high) {
        static final Bounds NONE = new Bounds(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

        Bounds hull(Bounds other) {
            return new Bounds(Math.min(low, other.low), Math.max(high, other.high));
        }

        boolean isEmpty() {
            return low > high;
        }
    }

    private static final double TOLERANCE = 1e-6;
    /** No count of a county is as large. */
    private static final double MOST = 1e6;

    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final List<Map<String, Double>> left = new ArrayList<>();
    private final List<Double> right = new ArrayList<>();

    /** A count that is not negative. */
    LinearSystem count(String name) {
        names.putIfAbsent(name, names.size());
        return this;
    }

    boolean knows(String name) {
        return names.containsKey(name);
    }

    LinearSystem between(String name, double low, double high) {
        count(name);
        atLeast(Map.of(name, 1.0), low);
        return atLeast(Map.of(name, -1.0), -high);
    }

    /** Σ coefficient · count ≥ bound. */
    LinearSystem atLeast(Map<String, Double> sum, double bound) {
        sum.keySet().forEach(this::count);
        left.add(Map.copyOf(sum));
        right.add(bound);
        return this;
    }

    LinearSystem copy() {
        var copy = new LinearSystem();
        copy.names.putAll(names);
        copy.left.addAll(left);
        copy.right.addAll(right);
        return copy;
    }

    /** The whole numbers between which a count must lie; empty where the inequalities contradict each other. */
    Bounds bounds(String name) {
        return new Bounds(
                Math.ceil(optimum(name, GoalType.MINIMIZE) - TOLERANCE),
                Math.floor(optimum(name, GoalType.MAXIMIZE) + TOLERANCE));
    }

    private double optimum(String name, GoalType goal) {
        var constraints = new ArrayList<LinearConstraint>();
        for (int i = 0; i < left.size(); i++) {
            var coefficients = new double[names.size()];
            left.get(i).forEach((each, value) -> coefficients[names.get(each)] = value);
            constraints.add(new LinearConstraint(coefficients, Relationship.GEQ, right.get(i)));
        }
        var objective = new double[names.size()];
        objective[names.get(name)] = 1;
        var most = new double[names.size()];
        most[names.get(name)] = 1;
        constraints.add(new LinearConstraint(most, Relationship.LEQ, MOST));
        try {
            return new SimplexSolver(1e-9, 10, 1e-12)
                    .optimize(
                            new MaxIter(100_000),
                            new LinearObjectiveFunction(objective, 0),
                            new LinearConstraintSet(constraints),
                            goal,
                            new NonNegativeConstraint(true))
                    .getValue();
        } catch (NoFeasibleSolutionException contradiction) {
            return goal == GoalType.MINIMIZE ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        } catch (UnboundedSolutionException unbounded) {
            return goal == GoalType.MINIMIZE ? 0 : MOST;
        } catch (MathIllegalStateException failure) {
            throw new AssertionError(name, failure);
        }
    }
}
