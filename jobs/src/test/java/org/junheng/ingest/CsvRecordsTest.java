package org.junheng.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.Test;

class CsvRecordsTest {
    @Test
    void lf_cr_lf_and_cr_end_lines_and_the_last_needs_none() throws IOException {
        assertThat(records("a,b\n1,2\n3,4")).containsExactly("1 a,b", "2 1,2", "3 3,4");
        assertThat(records("a,b\r\n1,2\r\n3,4\r\n")).containsExactly("1 a,b", "2 1,2", "3 3,4");
        assertThat(records("a,b\r1,2\r3,4\r")).containsExactly("1 a,b", "2 1,2", "3 3,4");
    }

    @Test
    void a_line_end_of_two_characters_may_lie_across_the_end_of_the_buffer() throws IOException {
        var cell = "x".repeat((1 << 16) - 1);
        assertThat(records(cell + "\r\nnext\r\n")).containsExactly("1 " + cell, "2 next");
    }

    @Test
    void an_empty_text_has_no_records() throws IOException {
        assertThat(records("")).isEmpty();
        assertThat(records("\n\r\n\n")).isEmpty();
    }

    @Test
    void quotes_keep_commas_doubled_quotes_and_line_ends() throws IOException {
        assertThat(CsvRecords.cells("1,\"a, b\",\"say \"\"yes\"\"\",\"\",\"x\ny\",z"))
                .containsExactly("1", "a, b", "say \"yes\"", "", "x\ny", "z");
    }

    @Test
    void a_line_end_in_quotes_keeps_the_text_and_the_line_numbers_right() throws IOException {
        assertThat(records("h\n1,\"x\r\ny\n\"\r\n2,z\n")).containsExactly("1 h", "2 1,\"x\r\ny\n\"", "5 2,z");
    }

    @Test
    void blank_lines_and_rows_of_commas_alone_are_no_records_but_are_counted_as_lines() throws IOException {
        assertThat(records("h,i\n\n,\n \u3000,\u00A0\n\"\",\"\"\n1,2\n")).containsExactly("1 h,i", "6 1,2");
    }

    @Test
    void a_quote_inside_an_unquoted_cell_is_a_plain_character() throws IOException {
        assertThat(CsvRecords.cells("1,5\" pipe,x")).containsExactly("1", "5\" pipe", "x");
        assertThat(records("1,5\" pipe\n2,\"a\nb\"\n3,c\n")).containsExactly("1 1,5\" pipe", "2 2,\"a\nb\"", "4 3,c");
    }

    @Test
    void a_quote_that_is_never_closed_spoils_its_own_record_alone() throws IOException {
        assertThat(records("1,\"open\n2,b\n3,\"c, d\"\n4,e\n"))
                .containsExactly("1 1,\"open", "2 2,b", "3 3,\"c, d\"", "4 4,e");
        assertThat(CsvRecords.cells("1,\"open")).containsExactly("1,\"open");
        var plain = "1,\"open\n" + "2,b\n".repeat(300);
        assertThat(records(plain))
                .hasSize(301)
                .startsWith("1 1,\"open", "2 2,b")
                .endsWith("301 2,b");
    }

    @Test
    void text_after_a_closing_quote_spoils_its_record_but_blanks_do_not() throws IOException {
        assertThat(CsvRecords.cells("1,\"a\"b,2")).containsExactly("1,\"a\"b,2");
        assertThat(CsvRecords.cells("1,\"a\" ,2")).containsExactly("1", "a", "2");
    }

    @Test
    void a_cell_of_a_million_characters_is_one_cell() throws IOException {
        var cell = "长".repeat(1_000_000);
        assertThat(records("1," + cell + "\n2,b")).containsExactly("1 1," + cell, "2 2,b");
    }

    @Test
    void the_character_that_ended_files_of_old_is_no_record_but_stays_in_a_cell() throws IOException {
        assertThat(records("a,b\r\n1,2\r\n\u001A")).containsExactly("1 a,b", "2 1,2");
        assertThat(records("a,b\r\n1,2\u001A")).containsExactly("1 a,b", "2 1,2\u001A");
    }

    @Test
    void characters_without_width_do_not_make_a_record_of_a_blank_line() throws IOException {
        assertThat(records("a,b\n\u200B,\u2060\n\uFEFF\n1,2\n")).containsExactly("1 a,b", "4 1,2");
    }

    @Test
    void a_nul_ends_neither_a_cell_nor_a_record() throws IOException {
        assertThat(records("a,b\n1\u0000,2\n\u0000\n3,4\n"))
                .containsExactly("1 a,b", "2 1\u0000,2", "3 \u0000", "4 3,4");
    }

    @Test
    void a_line_that_is_too_long_is_refused_with_its_number_before_the_rest_of_it_is_read() throws IOException {
        assertThat(records("a\n" + "1".repeat(50) + "\r\n2\n", 50))
                .containsExactly("1 a", "2 " + "1".repeat(50), "3 2");
        var endless = new EndlessReader("a,b\n1,2\n");
        try (var records = new CsvRecords(endless, 200_000)) {
            assertThat(records.next().text()).isEqualTo("a,b");
            assertThat(records.next().text()).isEqualTo("1,2");
            assertThatThrownBy(records::next).isInstanceOfSatisfying(FaultException.class, fault -> assertThat(
                            fault.code() + " " + fault.place() + " "
                                    + fault.what().both())
                    .isEqualTo("file.line_too_long :3 第 3 行超过 200000 个字符 / line 3 is longer than 200000 characters"));
        }
        assertThat(endless.given).isLessThan(400_000);
    }

    @Test
    void a_record_in_quotes_is_no_longer_than_a_line_may_be() throws IOException {
        var text = "1,\"" + "x".repeat(60) + "\n" + "y".repeat(60) + "\"\n2,b\n";
        assertThat(records(text, 200))
                .containsExactly("1 1,\"" + "x".repeat(60) + "\n" + "y".repeat(60) + "\"", "3 2,b");
        assertThat(records(text, 63)).containsExactly("1 1,\"" + "x".repeat(60), "2 " + "y".repeat(60) + "\"", "3 2,b");
    }

    @Test
    void more_cells_than_a_header_may_have_are_refused_and_commas_in_quotes_do_not_count() {
        assertThat(new CsvRecords.Record(1, "a,b,c").cells(3)).hasSize(3);
        assertThat(new CsvRecords.Record(1, "\"a,b,c,d\",e,f").cells(3)).hasSize(3);
        assertThatThrownBy(() -> new CsvRecords.Record(7, "a,b,c,d").cells(3))
                .isInstanceOfSatisfying(FaultException.class, fault -> assertThat(
                                fault.place() + " " + fault.what().en())
                        .isEqualTo(":7 line 7 has 4 columns, at most 3 are read"));
    }

    /** A text, and then one line that never ends. */
    private static final class EndlessReader extends Reader {
        private final String start;
        private int at;
        private long given;

        EndlessReader(String start) {
            this.start = start;
        }

        @Override
        public int read(char[] target, int offset, int length) {
            for (int i = 0; i < length; i++) {
                target[offset + i] = at < start.length() ? start.charAt(at++) : 'x';
            }
            given += length;
            return length;
        }

        @Override
        public void close() {}
    }

    private static List<String> records(String text) throws IOException {
        return records(text, CsvRecords.LONGEST_LINE);
    }

    private static List<String> records(String text, int longestLine) throws IOException {
        var found = new ArrayList<String>();
        try (var records = new CsvRecords(new StringReader(text), longestLine)) {
            for (var next = records.next(); next != null; next = records.next()) {
                found.add(next.line() + " " + next.text());
            }
        }
        return found;
    }
}
