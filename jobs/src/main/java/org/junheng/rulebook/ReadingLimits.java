package org.junheng.rulebook;

import java.io.Serializable;

/**
 * How large a file of a census may be, from {@code census/limits.yaml}. Every limit is the greatest that is still read.
 *
 * @param entries parts in a workbook's zip file
 * @param directoryBytes bytes of its table of contents
 * @param entryBytes bytes to which one part inflates
 * @param totalBytes bytes to which all parts that are read inflate together
 * @param inflationRatio bytes out of a part for each byte in it
 * @param inflationRatioFromBytes inflated bytes of a part up to which its ratio does not count
 * @param markupCharacters characters of one tag, text or comment in XML
 * @param markupDepth elements within elements
 * @param markupNames different names in the XML of one part
 * @param cellFormats formats of cells in a workbook
 * @param sheets sheets in a workbook
 * @param rows the number of a sheet's last row
 * @param columns cells in a row, up to the last that is not blank
 * @param cellCharacters characters (UTF-16 units) of one cell
 * @param rowCharacters characters of all cells of a row
 * @param sheetCharacters characters of all cells of a sheet
 * @param sharedTextBytes memory for the texts that cells of a workbook share
 */
public record ReadingLimits(
        int entries,
        long directoryBytes,
        long entryBytes,
        long totalBytes,
        int inflationRatio,
        long inflationRatioFromBytes,
        int markupCharacters,
        int markupDepth,
        int markupNames,
        int cellFormats,
        int sheets,
        int rows,
        int columns,
        int cellCharacters,
        int rowCharacters,
        long sheetCharacters,
        long sharedTextBytes)
        implements Serializable {
    public ReadingLimits {
        positive(entries, "entries");
        positive(directoryBytes, "directory_bytes");
        positive(entryBytes, "entry_bytes");
        positive(totalBytes, "total_bytes");
        positive(inflationRatio, "inflation_ratio");
        positive(inflationRatioFromBytes, "inflation_ratio_from_bytes");
        positive(markupCharacters, "markup_characters");
        positive(markupDepth, "markup_depth");
        positive(markupNames, "markup_names");
        positive(cellFormats, "cell_formats");
        positive(sheets, "sheets");
        positive(rows, "rows");
        positive(columns, "columns");
        positive(cellCharacters, "cell_characters");
        positive(rowCharacters, "row_characters");
        positive(sheetCharacters, "sheet_characters");
        positive(sharedTextBytes, "shared_text_bytes");
    }

    /** A key that is left out reads as 0, so it is told here too. */
    private static void positive(long value, String key) {
        if (value < 1) {
            throw new Facts.KeyFault(key, key + " must be a whole number from 1; found " + value);
        }
    }
}
