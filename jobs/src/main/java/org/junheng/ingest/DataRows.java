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
    private final SheetPlan plan;
    private final CensusTable table;
    private final FormItems items;
    private long notes;

    public DataRows(RowSource rows, SheetPlan plan, CensusTable table) {
        this.rows = rows;
        this.plan = plan;
        this.table = table;
        this.items = new FormItems(table, plan.year());
    }

    /** The next row of data, or null at the end. */
    public CsvRecords.Record next() throws IOException {
        while (true) {
            var row = rows.next();
            if (row == null) {
                return null;
            }
            if (row.line() > plan.lastHeaderLine() && isData(row)) {
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
        if (table.header().notes() == null && plan.itemColumn() < 0) {
            return true;
        }
        var cells = row.cells();
        return !isNote(cells)
                && !(plan.itemColumn() >= 0
                        && plan.itemColumn() < cells.length
                        && items.isLeftOut(items.of(cells[plan.itemColumn()])));
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
