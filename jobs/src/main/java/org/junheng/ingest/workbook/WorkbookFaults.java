package org.junheng.ingest.workbook;

import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/** Makes the faults of one workbook, each at the place that is being read. */
final class WorkbookFaults {
    private static final Bilingual SEND_AGAIN = new Bilingual(
            "请重新取得该文件，或用表格软件打开后另存为 .xlsx 再报送",
            "fetch the file again, or open it in a spreadsheet program, save it as .xlsx and send that");
    private static final int LONGEST_DETAIL = 200;

    private final String file;
    private final String sheet;
    private long row;
    private String cell;

    private WorkbookFaults(String file, String sheet) {
        this.file = file;
        this.sheet = sheet;
    }

    static WorkbookFaults of(String file) {
        return new WorkbookFaults(file, null);
    }

    /** Those of one sheet of the same file. */
    WorkbookFaults within(String sheetName) {
        return new WorkbookFaults(file, sheetName);
    }

    /** From here on faults stand in this row or right after it. */
    void atRow(long number) {
        row = number;
        cell = null;
    }

    /** From here on faults stand in this cell ({@code B7}). */
    void atCell(String reference) {
        cell = reference;
    }

    private Place place() {
        var inSheet = cell == null ? sheet : sheet + "!" + cell;
        return new Place(file, row, inSheet);
    }

    /** The file is damaged. */
    FaultException broken(Bilingual what, Throwable cause) {
        return of("workbook.broken", what, SEND_AGAIN, cause);
    }

    /** The file is damaged, in the words of the library that found it. */
    FaultException broken(Throwable cause) {
        var detail = detail(cause);
        return broken(Bilingual.format("文件已损坏：%s", "the file is damaged: %s", detail), cause);
    }

    private static String detail(Throwable cause) {
        var message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        var line = message.replaceAll("\\s+", " ")
                .replaceFirst(" at \\[row,col.*", "")
                .strip();
        return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL) + "…";
    }

    /** There is more of something than the limit of this key allows. */
    FaultException tooMuch(String key, long limit, Bilingual what) {
        return of(
                "workbook.too_large",
                new Bilingual(what.zh() + "，上限为 " + limit, what.en() + "; at most " + limit + " are allowed"),
                Bilingual.format(
                        "若文件无误，请在 --schemas 目录的 census/limits.yaml 中调高 %s；否则请报送方检查",
                        "if the file is as it should be, raise %s in census/limits.yaml below --schemas; else ask the sender",
                        key),
                null);
    }

    /** The file is of a format that is not read. */
    FaultException otherFormat(Bilingual what) {
        return of(
                "workbook.other_format",
                new Bilingual(what.zh() + "，应为 .xlsx 工作簿", what.en() + "; a workbook (.xlsx) is expected"),
                new Bilingual(
                        "请用表格软件打开后另存为 .xlsx 再报送", "open it in a spreadsheet program, save it as .xlsx and send that"),
                null);
    }

    FaultException of(String code, Bilingual what, Bilingual nextStep, Throwable cause) {
        return new FaultException(FaultException.Kind.INPUT, code, place(), what, nextStep, cause);
    }
}
