package org.junheng.measure;

/**
 * Schools of one place, each in a group: students, mean and CV² of the groups.
 *
 * @param students P_g; 0 where the place has none of a group
 * @param means X̄_g; {@code NaN} where it has none
 * @param squares CV_g² within the group, 0 where its mean is 0; {@code NaN} where it has none
 */
public record GroupedUnits(double[] students, double[] means, double[] squares) {
    /**
     * Sums schools up.
     *
     * @param groups how many groups there are
     * @param group of each school, from 0
     * @param students P_i > 0 of each school
     * @param values X_i ≥ 0 of each school
     * @throws IllegalArgumentException for arrays of different length, none at all, or values outside these ranges
     */
    public static GroupedUnits of(int groups, int[] group, double[] students, double[] values) {
        if (group.length == 0 || students.length != group.length || values.length != group.length) {
            throw new IllegalArgumentException("needs as many groups and values as students, at least one");
        }
        var sums = new double[groups];
        var means = new double[groups];
        var squares = new double[groups];
        for (int i = 0; i < group.length; i++) {
            if (!(students[i] > 0 && values[i] >= 0)) {
                throw new IllegalArgumentException("students must be above 0 and values not below");
            }
            sums[group[i]] += students[i];
            means[group[i]] += students[i] * values[i];
        }
        for (int g = 0; g < groups; g++) {
            means[g] = sums[g] == 0 ? Double.NaN : means[g] / sums[g];
        }
        for (int i = 0; i < group.length; i++) {
            double mean = means[group[i]];
            double distance = mean == 0 ? 0 : values[i] / mean - 1;
            squares[group[i]] += students[i] * distance * distance;
        }
        for (int g = 0; g < groups; g++) {
            squares[g] = sums[g] == 0 ? Double.NaN : squares[g] / sums[g];
        }
        return new GroupedUnits(sums, means, squares);
    }
}
