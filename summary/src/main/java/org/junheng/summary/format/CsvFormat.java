package org.junheng.summary.format;

import java.io.IOException;
import java.io.Writer;
import org.junheng.summary.Answer;

/**
 * RFC 4180 with a header line and LF: null is an empty cell, an empty text is {@code ""}, so that the two stay apart; all
 * rows.
 */
public final class CsvFormat {
    private CsvFormat() {}

    public static void write(Answer answer, Writer out) throws IOException {
        var columns = answer.columns();
        for (int i = 0; i < columns.size(); i++) {
            separate(i, out);
            out.write(quoted(columns.get(i).name()));
        }
        out.write('\n');
        while (answer.next()) {
            for (int i = 0; i < columns.size(); i++) {
                separate(i, out);
                var value = answer.value(i);
                if (value != null) {
                    out.write(quoted(CellText.of(value)));
                }
            }
            out.write('\n');
        }
        out.flush();
    }

    private static void separate(int column, Writer out) throws IOException {
        if (column > 0) {
            out.write(',');
        }
    }

    private static String quoted(String text) {
        boolean plain = !text.isEmpty()
                && text.indexOf(',') < 0
                && text.indexOf('"') < 0
                && text.indexOf('\n') < 0
                && text.indexOf('\r') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
