package org.junheng.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellNotationTest {
    private static final Path SHIPPED = MadeUpCountry.shipped().resolve("census/cells.yaml");

    @TempDir
    Path folder;

    @Test
    void the_shipped_notation_holds() {
        var notation = FactsReader.read(SHIPPED, CellNotation.class);
        assertThat(notation.missing())
                .contains("—", "-", "/", "无", "N/A", "NA", "null", "·")
                .doesNotContain("0", "零");
        assertThat(notation.flags().yes()).contains("1", "是", "有", "√");
        assertThat(notation.flags().no()).contains("0", "否", "无", "×");
        assertThat(notation.thousands()).containsExactly(",", "，", "\u00A0", "\u2009", "\u202F");
        assertThat(notation.numerals().digits().values()).contains(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(notation.numerals().shortForms()).containsEntry("廿", "二十");
    }

    /** Each row: what stands in the file, what stands there instead, the key of the fault, a word of why. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    '—', '——',      | '—', '—',       | missing              | '—' stands twice
                    'N/A', '#N/A',  | 'N/A', 'n/a',   | missing              | 'n/a' stands twice
                    'N/A', '#N/A',  | '999',          | missing              | begins with a digit
                    'N/A', '#N/A',  | ' ',            | missing              | a blank word
                    否, 无,         | 否, 有,         | flags.no             | '有' means yes already
                    'yes': [        | 'yep': [        | flags.yes            | yes is missing
                    flags:          | flag:           | flags                | flags is missing
                    [',', '，',     | ['.', '，',     | thousands            | no part of a number
                    [',', '，',     | [', ', '，',    | thousands            | one character
                    thousands:      | thousand:       | thousands            | thousands is missing
                    digits:         | digit:          | numerals.digits      | digits is missing
                    三: 3,          | 三: 13,         | numerals.digits      | 三 must be from 0 to 9; found 13
                    三: 3,          | 三: many,       | numerals.digits.三   | many
                    三: 3,          | 三百: 3,        | numerals.digits      | one character beyond ASCII; found '三百'
                    三: 3,          | 3: 3,           | numerals.digits      | one character beyond ASCII; found '3'
                    {两: 2,         | {两: 0,         | numerals.digits_before_powers | from 1 to 9
                    {两: 2,         | {二: 2,         | numerals.digits_before_powers | 二 has a meaning already
                    千: 1000,       | 千: 1001,       | numerals.powers      | one of 10, 100
                    廿: 二十        | 廿: 二拾人      | numerals.short_forms | must stand for digits and powers
                    """)
    void a_faulty_notation_is_reported_with_file_line_and_key(String good, String bad, String key, String why)
            throws IOException {
        var text = Files.readString(SHIPPED);
        assertThat(text).contains(good);
        var file = Files.writeString(folder.resolve("cells.yaml"), text.replace(good, bad));
        var fault = catchThrowableOfType(FaultException.class, () -> FactsReader.read(file, CellNotation.class));
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.FACTS);
        assertThat(fault.place().file()).endsWith("cells.yaml");
        assertThat(fault.place().line()).isPositive();
        assertThat(fault.place().column()).isEqualTo(key);
        assertThat(fault.what().en()).contains(why);
    }
}
