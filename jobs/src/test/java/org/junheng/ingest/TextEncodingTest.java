package org.junheng.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextEncodingTest {
    private static final Charset GB = Charset.forName("GB18030");
    private static final String TEXT = "学年,学校名称\n2023,东风小学\n2023,实验学校\n";

    @TempDir
    Path folder;

    @Test
    void utf8_without_and_with_a_byte_order_mark_and_gb18030_are_told_apart() throws IOException {
        assertThat(decoded(TEXT.getBytes(StandardCharsets.UTF_8))).isEqualTo("UTF-8|" + TEXT);
        assertThat(decoded(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_8))).isEqualTo("UTF-8 BOM|" + TEXT);
        assertThat(decoded(TEXT.getBytes(GB))).isEqualTo("GB18030|" + TEXT);
    }

    @Test
    void characters_of_four_bytes_are_read_in_gb18030_and_in_utf8() throws IOException {
        var text = "名称\n𠮷田小学\n㐂㐄学校\n";
        assertThat(decoded(text.getBytes(GB))).isEqualTo("GB18030|" + text);
        assertThat(decoded(text.getBytes(StandardCharsets.UTF_8))).isEqualTo("UTF-8|" + text);
    }

    @Test
    void characters_that_lie_across_the_end_of_the_buffer_stay_whole() throws IOException {
        for (int shift = 0; shift < 4; shift++) {
            var text = "x".repeat(65_533 + shift) + "𠮷学".repeat(30_000);
            assertThat(decoded(text.getBytes(GB))).isEqualTo("GB18030|" + text);
            assertThat(decoded(text.getBytes(StandardCharsets.UTF_8))).isEqualTo("UTF-8|" + text);
        }
    }

    @Test
    void gzip_is_read_by_its_bytes_whatever_the_name() throws IOException {
        assertThat(decoded(gzip(TEXT.getBytes(GB)))).isEqualTo("GB18030|" + TEXT);
    }

    @Test
    void one_broken_byte_in_utf8_stays_one_broken_character() throws IOException {
        // Both names have an even number of bytes, so that GB18030 would decode all but nothing of them wrongly.
        var bytes = "code,name\n1,小学\n2,学校\n3,x!\n".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 2] = (byte) 0xFF;
        assertThat(decoded(bytes)).isEqualTo("UTF-8|code,name\n1,小学\n2,学校\n3,x\uFFFD\n");
    }

    @Test
    void one_broken_byte_in_gb18030_takes_neither_the_comma_nor_the_line_end_with_it() throws IOException {
        var whole = "名称,数\n东风小学!,5\n实验学校,6!\n";
        var bytes = whole.getBytes(GB);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '!' ? (byte) 0xB0 : bytes[i]; // a first byte without its second
        }
        assertThat(decoded(bytes)).isEqualTo("GB18030|" + whole.replace('!', '\uFFFD'));
    }

    @Test
    void a_cut_character_before_a_digit_leaves_the_digit_and_the_line_end() throws IOException {
        var out = new ByteArrayOutputStream();
        out.write("名称\n东风小学".getBytes(GB));
        out.write(new byte[] {(byte) 0xB0, '5', '\n'}); // could begin a character of four bytes
        out.write("实验学校\n".getBytes(GB));
        assertThat(decoded(out.toByteArray())).isEqualTo("GB18030|名称\n东风小学\uFFFD5\n实验学校\n");
    }

    @Test
    void an_empty_file_is_utf8_and_holds_nothing() throws IOException {
        assertThat(decoded(new byte[0])).isEqualTo("UTF-8|");
    }

    @Test
    void a_truncated_gzip_is_an_error_and_never_a_shorter_text() throws IOException {
        var bytes = gzip(TEXT.repeat(50).getBytes(StandardCharsets.UTF_8));
        var file = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(bytes, bytes.length - 12));
        assertThatThrownBy(() -> TextEncoding.of(file)).isInstanceOf(EOFException.class);
        var marked = gzip(("\uFEFF" + TEXT.repeat(50)).getBytes(StandardCharsets.UTF_8));
        var second = Files.write(folder.resolve("cut2.csv.gz"), Arrays.copyOf(marked, marked.length - 12));
        assertThatThrownBy(() -> TextEncoding.of(second)).isInstanceOf(EOFException.class);
    }

    @Test
    void utf16_in_both_byte_orders_is_told_with_and_without_a_byte_order_mark() throws IOException {
        for (var text : List.of(
                TEXT,
                "code,name\n0001,N\n",
                "学　校　名　称,一年级,一班,一校\n第一小学,0,10,100\n",
                "小学高于规定学历专任教师数,初中高于规定学历专任教师数\n",
                "名称\n𠮷田小学,1\n")) {
            assertThat(decoded(text.getBytes(StandardCharsets.UTF_16LE))).isEqualTo("UTF-16LE|" + text);
            assertThat(decoded(text.getBytes(StandardCharsets.UTF_16BE))).isEqualTo("UTF-16BE|" + text);
            var marked = "\uFEFF" + text;
            assertThat(decoded(marked.getBytes(StandardCharsets.UTF_16LE))).isEqualTo("UTF-16LE BOM|" + text);
            assertThat(decoded(marked.getBytes(StandardCharsets.UTF_16BE))).isEqualTo("UTF-16BE BOM|" + text);
        }
        assertThat(decoded(gzip(TEXT.getBytes(StandardCharsets.UTF_16LE)))).isEqualTo("UTF-16LE|" + TEXT);
    }

    @Test
    void tables_made_at_random_come_back_from_every_encoding() throws IOException {
        var charsets = List.of(StandardCharsets.UTF_8, GB, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);
        for (int seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder("学年,学校标识码,学校名称,小学一年级男生数\n");
            for (int row = random.nextInt(60); row >= 0; row--) {
                text.append(2000 + random.nextInt(30))
                        .append(",53")
                        .append(random.nextInt(1_000_000))
                        .append(',');
                for (int i = 1 + random.nextInt(12); i > 0; i--) {
                    text.appendCodePoint(
                            random.nextInt(40) == 0 ? 0x20000 + random.nextInt(4000) : 0x4E00 + random.nextInt(20_000));
                }
                text.append(',').append(random.nextInt(2000)).append(random.nextBoolean() ? "\r\n" : "\n");
            }
            for (var charset : charsets) {
                assertThat(decoded(text.toString().getBytes(charset)))
                        .as("seed %d %s", seed, charset)
                        .isEqualTo(charset.name() + "|" + text);
            }
        }
    }

    @Test
    void a_lone_surrogate_of_utf16_takes_neither_the_comma_nor_the_line_end_with_it() throws IOException {
        var whole = "名称,数\n东!,5\n!西,6\n!\n";
        for (var half : List.of('\uD842', '\uDFB7')) {
            for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                var bytes = whole.getBytes(charset);
                int high = charset == StandardCharsets.UTF_16LE ? 1 : 0;
                for (int i = 0; i < bytes.length; i += 2) {
                    if (bytes[i + 1 - high] == '!' && bytes[i + high] == 0) {
                        bytes[i + high] = (byte) (half >> 8);
                        bytes[i + 1 - high] = (byte) (half & 0xFF);
                    }
                }
                assertThat(decoded(bytes)).isEqualTo(charset.name() + "|" + whole.replace('!', '\uFFFD'));
            }
        }
    }

    @Test
    void an_odd_byte_at_the_end_of_utf16_is_one_broken_character() throws IOException {
        var bytes = TEXT.getBytes(StandardCharsets.UTF_16LE);
        assertThat(decoded(Arrays.copyOf(bytes, bytes.length - 1)))
                .isEqualTo("UTF-16LE|" + TEXT.substring(0, TEXT.length() - 1) + "\uFFFD");
        var cut = "a,b\n1,𠮷".getBytes(StandardCharsets.UTF_16LE);
        assertThat(decoded(Arrays.copyOf(cut, cut.length - 1))).isEqualTo("UTF-16LE|a,b\n1,\uFFFD\uFFFD");
        assertThat(decoded(Arrays.copyOf(cut, cut.length - 2))).isEqualTo("UTF-16LE|a,b\n1,\uFFFD");
    }

    @Test
    void surrogates_of_utf16_that_lie_across_the_end_of_the_buffer_stay_whole() throws IOException {
        for (int shift = 0; shift < 3; shift++) {
            var text = "x,".repeat(16_382) + "y".repeat(shift) + "𠮷学".repeat(10_000);
            assertThat(decoded(text.getBytes(StandardCharsets.UTF_16LE))).isEqualTo("UTF-16LE|" + text);
        }
    }

    @Test
    void a_nul_in_utf8_or_gb18030_stays_where_it_is_and_all_after_it_is_read() throws IOException {
        for (int at = 0; at < TEXT.length(); at++) {
            var text = TEXT.substring(0, at) + '\0' + TEXT.substring(at);
            assertThat(decoded(text.getBytes(StandardCharsets.UTF_8))).isEqualTo("UTF-8|" + text);
            assertThat(decoded(text.getBytes(GB))).isEqualTo("GB18030|" + text);
        }
        var row = "2023,东风小学\n";
        var hole = "学年,学校名称\n" + row.repeat(5) + "\0".repeat(4096) + row.repeat(5);
        assertThat(decoded(hole.getBytes(StandardCharsets.UTF_8))).isEqualTo("UTF-8|" + hole);
    }

    @Test
    void a_table_whose_every_cell_ends_with_nul_or_is_padded_with_it_is_no_text() {
        assertNoText("2023\0,530302\0,东风小学\0\n".repeat(50).getBytes(StandardCharsets.UTF_8));
        assertNoText("abc\0\0\0\0,12\0\0\n".repeat(50).getBytes(StandardCharsets.UTF_8));
        assertNoText(new byte[10_000]);
    }

    @Test
    void a_byte_order_mark_of_gb18030_is_left_out() throws IOException {
        assertThat(decoded(("\uFEFF" + TEXT).getBytes(GB))).isEqualTo("GB18030|" + TEXT);
    }

    @Test
    void mixed_encodings_stay_text() throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(TEXT.getBytes(StandardCharsets.UTF_8));
        out.write("2024,东风小学\n".getBytes(GB));
        assertThat(decoded(out.toByteArray()))
                .startsWith("UTF-8|" + TEXT + "2024,")
                .contains("\uFFFD")
                .endsWith("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            504B0304140006005B436F6E74656E745F54797065735D2E786D6C504B0304786C2F776F726B626F6F6B2E786D6C | an Excel workbook (.xlsx)
            504B030414000000612E6373763132  | a ZIP archive
            D0CF11E0A1B11AE10000            | an old Excel or Word file (.xls, .doc)
            89504E470D0A1A0A0000000D49484452 | a PNG picture
            FFD8FFE000104A464946            | a JPEG picture
            474946383961                    | a GIF picture
            255044462D312E370A              | a PDF document
            526172211A0700                  | a RAR archive
            377ABCAF271C0004                | a 7z archive
            1F8B08001F8B0800                | a gzip file within a gzip file
            425A6839314159265359            | a bzip2 file
            FD377A585A000004                | an xz file
            28B52FFD0458                    | a Zstandard file
            5041523115041510                | a Parquet file
            53514C69746520666F726D6174203300 | an SQLite database
            7B5C727466315C616E7369          | an RTF document
            EFBBBF3C3F786D6C2076657273696F6E | an XML file
            0D0A203C68746D6C20786D6C6E73    | a web page (HTML)
            3C21444F43545950452068746D6C3E  | a web page (HTML)
            FFFE000041000000                | a text in UTF-32
            0000FEFF00000041                | a text in UTF-32
            """)
    void a_file_of_another_format_is_refused_by_its_name(String bytes, String title) throws IOException {
        var content = HexFormat.of().parseHex(bytes);
        // Gzip shows itself only when it is packed once more: gzipped files are unpacked.
        var file = Files.write(folder.resolve("file.csv"), gzip(content));
        assertThatThrownBy(() -> TextEncoding.of(file)).isInstanceOfSatisfying(FaultException.class, fault -> {
            assertThat(fault.kind()).isEqualTo(FaultException.Kind.INPUT);
            assertThat(fault.code() + " " + fault.place()).isEqualTo("file.no_text file.csv");
            assertThat(fault.what().en()).isEqualTo("it looks like " + title + ", not text");
        });
    }

    @Test
    void a_tar_within_a_gzip_is_no_table() throws IOException {
        var tar = new byte[1024];
        System.arraycopy("a.csv".getBytes(StandardCharsets.US_ASCII), 0, tar, 0, 5);
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        var file = Files.write(folder.resolve("a.csv.gz"), gzip(tar));
        assertThatThrownBy(() -> TextEncoding.of(file)).hasMessageContaining("a TAR archive");
    }

    @Test
    void a_header_that_begins_like_a_signature_is_text() throws IOException {
        for (var text :
                List.of("PAR1,x\n1,2\n", "PK,x\n1,2\n", "GIF,x\n", "7z,BZh,Rar!\n", "<html_id>,x\n".substring(1))) {
            assertThat(decoded(text.getBytes(StandardCharsets.UTF_8))).isEqualTo("UTF-8|" + text);
        }
    }

    @Test
    void noise_and_tables_of_machine_numbers_are_no_text() {
        var noise = new byte[50_000];
        new Random(3).nextBytes(noise);
        assertNoText(noise);
        var numbers = ByteBuffer.allocate(40_000).order(ByteOrder.LITTLE_ENDIAN);
        var shorts = ByteBuffer.allocate(40_000).order(ByteOrder.LITTLE_ENDIAN);
        var random = new Random(4);
        while (numbers.hasRemaining()) {
            numbers.putInt(random.nextInt(2000));
            shorts.putShort((short) random.nextInt(2000)).putShort((short) random.nextInt(200));
        }
        assertNoText(numbers.array());
        assertNoText(shorts.array());
    }

    @Test
    void a_line_that_is_too_long_is_refused_with_its_number_in_every_encoding() throws IOException {
        for (var charset : List.of(StandardCharsets.UTF_8, GB, StandardCharsets.UTF_16LE)) {
            var fits =
                    Files.write(folder.resolve("fits.csv"), ("名称,1\r\n" + "长".repeat(1000) + "\r\n").getBytes(charset));
            assertThat(TextEncoding.of(fits, 1000).title()).isEqualTo(charset.name());
            var file =
                    Files.write(folder.resolve("long.csv"), ("名称,1\r\n" + "长".repeat(1001) + "\r\n").getBytes(charset));
            assertThatThrownBy(() -> TextEncoding.of(file, 1000))
                    .isInstanceOfSatisfying(FaultException.class, fault -> assertThat(
                                    fault.place() + " " + fault.what().en())
                            .isEqualTo("long.csv:2 line 2 is longer than 1000 characters"));
        }
    }

    @Test
    void a_line_without_end_is_refused_before_all_of_it_is_unpacked() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write("a,b\n".getBytes(StandardCharsets.UTF_8));
            var block = new byte[1 << 20];
            Arrays.fill(block, (byte) 'x');
            for (int i = 0; i < 64; i++) {
                zip.write(block);
            }
        }
        // The end of the archive is cut off: whoever read as far would fail at it.
        var file = Files.write(folder.resolve("bomb.csv.gz"), Arrays.copyOf(out.toByteArray(), out.size() - 20));
        assertThatThrownBy(() -> TextEncoding.of(file, 100_000))
                .hasMessageContaining("line 2 is longer than 100000 characters");
    }

    private void assertNoText(byte[] bytes) {
        assertThatThrownBy(() -> decoded(bytes)).isInstanceOfSatisfying(FaultException.class, fault -> assertThat(
                        fault.code() + " " + fault.what().en())
                .startsWith("file.no_text ")
                .contains("control characters such as NUL"));
    }

    private String decoded(byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("file.csv"), bytes);
        var encoding = TextEncoding.of(file);
        var text = new StringWriter();
        try (var reader = encoding.reader(file)) {
            reader.transferTo(text);
        }
        return encoding.title() + "|" + text;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
