package org.junheng.sample;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Writes the rows of the sample into files of one kind. */
interface CensusOutput extends AutoCloseable {
    /** Writes the rows of a county in one year. */
    void write(SampleCounty county, int year, List<OutgoingRow> rows) throws IOException;

    /** Says that a county has no more rows. */
    void endCounty(SampleCounty county) throws IOException;

    /** The files written, once all is closed. */
    List<SampleReport.File> files();

    /** The planted rows, in the order of the files and of their lines. */
    List<QuarantineEntry> planted();

    /** The names that its files can have. */
    Set<String> names(List<SampleCounty> counties);

    @Override
    void close() throws IOException;
}
