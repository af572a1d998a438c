package org.junheng.sample;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The coefficients of variation that schools leave possible of which only ranges are known: tried out on a grid, point by
 * point.
 */
final class PossibleVariations {

    private static final double POINTS = 50_000;

    private record School(Possible value, Possible students, boolean perStudent) {}

    private final List<School> schools = new ArrayList<>();
    private double knownStudents;
    private double knownSum;
    private double knownSquares;

    void add(double value, double students) {
        knownStudents += students;
        knownSum += students * value;
        knownSquares += students * value * value;
    }

    void add(Possible value, Possible students) {
        schools.add(new School(value, students, true));
    }

    /** A school whose resource, with scale, is known better than its students. */
    void addResource(Possible resource, Possible students) {
        schools.add(new School(resource, students, false));
    }

    /** Pass or fail where every point is on one side of the limit. */
    Verdict against(BigDecimal limit) {
        int steps = Math.max(1, (int) Math.pow(POINTS, 0.5 / schools.size()) - 1);
        var ends = new double[] {Double.POSITIVE_INFINITY, 0};
        visit(0, steps, knownStudents, knownSum, knownSquares, ends);
        if (ends[1] <= limit.doubleValue()) {
            return Verdict.PASS;
        }
        return ends[0] > limit.doubleValue() ? Verdict.FAIL : Verdict.CANNOT_SAY;
    }

    private void visit(int next, int steps, double students, double sum, double squares, double[] ends) {
        if (next == schools.size()) {
            double mean = sum / students;
            double variation = Math.sqrt(Math.max(0, squares / students - mean * mean)) / mean;
            ends[0] = Math.min(ends[0], variation);
            ends[1] = Math.max(ends[1], variation);
            return;
        }
        var school = schools.get(next);
        for (int i = 0; i <= steps; i++) {
            double figure = school.value().at((double) i / steps);
            for (int j = 0; j <= steps; j++) {
                double heads = school.students().at((double) j / steps);
                double value = school.perStudent() ? figure : figure / Math.max(1, heads);
                visit(next + 1, steps, students + heads, sum + heads * value, squares + heads * value * value, ends);
            }
        }
    }
}
