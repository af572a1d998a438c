package org.junheng.terms;

import java.io.Serializable;

/**
 * Census years from first to last, both included.
 *
 * @param first the first year
 * @param last the last year, not before the first
 */
public record YearRange(int first, int last) implements Serializable {
    public static final YearRange EVERY = new YearRange(0, 9999);

    public YearRange {
        if (last < first) {
            throw new IllegalArgumentException("the last year " + last + " is before the first year " + first);
        }
    }

    public boolean contains(int year) {
        return first <= year && year <= last;
    }

    /**
     * Reads {@code 2016-2025} or {@code 2020}.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static YearRange parse(String text) {
        var parts = text.strip().split("-", -1);
        if (parts.length > 2) {
            throw new IllegalArgumentException("expected A-B, found " + text);
        }
        return new YearRange(Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[parts.length - 1].strip()));
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
