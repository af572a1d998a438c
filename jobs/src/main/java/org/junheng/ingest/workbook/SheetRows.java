package org.junheng.ingest.workbook;

import java.util.Arrays;
import org.junheng.ingest.Blanks;
import org.junheng.rulebook.ReadingLimits;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;

/**
 * The rows of one sheet, read one by one.
 *
 * <p>The end of the sheet and a fault in its middle are two things: {@link #next} gives null only when the sheet was read
 * to its end and the bytes agree with their checksum. A fault means that the rows before it are not to be trusted either.
 */
public final class SheetRows implements AutoCloseable {
    private final PartXml xml;
    private final SharedTexts shared;
    private final CellFormats formats;
    private final boolean from1904;
    private final ReadingLimits limits;
    private final WorkbookFaults faults;
    private final int rowsElement;

    private String[] buffer = new String[64];
    /** Cells of the row so far, the last blank ones included. */
    private int used;

    private long row;
    private long characters;
    private boolean ended;
    private FaultException fault;

    SheetRows(
            PartXml xml,
            SharedTexts shared,
            CellFormats formats,
            boolean from1904,
            ReadingLimits limits,
            WorkbookFaults faults) {
        this.xml = xml;
        this.shared = shared;
        this.formats = formats;
        this.from1904 = from1904;
        this.limits = limits;
        this.faults = faults;
        xml.root("worksheet");
        if (!xml.nextChild(xml.depth(), "sheetData")) {
            throw faults.broken(new Bilingual("工作表没有数据部分 <sheetData>", "the sheet has no data (<sheetData>)"), null);
        }
        rowsElement = xml.depth();
    }

    /**
     * The next row that is not blank, or null at the end of the sheet.
     *
     * @throws FaultException of kind INPUT, with the sheet and the row, where the sheet is damaged or goes beyond a limit;
     *     asked again it throws the same
     */
    public SheetRow next() {
        if (fault != null) {
            throw fault;
        }
        try {
            while (!ended) {
                if (!xml.nextChild(rowsElement, "row")) {
                    ended = true;
                    xml.readRest();
                } else if (readRow()) {
                    return new SheetRow(row, Arrays.copyOf(buffer, used));
                }
            }
            return null;
        } catch (FaultException found) {
            fault = found;
            throw found;
        }
    }

    /** Reads the cells of the current row; false when all are blank. */
    private boolean readRow() {
        row = rowNumber();
        faults.atRow(row);
        Arrays.fill(buffer, 0, used, null);
        used = 0;
        int element = xml.depth();
        int column = -1;
        int rowCharacters = 0;
        while (xml.nextChild(element, "c")) {
            var reference = xml.attribute("r");
            faults.atCell(reference == null ? null : shown(reference));
            column = reference == null ? column + 1 : column(reference);
            var cell = readCell();
            if (column < limits.columns()) {
                put(column, cell);
            } else if (!isBlank(cell)) {
                throw faults.tooMuch(
                        "columns",
                        limits.columns(),
                        Bilingual.format("第 %d 列有内容", "there is text in column %d", column + 1));
            }
            rowCharacters += cell.length();
            if (rowCharacters > limits.rowCharacters()) {
                throw faults.tooMuch(
                        "row_characters", limits.rowCharacters(), new Bilingual("一行的文字过长", "the row is too long"));
            }
        }
        faults.atRow(row);
        characters += rowCharacters;
        if (characters > limits.sheetCharacters()) {
            throw faults.tooMuch(
                    "sheet_characters",
                    limits.sheetCharacters(),
                    new Bilingual("工作表的文字过多", "the sheet has too much text"));
        }
        while (used > 0 && isBlank(buffer[used - 1])) {
            buffer[--used] = null;
        }
        for (int i = 0; i < used; i++) {
            if (buffer[i] == null) {
                buffer[i] = "";
            }
        }
        return used > 0;
    }

    private long rowNumber() {
        var written = xml.attribute("r");
        long number = row + 1;
        if (written != null) {
            number = wholeNumber(written);
            if (number <= row) {
                throw faults.broken(
                        Bilingual.format(
                                "行号「%s」不是大于 %d 的整数",
                                "row number '%s' is no whole number above %d", shown(written), row),
                        null);
            }
        }
        if (number > limits.rows()) {
            throw faults.tooMuch(
                    "rows", limits.rows(), Bilingual.format("工作表有第 %d 行", "the sheet has a row %d", number));
        }
        return number;
    }

    /** The column, from 0, of a reference such as {@code AB12}; {@link Integer#MAX_VALUE} for one beyond all spreadsheets. */
    private int column(String reference) {
        int at = 0;
        long column = 0;
        for (; at < reference.length(); at++) {
            int letter = (reference.charAt(at) & ~0x20) - 'A' + 1;
            if (letter < 1 || letter > 26) {
                break;
            }
            column = Math.min(26 * column + letter, Integer.MAX_VALUE);
        }
        long number = 0;
        int digits = at;
        for (; at < reference.length() && number < limits.rows() * 10L; at++) {
            int digit = reference.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = 10 * number + digit;
        }
        if (column == 0 || at == digits || at < reference.length() || number != row) {
            throw faults.broken(
                    Bilingual.format("第 %d 行中有单元格「%s」", "row %d has a cell '%s'", row, shown(reference)), null);
        }
        return (int) column - 1;
    }

    /** A number from 0 in plain digits; -1 for all else. */
    static int wholeNumber(String digits) {
        if (digits.isEmpty() || digits.length() > 9) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    private static String shown(String text) {
        return text.length() <= 20 ? text : text.substring(0, 20) + "…";
    }

    private void put(int column, String cell) {
        if (column >= buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(limits.columns(), Math.max(2 * buffer.length, column + 1)));
        }
        if (buffer[column] != null) {
            throw faults.broken(
                    Bilingual.format("第 %d 列的单元格出现两次", "the cell of column %d stands twice", column + 1), null);
        }
        buffer[column] = cell;
        used = Math.max(used, column + 1);
    }

    private static boolean isBlank(String cell) {
        return cell == null || Blanks.trim(cell).isEmpty();
    }

    private String readCell() {
        var type = xml.attribute("t");
        var style = xml.attribute("s");
        String value = null;
        boolean formula = false;
        int element = xml.depth();
        while (xml.nextChild(element)) {
            switch (xml.name()) {
                case "v" -> value = xml.text();
                case "is" -> value = CellText.ofRuns(xml, limits, faults);
                case "f" -> formula = true;
                default -> {}
            }
        }
        return shown(type == null ? "n" : type, style, value, formula);
    }

    /** A cell as a person sees it (ECMA-376 part 1, 18.18.11). */
    private String shown(String type, String style, String value, boolean formula) {
        if (type.equals("e")) {
            return CellError.text(value);
        }
        boolean isText = type.equals("str") || type.equals("inlineStr");
        if (value == null || value.isEmpty() && !isText) {
            return formula ? CellError.NOT_WORKED_OUT : "";
        }
        return switch (type) {
            case "n" -> number(style, value);
            case "s" -> shared.text(value, faults);
            case "str" -> CellText.unescaped(value);
            case "inlineStr" -> value;
            case "b" -> value.equals("true") ? "1" : value.equals("false") ? "0" : value;
            case "d" -> value.replaceFirst("T00:00(:00(\\.0+)?)?Z?$", "");
            default ->
                throw faults.broken(
                        Bilingual.format("单元格的类型「%s」不属于该格式", "the format knows no cell of type '%s'", shown(type)),
                        null);
        };
    }

    private String number(String style, String value) {
        return switch (formats.meaning(style)) {
            case NUMBER -> CellNumber.text(value);
            case DATE -> CellNumber.date(value, from1904);
            case TIME -> CellNumber.time(value);
        };
    }

    @Override
    public void close() {
        xml.close();
    }
}
