package org.junheng.summary.format;

import org.jline.utils.WCWidth;

/** How many columns of a terminal a text takes: two for a Chinese character, none for a combining one. */
public final class TextWidth {
    private TextWidth() {}

    public static int of(String text) {
        return text.codePoints().map(TextWidth::ofCharacter).sum();
    }

    /** The text with spaces after it, up to a width. */
    public static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    /** The text itself, or as much of it as fits with an ellipsis. */
    public static String shortened(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        var kept = new StringBuilder();
        int used = 1;
        for (int character : text.codePoints().toArray()) {
            used += ofCharacter(character);
            if (used > width) {
                break;
            }
            kept.appendCodePoint(character);
        }
        return kept.append('…').toString();
    }

    private static int ofCharacter(int character) {
        return Math.max(0, WCWidth.wcwidth(character));
    }
}
