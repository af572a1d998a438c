package org.junheng.nightly;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;

/** What can befall a census file, and what must come of it. */
enum FileMutation {
    REWRITTEN(Must.SAME),
    DOUBLED_FILE(Must.SAME),
    REORDERED_ROWS(Must.SAME),
    REORDERED_COLUMNS(Must.SAME),
    REENCODED(Must.SAME, true),
    OTHER_LINE_ENDS(Must.SAME, true),
    REORDERED_SHEETS(Must.SAME, false),
    FORMULA_WITH_VALUE(Must.SAME, false),
    NUMBERS_AS_TEXT(Must.SAME, false),
    NOTES_ABOVE(Must.SAME_OR_NOTICED),
    RENAMED_FILE(Must.SAME_OR_NOTICED),
    CUT_ROW(Must.NOTICED, true),
    CUT_FILE(Must.ACCOUNTED),
    FLIPPED_BYTES(Must.ACCOUNTED),
    DOUBLED_ROW(Must.NOTICED),
    OTHER_SUFFIX(Must.NOTICED),
    RENAMED_COLUMN(Must.NOTICED),
    WRONG_YEAR(Must.NOTICED),
    SWAPPED_HEADERS(Must.NOTICED),
    SWAPPED_CELLS(Must.NOTICED),
    BROKEN_CODE(Must.NOTICED),
    BROKEN_NUMBERS(Must.SAME_OR_NOTICED),
    CONTROL_CHARACTER(Must.NOTICED),
    MILLION_COLUMNS_IN_HEADER(Must.NOTICED),
    MILLION_COLUMNS_IN_ROW(Must.NOTICED),
    INFLATES_TO_10_GB(Must.NOTICED),
    INFLATES_TO_10_GB_OF_LINES(Must.NOTICED, true),
    INFLATES_TO_10_GB_AND_LIES(Must.NOTICED, false),
    FORMULA_AS_TEXT(Must.SAME_OR_NOTICED),
    FORMULA_WITHOUT_VALUE(Must.NOTICED, false),
    FORMULA_WITH_ERROR(Must.NOTICED, false),
    MERGED_CELLS(Must.NOTICED, false),
    MILLION_BLANK_ROWS(Must.SAME_OR_NOTICED, false),
    RENAMED_SHEET(Must.SAME_OR_NOTICED, false),
    HIDDEN_SHEET(Must.SAME_OR_NOTICED, false),
    CUT_XML(Must.NOTICED, false),
    MISSING_PART(Must.NOTICED, false),
    NO_MAIN_FORM(Must.NOTICED);

    /** What must come of a mutated file. */
    enum Must {
        /** The figures are those of the file as it was. */
        SAME,
        /** The file is refused, not read or has more rows in quarantine, each with its place. */
        NOTICED,
        /** One of the two. */
        SAME_OR_NOTICED,
        /** Every row is accepted or quarantined. */
        ACCOUNTED
    }

    private static final int MILLION = 1_000_000;
    private static final int TEN_GIBIBYTES = 10 * 1024;

    final Must must;
    private final Predicate<Boolean> text;

    FileMutation(Must must) {
        this.must = must;
        this.text = any -> true;
    }

    FileMutation(Must must, boolean ofText) {
        this.must = must;
        this.text = isText -> isText == ofText;
    }

    boolean fits(boolean isText) {
        return text.test(isText);
    }

    /**
     * Mutates a file in its place, or takes it away and puts another beside it.
     *
     * @param main whether a sheet, or the file of a text file, is the form that says who and where
     * @return what was done, in words
     */
    String apply(Path file, CensusGrid grid, String sheet, int year, Random random) throws IOException {
        var rows = grid.sheets.get(sheet);
        var schools = grid.schoolRows(sheet);
        int chosen = schools.get(random.nextInt(schools.size()));
        var row = rows.get(chosen);
        int code = CensusGrid.codeColumn(row);
        int header = grid.headerRow(sheet);
        var place = "[" + sheet + "] row " + (chosen + 1);
        switch (this) {
            case REWRITTEN -> {}
            case DOUBLED_FILE -> {
                Files.copy(file, sibling(file, "b-" + file.getFileName()));
                return "";
            }
            case REORDERED_ROWS -> {
                var shuffled = new ArrayList<List<String>>();
                schools.forEach(each -> shuffled.add(rows.get(each)));
                Collections.shuffle(shuffled, random);
                for (int i = 0; i < schools.size(); i++) {
                    rows.set(schools.get(i), shuffled.get(i));
                }
            }
            case REORDERED_COLUMNS -> {
                // Only below a header of one row: names over several rows span their neighbours.
                if (schools.get(0) != header + 1) {
                    break;
                }
                int width = rows.get(header).size();
                var order = new ArrayList<Integer>();
                for (int i = 0; i < width; i++) {
                    order.add(i);
                }
                Collections.shuffle(order, random);
                for (int i = header; i < rows.size(); i++) {
                    var old = rows.get(i);
                    if (old.size() == width) {
                        rows.set(i, new ArrayList<>(order.stream().map(old::get).toList()));
                    }
                }
            }
            case REENCODED -> {
                var charset =
                        List.of("GB18030", "UTF-16LE", "UTF-16BE", "UTF-8").get(random.nextInt(4));
                var mark = !charset.equals("GB18030") && random.nextBoolean() ? "\uFEFF" : "";
                Files.write(file, (mark + grid.text("\n")).getBytes(Charset.forName(charset)));
                return charset + (mark.isEmpty() ? "" : " with mark");
            }
            case OTHER_LINE_ENDS -> {
                Files.writeString(file, grid.text(random.nextBoolean() ? "\r\n" : "\r"));
                return "";
            }
            case REORDERED_SHEETS -> {
                var names = new ArrayList<>(grid.sheets.keySet());
                Collections.shuffle(names, random);
                names.forEach(name -> grid.sheets.put(name, grid.sheets.remove(name)));
            }
            case FORMULA_WITH_VALUE -> {
                for (int i = 0; i < row.size(); i++) {
                    if (row.get(i).matches("[1-9][0-9]{0,5}")) {
                        grid.xml.put(
                                CensusGrid.key(sheet, chosen, i),
                                "<c r=\"{place}\"><f>SUM(A1:A2)</f><v>" + row.get(i) + "</v></c>");
                    }
                }
            }
            case NUMBERS_AS_TEXT -> {
                for (int each : schools) {
                    for (int i = 0; i < rows.get(each).size(); i++) {
                        if (rows.get(each).get(i).matches("[0-9.]+")) {
                            grid.xml.put(
                                    CensusGrid.key(sheet, each, i),
                                    "<c r=\"{place}\" t=\"str\"><v>"
                                            + rows.get(each).get(i) + "</v></c>");
                        }
                    }
                }
            }
            case NOTES_ABOVE -> {
                for (int i = 0; i <= random.nextInt(5); i++) {
                    rows.add(0, new ArrayList<>(List.of("请各校于九月底前核对" + i)));
                }
            }
            case RENAMED_FILE -> {
                Files.move(file, sibling(file, "副本 (" + random.nextInt(9) + ") " + file.getFileName()));
                return "";
            }
            case CUT_ROW -> {
                rows.subList(chosen + 1, rows.size()).clear();
                int kept = code + 1 + random.nextInt(row.size() - code - 2);
                row.subList(kept, row.size()).clear();
            }
            case CUT_FILE, FLIPPED_BYTES -> {
                var bytes = Files.readAllBytes(file);
                if (this == CUT_FILE) {
                    Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
                } else {
                    for (int i = 0; i < 3; i++) {
                        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                    }
                    Files.write(file, bytes);
                }
                return "";
            }
            case DOUBLED_ROW -> rows.add(chosen + random.nextInt(rows.size() - chosen) + 1, new ArrayList<>(row));
            case OTHER_SUFFIX -> {
                var name = file.getFileName().toString();
                Files.move(file, sibling(file, name.substring(0, name.lastIndexOf('.')) + ".bak"));
                return "";
            }
            case RENAMED_COLUMN ->
                rows.get(header).replaceAll(name -> name.matches("学校标识码|school_code|學校代碼|学校代码") ? "甲乙丙丁" : name);
            case WRONG_YEAR -> {
                int wrong = year + (random.nextBoolean() ? 60 : -60);
                boolean changed = false;
                for (int i = 0; i < row.size(); i++) {
                    if (row.get(i).equals("" + year) || row.get(i).equals("" + (year - 1911))) {
                        row.set(i, "" + wrong);
                        changed = true;
                        break;
                    }
                }
                if (!changed) {
                    // A form tells its year above the table and in the name of its file; here they differ.
                    var name = file.getFileName().toString();
                    var other = "" + (year - 1);
                    var moved = sibling(file, name.replace("" + year, other));
                    Files.delete(file);
                    grid.write(moved);
                    return "name says " + other;
                }
            }
            case SWAPPED_HEADERS -> {
                int other = code + 1;
                Collections.swap(rows.get(header), headerColumn(rows.get(header)), other);
            }
            case SWAPPED_CELLS -> Collections.swap(row, code, code + 1);
            case BROKEN_CODE -> row.set(code, row.get(code) + (random.nextBoolean() ? "7777777" : "一"));
            case BROKEN_NUMBERS -> {
                var broken = List.of("-5", "many", "1e99", "12..5", "９９９９９９９９９９", "0x10")
                        .get(random.nextInt(6));
                for (int i = code + 1; i < row.size(); i++) {
                    if (row.get(i).matches("[1-9][0-9]{0,5}")) {
                        row.set(i, broken);
                    }
                }
            }
            case CONTROL_CHARACTER -> {
                int at = random.nextInt(row.get(code).length());
                if (grid.isText()) {
                    row.set(
                            code,
                            row.get(code).substring(0, at)
                                    + (char) (1 + random.nextInt(7))
                                    + row.get(code).substring(at));
                } else {
                    var control = random.nextBoolean() ? "\u0001" : "_x0001_";
                    grid.xml.put(
                            CensusGrid.key(sheet, chosen, code),
                            "<c r=\"{place}\" t=\"str\"><v>" + row.get(code) + control + "</v></c>");
                }
            }
            case MILLION_COLUMNS_IN_HEADER, MILLION_COLUMNS_IN_ROW -> {
                var wide = this == MILLION_COLUMNS_IN_ROW ? row : rows.get(header);
                for (int i = wide.size(); i < MILLION; i++) {
                    wide.add("" + i);
                }
            }
            case INFLATES_TO_10_GB, INFLATES_TO_10_GB_OF_LINES -> {
                if (grid.isText()) {
                    Files.delete(file);
                    gzipped(
                            sibling(file, file.getFileName() + ".gz"),
                            grid.text("\n"),
                            this == INFLATES_TO_10_GB ? "x" : "1,2\n");
                    return "";
                }
                grid.workbook()
                        .withRepeated(
                                part(grid, sheet),
                                start(grid, sheet),
                                "<row/>",
                                TEN_GIBIBYTES,
                                "</sheetData></worksheet>")
                        .write(file);
                return "";
            }
            case INFLATES_TO_10_GB_AND_LIES -> {
                grid.workbook()
                        .withRepeated(part(grid, sheet), start(grid, sheet), "<row/>", TEN_GIBIBYTES, "", 5_000_000)
                        .write(file);
                return "";
            }
            case FORMULA_AS_TEXT -> {
                for (int i = code + 1; i < row.size(); i++) {
                    if (row.get(i).matches("[1-9][0-9]{0,5}")) {
                        row.set(i, "=SUM(A1:B1)");
                    }
                }
            }
            case FORMULA_WITHOUT_VALUE ->
                grid.xml.put(CensusGrid.key(sheet, chosen, code), "<c r=\"{place}\"><f>B1&amp;C1</f></c>");
            case FORMULA_WITH_ERROR ->
                grid.xml.put(
                        CensusGrid.key(sheet, chosen, code),
                        "<c r=\"{place}\" t=\"e\"><f>1/0</f><v>" + (random.nextBoolean() ? "#DIV/0!" : "#REF!")
                                + "</v></c>");
            case MERGED_CELLS -> {
                // Two schools under one code: the program keeps the upper one and blanks the lower.
                var lower = rows.get(chosen + 1 < rows.size() && schools.contains(chosen + 1) ? chosen + 1 : chosen);
                int at = rows.indexOf(lower);
                lower.set(code, "");
                grid.afterRows.put(
                        sheet,
                        "<mergeCells count=\"1\"><mergeCell ref=\"" + CensusGrid.place(at - 1, code) + ":"
                                + CensusGrid.place(at, code) + "\"/></mergeCells>");
            }
            case MILLION_BLANK_ROWS -> {
                var text = new StringBuilder(start(grid, sheet));
                for (int i = rows.size() + 1; i <= 1_048_576; i++) {
                    text.append("<row r=\"").append(i).append("\"/>");
                }
                grid.workbook()
                        .with(part(grid, sheet), text + "</sheetData></worksheet>")
                        .write(file);
                return "";
            }
            case RENAMED_SHEET -> renamed(grid, sheet, "Sheet" + random.nextInt(9));
            case HIDDEN_SHEET -> grid.attributes.put(sheet, " state=\"hidden\"");
            case CUT_XML -> {
                var xml = grid.sheetXml(sheet);
                grid.workbook()
                        .with(part(grid, sheet), xml.substring(0, xml.length() / 10 + random.nextInt(xml.length() / 2)))
                        .write(file);
                return "";
            }
            case MISSING_PART -> {
                grid.workbook().without(part(grid, sheet)).write(file);
                return "";
            }
            case NO_MAIN_FORM -> {
                if (grid.isText()) {
                    Files.delete(file);
                    return "";
                }
                grid.sheets.remove(sheet);
                if (grid.sheets.isEmpty()) {
                    grid.sheets.put("说明", List.of(List.of("见另一文件")));
                }
            }
        }
        grid.write(file);
        return place;
    }

    private static int headerColumn(List<String> header) {
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).matches("学校标识码|school_code|學校代碼|学校代码")) {
                return i;
            }
        }
        throw new AssertionError(header);
    }

    private static void renamed(CensusGrid grid, String sheet, String name) {
        for (var each : List.copyOf(grid.sheets.keySet())) {
            grid.sheets.put(each.equals(sheet) ? name : each, grid.sheets.remove(each));
        }
    }

    private static String part(CensusGrid grid, String sheet) {
        return CensusGrid.part(List.copyOf(grid.sheets.keySet()).indexOf(sheet));
    }

    /** The part of a sheet up to the end of its rows. */
    private static String start(CensusGrid grid, String sheet) {
        return grid.sheetXml(sheet).replaceFirst("(?s)</sheetData>.*", "");
    }

    private static Path sibling(Path file, String name) {
        return file.resolveSibling(name);
    }

    /** A text and ten gibibytes more, in as many members as it takes. */
    private static void gzipped(Path file, String text, String repeated) throws IOException {
        int mebibytes = 64;
        try (var out = Files.newOutputStream(file)) {
            out.write(gzip(text.getBytes(StandardCharsets.UTF_8)));
            var member =
                    gzip(repeated.repeat((mebibytes << 20) / repeated.length()).getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < TEN_GIBIBYTES / mebibytes; i++) {
                out.write(member);
            }
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
