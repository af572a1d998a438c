package org.junheng.measure;

/**
 * Schools of a place in two years, each school in one position of all arrays; without students it is not there in that year.
 *
 * @param studentsBefore P_i in the first year; 0 for a school that is there in the second alone
 * @param valuesBefore X_i in the first year; not read where there are no students
 * @param studentsAfter P_i in the second year; 0 for a school that is there in the first alone
 * @param valuesAfter X_i in the second year; not read where there are no students
 */
public record PairedUnits(
        double[] studentsBefore, double[] valuesBefore, double[] studentsAfter, double[] valuesAfter) {
    /**
     * @throws IllegalArgumentException for arrays of different length, students or values below 0 or not finite, or a year
     *     without students
     */
    public PairedUnits {
        int units = studentsBefore.length;
        if (valuesBefore.length != units || studentsAfter.length != units || valuesAfter.length != units) {
            throw new IllegalArgumentException("needs as many values as students, in both years");
        }
        check(studentsBefore, valuesBefore);
        check(studentsAfter, valuesAfter);
    }

    private static void check(double[] students, double[] values) {
        double total = 0;
        for (int i = 0; i < students.length; i++) {
            if (!(students[i] >= 0 && Double.isFinite(students[i]))
                    || students[i] > 0 && !(values[i] >= 0 && Double.isFinite(values[i]))) {
                throw new IllegalArgumentException("students and values must be finite and not below 0");
            }
            total += students[i];
        }
        if (total == 0) {
            throw new IllegalArgumentException("a year has no students");
        }
    }

    int size() {
        return studentsBefore.length;
    }

    boolean stays(int unit) {
        return studentsBefore[unit] > 0 && studentsAfter[unit] > 0;
    }

    boolean opens(int unit) {
        return studentsBefore[unit] == 0 && studentsAfter[unit] > 0;
    }

    boolean closes(int unit) {
        return studentsBefore[unit] > 0 && studentsAfter[unit] == 0;
    }
}
