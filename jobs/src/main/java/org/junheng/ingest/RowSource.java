package org.junheng.ingest;

import java.io.IOException;

/** The rows of one sheet, from its first line on. */
public interface RowSource extends AutoCloseable {
    /** The next row that is not blank, or null at the end. */
    CsvRecords.Record next() throws IOException;

    @Override
    void close() throws IOException;
}
