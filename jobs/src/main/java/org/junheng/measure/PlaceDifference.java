package org.junheng.measure;

import java.util.Arrays;

/**
 * What makes two places differ in one year, over groups of schools that both are divided into.
 *
 * <p>The mean by Kitagawa (J. Amer. Stat. Assoc. 50, 1955), with w_g the group's share of the students:
 *
 * <pre>
 * X̄_B − X̄_A = Σ_g (w_B − w_A) ½(x_A + x_B)     composition: where the students are
 *           + Σ_g ½(w_A + w_B)(x_B − x_A)      rates: what schools of the same group have
 * </pre>
 *
 * The CV² by Shapley's parts over three factors, each that of A or of B: the shares w_g, the means X̄_g, and the CV_g² within,
 * in CV² = Σ w_g (X̄_g/X̄)² CV_g² + Σ w_g (X̄_g/X̄ − 1)² (C17). A group that one place lacks has there the mean and the spread
 * that it has in the other, so that it adds through its share alone. The order of the places only changes signs.
 *
 * @param meanA X̄_A
 * @param meanB X̄_B
 * @param composition part of the shares in the difference of the means
 * @param rates part of the groups' means in the difference of the means
 * @param groupComposition what each group adds to the first, measured from ½(X̄_A + X̄_B), which adds 0 to the sum
 * @param groupRates what each group adds to the second
 * @param squareA CV² of A; {@code NaN} where its mean is 0
 * @param squareB CV² of B; likewise
 * @param shares part of the shares in the difference of the CV²; {@code NaN} where a mixture of both places has mean 0;
 *     likewise the other two
 * @param means part of the groups' means in it
 * @param within part of the spread within groups in it
 */
public record PlaceDifference(
        double meanA,
        double meanB,
        double composition,
        double rates,
        double[] groupComposition,
        double[] groupRates,
        double squareA,
        double squareB,
        double shares,
        double means,
        double within) {
    private static final int SHARES = 1;
    private static final int MEANS = 1 << 1;
    private static final int WITHIN = 1 << 2;
    private static final int FACTORS = 3;

    /**
     * Decomposes.
     *
     * @throws IllegalArgumentException where the places have not the same groups
     */
    public static PlaceDifference of(GroupedUnits a, GroupedUnits b) {
        int groups = a.students().length;
        if (b.students().length != groups) {
            throw new IllegalArgumentException("both places need the same groups");
        }
        var sharesA = shares(a);
        var sharesB = shares(b);
        var meansA = known(a.means(), b.means());
        var meansB = known(b.means(), a.means());
        var squaresA = known(a.squares(), b.squares());
        var squaresB = known(b.squares(), a.squares());
        double meanA = mean(sharesA, meansA);
        double meanB = mean(sharesB, meansB);
        double middle = (meanA + meanB) / 2;
        var composition = new double[groups];
        var rates = new double[groups];
        for (int g = 0; g < groups; g++) {
            composition[g] = (sharesB[g] - sharesA[g]) * ((meansA[g] + meansB[g]) / 2 - middle);
            rates[g] = (sharesA[g] + sharesB[g]) / 2 * (meansB[g] - meansA[g]);
        }
        var parts = Shapley.of(
                FACTORS,
                changed -> square(
                        (changed & SHARES) == 0 ? sharesA : sharesB,
                        (changed & MEANS) == 0 ? meansA : meansB,
                        (changed & WITHIN) == 0 ? squaresA : squaresB));
        return new PlaceDifference(
                meanA,
                meanB,
                Arrays.stream(composition).sum(),
                Arrays.stream(rates).sum(),
                composition,
                rates,
                square(sharesA, meansA, squaresA),
                square(sharesB, meansB, squaresB),
                parts[0],
                parts[1],
                parts[2]);
    }

    private static double[] shares(GroupedUnits place) {
        double total = Arrays.stream(place.students()).sum();
        return Arrays.stream(place.students()).map(students -> students / total).toArray();
    }

    /** The figures of a place, for a group that it lacks those of the other; 0 for one that both lack. */
    private static double[] known(double[] own, double[] other) {
        var known = own.clone();
        for (int g = 0; g < known.length; g++) {
            if (Double.isNaN(known[g])) {
                known[g] = Double.isNaN(other[g]) ? 0 : other[g];
            }
        }
        return known;
    }

    private static double mean(double[] shares, double[] means) {
        double mean = 0;
        for (int g = 0; g < shares.length; g++) {
            mean += shares[g] * means[g];
        }
        return mean;
    }

    private static double square(double[] shares, double[] means, double[] squares) {
        double mean = mean(shares, means);
        if (!(mean > 0)) {
            return Double.NaN;
        }
        double sum = 0;
        for (int g = 0; g < shares.length; g++) {
            double ratio = means[g] / mean;
            sum += shares[g] * (ratio * ratio * squares[g] + (ratio - 1) * (ratio - 1));
        }
        return sum;
    }
}
