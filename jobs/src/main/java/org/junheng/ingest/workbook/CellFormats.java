package org.junheng.ingest.workbook;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junheng.rulebook.ReadingLimits;
import org.junheng.terms.Bilingual;

/** Which formats of a workbook show a number as a date or a time. */
final class CellFormats {
    /** What a number means under a format. */
    enum Meaning {
        NUMBER,
        DATE,
        TIME;

        /** Of a format that the file does not spell out (ECMA-376 part 1, 18.8.30, East Asian ones as in Chinese). */
        private static Meaning ofBuiltIn(int id) {
            return switch (id) {
                case 14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58 -> DATE;
                case 18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56 -> TIME;
                default -> NUMBER;
            };
        }

        /**
         * Of a format code such as {@code yyyy"年"m"月"}: told by the letters that are neither quoted nor escaped. A letter
         * of no date (General, Standard) or a place for a digit makes it one for numbers.
         */
        static Meaning of(String code) {
            boolean date = false;
            boolean month = false;
            boolean time = false;
            for (int i = 0; i < code.length(); i++) {
                char character = Character.toLowerCase(code.charAt(i));
                switch (character) {
                    case ';' -> i = code.length(); // the other sections are for negative numbers, zero and text
                    case '"' -> i = after(code, i, '"');
                    case '[' -> {
                        int end = after(code, i, ']');
                        time |= isElapsed(code.substring(i + 1, Math.min(end, code.length())));
                        i = end;
                    }
                    case '\\', '_', '*' -> i++;
                    case 'y', 'd', 'e' -> date = true; // e: the year in East Asian calendars
                    case 'm' -> month = true;
                    case 'h', 's' -> time = true;
                    case 'a', 'b', 'g', 'p' -> {} // names of days and eras, AM/PM: beside one of the others
                    case '0', '#', '?' -> {
                        // In a time digits stand only after its seconds: "ss.000".
                        if (!time) {
                            return NUMBER;
                        }
                    }
                    default -> {
                        if ('a' <= character && character <= 'z') {
                            return NUMBER;
                        }
                    }
                }
            }
            return date ? DATE : time ? TIME : month ? DATE : NUMBER;
        }

        /** Hours, minutes or seconds beyond a day: {@code [h]}; other brackets hold colours, conditions and languages. */
        private static boolean isElapsed(String bracket) {
            return !bracket.isEmpty() && bracket.chars().allMatch(letter -> "hmsHMS".indexOf(letter) >= 0);
        }

        private static int after(String code, int start, char end) {
            int found = code.indexOf(end, start + 1);
            return found < 0 ? code.length() : found;
        }
    }

    /** Of a workbook without formats. */
    static final CellFormats NONE = new CellFormats();

    private Meaning[] meanings = new Meaning[16];
    private int count;

    private CellFormats() {}

    /** Reads the part of styles to the end of the formats of cells. */
    static CellFormats read(PartXml xml, ReadingLimits limits, WorkbookFaults faults) {
        var formats = new CellFormats();
        var codes = new HashMap<Integer, Meaning>();
        xml.root("styleSheet");
        int root = xml.depth();
        while (xml.nextChild(root)) {
            int list = xml.depth();
            switch (xml.name()) {
                case "numFmts" -> {
                    while (xml.nextChild(list, "numFmt")) {
                        var code = xml.attribute("formatCode");
                        codes.put(id(xml), code == null ? Meaning.NUMBER : Meaning.of(code));
                        requireFew(codes.size(), limits, faults);
                    }
                }
                case "cellXfs" -> {
                    while (xml.nextChild(list, "xf")) {
                        formats.add(codes, id(xml));
                        requireFew(formats.count, limits, faults);
                    }
                }
                default -> {}
            }
        }
        xml.readRest();
        return formats;
    }

    private static void requireFew(int found, ReadingLimits limits, WorkbookFaults faults) {
        if (found > limits.cellFormats()) {
            throw faults.tooMuch(
                    "cell_formats",
                    limits.cellFormats(),
                    new Bilingual("单元格格式过多", "the workbook has too many formats of cells"));
        }
    }

    private static int id(PartXml xml) {
        var id = xml.attribute("numFmtId");
        return id == null ? 0 : SheetRows.wholeNumber(id);
    }

    private void add(Map<Integer, Meaning> codes, int id) {
        if (count == meanings.length) {
            meanings = Arrays.copyOf(meanings, 2 * count);
        }
        var spelledOut = codes.get(id);
        meanings[count++] = spelledOut == null ? Meaning.ofBuiltIn(id) : spelledOut;
    }

    /** What a number means in a cell with this style; a style that is not there formats nothing. */
    Meaning meaning(String style) {
        int index = style == null ? -1 : SheetRows.wholeNumber(style);
        return index >= 0 && index < count ? meanings[index] : Meaning.NUMBER;
    }
}
