package org.junheng.ingest;

/**
 * What counts as blank around a cell or a header: also the blanks that spreadsheets and web pages leave behind, and
 * characters without width (byte order marks, joiners, marks of direction).
 */
public final class Blanks {
    private Blanks() {}

    /** The text without blanks at its ends. */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Other control characters are no blanks: they stand where a byte was broken, and must not shorten a code. */
    static boolean isBlank(char character) {
        return character == ' '
                || '\t' <= character && character <= '\r'
                || character > '~' && (Character.isSpaceChar(character) || isWithoutWidth(character));
    }

    /** Whether a character beyond ASCII is invisible and takes no room. */
    static boolean isWithoutWidth(char character) {
        return Character.getType(character) == Character.FORMAT;
    }
}
