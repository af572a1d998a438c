package org.junheng.summary.format;

import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junheng.summary.Answer;
import org.junheng.summary.Column;

/**
 * RFC 4180 with a header line and LF: null is an empty cell, an empty text is {@code ""}, so that the two stay apart; all
 * rows.
 */
public final class CsvFormat {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * What a spreadsheet takes for a formula, also behind blanks, in the full width of Chinese typing, and behind apostrophes: so
     * one apostrophe taken away gives every text back.
     */
    private static final Pattern FORMULA = Pattern.compile("'*(?:[\\t\\r]|[\\s\\p{Z}\\p{Cc}\\p{Cf}]*[=+\\-@＝＋－＠])");

    private CsvFormat() {}

    public static void write(Answer answer, Writer out) throws IOException {
        write(answer, UnaryOperator.identity(), () -> {}, out);
    }

    /**
     * Writes an answer for spreadsheets: with a byte order mark, without which they take UTF-8 for another encoding, and with
     * an apostrophe before every text that they would run as a formula.
     *
     * @param afterEachRow is told of each row
     */
    public static void writeForSpreadsheets(Answer answer, Runnable afterEachRow, Writer out) throws IOException {
        out.write(BYTE_ORDER_MARK);
        write(answer, CsvFormat::neutralised, afterEachRow, out);
    }

    /** The text, with an apostrophe before it where a spreadsheet would take it for a formula. */
    public static String neutralised(String text) {
        return FORMULA.matcher(text).lookingAt() ? "'" + text : text;
    }

    private static void write(Answer answer, UnaryOperator<String> text, Runnable afterEachRow, Writer out)
            throws IOException {
        writeHeader(answer.columns(), out);
        writeRows(answer, text, afterEachRow, out);
        out.flush();
    }

    private static void writeRows(Answer answer, UnaryOperator<String> text, Runnable afterEachRow, Writer out)
            throws IOException {
        while (answer.next()) {
            for (int i = 0; i < answer.columns().size(); i++) {
                var value = answer.value(i);
                writeCell(i, value instanceof String cell ? text.apply(cell) : value, out);
            }
            out.write('\n');
            afterEachRow.run();
        }
    }

    /** Writes answers that have the same columns, one after the other, as one; each is closed when it is written. */
    public static void write(Iterator<Answer> answers, Writer out) throws IOException {
        boolean first = true;
        while (answers.hasNext()) {
            try (var answer = answers.next()) {
                if (first) {
                    writeHeader(answer.columns(), out);
                }
                writeRows(answer, UnaryOperator.identity(), () -> {}, out);
            }
            first = false;
        }
        out.flush();
    }

    /** Writes rows that are there already, a value a column. */
    public static void write(List<Column> columns, List<List<Object>> rows, Writer out) throws IOException {
        writeHeader(columns, out);
        for (var row : rows) {
            for (int i = 0; i < columns.size(); i++) {
                writeCell(i, row.get(i), out);
            }
            out.write('\n');
        }
        out.flush();
    }

    private static void writeHeader(List<Column> columns, Writer out) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            writeCell(i, columns.get(i).name(), out);
        }
        out.write('\n');
    }

    private static void writeCell(int column, Object value, Writer out) throws IOException {
        separate(column, out);
        if (value != null) {
            out.write(quoted(CellText.of(value)));
        }
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
