package org.junheng.measure;

/**
 * How unevenly a group of students is spread over schools.
 *
 * <p>With a_i members of the group among the t_i students of school i, b_i = t_i − a_i others, A = Σ a_i and B = Σ b_i.
 * Where one of the two groups is empty there is nothing to compare: all three measures are {@code NaN} here and null in
 * tables. Sums run in the order given, so equal input gives equal bits.
 *
 * @param members A
 * @param others B
 * @param dissimilarity D = ½ Σ |a_i/A − b_i/B|, from 0 to 1: the share of the group that would have to change schools for
 *     the same share of it in each (Duncan and Duncan 1955)
 * @param isolation Σ (a_i/A)(a_i/t_i): the share of the group in the school of its average member (Lieberson 1981)
 * @param exposure Σ (a_i/A)(b_i/t_i): the share of others there; isolation and exposure make 1
 */
public record Segregation(long members, long others, double dissimilarity, double isolation, double exposure) {
    /**
     * Computes all measures.
     *
     * @param members a_i, from 0 to t_i
     * @param students t_i ≥ 0; a school without students counts nothing
     * @throws IllegalArgumentException for arrays of different length or values outside these ranges
     */
    public static Segregation of(long[] members, long[] students) {
        if (members.length != students.length) {
            throw new IllegalArgumentException("needs as many members as students");
        }
        long group = 0;
        long others = 0;
        for (int i = 0; i < members.length; i++) {
            if (members[i] < 0 || members[i] > students[i]) {
                throw new IllegalArgumentException("members must be from 0 to the students of their school");
            }
            group += members[i];
            others += students[i] - members[i];
        }
        if (group == 0 || others == 0) {
            return new Segregation(group, others, Double.NaN, Double.NaN, Double.NaN);
        }
        double distance = 0;
        double meetingMembers = 0;
        double meetingOthers = 0;
        for (int i = 0; i < members.length; i++) {
            if (students[i] == 0) {
                continue;
            }
            double ofGroup = members[i];
            double ofOthers = students[i] - members[i];
            // Without the divisors these are whole numbers, so that equal shares differ by 0 and not by a rounding.
            distance += Math.abs(ofGroup * others - ofOthers * group);
            meetingMembers += ofGroup * ofGroup / students[i];
            meetingOthers += ofGroup * ofOthers / students[i];
        }
        // Rounding alone could carry the first past 1, where whole numbers are too large to be exact.
        return new Segregation(
                group,
                others,
                Math.min(1, distance / (2.0 * group * others)),
                meetingMembers / group,
                meetingOthers / group);
    }
}
