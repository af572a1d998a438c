package org.junheng.ingest.workbook;

/**
 * A row of a sheet that is not blank.
 *
 * @param line its number, from 1, as spreadsheet programs show it
 * @param cells its cells from column A to the last that is not blank; skipped and blank ones are ""
 */
public record SheetRow(long line, String[] cells) {
    /** The row as one record of RFC 4180, of which {@link org.junheng.ingest.CsvRecords#cells} makes the same cells. */
    public String text() {
        return text(cells.length);
    }

    /** The same with blank cells added at the end up to so many cells; a longer row stays as long as it is. */
    public String text(int width) {
        var text = new StringBuilder();
        for (int i = 0; i < Math.max(width, cells.length); i++) {
            if (i > 0) {
                text.append(',');
            }
            if (i < cells.length) {
                append(text, cells[i]);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String cell) {
        if (isPlain(cell)) {
            text.append(cell);
        } else {
            text.append('"').append(cell.replace("\"", "\"\"")).append('"');
        }
    }

    private static boolean isPlain(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char character = cell.charAt(i);
            if (character == ',' || character == '"' || character == '\n' || character == '\r') {
                return false;
            }
        }
        return true;
    }
}
