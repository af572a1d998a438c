package org.junheng.trend.roadmap;

/**
 * The year in which a line comes to meet its limit, as far as the line is known.
 *
 * @param year the year, or null where it does not within the years that are known
 * @param known the last year of which anything is known; past it nothing is said
 */
record Reach(Integer year, int known) {
    /** Nothing is known at all. */
    static final Reach UNKNOWN = new Reach(null, Integer.MIN_VALUE);

    static Reach in(int year) {
        return new Reach(year, year);
    }

    /** It does not up to and with a year. */
    static Reach notUpTo(int year) {
        return new Reach(null, year);
    }

    /**
     * The first year from which a line meets its limit and stays so up to a year; where it does not by then, the first year
     * after in which it does.
     *
     * @param first the year of the first entry
     * @param meets whether it meets the limit, a year after the other, at least one
     * @param until the year up to which it must stay
     */
    static Reach of(int first, boolean[] meets, int until) {
        int end = Math.max(0, Math.min(until - first, meets.length - 1));
        if (meets[end]) {
            int start = end;
            while (start > 0 && meets[start - 1]) {
                start--;
            }
            return in(first + start);
        }
        for (int i = end + 1; i < meets.length; i++) {
            if (meets[i]) {
                return in(first + i);
            }
        }
        return notUpTo(first + meets.length - 1);
    }

    /** Whether it is known to be reached by a year. */
    boolean by(int other) {
        return year != null && year <= other;
    }

    /** Whether it is known not to be reached by a year. */
    boolean notBy(int other) {
        return year == null ? known >= other : year > other;
    }

    /** When both are reached. */
    Reach and(Reach other) {
        if (year != null && other.year != null) {
            return year >= other.year ? this : other;
        }
        return new Reach(null, Math.max(before(), other.before()));
    }

    /** The last year by which it is known not to be reached. */
    private int before() {
        return year == null ? known : year - 1;
    }

    /** The later first: what is not reached within the known years is later than what is. */
    static int later(Reach one, Reach other) {
        int a = one.year == null ? Integer.MAX_VALUE : one.year;
        int b = other.year == null ? Integer.MAX_VALUE : other.year;
        return Integer.compare(b, a);
    }
}
