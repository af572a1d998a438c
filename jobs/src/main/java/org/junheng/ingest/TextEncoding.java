package org.junheng.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/**
 * The encoding of a text file, told from its bytes: a byte order mark decides; then UTF-16 where digits and commas have a
 * zero byte beside them; else UTF-8 where it decodes without a fault, or with fewer faults than characters beyond ASCII (a
 * broken byte or two in UTF-8: other encodings hardly ever look like it); else whichever of UTF-8 and GB18030 has fewer
 * faults. Cells with faults hold U+FFFD and break their row.
 */
public enum TextEncoding {
    UTF_8("UTF-8", StandardCharsets.UTF_8, 1),
    UTF_8_WITH_MARK("UTF-8 BOM", StandardCharsets.UTF_8, 1, 0xEF, 0xBB, 0xBF),
    UTF_16_LITTLE("UTF-16LE", StandardCharsets.UTF_16LE, 2),
    UTF_16_LITTLE_WITH_MARK("UTF-16LE BOM", StandardCharsets.UTF_16LE, 2, 0xFF, 0xFE),
    UTF_16_BIG("UTF-16BE", StandardCharsets.UTF_16BE, 2),
    UTF_16_BIG_WITH_MARK("UTF-16BE BOM", StandardCharsets.UTF_16BE, 2, 0xFE, 0xFF),
    GB18030("GB18030", Charset.forName("GB18030"), 1);

    /** Stands in a cell where bytes could not be decoded. */
    public static final char REPLACEMENT = '\uFFFD';

    private static final int GZIP_MAGIC = 0x1F8B;
    /** No encoding that is read here takes more bytes, so no line has more characters when it is decoded wrongly. */
    private static final int MOST_BYTES_OF_A_CHARACTER = 4;

    private final String title;
    private final Charset charset;
    private final int unit;
    private final int[] mark;

    TextEncoding(String title, Charset charset, int unit, int... mark) {
        this.title = title;
        this.charset = charset;
        this.unit = unit;
        this.mark = mark;
    }

    /** The name that people see. */
    public String title() {
        return title;
    }

    /**
     * Whether a character shows that its cell is damaged: it stands for bytes that could not be decoded, or is a control
     * character (NUL for one) that no text holds. Tabulators, line ends and page breaks are blanks.
     */
    public static boolean isBroken(char character) {
        return character < '\t'
                || character > '\r' && character < ' '
                || character > '~' && (character < '\u00A0' || character == REPLACEMENT);
    }

    /** Where the first character stands that shows damage, or −1. */
    public static int firstBroken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isBroken(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    /** Tells the encoding of a file, gzipped or not, whose lines have at most {@link CsvRecords#LONGEST_LINE} characters. */
    public static TextEncoding of(Path file) throws IOException {
        return of(file, CsvRecords.LONGEST_LINE);
    }

    /**
     * Tells the encoding of a file, gzipped or not. The whole file is read, in little memory.
     *
     * @param longestLine the most characters that a line may have
     * @throws FaultException of kind INPUT where the file is no text, or a line is longer
     * @throws IOException where it cannot be read, or a gzipped file ends too early
     */
    public static TextEncoding of(Path file, int longestLine) throws IOException {
        byte[] start;
        try (var in = open(file)) {
            start = in.readNBytes(OtherFormat.LOOKED_AT);
        }
        var other = OtherFormat.of(start);
        if (other.isPresent()) {
            throw noText(
                    file,
                    new Bilingual(
                            "看起来是" + other.get().title().zh() + "，不是文本",
                            "it looks like " + other.get().title().en() + ", not text"));
        }
        var certain = byStart(start);
        var found =
                certain.isPresent() ? Decoded.of(file, certain.get(), longestLine) : utf8OrGb18030(file, longestLine);
        if (found.survey().longestLine() > longestLine) {
            throw CsvRecords.lineTooLong(
                    Place.file(shortName(file)), found.survey().longestAt(), longestLine);
        }
        if (found.survey().isNoText()) {
            throw noText(
                    file,
                    Bilingual.format(
                            "%d 行中有 %d 行含控制字符（如 NUL），不是文本",
                            "%d lines, of which %d hold control characters such as NUL: this is no text",
                            found.survey().lines(),
                            found.survey().linesWithControls()));
        }
        return found.encoding();
    }

    private static Optional<TextEncoding> byStart(byte[] start) {
        for (var encoding : values()) {
            if (encoding.mark.length > 0 && encoding.begins(start)) {
                return Optional.of(encoding);
            }
        }
        return Utf16Start.byteOrder(start);
    }

    private boolean begins(byte[] start) {
        boolean begins = start.length >= mark.length;
        for (int i = 0; i < mark.length && begins; i++) {
            begins = (start[i] & 0xFF) == mark[i];
        }
        return begins;
    }

    private static Decoded utf8OrGb18030(Path file, int longestLine) throws IOException {
        var utf8 = Decoded.of(file, UTF_8, longestLine);
        if (utf8.faults() == 0 || utf8.survey().beyondAscii() > utf8.faults()) {
            return utf8;
        }
        var gb18030 = Decoded.of(file, GB18030, longestLine);
        return utf8.faults() <= gb18030.faults() ? utf8 : gb18030;
    }

    /**
     * A file decoded in one way.
     *
     * @param faults places that could not be decoded
     */
    private record Decoded(TextEncoding encoding, TextSurvey survey, long faults) {
        static Decoded of(Path file, TextEncoding encoding, int longestLine) throws IOException {
            try (var reader = new MendingReader(open(file), encoding.charset, encoding.unit)) {
                var survey = TextSurvey.of(reader, (long) longestLine * MOST_BYTES_OF_A_CHARACTER);
                return new Decoded(encoding, survey, reader.faults());
            }
        }
    }

    private static FaultException noText(Path file, Bilingual what) {
        return new FaultException(
                FaultException.Kind.INPUT,
                "file.no_text",
                Place.file(shortName(file)),
                what,
                new Bilingual("请另存为 CSV（UTF-8）后重新报送", "save it as CSV in UTF-8 and send it again"));
    }

    private static String shortName(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Opens the text of a file, gzipped or not, after its byte order mark. */
    public Reader reader(Path file) throws IOException {
        return new MendingReader(open(file), charset, unit);
    }

    private static InputStream open(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP_MAGIC ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
    }
}
