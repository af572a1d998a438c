package org.junheng.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The encoding of a text file, told from its bytes: a byte order mark decides; else UTF-8 where it decodes without a
 * fault, or with fewer faults than characters beyond ASCII (a broken byte or two in UTF-8: other encodings hardly ever
 * look like it); else whichever of UTF-8 and GB18030 has fewer faults. Cells with faults hold U+FFFD and break their row.
 */
public enum TextEncoding {
    UTF_8("UTF-8", StandardCharsets.UTF_8),
    UTF_8_WITH_MARK("UTF-8 BOM", StandardCharsets.UTF_8),
    GB18030("GB18030", Charset.forName("GB18030"));

    /** Stands in a cell where bytes could not be decoded. */
    public static final char REPLACEMENT = '\uFFFD';

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int GZIP_MAGIC = 0x1F8B;

    private final String title;
    private final Charset charset;

    TextEncoding(String title, Charset charset) {
        this.title = title;
        this.charset = charset;
    }

    /** The name that people see. */
    public String title() {
        return title;
    }

    /** Tells the encoding of a file, gzipped or not. */
    public static TextEncoding of(Path file) throws IOException {
        try (var in = open(file)) {
            var first = in.readNBytes(MARK.length);
            if (java.util.Arrays.equals(first, MARK)) {
                in.transferTo(OutputStream.nullOutputStream()); // a broken archive shows itself here
                return UTF_8_WITH_MARK;
            }
        }
        var utf8 = Decoded.of(file, UTF_8.charset);
        if (utf8.faults == 0 || utf8.beyondAscii > utf8.faults) {
            return UTF_8;
        }
        return utf8.faults <= Decoded.of(file, GB18030.charset).faults ? UTF_8 : GB18030;
    }

    /**
     * What decoding a whole file comes to.
     *
     * @param faults bytes that could not be decoded
     * @param beyondAscii characters decoded that are not ASCII
     */
    private record Decoded(long faults, long beyondAscii) {
        static Decoded of(Path file, Charset charset) throws IOException {
            var characters = new char[1 << 16];
            long beyondAscii = 0;
            try (var reader = new MendingReader(open(file), charset)) {
                for (int read = reader.read(characters); read >= 0; read = reader.read(characters)) {
                    for (int i = 0; i < read; i++) {
                        beyondAscii += characters[i] > '~' && characters[i] != REPLACEMENT ? 1 : 0;
                    }
                }
                return new Decoded(reader.faults(), beyondAscii);
            }
        }
    }

    /** Opens the text of a file, gzipped or not, after its byte order mark. */
    public Reader reader(Path file) throws IOException {
        var in = new PushbackInputStream(open(file), MARK.length);
        var first = in.readNBytes(MARK.length);
        if (!java.util.Arrays.equals(first, MARK)) {
            in.unread(first);
        }
        return new MendingReader(in, charset);
    }

    private static InputStream open(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP_MAGIC ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
    }
}
