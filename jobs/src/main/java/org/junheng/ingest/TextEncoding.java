package org.junheng.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The encoding of a text file, told from its bytes: a byte order mark decides; else UTF-8 where it decodes without a
 * fault; else whichever of UTF-8 and GB18030 has fewer faults. Cells with faults hold U+FFFD and break their row.
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
        long utf8 = faults(file, UTF_8.charset);
        return utf8 == 0 || utf8 <= faults(file, GB18030.charset) ? UTF_8 : GB18030;
    }

    private static long faults(Path file, Charset charset) throws IOException {
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var bytes = ByteBuffer.allocate(1 << 16);
        var characters = CharBuffer.allocate(1 << 16);
        long faults = 0;
        try (var in = open(file)) {
            for (boolean end = false; !end; ) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = read < 0;
                bytes.position(bytes.position() + Math.max(read, 0)).flip();
                var result = decoder.decode(bytes, characters.clear(), end);
                while (!result.isUnderflow()) {
                    if (result.isError()) {
                        faults++;
                        bytes.position(bytes.position() + result.length());
                    }
                    result = decoder.decode(bytes, characters.clear(), end);
                }
                bytes.compact();
            }
        }
        return faults;
    }

    /** Opens the text of a file, gzipped or not, after its byte order mark. */
    public Reader reader(Path file) throws IOException {
        var in = new PushbackInputStream(open(file), MARK.length);
        var first = in.readNBytes(MARK.length);
        if (!java.util.Arrays.equals(first, MARK)) {
            in.unread(first);
        }
        return new InputStreamReader(in, charset);
    }

    private static InputStream open(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP_MAGIC ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
    }
}
