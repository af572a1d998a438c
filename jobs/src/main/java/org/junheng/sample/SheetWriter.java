package org.junheng.sample;

import java.io.IOException;
import java.util.List;

/** Takes the rows of one sheet, from the top down. */
interface SheetWriter {
    /** Writes a row; answers the line at which it starts, from 1. */
    long write(List<FormCell> cells) throws IOException;

    /** Makes cells one, positions from 0; they have been written. */
    void merge(FormHeader.Merged cells);
}
