package org.junheng.validate;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.junheng.rulebook.CellNotation;

/**
 * Whole numbers in Chinese characters, as they are written in full: each place that is left out within the number is
 * marked by one zero (一千零五). What the spoken language shortens is refused, since it can be read in two ways: 一百二 is 120
 * to the ear and 102 to the eye.
 */
final class ChineseNumerals {
    private static final int MYRIAD = 10_000;
    private static final int HUNDRED_MILLION = 100_000_000;
    /** Longer ones do not exist: 九千九百九十九亿… has 26 characters. */
    private static final int LONGEST = 40;

    private final Map<Character, Integer> digits = new HashMap<>();
    private final Map<Character, Integer> digitsBeforePowers = new HashMap<>();
    private final Map<Character, Integer> powers = new HashMap<>();
    private final Map<Character, String> shortForms = new HashMap<>();

    ChineseNumerals(CellNotation.Numerals facts) {
        facts.digits().forEach((character, digit) -> digits.put(character.charAt(0), digit));
        facts.digitsBeforePowers().forEach((character, digit) -> digitsBeforePowers.put(character.charAt(0), digit));
        facts.powers().forEach((character, power) -> powers.put(character.charAt(0), power));
        facts.shortForms().forEach((character, meaning) -> shortForms.put(character.charAt(0), meaning));
    }

    /** Whether a character belongs to numerals. */
    boolean isNumeral(char character) {
        return digits.containsKey(character)
                || digitsBeforePowers.containsKey(character)
                || powers.containsKey(character)
                || shortForms.containsKey(character);
    }

    /** Whether a character multiplies: 十, 万. */
    boolean isPower(char character) {
        return powers.containsKey(character);
    }

    /** The number, from 0 to 999,999,999,999; empty where the text is no number written in full. */
    OptionalLong read(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return OptionalLong.empty();
        }
        var written = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            var meaning = shortForms.get(text.charAt(i));
            written.append(meaning == null ? String.valueOf(text.charAt(i)) : meaning);
        }
        if (written.length() == 1 && isZero(written.charAt(0))) {
            return OptionalLong.of(0);
        }
        var number = new Number();
        int start = 0;
        for (int i = 0; i < written.length(); i++) {
            int power = powers.getOrDefault(written.charAt(i), 0);
            if (power >= MYRIAD) {
                number.add(written.substring(start, i), power);
                start = i + 1;
            }
        }
        if (start < written.length()) {
            number.add(written.substring(start), 1);
        }
        return number.malformed ? OptionalLong.empty() : OptionalLong.of(number.total);
    }

    private boolean isZero(char character) {
        return digits.getOrDefault(character, -1) == 0;
    }

    /** The sum of sections of up to four places each, the largest first: 亿, 万, ones. */
    private final class Number {
        private long total;
        private long lastPower = Long.MAX_VALUE;
        private long lastSection;
        private boolean malformed;

        void add(String section, long power) {
            boolean isFirst = lastPower == Long.MAX_VALUE;
            boolean hasZero = !section.isEmpty() && isZero(section.charAt(0));
            int value = section(hasZero ? section.substring(1) : section, power > 1);
            boolean isSkipped = !isFirst && lastPower / power > MYRIAD;
            boolean needsZero = !isFirst && (value < 1000 || isSkipped);
            // 二十万零五千 is written as well as 二十万五千.
            boolean mayHaveZero = needsZero || !isFirst && lastSection % 10 == 0;
            malformed |= value <= 0 || power >= lastPower || needsZero && !hasZero || hasZero && !mayHaveZero;
            total += value * power;
            lastPower = power;
            lastSection = value;
        }
    }

    /** A section from 1 to 9999, without a zero before it; −1 where it is malformed. */
    private int section(String text, boolean isMultiplied) {
        int sum = 0;
        int lastPower = MYRIAD;
        boolean hasZero = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (isZero(character)) {
                if (hasZero || sum == 0) {
                    return -1;
                }
                hasZero = true;
                continue;
            }
            int power = powers.getOrDefault(character, 0);
            int digit = power == 10 && i == 0 ? 1 : digits.getOrDefault(character, 0);
            if (power == 0) {
                power = i + 1 < text.length() ? powers.getOrDefault(text.charAt(i + 1), 1) : 1;
                if (digit == 0 && (power >= 100 || isMultiplied && text.length() == 1)) {
                    digit = digitsBeforePowers.getOrDefault(character, 0);
                }
                i += power > 1 ? 1 : 0;
            }
            boolean isSkipped = sum > 0 && power * 10 < lastPower;
            if (digit == 0 || power >= lastPower || hasZero != isSkipped) {
                return -1;
            }
            sum += digit * power;
            lastPower = power;
            hasZero = false;
        }
        return hasZero || sum == 0 ? -1 : sum;
    }
}
