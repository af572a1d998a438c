package org.junheng.ingest.workbook;

import java.util.Set;

/** Texts that stand in a cell in place of a value: errors of formulas, also as spreadsheet programs export them to CSV. */
public final class CellError {
    /** Stands in a cell whose formula was never worked out, so that nobody takes the cell for blank or for a number. */
    public static final String NOT_WORKED_OUT = "#未计算! formula without a value";

    /** What the reader writes behind an error: people may use the bare #N/A as a word for "missing", an error is not that. */
    private static final String MARK = " 公式错误 formula error";

    private static final String NOT_AVAILABLE = "#N/A";

    /** ECMA-376 part 1, 18.17.3, and those that later programs added. */
    private static final Set<String> ERRORS = Set.of(
            NOT_AVAILABLE,
            "#NULL!",
            "#DIV/0!",
            "#VALUE!",
            "#REF!",
            "#NAME?",
            "#NUM!",
            "#GETTING_DATA",
            "#SPILL!",
            "#CALC!",
            "#FIELD!",
            "#BLOCKED!",
            "#CONNECT!",
            "#BUSY!",
            "#UNKNOWN!");

    private CellError() {}

    /** The text of a cell of type error: {@code #REF! 公式错误 formula error}. */
    static String text(String value) {
        return (value == null || value.isEmpty() ? NOT_AVAILABLE : value) + MARK;
    }

    /** Whether a cell, trimmed, holds an error and not a value: as the reader writes it, or as it stands in a CSV file. */
    public static boolean isIn(String cell) {
        return cell.startsWith("#") && (cell.endsWith(MARK) || cell.equals(NOT_WORKED_OUT) || ERRORS.contains(cell));
    }
}
