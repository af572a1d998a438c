package org.junheng.summary;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The names that somebody who mistyped may have meant. */
public final class Suggestion {
    private static final int MOST_EDITS = 3;

    private Suggestion() {}

    /** The nearest name, where one is near. */
    public static Optional<String> among(Collection<String> names, String typed) {
        return several(names, typed, 1).stream().findFirst();
    }

    /** Near names, the nearest first, at most so many. */
    public static List<String> several(Collection<String> names, String typed, int most) {
        return names.stream()
                .distinct()
                .filter(name -> distance(name, typed) <= Math.min(MOST_EDITS, typed.length() / 2))
                .sorted(Comparator.comparingInt((String name) -> distance(name, typed))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .toList();
    }

    /** How many characters must be added, removed or changed (Levenshtein). */
    private static int distance(String left, String right) {
        var previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            var present = new int[right.length() + 1];
            present[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int changed = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                present[j] = Math.min(changed, 1 + Math.min(previous[j], present[j - 1]));
            }
            previous = present;
        }
        return previous[right.length()];
    }
}
