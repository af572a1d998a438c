package org.junheng.summary.format;

import java.util.ArrayList;
import java.util.List;

/** Rows of short texts in columns that line up, also where characters are wide. */
public final class AlignedText {
    private static final String GAP = "  ";

    private AlignedText() {}

    /** A line for each row; the columns of all rows line up. */
    public static List<String> lines(List<List<String>> rows) {
        var widths = new ArrayList<Integer>();
        for (var row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = TextWidth.of(row.get(i));
                if (i == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(i, Math.max(widths.get(i), width));
                }
            }
        }
        var lines = new ArrayList<String>();
        for (var row : rows) {
            var cells = new ArrayList<String>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(TextWidth.padded(row.get(i), widths.get(i)));
            }
            lines.add(String.join(GAP, cells).stripTrailing());
        }
        return lines;
    }
}
