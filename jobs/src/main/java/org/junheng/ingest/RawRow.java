package org.junheng.ingest;

/** A row on its way between tasks: its file, line and text. Mutable only for the serializer. */
public final class RawRow {
    private int file;
    private long line;
    private String text;

    /** For the serializer. */
    RawRow() {}

    public RawRow(int file, long line, String text) {
        this.file = file;
        this.line = line;
        this.text = text;
    }

    /** Position of its file in the run's list of plans. */
    public int file() {
        return file;
    }

    public long line() {
        return line;
    }

    public String text() {
        return text;
    }
}
