package org.junheng.ingest;

import java.io.IOException;
import java.io.Reader;

/**
 * What decoding a whole text comes to.
 *
 * @param characters all characters, line ends included
 * @param beyondAscii characters that are not ASCII
 * @param controls control characters that no text holds
 * @param lines lines that are not empty
 * @param linesWithControls those of them that hold such control characters
 * @param longestLine number of characters of the longest line
 * @param longestAt number of that line, from 1
 */
record TextSurvey(
        long characters,
        long beyondAscii,
        long controls,
        long lines,
        long linesWithControls,
        long longestLine,
        long longestAt) {

    /**
     * Reads a text to its end, or until a line is longer than it may be.
     *
     * @param enough number of characters of a line after which nothing more needs to be known
     */
    static TextSurvey of(Reader reader, long enough) throws IOException {
        var counting = new Counting();
        var buffer = new char[1 << 16];
        for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
            counting.add(buffer, read);
            if (counting.longest > enough || counting.length > enough) {
                break;
            }
        }
        counting.endLine();
        return new TextSurvey(
                counting.characters,
                counting.beyondAscii,
                counting.controls,
                counting.lines,
                counting.linesWithControls,
                counting.longest,
                counting.longestAt);
    }

    /** More than half of its lines hold control characters, and these are more than a slip here and there. */
    boolean isNoText() {
        return linesWithControls * 2 > lines && controls * 100 > characters;
    }

    private static final class Counting {
        private long characters;
        private long beyondAscii;
        private long controls;
        private long lines;
        private long linesWithControls;
        private long longest;
        private long longestAt = 1;
        private long line = 1;
        private long length;
        private boolean hasControls;
        private char previous;

        void add(char[] buffer, int count) {
            characters += count;
            for (int i = 0; i < count; i++) {
                char character = buffer[i];
                if (character >= ' ' && character <= '~') {
                    length++;
                } else if (character == '\n' || character == '\r') {
                    if (character == '\r' || previous != '\r') {
                        endLine();
                        line++;
                    }
                } else {
                    length++;
                    if (TextEncoding.isBroken(character)) {
                        boolean isControl = character != TextEncoding.REPLACEMENT;
                        controls += isControl ? 1 : 0;
                        hasControls |= isControl;
                    } else if (character > '~') {
                        beyondAscii++;
                    }
                }
                previous = character;
            }
        }

        void endLine() {
            if (length > 0) {
                lines++;
                linesWithControls += hasControls ? 1 : 0;
            }
            if (length > longest) {
                longest = length;
                longestAt = line;
            }
            length = 0;
            hasControls = false;
        }
    }
}
