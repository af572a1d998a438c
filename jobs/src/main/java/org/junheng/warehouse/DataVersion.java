package org.junheng.warehouse;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The semantic version of published data. It rises by its first number when something is removed that readers held on to, by
 * its second when something is added or revised, by its third when values are corrected.
 */
public record DataVersion(int removals, int additions, int corrections) implements Comparable<DataVersion> {
    /** The version of the first snapshot of a warehouse. */
    public static final DataVersion FIRST = new DataVersion(1, 0, 0);

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})");
    private static final Comparator<DataVersion> ORDER = Comparator.comparingInt(DataVersion::removals)
            .thenComparingInt(DataVersion::additions)
            .thenComparingInt(DataVersion::corrections);

    /** Reads {@code 1.4.0}; empty for anything else. */
    public static Optional<DataVersion> of(String text) {
        var numbers = FORM.matcher(text == null ? "" : text);
        return numbers.matches()
                ? Optional.of(new DataVersion(
                        Integer.parseInt(numbers.group(1)),
                        Integer.parseInt(numbers.group(2)),
                        Integer.parseInt(numbers.group(3))))
                : Optional.empty();
    }

    public DataVersion afterRemoval() {
        return new DataVersion(removals + 1, 0, 0);
    }

    public DataVersion afterAddition() {
        return new DataVersion(removals, additions + 1, 0);
    }

    public DataVersion afterCorrection() {
        return new DataVersion(removals, additions, corrections + 1);
    }

    @Override
    public int compareTo(DataVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return removals + "." + additions + "." + corrections;
    }
}
