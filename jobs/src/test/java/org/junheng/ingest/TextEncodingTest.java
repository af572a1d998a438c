package org.junheng.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
