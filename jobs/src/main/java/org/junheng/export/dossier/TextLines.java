package org.junheng.export.dossier;

import org.junheng.summary.format.TextWidth;

/**
 * How many lines a text takes in a column. Spreadsheet programs work it out themselves for single cells but not for merged
 * ones, and print what does not fit cut off.
 */
final class TextLines {
    /** What the edges of a cell take, in characters. */
    private static final double EDGES = 2;
    /** Words of letters break early: so much of a line they fill. */
    private static final double FILLED_BY_WORDS = 0.88;

    private TextLines() {}

    static int of(String text, double width) {
        int lines = 0;
        for (var line : text.split("\n", -1)) {
            lines += ofLine(line, Math.max(2, width - EDGES));
        }
        return lines;
    }

    /** The text itself, or as much of it as fits into so many lines, with an ellipsis. */
    static String within(String text, double width, int lines) {
        var kept = text;
        while (of(kept, width) > lines) {
            kept = TextWidth.shortened(kept, (int) (TextWidth.of(kept) * 0.95) - 1);
        }
        return kept;
    }

    private static int ofLine(String line, double room) {
        int width = TextWidth.of(line);
        if (width <= room) {
            return 1;
        }
        return (int) Math.ceil(width / (line.indexOf(' ') < 0 ? room : room * FILLED_BY_WORDS));
    }
}
