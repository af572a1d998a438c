package org.junheng.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/**
 * Decodes bytes and puts {@link TextEncoding#REPLACEMENT} where it cannot, one unit of the encoding at a time. A byte
 * order mark at the start is left out.
 *
 * <p>Java's own reader drops up to four bytes at a broken GB18030 character, the comma or line feed after it included,
 * so that one broken byte would merge two rows; so it does with a lone surrogate of UTF-16 and the character after it.
 */
final class MendingReader extends Reader {
    private static final int SIZE = 1 << 16;
    private static final char MARK = '\uFEFF';

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final int unit;
    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).flip();
    private boolean started;
    private boolean ended;
    private boolean brokenAhead;
    private long faults;

    /**
     * @param unit how many bytes are left out where they cannot be decoded: as many as the shortest character has
     */
    MendingReader(InputStream in, Charset charset, int unit) {
        this.in = in;
        this.unit = unit;
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** How many units could not be decoded so far. */
    long faults() {
        return faults;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        var characters = CharBuffer.wrap(target, offset, length);
        while (characters.hasRemaining()) {
            if (brokenAhead) {
                characters.put(TextEncoding.REPLACEMENT);
                brokenAhead = false;
                continue;
            }
            var result = decoder.decode(bytes, characters, ended);
            if (result.isError()) {
                bytes.position(bytes.position() + Math.min(unit, bytes.remaining()));
                faults++;
                brokenAhead = true;
            } else if (result.isOverflow() || ended || characters.position() > offset) {
                break;
            } else {
                fill();
            }
        }
        int read = characters.position() - offset;
        if (read == 0) {
            return readAsPair(target, offset, length);
        }
        if (started || target[offset] != MARK) {
            started = true;
            return read;
        }
        started = true;
        System.arraycopy(target, offset + 1, target, offset, read - 1);
        return read > 1 ? read - 1 : read(target, offset, length);
    }

    /** At the end, or before a character of two parts for which one place is too few. */
    private int readAsPair(char[] target, int offset, int length) throws IOException {
        if (length > 1 || !bytes.hasRemaining()) {
            return -1;
        }
        throw new IOException("read at least two characters at a time");
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = read < 0;
        bytes.position(bytes.position() + Math.max(read, 0)).flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
