package org.junheng.sample;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes one CSV file (RFC 4180, line feeds) and knows the line at which each row starts. */
final class CensusFile implements AutoCloseable {

    /** Stands for the cut character until the row is bytes; no text of the sample holds it. */
    private static final char CUT = '\uE000';

    private final OutputStream stream;
    private final Charset charset;
    private final StringBuilder text = new StringBuilder();
    private long nextLine = 1;
    private long rows;

    CensusFile(Path path, SampleEncoding encoding, List<String> headers) throws IOException {
        this.stream = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
        this.charset = encoding.charset();
        text.append(encoding.mark());
        append(headers);
        stream.write(text.toString().getBytes(charset));
    }

    /** Writes a row; answers the line at which it starts, the header being line 1. */
    long write(OutgoingRow row) throws IOException {
        var line = nextLine;
        rows++;
        text.setLength(0);
        if (row.brokenColumn() < 0) {
            append(row.cells());
            stream.write(text.toString().getBytes(charset));
            return line;
        }
        var cells = new ArrayList<>(row.cells());
        var whole = cells.get(row.brokenColumn());
        cells.set(row.brokenColumn(), whole.substring(0, whole.length() - 1) + CUT);
        append(cells);
        var cut = text.indexOf(String.valueOf(CUT));
        stream.write(text.substring(0, cut).getBytes(charset));
        var last = whole.substring(whole.length() - 1).getBytes(charset);
        stream.write(last, 0, last.length - 1);
        stream.write(text.substring(cut + 1).getBytes(charset));
        return line;
    }

    long rows() {
        return rows;
    }

    private void append(List<String> cells) {
        for (var i = 0; i < cells.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            append(cells.get(i));
        }
        text.append('\n');
        nextLine++;
    }

    private void append(String cell) {
        var quoted = false;
        for (var i = 0; i < cell.length(); i++) {
            var character = cell.charAt(i);
            quoted |= character == '"' || character == ',' || character == '\n';
            if (character == '\n') {
                nextLine++;
            }
        }
        if (quoted) {
            text.append('"').append(cell.replace("\"", "\"\"")).append('"');
        } else {
            text.append(cell);
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
