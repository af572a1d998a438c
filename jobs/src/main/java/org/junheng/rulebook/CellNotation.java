package org.junheng.rulebook;

import java.io.Serializable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How people write cells, in whatever census ({@code census/cells.yaml}).
 *
 * @param missing words that, alone in a cell, mean that nothing was reported
 * @param flags words for yes and no; in a column of flags they come before {@code missing}
 * @param thousands characters that may stand between groups of three digits
 * @param numerals numbers in Chinese characters
 */
public record CellNotation(List<String> missing, Flags flags, List<String> thousands, Numerals numerals)
        implements Serializable {
    private static final String NO_SEPARATORS = "0123456789.+-%eE";

    public CellNotation {
        missing = words(missing, "missing");
        for (var word : missing) {
            if (Character.isDigit(word.charAt(0))) {
                throw new Facts.KeyFault("missing", "'" + word + "' begins with a digit: it would be read as a number");
            }
        }
        Facts.required(flags, "flags");
        thousands = List.copyOf(Facts.required(thousands, "thousands"));
        for (var separator : thousands) {
            if (separator.length() != 1 || NO_SEPARATORS.contains(separator)) {
                throw new Facts.KeyFault(
                        "thousands", "a separator is one character and no part of a number; found '" + separator + "'");
            }
        }
        Facts.required(numerals, "numerals");
    }

    private static List<String> words(List<String> words, String key) {
        var seen = new HashSet<String>();
        for (var word : Facts.required(words, key)) {
            if (word.isBlank()) {
                throw new Facts.KeyFault(key, "a blank word: blank cells need none");
            }
            if (!seen.add(word.toLowerCase(Locale.ROOT))) {
                throw new Facts.KeyFault(key, "'" + word + "' stands twice");
            }
        }
        return List.copyOf(words);
    }

    /** Words for yes and no. */
    public record Flags(List<String> yes, List<String> no) implements Serializable {
        public Flags {
            yes = words(yes, "yes");
            no = words(no, "no");
            for (var word : no) {
                if (yes.stream().anyMatch(word::equalsIgnoreCase)) {
                    throw new Facts.KeyFault("no", "'" + word + "' means yes already");
                }
            }
        }
    }

    /**
     * The characters of whole numbers.
     *
     * @param digits character → 0 to 9
     * @param digitsBeforePowers character → 1 to 9; it stands only before hundreds and larger powers
     * @param powers character → 10, 100, 1000, 10,000 or 100,000,000
     * @param shortForms character → the digits and powers that it stands for
     */
    public record Numerals(
            Map<String, Integer> digits,
            Map<String, Integer> digitsBeforePowers,
            Map<String, Integer> powers,
            Map<String, String> shortForms)
            implements Serializable {
        private static final Set<Integer> POWERS = Set.of(10, 100, 1000, 10_000, 100_000_000);

        public Numerals {
            digits = new LinkedHashMap<>(Facts.required(digits, "digits"));
            digitsBeforePowers = digitsBeforePowers == null ? Map.of() : new LinkedHashMap<>(digitsBeforePowers);
            powers = new LinkedHashMap<>(Facts.required(powers, "powers"));
            shortForms = shortForms == null ? Map.of() : new LinkedHashMap<>(shortForms);
            var seen = new HashSet<String>();
            characters(digits.keySet(), "digits", seen);
            characters(digitsBeforePowers.keySet(), "digits_before_powers", seen);
            characters(powers.keySet(), "powers", seen);
            var known = Set.copyOf(seen);
            characters(shortForms.keySet(), "short_forms", seen);
            between(digits, "digits", 0);
            between(digitsBeforePowers, "digits_before_powers", 1);
            powers.forEach((character, power) -> {
                if (!POWERS.contains(power)) {
                    throw new Facts.KeyFault("powers", character + " must be one of 10, 100, 1000, 10000, 100000000");
                }
            });
            shortForms.forEach((character, meaning) -> {
                if (meaning.isEmpty() || !known.containsAll(List.of(meaning.split("")))) {
                    throw new Facts.KeyFault(
                            "short_forms", character + " must stand for digits and powers; found " + meaning);
                }
            });
        }

        private static void characters(Set<String> keys, String key, Set<String> seen) {
            for (var character : keys) {
                if (character.length() != 1 || character.charAt(0) <= '~') {
                    throw new Facts.KeyFault(key, "each is one character beyond ASCII; found '" + character + "'");
                }
                if (!seen.add(character)) {
                    throw new Facts.KeyFault(key, character + " has a meaning already");
                }
            }
        }

        private static void between(Map<String, Integer> digits, String key, int least) {
            digits.forEach((character, digit) -> {
                if (digit < least || digit > 9) {
                    throw new Facts.KeyFault(key, character + " must be from " + least + " to 9; found " + digit);
                }
            });
        }
    }
}
