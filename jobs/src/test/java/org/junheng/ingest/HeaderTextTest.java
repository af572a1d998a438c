package org.junheng.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTextTest {
    @ParameterizedTest
    @CsvSource({
        "合计,合计",
        "' 合　计 ',合计",
        "教学仪器设备资产值（万元）,教学仪器设备资产值(万元)",
        "26—30人,26-30人",
        "２６～３０人,26-30人",
        "〔其中〕女,(其中)女",
        "A B,AB"
    })
    void spellings_of_one_name_are_equal(String name, String normalised) {
        assertThat(HeaderText.normalised(name)).isEqualTo(normalised);
    }

    @Test
    void no_character_that_is_taken_as_it_stands_has_another_normal_form() {
        for (char character = '0'; character < '\uFFFF'; character++) {
            var text = String.valueOf(character);
            if (Character.isLetterOrDigit(character)
                    && HeaderText.normalised(text).equals(text)) {
                assertThat(Normalizer.normalize(text, Normalizer.Form.NFKC)).isEqualTo(text);
            }
        }
    }
}
