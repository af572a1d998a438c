package org.junheng.validate;

import java.io.Serializable;

/**
 * Where a row is checked and stored: the rows of one profile, year and province meet in one task.
 *
 * @param profile id of the profile
 * @param year census year; 0 where it cannot be told
 * @param province two digits; 00 where there is none
 */
record PartitionKey(String profile, int year, String province) implements Comparable<PartitionKey>, Serializable {
    private static final char SEPARATOR = '\t';

    @Override
    public int compareTo(PartitionKey other) {
        return encoded().compareTo(other.encoded());
    }

    /** A text that sorts as the keys do; tasks exchange it. */
    String encoded() {
        return profile + SEPARATOR + "%04d".formatted(year) + SEPARATOR + province;
    }

    static PartitionKey decode(String text) {
        var parts = text.split(String.valueOf(SEPARATOR), -1);
        return new PartitionKey(parts[0], Integer.parseInt(parts[1]), parts[2]);
    }
}
