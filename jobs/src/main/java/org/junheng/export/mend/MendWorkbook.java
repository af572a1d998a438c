package org.junheng.export.mend;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junheng.ingest.CsvRecords;
import org.junheng.terms.Bilingual;

/**
 * A workbook of rows to be corrected: each sheet as it came, with titles and header, only the quarantined rows, bad cells
 * marked and the reason as a comment; and a list of all reasons. It can be sent again as it is.
 */
final class MendWorkbook implements AutoCloseable {
    /** Light enough to read on, and told from others by its comment too. */
    private static final String MARKED = "FFD9B3";

    private static final int LONGEST_NAME = 31;
    private static final double WIDE = 60;
    private static final Pattern FORBIDDEN = Pattern.compile("[\\\\/*?:\\[\\]]");
    /** Numbers that a spreadsheet shows as they were written. */
    private static final Pattern NUMBER = Pattern.compile("(?:0|[1-9][0-9]{0,9})(?:\\.[0-9]{0,4}[1-9])?");

    private static final List<Bilingual> HEADINGS = List.of(
            new Bilingual("工作表", "sheet"),
            new Bilingual("行", "row"),
            new Bilingual("原文件", "from file"),
            new Bilingual("原行号", "its line"),
            new Bilingual("规则", "rule"),
            new Bilingual("原因与改法", "reason and what to do"));

    private final OutputStream out;
    private final Workbook workbook;
    private final Set<String> names = new HashSet<>();
    private final List<List<String>> reasons = new ArrayList<>();

    MendWorkbook(Path file) throws IOException {
        out = Files.newOutputStream(file);
        workbook = new Workbook(out, "Junheng", null);
    }

    /**
     * Adds a sheet.
     *
     * @param name its name where it came from
     * @param head the rows above the data: titles, header, units
     * @param header the names of the columns
     */
    void add(String name, List<CsvRecords.Record> head, List<String> header, List<QuarantinedRow> rows) {
        var sheetName = unique(name);
        var sheet = workbook.newWorksheet(sheetName);
        int at = 0;
        for (var row : head) {
            write(sheet, at++, row.cells());
        }
        if (at > 0) {
            sheet.range(at - 1, 0, at - 1, Math.max(0, header.size() - 1))
                    .style()
                    .bold()
                    .set();
        }
        sheet.freezePane(0, at);
        for (var row : rows) {
            write(sheet, at, CsvRecords.cells(row.text()));
            mark(sheet, at, header, row);
            at++;
            reasons.add(List.of(
                    sheetName, Integer.toString(at), row.file(), Long.toString(row.line()), row.rule(), row.reasons()));
        }
    }

    private static void write(Worksheet sheet, int at, String[] cells) {
        for (int i = 0; i < cells.length; i++) {
            if (NUMBER.matcher(cells[i]).matches()) {
                sheet.value(at, i, new java.math.BigDecimal(cells[i]));
            } else if (!cells[i].isEmpty()) {
                sheet.value(at, i, cells[i]);
            }
        }
    }

    private static void mark(Worksheet sheet, int at, List<String> header, QuarantinedRow row) {
        boolean marked = false;
        for (var column : row.badColumns()) {
            int position = header.indexOf(column);
            if (position >= 0) {
                mark(sheet, at, position, row.reasonsOf(column));
                marked = true;
            }
        }
        if (!marked) {
            mark(sheet, at, 0, row.reasons());
        }
    }

    private static void mark(Worksheet sheet, int at, int column, String reason) {
        sheet.style(at, column).fillColor(MARKED).bold().set();
        sheet.comment(at, column, reason);
    }

    /** A name that spreadsheets take and no other sheet has. */
    private String unique(String name) {
        var legal = FORBIDDEN.matcher(name).replaceAll(" ").strip();
        var base = legal.isEmpty() ? "Sheet" : legal.substring(0, Math.min(LONGEST_NAME, legal.length()));
        var found = base;
        for (int i = 2; !names.add(found.toLowerCase(Locale.ROOT)); i++) {
            var ending = " (" + i + ")";
            found = base.substring(0, Math.min(LONGEST_NAME - ending.length(), base.length())) + ending;
        }
        return found;
    }

    /** Adds the list of reasons and finishes the file. */
    @Override
    public void close() throws IOException {
        var sheet = workbook.newWorksheet(unique("隔离原因 reasons"));
        for (int i = 0; i < HEADINGS.size(); i++) {
            sheet.value(0, i, HEADINGS.get(i).both());
        }
        sheet.range(0, 0, 0, HEADINGS.size() - 1).style().bold().set();
        sheet.width(HEADINGS.size() - 1, WIDE);
        sheet.freezePane(0, 1);
        int at = 1;
        for (var reason : reasons) {
            for (int i = 0; i < reason.size(); i++) {
                sheet.value(at, i, reason.get(i));
            }
            sheet.style(at, HEADINGS.size() - 1).wrapText(true).set();
            at++;
        }
        workbook.close();
        out.close();
    }
}
