package org.junheng.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junheng.terms.Bilingual;

/**
 * What a file that was taken for a text can be instead, told from its first bytes. People rename files: a workbook called
 * {@code .csv} would otherwise come out as thousands of rows of the wrong shape.
 */
public enum OtherFormat {
    WORKBOOK("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)"),
    ZIP("ZIP 压缩包", "a ZIP archive"),
    OLD_WORKBOOK("旧式 Excel 或 Word 文件（.xls、.doc）", "an old Excel or Word file (.xls, .doc)"),
    WEB_PAGE("网页（HTML）", "a web page (HTML)"),
    XML("XML 文件", "an XML file"),
    RICH_TEXT("RTF 文档", "an RTF document"),
    PDF("PDF 文档", "a PDF document"),
    PNG("PNG 图片", "a PNG picture"),
    JPEG("JPEG 图片", "a JPEG picture"),
    GIF("GIF 图片", "a GIF picture"),
    RAR("RAR 压缩包", "a RAR archive"),
    SEVEN_ZIP("7z 压缩包", "a 7z archive"),
    GZIP("再次压缩的 gzip 文件", "a gzip file within a gzip file"),
    BZIP2("bzip2 压缩文件", "a bzip2 file"),
    XZ("xz 压缩文件", "an xz file"),
    ZSTANDARD("Zstandard 压缩文件", "a Zstandard file"),
    TAR("TAR 归档", "a TAR archive"),
    PARQUET("Parquet 文件", "a Parquet file"),
    SQLITE("SQLite 数据库", "an SQLite database"),
    UTF_32("UTF-32 编码的文本", "a text in UTF-32");

    /** As many bytes as tell every format. */
    static final int LOOKED_AT = 1 << 16;

    private static final int TAR_MAGIC_AT = 257;
    private static final Pattern WORKBOOK_PART = Pattern.compile("xl/(?:workbook|worksheets|styles|_rels)");

    private final Bilingual title;

    OtherFormat(String zh, String en) {
        title = new Bilingual(zh, en);
    }

    /** What people call it, with its article. */
    public Bilingual title() {
        return title;
    }

    /**
     * The format that begins so; empty for a text, and for what is not known.
     *
     * @param start the first bytes of a file, unpacked where it is gzipped
     */
    public static Optional<OtherFormat> of(byte[] start) {
        if (begins(start, 'P', 'K', 3, 4) || begins(start, 'P', 'K', 5, 6) || begins(start, 'P', 'K', 7, 8)) {
            return Optional.of(WORKBOOK_PART.matcher(latin(start)).find() ? WORKBOOK : ZIP);
        }
        for (var magic : Magic.values()) {
            if (begins(start, magic.bytes)) {
                return Optional.of(magic.format);
            }
        }
        if (start.length > TAR_MAGIC_AT
                && begins(Arrays.copyOfRange(start, TAR_MAGIC_AT, start.length), 'u', 's', 't', 'a', 'r')) {
            return Optional.of(TAR);
        }
        return markup(start);
    }

    /** Signatures that no text begins with: each holds a byte that no text has, or a word of its own format. */
    private enum Magic {
        COMPOUND(OLD_WORKBOOK, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1),
        OF_RTF(RICH_TEXT, '{', '\\', 'r', 't', 'f'),
        OF_PDF(PDF, '%', 'P', 'D', 'F', '-'),
        OF_PNG(PNG, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'),
        OF_JPEG(JPEG, 0xFF, 0xD8, 0xFF),
        OF_GIF(GIF, 'G', 'I', 'F', '8', '9', 'a'),
        OF_OLD_GIF(GIF, 'G', 'I', 'F', '8', '7', 'a'),
        OF_RAR(RAR, 'R', 'a', 'r', '!', 0x1A, 7),
        OF_SEVEN_ZIP(SEVEN_ZIP, '7', 'z', 0xBC, 0xAF, 0x27, 0x1C),
        OF_GZIP(GZIP, 0x1F, 0x8B),
        OF_BZIP2(BZIP2, 'B', 'Z', 'h', -1, '1', 'A', 'Y', '&', 'S', 'Y'),
        OF_XZ(XZ, 0xFD, '7', 'z', 'X', 'Z', 0),
        OF_ZSTANDARD(ZSTANDARD, 0x28, 0xB5, 0x2F, 0xFD),
        OF_PARQUET(PARQUET, 'P', 'A', 'R', '1', 0x15),
        OF_SQLITE(SQLITE, 'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't', ' ', '3', 0),
        UTF_32_LITTLE(UTF_32, 0xFF, 0xFE, 0, 0),
        UTF_32_BIG(UTF_32, 0, 0, 0xFE, 0xFF);

        private final OtherFormat format;
        private final int[] bytes;

        Magic(OtherFormat format, int... bytes) {
            this.format = format;
            this.bytes = bytes;
        }
    }

    /** Whether the bytes begin so; −1 stands for any byte. */
    private static boolean begins(byte[] start, int... magic) {
        if (start.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (magic[i] >= 0 && (start[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** Web pages and XML, which programs also save under the names of tables. */
    private static Optional<OtherFormat> markup(byte[] start) {
        var text = latin(Arrays.copyOf(start, Math.min(start.length, 1024)))
                .replaceFirst("^\u00EF\u00BB\u00BF", "") // the byte order mark of UTF-8, read as Latin letters
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        if (text.startsWith("<?xml")) {
            return Optional.of(XML);
        }
        for (var tag : new String[] {"<!doctype", "<html", "<head", "<meta", "<table", "<style"}) {
            if (text.startsWith(tag)) {
                return Optional.of(WEB_PAGE);
            }
        }
        return Optional.empty();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
