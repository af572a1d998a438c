package org.junheng.measure;

/**
 * What moved the mean of a place from one year to another: an exact shift-share with opening and closing schools.
 *
 * <p>With M₀, M₁ the means of the schools that are there in both years, v_i the school's share of the students of these, and
 * w_i its share of all students of the year:
 *
 * <pre>
 * X̄₁ − X̄₀ = Σ ½(v₀ + v₁)(x₁ − x₀)           staying schools: their own values
 *          + Σ (v₁ − v₀)(½(x₀ + x₁) − M)      students move between staying schools; M = ½(M₀ + M₁) adds 0 to the sum
 *          + Σ w₁ (x₁ − M₁)                   openings, against the schools beside which they open
 *          + Σ w₀ (M₀ − x₀)                   closings, against the schools that they leave behind
 * </pre>
 *
 * The first two are Bennet's (1920), the other two those of Melitz and Polanec (RAND J. Econ. 46, 2015) in the frame of
 * Foster, Haltiwanger and Krizan (2001). The order of the years only changes signs, openings and closings changing places.
 * Where no school stays, M₀ = M₁ = ½(X̄₀ + X̄₁): then openings and closings share the difference.
 *
 * @param before X̄₀
 * @param after X̄₁
 * @param values what the staying schools' own change adds
 * @param weights what the move of students between staying schools adds
 * @param openings what schools that are there in the second year alone add
 * @param closings what schools that are there in the first year alone add
 * @param units what each school adds, in the order of the units; together the difference
 */
public record MeanShift(
        double before, double after, double values, double weights, double openings, double closings, double[] units) {

    /** Decomposes. */
    public static MeanShift of(PairedUnits paired) {
        double allBefore = 0;
        double allAfter = 0;
        double stayingBefore = 0;
        double stayingAfter = 0;
        for (int i = 0; i < paired.size(); i++) {
            allBefore += paired.studentsBefore()[i];
            allAfter += paired.studentsAfter()[i];
            if (paired.stays(i)) {
                stayingBefore += paired.studentsBefore()[i];
                stayingAfter += paired.studentsAfter()[i];
            }
        }
        double meanBefore = 0;
        double meanAfter = 0;
        double stayBefore = 0;
        double stayAfter = 0;
        for (int i = 0; i < paired.size(); i++) {
            double before = there(paired.studentsBefore()[i], paired.valuesBefore()[i]);
            double after = there(paired.studentsAfter()[i], paired.valuesAfter()[i]);
            meanBefore += before;
            meanAfter += after;
            if (paired.stays(i)) {
                stayBefore += before;
                stayAfter += after;
            }
        }
        meanBefore /= allBefore;
        meanAfter /= allAfter;
        boolean any = stayingBefore > 0;
        stayBefore = any ? stayBefore / stayingBefore : (meanBefore + meanAfter) / 2;
        stayAfter = any ? stayAfter / stayingAfter : stayBefore;
        double middle = (stayBefore + stayAfter) / 2;

        double values = 0;
        double weights = 0;
        double openings = 0;
        double closings = 0;
        var units = new double[paired.size()];
        for (int i = 0; i < units.length; i++) {
            double before = paired.valuesBefore()[i];
            double after = paired.valuesAfter()[i];
            if (paired.stays(i)) {
                double shareBefore = paired.studentsBefore()[i] / stayingBefore;
                double shareAfter = paired.studentsAfter()[i] / stayingAfter;
                double own = (shareBefore + shareAfter) / 2 * (after - before);
                double moved = (shareAfter - shareBefore) * ((before + after) / 2 - middle);
                values += own;
                weights += moved;
                units[i] = own + moved;
            } else if (paired.opens(i)) {
                units[i] = paired.studentsAfter()[i] / allAfter * (after - stayAfter);
                openings += units[i];
            } else if (paired.closes(i)) {
                units[i] = paired.studentsBefore()[i] / allBefore * (stayBefore - before);
                closings += units[i];
            }
        }
        return new MeanShift(meanBefore, meanAfter, values, weights, openings, closings, units);
    }

    private static double there(double students, double value) {
        return students > 0 ? students * value : 0;
    }
}
