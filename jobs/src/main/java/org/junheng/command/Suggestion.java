package org.junheng.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name that somebody who mistyped may have meant. */
final class Suggestion {
    private static final int MOST_EDITS = 3;

    private Suggestion() {}

    static Optional<String> among(Collection<String> names, String typed) {
        return names.stream()
                .filter(name -> distance(name, typed) <= Math.min(MOST_EDITS, typed.length() / 2))
                .min(Comparator.comparingInt((String name) -> distance(name, typed))
                        .thenComparing(Comparator.naturalOrder()));
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
