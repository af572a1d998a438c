package org.junheng.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junheng.rulebook.ReadingLimits;

/** A text file as its one sheet. */
record TextSheet(Path file, TextEncoding encoding, ReadingLimits limits) implements CensusSheets {
    @Override
    public List<String> names() {
        return List.of(TEXT_SHEET);
    }

    @Override
    public List<String> hidden() {
        return List.of();
    }

    @Override
    public RowSource rows(String sheet, int width) throws IOException {
        return new CsvRecords(encoding.reader(file));
    }

    @Override
    public List<CsvRecords.Record> firstRows(String sheet) throws IOException {
        var rows = CensusSheets.super.firstRows(sheet);
        for (var row : rows) {
            row.cells(limits.columns());
        }
        return rows;
    }

    @Override
    public void close() {}
}
