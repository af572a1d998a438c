package org.junheng.ingest;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junheng.ingest.workbook.Workbook;
import org.junheng.ingest.workbook.Workbook.Sheet;

/** The sheets of an open workbook, their rows as lines of text. */
final class WorkbookSheets implements CensusSheets {
    private final Workbook workbook;
    /** A sheet is held against every form of every profile, and taking its rows out of the workbook is dear. */
    private final Map<String, List<CsvRecords.Record>> firstRows = new HashMap<>();

    WorkbookSheets(Workbook workbook) {
        this.workbook = workbook;
    }

    @Override
    public TextEncoding encoding() {
        return null;
    }

    @Override
    public List<String> names() {
        return workbook.sheets().stream()
                .filter(sheet -> !sheet.hidden())
                .map(Sheet::name)
                .toList();
    }

    @Override
    public List<String> hidden() {
        return workbook.sheets().stream().filter(Sheet::hidden).map(Sheet::name).toList();
    }

    @Override
    public RowSource rows(String sheet, int width) {
        var found = workbook.sheets().stream()
                .filter(each -> each.name().equals(sheet))
                .findFirst()
                .orElseThrow();
        var rows = workbook.rows(found);
        return new RowSource() {
            @Override
            public CsvRecords.Record next() {
                var row = rows.next();
                return row == null ? null : new CsvRecords.Record(row.line(), row.text(width));
            }

            @Override
            public void close() {
                rows.close();
            }
        };
    }

    @Override
    public List<CsvRecords.Record> firstRows(String sheet) throws IOException {
        var rows = firstRows.get(sheet);
        if (rows == null) {
            rows = CensusSheets.super.firstRows(sheet);
            firstRows.put(sheet, rows);
        }
        return rows;
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}
