package org.junheng.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.Rulebook;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellWordsTest {
    private static final CellWords WORDS = new CellWords(
            Rulebook.read(MadeUpCountry.shipped(), Optional.empty()).cells());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "—", "——", "–", "-", "－", "/", "／", "·", "无", "不详", "N/A", "n/a", "Ｎ／Ａ", "#N/A", "NA", "null", "NULL",
                "-\u200B"
            })
    void listed_words_mean_missing_whatever_their_width_and_case(String cell) {
        assertThat(WORDS.isMissing(cell)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "零", "---", "N", "nul", "无锡小学", "-1", ".", "?", "没有", "N / A", "null null null null"})
    void anything_else_does_not(String cell) {
        assertThat(WORDS.isMissing(cell)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1,true",
        "0,false",
        "是,true",
        "否,false",
        "有,true",
        "无,false",
        "√,true",
        "×,false",
        "✓,true",
        "✗,false",
        "✔\uFE0F,true",
        "TRUE,true",
        "False,false",
        "y,true",
        "Ｎ,false",
        "１,true",
        "yes,true",
        "no,false",
        "2,",
        "X,",
        "x,",
        "是否,",
        "10,",
        "—,",
        "真,",
        "1.0,"
    })
    void flags_are_yes_or_no_or_neither(String cell, Boolean expected) {
        assertThat(WORDS.flag(cell)).isEqualTo(expected);
    }
}
