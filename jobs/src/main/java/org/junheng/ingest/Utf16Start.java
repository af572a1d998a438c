package org.junheng.ingest;

import java.util.Optional;

/**
 * Tells UTF-16 without a byte order mark from the start of a file: most bytes that look like a digit, a comma or a line
 * end have a zero byte at one and the same side. In a text of another encoding with NUL bytes strewn in, or padded with
 * them, most digits stand alone. Some bytes of Chinese characters look like digits too, so that most is all one can ask.
 */
final class Utf16Start {
    private Utf16Start() {}

    /** UTF-16 in one byte order, or neither. */
    static Optional<TextEncoding> byteOrder(byte[] start) {
        int little = 0;
        int big = 0;
        int all = 0;
        int zeros = 0;
        for (int i = 0; i + 1 < start.length; i += 2) {
            boolean firstTells = isTelling(start[i]);
            boolean secondTells = isTelling(start[i + 1]);
            all += (firstTells ? 1 : 0) + (secondTells ? 1 : 0);
            little += firstTells && start[i + 1] == 0 ? 1 : 0;
            big += secondTells && start[i] == 0 ? 1 : 0;
            zeros += start[i] == 0 && start[i + 1] == 0 ? 1 : 0;
        }
        int more = Math.max(little, big);
        if (more * 2 <= all || zeros > more) {
            return Optional.empty();
        }
        return Optional.of(little > big ? TextEncoding.UTF_16_LITTLE : TextEncoding.UTF_16_BIG);
    }

    /** '0' tells nothing: turned round it is the ideographic space (U+3000), which tables are full of. */
    private static boolean isTelling(byte character) {
        return character >= '1' && character <= '9' || character == ',' || character >= '\t' && character <= '\r';
    }
}
