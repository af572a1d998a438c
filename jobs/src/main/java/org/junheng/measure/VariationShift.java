package org.junheng.measure;

/**
 * What moved the squared CV of a place from one year to another: Shapley's parts of four factors (conventions C22). They sum
 * to the difference of the squares; a shift-share of the CV does not by itself, as every school moves the mean of all.
 *
 * <p>The CV² of a set of factors that have changed is that of a place which is made up so: every staying school, with its
 * value X_i of the second year if <em>values</em> is in the set, else of the first, and its students P_i of the second year
 * if <em>weights</em> is in the set, else of the first; the schools of the second year alone, as they are there, if
 * <em>openings</em> is in the set; those of the first year alone, as they were, unless <em>closings</em> is in it. The empty
 * set is the first year, the full one the second. The order of the years only changes signs, openings and closings changing
 * places.
 *
 * <p>The parts are {@code NaN} where one of the 16 places has no school or a mean of 0: where no school stays, or all staying
 * schools are at 0.
 *
 * @param before CV² of the first year; {@code NaN} where its mean is 0
 * @param after CV² of the second year
 * @param values part of the staying schools' values
 * @param weights part of the students moving between staying schools, and between these and the others
 * @param openings part of the schools that are there in the second year alone
 * @param closings part of the schools that are there in the first year alone
 * @param units P_i (X_i − X̄)² / (P X̄²) of each school in the second year less that in the first (C17), in the order of the
 *     units; together the difference too
 */
public record VariationShift(
        double before, double after, double values, double weights, double openings, double closings, double[] units) {
    private static final int VALUES = 1;
    private static final int WEIGHTS = 1 << 1;
    private static final int OPENINGS = 1 << 2;
    private static final int CLOSINGS = 1 << 3;
    private static final int FACTORS = 4;
    private static final int ALL = VALUES | WEIGHTS | OPENINGS | CLOSINGS;

    /** Decomposes. */
    public static VariationShift of(PairedUnits paired) {
        var parts = Shapley.of(FACTORS, changed -> Spread.of(paired, changed).square());
        var before = Spread.of(paired, 0);
        var after = Spread.of(paired, ALL);
        var units = new double[paired.size()];
        for (int i = 0; i < units.length; i++) {
            units[i] = after.share(paired, ALL, i) - before.share(paired, 0, i);
        }
        return new VariationShift(before.square(), after.square(), parts[0], parts[1], parts[2], parts[3], units);
    }

    private static double students(PairedUnits paired, int changed, int unit) {
        if (paired.opens(unit)) {
            return (changed & OPENINGS) == 0 ? 0 : paired.studentsAfter()[unit];
        }
        if (paired.closes(unit)) {
            return (changed & CLOSINGS) == 0 ? paired.studentsBefore()[unit] : 0;
        }
        return (changed & WEIGHTS) == 0 ? paired.studentsBefore()[unit] : paired.studentsAfter()[unit];
    }

    private static double value(PairedUnits paired, int changed, int unit) {
        boolean second = paired.opens(unit) || paired.stays(unit) && (changed & VALUES) != 0;
        return second ? paired.valuesAfter()[unit] : paired.valuesBefore()[unit];
    }

    /** Students, mean and CV² of a place that is made up of both years. */
    private record Spread(double students, double mean, double square) {
        static Spread of(PairedUnits paired, int changed) {
            double students = 0;
            double sum = 0;
            for (int i = 0; i < paired.size(); i++) {
                double its = VariationShift.students(paired, changed, i);
                if (its > 0) {
                    students += its;
                    sum += its * value(paired, changed, i);
                }
            }
            if (!(sum > 0)) {
                return new Spread(students, 0, Double.NaN);
            }
            double mean = sum / students;
            double squares = 0;
            for (int i = 0; i < paired.size(); i++) {
                double its = VariationShift.students(paired, changed, i);
                if (its > 0) {
                    double distance = value(paired, changed, i) / mean - 1;
                    squares += its * distance * distance;
                }
            }
            return new Spread(students, mean, squares / students);
        }

        double share(PairedUnits paired, int changed, int unit) {
            double its = VariationShift.students(paired, changed, unit);
            if (its == 0) {
                return 0;
            }
            double distance = value(paired, changed, unit) / mean - 1;
            return its * distance * distance / students;
        }
    }
}
