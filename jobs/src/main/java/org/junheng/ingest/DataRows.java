package org.junheng.ingest;

import java.io.IOException;
import java.util.Arrays;
import org.junheng.rulebook.CensusTable;

/**
 * The rows of data of a sheet: without what stands above them, without notes and totals where a form has such, and
 * without items that are deliberately left unread.
 */
public final class DataRows implements AutoCloseable {
    private final RowSource rows;
    private final long lastHeaderLine;
    private final int itemColumn;
    private final CensusTable table;
    private final FormItems items;
    private long notes;

    public DataRows(RowSource rows, SheetPlan plan, CensusTable table) {
        this(rows, plan.lastHeaderLine(), plan.itemColumn(), table, plan.year());
    }

    /** The rows after a line, of which none is left out for its item. */
    DataRows(RowSource rows, long lastHeaderLine, CensusTable table) {
        this(rows, lastHeaderLine, -1, table, null);
    }

    private DataRows(RowSource rows, long lastHeaderLine, int itemColumn, CensusTable table, Integer year) {
        this.rows = rows;
        this.lastHeaderLine = lastHeaderLine;
        this.itemColumn = itemColumn;
        this.table = table;
        this.items = new FormItems(table, year);
    }

    /** The next row of data, or null at the end. */
    public CsvRecords.Record next() throws IOException {
        while (true) {
            var row = rows.next();
            if (row == null) {
                return null;
            }
            if (row.line() > lastHeaderLine && isData(row)) {
                return row;
            }
            notes++;
        }
    }

    /** How many rows were left out so far, the header among them. */
    public long notes() {
        return notes;
    }

    private boolean isData(CsvRecords.Record row) {
        if (table.header().notes() == null && itemColumn < 0) {
            return true;
        }
        var cells = row.cells();
        return !isNote(cells)
                && !(itemColumn >= 0 && itemColumn < cells.length && items.isLeftOut(items.of(cells[itemColumn])));
    }

    private boolean isNote(String[] cells) {
        var pattern = table.header().notes();
        if (pattern == null) {
            return false;
        }
        return Arrays.stream(cells)
                .map(Blanks::trim)
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .map(first -> pattern.matcher(HeaderText.normalised(first)).find())
                .orElse(true);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
