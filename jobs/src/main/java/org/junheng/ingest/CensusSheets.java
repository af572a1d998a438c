package org.junheng.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The sheets of a census file: those of a workbook, or the one without a name that a text file is. */
public interface CensusSheets extends AutoCloseable {
    /** The name of the one sheet of a text file. */
    String TEXT_SHEET = "";

    /** The most columns of a sheet; a workbook cannot have more either. */
    int MOST_COLUMNS = 16_384;

    /** The encoding of a text file; null for a workbook. */
    TextEncoding encoding();

    /** The names of the sheets, in their order. */
    List<String> names();

    /** The rows of a sheet. */
    SheetRows rows(String sheet) throws IOException;

    @Override
    void close() throws IOException;

    /** Opens a file, whose bytes tell what it is. */
    static CensusSheets open(Path file) throws IOException {
        var encoding = TextEncoding.of(file);
        return text(file, encoding);
    }

    /** Opens a text file whose encoding is known, or a workbook where it is null. */
    static CensusSheets open(Path file, TextEncoding encoding) throws IOException {
        return text(file, encoding);
    }

    private static CensusSheets text(Path file, TextEncoding encoding) {
        return new CensusSheets() {
            @Override
            public TextEncoding encoding() {
                return encoding;
            }

            @Override
            public List<String> names() {
                return List.of(TEXT_SHEET);
            }

            @Override
            public SheetRows rows(String sheet) throws IOException {
                return new CsvRecords(encoding.reader(file));
            }

            @Override
            public void close() {}
        };
    }

    /**
     * The rows among which the header stands.
     *
     * @throws org.junheng.terms.FaultException of kind INPUT where one has more cells than any sheet can have
     */
    default List<CsvRecords.Record> firstRows(String sheet) throws IOException {
        var rows = new ArrayList<CsvRecords.Record>();
        try (var all = rows(sheet)) {
            for (var row = all.next(); row != null && rows.size() < SheetHeader.LOOKED_AT; row = all.next()) {
                row.cells(MOST_COLUMNS);
                rows.add(row);
            }
        }
        return rows;
    }
}
