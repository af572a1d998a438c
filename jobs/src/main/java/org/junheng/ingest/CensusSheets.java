package org.junheng.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junheng.ingest.workbook.Workbook;
import org.junheng.rulebook.ReadingLimits;

/** The sheets of a census file: those of a workbook, or the one without a name that a text file is. */
public interface CensusSheets extends AutoCloseable {
    /** The name of the one sheet of a text file. */
    String TEXT_SHEET = "";

    /** The encoding of a text file; null for a workbook. */
    TextEncoding encoding();

    /** The names of the sheets, in their order; hidden ones are left out. */
    List<String> names();

    /** The names of hidden sheets. */
    List<String> hidden();

    /**
     * The rows of a sheet.
     *
     * @param width to how many cells a shorter row of a workbook is filled up with blanks; text is taken as it is
     */
    RowSource rows(String sheet, int width) throws IOException;

    @Override
    void close() throws IOException;

    /**
     * Opens a file, whose bytes tell what it is.
     *
     * @param name what messages call the file
     * @throws org.junheng.terms.FaultException of kind INPUT where it is neither text nor a workbook that can be read
     */
    static CensusSheets open(Path file, String name, ReadingLimits limits) throws IOException {
        if (Workbook.claims(file)) {
            return workbook(file, name, limits);
        }
        GzipInflation.check(file, name, limits);
        return text(file, TextEncoding.of(file), limits);
    }

    /** Opens a text file whose encoding is known, or a workbook where it is null. */
    static CensusSheets open(Path file, String name, ReadingLimits limits, TextEncoding encoding) throws IOException {
        return encoding == null ? workbook(file, name, limits) : text(file, encoding, limits);
    }

    private static CensusSheets workbook(Path file, String name, ReadingLimits limits) throws IOException {
        return new WorkbookSheets(Workbook.open(file, name, limits));
    }

    private static CensusSheets text(Path file, TextEncoding encoding, ReadingLimits limits) {
        return new TextSheet(file, encoding, limits);
    }

    /**
     * The rows among which the header stands.
     *
     * @throws org.junheng.terms.FaultException of kind INPUT where one has more cells than the limit
     */
    default List<CsvRecords.Record> firstRows(String sheet) throws IOException {
        var rows = new ArrayList<CsvRecords.Record>();
        try (var all = rows(sheet, 0)) {
            while (rows.size() < SheetHeader.LOOKED_AT) {
                var row = all.next();
                if (row == null) {
                    break;
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
