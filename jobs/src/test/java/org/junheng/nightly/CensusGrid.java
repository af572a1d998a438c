package org.junheng.nightly;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junheng.ingest.CensusSheets;
import org.junheng.ingest.workbook.HandMadeWorkbook;
import org.junheng.rulebook.ReadingLimits;

/** A census file as sheets of cells that a test changes and writes again: text as one sheet without a name. */
final class CensusGrid {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,8})(\\.[0-9]{1,6})?");
    private static final Pattern SCHOOL_CODE = Pattern.compile("[0-9]{10}|[0-9]{6}");

    final Map<String, List<List<String>>> sheets = new LinkedHashMap<>();
    /** "sheet row column" → the cell as XML, instead of its text. */
    final Map<String, String> xml = new LinkedHashMap<>();
    /** Sheet → what stands behind its cells. */
    final Map<String, String> afterRows = new LinkedHashMap<>();
    /** Sheet → more attributes in the list of sheets. */
    final Map<String, String> attributes = new LinkedHashMap<>();

    /** Reads a file, blank rows included. */
    static CensusGrid read(Path file, ReadingLimits limits) throws IOException {
        var grid = new CensusGrid();
        try (var sheets = CensusSheets.open(file, file.getFileName().toString(), limits)) {
            for (var name : sheets.names()) {
                var rows = new ArrayList<List<String>>();
                try (var records = sheets.rows(name, 0)) {
                    for (var record = records.next(); record != null; record = records.next()) {
                        while (rows.size() + 1 < record.line()) {
                            rows.add(new ArrayList<>());
                        }
                        rows.add(new ArrayList<>(Arrays.asList(record.cells())));
                    }
                }
                grid.sheets.put(name, rows);
            }
        }
        return grid;
    }

    boolean isText() {
        return sheets.containsKey(CensusSheets.TEXT_SHEET);
    }

    /** The positions of the rows that have the code of a school; those of one sheet. */
    List<Integer> schoolRows(String sheet) {
        var found = new ArrayList<Integer>();
        for (int i = 0; i < sheets.get(sheet).size(); i++) {
            if (codeColumn(sheets.get(sheet).get(i)) >= 0) {
                found.add(i);
            }
        }
        return found;
    }

    /** The column of the code of the school, or −1: the first six or ten digits below no heading of places. */
    static int codeColumn(List<String> row) {
        int six = -1;
        for (int i = 0; i < row.size(); i++) {
            var cell = row.get(i).strip();
            if (cell.length() == 10 && SCHOOL_CODE.matcher(cell).matches()) {
                return i;
            }
            six = six < 0 && SCHOOL_CODE.matcher(cell).matches() ? i : six;
        }
        return six;
    }

    /** The last row of the header: the one above the first school that is not blank nor of units or numbers. */
    int headerRow(String sheet) {
        var rows = sheets.get(sheet);
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).stream().anyMatch(cell -> cell.matches("学校标识码|school_code|學校代碼|学校代码"))) {
                return i;
            }
        }
        return 0;
    }

    String text(String end) {
        var text = new StringBuilder();
        for (var row : sheets.get(CensusSheets.TEXT_SHEET)) {
            text.append(String.join(",", row.stream().map(CensusGrid::quoted).toList()))
                    .append(end);
        }
        return text.toString();
    }

    private static String quoted(String cell) {
        return cell.matches("(?s).*[,\"\\r\\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    void write(Path file) throws IOException {
        if (isText()) {
            write(file, StandardCharsets.UTF_8);
        } else {
            workbook().write(file);
        }
    }

    void write(Path file, Charset charset) throws IOException {
        Files.write(file, text("\n").getBytes(charset));
    }

    static String part(int sheet) {
        return "xl/worksheets/sheet" + (sheet + 1) + ".xml";
    }

    /** The workbook in parts, to be spoiled further. */
    HandMadeWorkbook workbook() {
        var list = new StringBuilder();
        var relations = new StringBuilder(HandMadeWorkbook.relation("rIdShared", "sharedStrings", "sharedStrings.xml")
                + HandMadeWorkbook.relation("rIdStyles", "styles", "styles.xml"));
        int at = 0;
        for (var name : sheets.keySet()) {
            list.append("<sheet name=\"%s\" sheetId=\"%d\" r:id=\"rSheet%d\"%s/>"
                    .formatted(escaped(name), at + 1, at, attributes.getOrDefault(name, "")));
            relations.append(HandMadeWorkbook.relation("rSheet" + at, "worksheet", "/" + part(at)));
            at++;
        }
        var workbook = HandMadeWorkbook.empty()
                .withFrame(list.toString())
                .with("xl/_rels/workbook.xml.rels", HandMadeWorkbook.relations(relations.toString()));
        at = 0;
        for (var name : sheets.keySet()) {
            workbook.with(part(at++), sheetXml(name));
        }
        return workbook;
    }

    String sheetXml(String name) {
        var rows = new StringBuilder();
        var all = sheets.get(name);
        for (int row = 0; row < all.size(); row++) {
            rows.append("<row r=\"").append(row + 1).append("\">");
            for (int column = 0; column < all.get(row).size(); column++) {
                var cell = all.get(row).get(column);
                var own = xml.get(key(name, row, column));
                var place = place(row, column);
                if (own != null) {
                    rows.append(own.replace("{place}", place));
                } else if (NUMBER.matcher(cell).matches()) {
                    rows.append("<c r=\"%s\"><v>%s</v></c>".formatted(place, cell));
                } else if (!cell.isEmpty()) {
                    rows.append("<c r=\"%s\" t=\"inlineStr\"><is><t xml:space=\"preserve\">%s</t></is></c>"
                            .formatted(place, escaped(cell)));
                }
            }
            rows.append("</row>");
        }
        return HandMadeWorkbook.sheet(rows.toString())
                .replaceFirst("<mergeCells>.*</mergeCells>", afterRows.getOrDefault(name, ""));
    }

    static String key(String sheet, int row, int column) {
        return sheet + " " + row + " " + column;
    }

    /** The name of a cell, such as AB12; rows and columns from 0. */
    static String place(int row, int column) {
        var letters = new StringBuilder();
        for (int left = column + 1; left > 0; left = (left - 1) / 26) {
            letters.insert(0, (char) ('A' + (left - 1) % 26));
        }
        return letters.toString() + (row + 1);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
