package org.junheng.ingest.workbook;

import java.util.Set;

/** Texts that stand in a cell in place of a value: errors of formulas, also as spreadsheet programs export them to CSV. */
public final class CellError {
    /** Stands in a cell whose formula was never worked out, so that nobody takes the cell for blank or for a number. */
    public static final String NOT_WORKED_OUT = "#未计算! formula without a value";

    /** Stands in a cell of type error that does not say which. */
    static final String NOT_AVAILABLE = "#N/A";

    /** ECMA-376 part 1, 18.17.3, and those that later programs added. */
    private static final Set<String> ERRORS = Set.of(
            NOT_WORKED_OUT,
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

    /** Whether a cell, trimmed, holds an error and not a value. */
    public static boolean isIn(String cell) {
        return cell.startsWith("#") && ERRORS.contains(cell);
    }
}
