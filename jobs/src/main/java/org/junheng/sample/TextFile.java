package org.junheng.sample;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes one CSV file (RFC 4180, line feeds) and knows the line at which each row starts. */
final class TextFile implements SheetWriter, Closeable {

    /** Stands for a cut character until the row is bytes; no text of the sample holds it. */
    private static final char CUT = '\uE000';

    private final OutputStream stream;
    private final Charset charset;
    private final StringBuilder text = new StringBuilder();
    private long nextLine = 1;

    TextFile(Path path, SampleEncoding encoding) throws IOException {
        this.stream = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
        this.charset = encoding.charset();
        stream.write(encoding.mark().getBytes(charset));
    }

    @Override
    public long write(List<FormCell> cells) throws IOException {
        var line = nextLine;
        text.setLength(0);
        String cut = null;
        for (var i = 0; i < cells.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            var cell = cells.get(i).text();
            if (cells.get(i).cut()) {
                cut = cell.substring(cell.length() - 1);
                cell = cell.substring(0, cell.length() - 1) + CUT;
            }
            append(cell);
        }
        text.append('\n');
        nextLine++;
        if (cut == null) {
            stream.write(text.toString().getBytes(charset));
            return line;
        }
        var at = text.indexOf(String.valueOf(CUT));
        stream.write(text.substring(0, at).getBytes(charset));
        var last = cut.getBytes(charset);
        stream.write(last, 0, last.length - 1);
        stream.write(text.substring(at + 1).getBytes(charset));
        return line;
    }

    /** Text has no merged cells: the first has the name, the others are blank. */
    @Override
    public void merge(FormHeader.Merged cells) {}

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
