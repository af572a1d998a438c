package org.junheng.ingest;

/**
 * The text of cells in the form in which it is compared. People type Chinese and numbers with one keyboard, and copy cells
 * from pages and spreadsheets; what comes along with that changes no meaning. Names are not to be changed so.
 */
public final class CellText {
    private static final char FIRST_WIDE = '\uFF01';
    private static final char LAST_WIDE = '\uFF5E';
    private static final int FROM_WIDE = FIRST_WIDE - '!';
    private static final char WIDE_SPACE = '\u3000';
    private static final char FIRST_VARIANT = '\uFE00';
    private static final char LAST_VARIANT = '\uFE0F';
    private static final char CONTROL_PICTURES = '\u2400';

    private CellText() {}

    /** Wide forms of ASCII characters made narrow, and no characters without width. */
    public static String narrow(String text) {
        int i = 0;
        while (i < text.length() && narrow(text.charAt(i)) == text.charAt(i)) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        var narrow = new StringBuilder(text.length()).append(text, 0, i);
        for (; i < text.length(); i++) {
            int character = narrow(text.charAt(i));
            if (character >= 0) {
                narrow.append((char) character);
            }
        }
        return narrow.toString();
    }

    /** A character in its narrow form, or −1 where it has no width. */
    private static int narrow(char character) {
        if (character <= '~') {
            return character;
        }
        if (character >= FIRST_WIDE && character <= LAST_WIDE) {
            return character - FROM_WIDE;
        }
        boolean isVariant = character >= FIRST_VARIANT && character <= LAST_VARIANT;
        return character == WIDE_SPACE ? ' ' : isVariant || Blanks.isWithoutWidth(character) ? -1 : character;
    }

    /**
     * A code or number without what spreadsheets need to keep it a text: an apostrophe before it ({@code '0123}), or a
     * formula around it ({@code ="0123"}).
     */
    public static String unmarked(String text) {
        if (text.isEmpty() || text.charAt(0) != '=' && !isApostrophe(text.charAt(0))) {
            return text;
        }
        if (isApostrophe(text.charAt(0))) {
            return Blanks.trim(text.substring(1));
        }
        boolean isFormula = text.length() >= 3 && text.startsWith("=\"") && text.endsWith("\"");
        var inner = isFormula ? text.substring(2, text.length() - 1) : text;
        return isFormula && inner.indexOf('"') < 0 ? Blanks.trim(inner) : text;
    }

    /** A code in the form in which codes are compared: narrow, unmarked, and without no-break and thin spaces within. */
    public static String code(String text) {
        return isPlainCode(text) ? text : withoutWideBlanks(unmarked(Blanks.trim(narrow(text))));
    }

    private static boolean isPlainCode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character <= '\'' && (character <= ' ' || character == '\'') || character == '=' || character > '~') {
                return false;
            }
        }
        return true;
    }

    /** The text with control characters shown as their pictures, NUL as ␀. */
    public static String visible(String text) {
        var visible = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' && TextEncoding.isBroken(character)) {
                visible.setCharAt(i, (char) (CONTROL_PICTURES + character));
            }
        }
        return visible.toString();
    }

    private static boolean isApostrophe(char character) {
        return character == '\'' || character == '’' || character == '‘';
    }

    private static String withoutWideBlanks(String text) {
        var kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= '~' || !Character.isSpaceChar(text.charAt(i))) {
                kept.append(text.charAt(i));
            }
        }
        return kept.toString();
    }
}
