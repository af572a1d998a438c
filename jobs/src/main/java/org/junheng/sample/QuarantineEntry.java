package org.junheng.sample;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A planted row and where it stands; {@code line} is the line at which the row starts, the header of a flat file being
 * line 1.
 *
 * @param sheet the sheet of a workbook; null in a text file
 */
record QuarantineEntry(
        String file,
        @JsonInclude(JsonInclude.Include.NON_NULL) String sheet,
        long line,
        String rule,
        String schoolCode,
        String column,
        String found) {

    static QuarantineEntry of(String file, String sheet, long line, Fault fault) {
        return new QuarantineEntry(file, sheet, line, fault.rule(), fault.schoolCode(), fault.column(), fault.found());
    }
}
