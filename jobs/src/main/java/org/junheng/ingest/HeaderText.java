package org.junheng.ingest;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * How names of columns are compared: without regard to width, blanks and line breaks, and to which of the usual
 * brackets and dashes they are written with. Units count: 万元 is not 元.
 */
public final class HeaderText {
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");
    private static final Pattern OPENING = Pattern.compile("[〔【\\[｛{]");
    private static final Pattern CLOSING = Pattern.compile("[〕】\\]｝}]");
    private static final Pattern DASHES = Pattern.compile("[\\p{Pd}~～−]+");

    private static final char FIRST_CHINESE = '\u4E00';
    private static final char LAST_CHINESE = '\u9FFF';

    private HeaderText() {}

    /** The form in which two spellings of one name are equal. */
    public static String normalised(String name) {
        if (isPlain(name)) {
            return name;
        }
        var text = Normalizer.normalize(name, Normalizer.Form.NFKC);
        text = BLANKS.matcher(text).replaceAll("");
        text = OPENING.matcher(text).replaceAll("(");
        text = CLOSING.matcher(text).replaceAll(")");
        return DASHES.matcher(text).replaceAll("-");
    }

    /** Whether nothing can change in it: digits, letters of ASCII and Chinese characters alone, as in most cells. */
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            boolean plain = '0' <= character && character <= '9'
                    || 'A' <= character && character <= 'Z'
                    || 'a' <= character && character <= 'z'
                    || FIRST_CHINESE <= character && character <= LAST_CHINESE;
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
