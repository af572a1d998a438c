package org.junheng.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '$', textBlock = """
            211               | 211
            ２１１            | 211
            ５３０３Ｚ１      | 5303Z1
            '0012             | 0012
            ＇0012            | 0012
            ="0012"           | 0012
            =0012             | =0012
            ="a"b"            | ="a"b"
            5303\u00A002      | 530302
            53\u200B0302      | 530302
            \u202A530302\u202C | 530302
            \uFEFF530302      | 530302
            53\u2009030\u202F2 | 530302
            5303 02           | 5303 02
            530\\t302         | 530\\t302
            5303\\0002        | 5303\\0002
            53–0302           | 53–0302
            '                 | $$
            """)
    void a_code_loses_width_and_marks_and_no_character_that_tells(String cell, String code) {
        assertThat(CellText.code(cell.translateEscapes())).isEqualTo(code.translateEscapes());
    }

    @Test
    void a_plain_code_is_given_back_itself_and_a_normalised_one_is_normal() {
        var random = new Random(11);
        var alphabet = "0123AZaz ２Ａ，．\u00A0\u200B\u3000'’=\"-\u0000\uFE0F\uD842\uDFB7学";
        for (int i = 0; i < 100_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            var code = CellText.code(text.toString());
            assertThat(code.chars()
                            .noneMatch(each -> each >= '！' && each <= '～' || each == '\u00A0' || each == '\u200B'))
                    .as(code)
                    .isTrue();
            assertThat(CellText.narrow(code)).isEqualTo(code);
            assertThat(text.toString().chars().filter(Character::isDigit).count())
                    .isEqualTo(code.chars().filter(Character::isDigit).count());
        }
        var plain = new String("5300000001");
        assertThat(CellText.code(plain)).isSameAs(plain);
    }

    @Test
    void narrow_text_keeps_what_has_no_wide_form() {
        assertThat(CellText.narrow("（ＡＢＣ）小学～①㎡①")).isEqualTo("(ABC)小学~①㎡①");
        assertThat(CellText.narrow("𠮷田")).isEqualTo("𠮷田");
    }

    @Test
    void control_characters_are_shown_as_their_pictures() {
        assertThat(CellText.visible("5\u00003\u001F\t小学")).isEqualTo("5␀3␟\t小学");
    }

    @Test
    void blanks_at_the_ends_are_trimmed_without_width_too_and_control_characters_stay() {
        assertThat(Blanks.trim("\u200B\uFEFF \u2007\u202F小\u200B学\u2060\u200E\t\r\n"))
                .isEqualTo("小\u200B学");
        assertThat(Blanks.trim("\u0000 a \u001F")).isEqualTo("\u0000 a \u001F");
        assertThat(Blanks.trim("\u200B\u2060")).isEmpty();
    }
}
