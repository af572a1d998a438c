package org.junheng.ingest;

import java.io.IOException;
import java.util.Arrays;
import org.junheng.rulebook.CensusTable;

/** The rows of data of a sheet: without what stands above them, and without notes and totals where a form has such. */
public final class DataRows implements AutoCloseable {
    private final RowSource rows;
    private final SheetPlan plan;
    private final CensusTable table;
    private long notes;

    public DataRows(RowSource rows, SheetPlan plan, CensusTable table) {
        this.rows = rows;
        this.plan = plan;
        this.table = table;
    }

    /** The next row of data, or null at the end. */
    public CsvRecords.Record next() throws IOException {
        while (true) {
            var row = rows.next();
            if (row == null) {
                return null;
            }
            if (row.line() > plan.lastHeaderLine() && !isNote(row)) {
                return row;
            }
            notes++;
        }
    }

    /** How many rows were left out so far, the header among them. */
    public long notes() {
        return notes;
    }

    private boolean isNote(CsvRecords.Record row) {
        var pattern = table.header().notes();
        if (pattern == null) {
            return false;
        }
        var filled = Arrays.stream(row.cells())
                .map(Blanks::trim)
                .filter(cell -> !cell.isEmpty())
                .toList();
        return filled.isEmpty() || pattern.matcher(filled.get(0)).find();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
