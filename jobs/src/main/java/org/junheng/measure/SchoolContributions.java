package org.junheng.measure;

import java.util.List;
import org.junheng.measure.Partitionings.Partitioning;
import org.junheng.measure.SchoolStage.Counted;

/** What share of the squared CV of its county comes from each school: P_i (X_i − X̄)² / (P X̄² CV²) (conventions C17). */
final class SchoolContributions {
    private final double[][] shares;

    /**
     * @param schools those of one stage
     * @param positions which of all schools each of them is
     * @param counties how all schools are parted into counties
     */
    SchoolContributions(List<SchoolStage> schools, int[] positions, Partitioning counties) {
        int indicators = schools.isEmpty() ? 0 : schools.get(0).values().size();
        shares = new double[indicators][schools.size()];
        for (int i = 0; i < indicators; i++) {
            share(schools, positions, counties, i);
        }
    }

    private void share(List<SchoolStage> schools, int[] positions, Partitioning counties, int indicator) {
        var students = new double[counties.keys().size()];
        var resource = new double[counties.keys().size()];
        for (int i = 0; i < positions.length; i++) {
            if (counts(schools.get(i), indicator)) {
                int county = counties.ofSchool()[positions[i]];
                students[county] += students(schools.get(i));
                resource[county] += schools.get(i).values().get(indicator).numerator();
            }
        }
        var squares = new double[students.length];
        for (int i = 0; i < positions.length; i++) {
            if (counts(schools.get(i), indicator)) {
                int county = counties.ofSchool()[positions[i]];
                var value = schools.get(i).values().get(indicator);
                double mean = resource[county] * value.indicator().scale().doubleValue() / students[county];
                double distance = value.value() - mean;
                shares[indicator][i] = students(schools.get(i)) * distance * distance;
                squares[county] += shares[indicator][i];
            } else {
                shares[indicator][i] = Double.NaN;
            }
        }
        for (int i = 0; i < positions.length; i++) {
            double sum = squares[counties.ofSchool()[positions[i]]];
            shares[indicator][i] = sum == 0 ? Double.NaN : shares[indicator][i] / sum;
        }
    }

    private static boolean counts(SchoolStage school, int indicator) {
        return school.counted() == Counted.IN && school.values().get(indicator).value() != null;
    }

    private static double students(SchoolStage school) {
        return school.school().students(school.stage());
    }

    /**
     * The share of a school; NaN where it does not count or no school differs from the mean.
     *
     * @param school its place in the list
     */
    double share(int indicator, int school) {
        return shares[indicator][school];
    }
}
