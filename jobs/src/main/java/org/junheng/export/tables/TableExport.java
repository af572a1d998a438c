package org.junheng.export.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.PublishedSummary;

/** Writes every table of a summary into a folder, with its dictionary, origin and citation beside them. */
public final class TableExport {
    /** What the tables are written as. */
    public enum Format {
        CSV,
        PARQUET,
        XLSX,
        DUCKDB
    }

    /**
     * A file written.
     *
     * @param name relative to the folder
     * @param rows of its table; 0 for a file that holds no table
     */
    public record Written(String name, long rows) {}

    private final PublishedSummary summary;
    private final Rulebook rulebook;

    public TableExport(PublishedSummary summary, Rulebook rulebook) {
        this.summary = summary;
        this.rulebook = rulebook;
    }

    /**
     * Writes the files.
     *
     * @param place code or name of a county or city, to write only what is about it, what lies in it and its schools
     */
    public List<Written> write(Path folder, Format format, Optional<String> place) throws IOException, SQLException {
        throw new UnsupportedOperationException("not yet");
    }
}
