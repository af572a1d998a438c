package org.junheng.export.disclosure;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.PublishedSummary;

/** A copy of a summary that may leave the department: same tables and comments, without what would tell about a person. */
public final class PublicCopy {
    private PublicCopy() {}

    /** Writes the copy as a DuckDB file. */
    public static void write(PublishedSummary summary, Rulebook rulebook, Path file) throws IOException, SQLException {
        throw new UnsupportedOperationException("not yet");
    }
}
