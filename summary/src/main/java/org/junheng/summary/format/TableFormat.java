package org.junheng.summary.format;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.junheng.summary.Answer;
import org.junheng.summary.Column;

/** A table to read in a terminal: aligned also where characters are wide, numbers to the right, long cells shortened. */
public final class TableFormat {
    private static final int WIDEST_CELL = 60;

    private TableFormat() {}

    /** Writes the first rows, and tells how many it left out. */
    public static Answer.LeftOut write(Answer answer, long mostRows, Writer out) throws IOException {
        return write(answer, mostRows, WIDEST_CELL, out);
    }

    /** The same with cells up to a width of the caller's choice. */
    public static Answer.LeftOut write(Answer answer, long mostRows, int widestCell, Writer out) throws IOException {
        var columns = answer.columns();
        var rows = new ArrayList<List<String>>();
        answer.first(mostRows);
        while (answer.next()) {
            rows.add(row(answer, columns.size(), widestCell));
        }
        writeTable(columns, rows, widestCell, out);
        return answer.leftOut();
    }

    /** Writes cells that are texts already. */
    public static void write(List<Column> columns, List<List<String>> rows, int widestCell, Writer out)
            throws IOException {
        var shortened = rows.stream()
                .map(row -> row.stream().map(text -> cell(text, widestCell)).toList())
                .toList();
        writeTable(columns, shortened, widestCell, out);
    }

    private static void writeTable(List<Column> columns, List<List<String>> rows, int widestCell, Writer out)
            throws IOException {
        var widths = widths(columns, rows);
        var header =
                columns.stream().map(column -> cell(column.name(), widestCell)).toList();
        writeLine(header, columns, widths, out);
        writeLine(widths.stream().map("─"::repeat).toList(), columns, widths, out);
        for (var row : rows) {
            writeLine(row, columns, widths, out);
        }
        out.flush();
    }

    private static List<String> row(Answer answer, int columns, int widestCell) {
        var row = new ArrayList<String>();
        for (int i = 0; i < columns; i++) {
            var value = answer.value(i);
            row.add(value == null ? "NULL" : cell(CellText.of(value), widestCell));
        }
        return row;
    }

    private static List<Integer> widths(List<Column> columns, List<List<String>> rows) {
        var widths = new ArrayList<Integer>();
        for (int i = 0; i < columns.size(); i++) {
            int width = TextWidth.of(cell(columns.get(i).name(), WIDEST_CELL));
            for (var row : rows) {
                width = Math.max(width, TextWidth.of(row.get(i)));
            }
            widths.add(width);
        }
        return widths;
    }

    private static void writeLine(List<String> cells, List<Column> columns, List<Integer> widths, Writer out)
            throws IOException {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(i == 0 ? "" : "  ");
            var space = " ".repeat(widths.get(i) - TextWidth.of(cells.get(i)));
            line.append(columns.get(i).numeric() ? space + cells.get(i) : cells.get(i) + space);
        }
        out.write(line.toString().stripTrailing());
        out.write('\n');
    }

    private static String cell(String text, int widest) {
        return TextWidth.shortened(oneLine(text), widest);
    }

    /** One line, no control characters: data must not be able to steer the terminal. */
    public static String oneLine(String text) {
        var oneLine = text.replace("\r\n", "⏎").replace('\n', '⏎').replace('\t', ' ');
        return oneLine.replaceAll("[\\p{Cc}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]", "�");
    }
}
