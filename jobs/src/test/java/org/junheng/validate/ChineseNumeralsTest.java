package org.junheng.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.Rulebook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChineseNumeralsTest {
    private static final ChineseNumerals NUMERALS = new ChineseNumerals(
            Rulebook.read(MadeUpCountry.shipped(), Optional.empty()).cells().numerals());
    private static final String DIGITS = "零一二三四五六七八九";
    private static final Map<Character, Character> FORMAL = Map.ofEntries(
            Map.entry('一', '壹'),
            Map.entry('二', '贰'),
            Map.entry('三', '叁'),
            Map.entry('四', '肆'),
            Map.entry('五', '伍'),
            Map.entry('六', '陆'),
            Map.entry('七', '柒'),
            Map.entry('八', '捌'),
            Map.entry('九', '玖'),
            Map.entry('十', '拾'),
            Map.entry('百', '佰'),
            Map.entry('千', '仟'),
            Map.entry('零', '〇'));

    @ParameterizedTest
    @CsvSource({
        "〇,0",
        "零,0",
        "一,1",
        "九,9",
        "十,10",
        "十五,15",
        "一十五,15",
        "二十,20",
        "廿,20",
        "廿一,21",
        "卅五,35",
        "九十九,99",
        "一百,100",
        "两百,200",
        "二百,200",
        "一百零一,101",
        "一百一十,110",
        "三百二十一,321",
        "一千零五,1005",
        "一千零五十,1050",
        "一千五百,1500",
        "两千零二十三,2023",
        "壹仟贰佰叁拾肆,1234",
        "壹万零伍佰,10500",
        "一万零一十五,10015",
        "一万零十五,10015",
        "十万,100000",
        "十万零五,100005",
        "二十万五千,205000",
        "二十万零五千,205000",
        "一百万零五十,1000050",
        "两千万,20000000",
        "九千九百九十九万九千九百九十九,99999999",
        "一亿,100000000",
        "五亿零三万,500030000",
        "五亿三千万,530000000",
        "五亿零三千,500003000",
        "两亿零两,",
        "十二亿三千四百五十六万七千八百九十,1234567890",
        "九千九百九十九亿九千九百九十九万九千九百九十九,999999999999",
        "壹萬貳仟,12000"
    })
    void numbers_written_in_full_are_read(String text, Long expected) {
        assertThat(read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "两", "兩", "百", "千", "万", "亿", "零一", "零零", "一零", "一百零", "一百零零一", "一百二", "一千五", "三万五", "一千五十", "一万五百",
                "一百十", "一百十五", "百二十", "千五百", "三五", "一二三", "二〇二三", "三四百", "三二十", "十百", "百百", "一百二百", "二十两", "两十", "十两",
                "一十零五", "十零五", "二十万零五千零", "一万一万", "一亿一亿", "一万亿", "一万一亿", "一亿亿", "五亿三千", "三百万零", "零三百", "一百〇", "廿十",
                "三廿", "百廿", "一千零零五", "五百万三", "一千零一百", "二十一万零五千", "３百", "3百", "一百.", "负一", "第一", "一半", "三点五", "十几",
                "一 百", "一百人"
            })
    void what_is_malformed_or_can_be_read_in_two_ways_is_refused(String text) {
        assertThat(read(text)).isNull();
    }

    @Test
    void every_number_comes_back_as_it_was_written() {
        for (int number = 0; number <= 120_000; number++) {
            assertThat(read(written(number, false))).isEqualTo(number);
        }
        for (int number = 120_001; number <= 99_999_999; number += 613) {
            assertThat(read(written(number, false))).as(written(number, false)).isEqualTo(number);
        }
    }

    @Test
    void every_number_comes_back_from_formal_characters_and_other_usual_spellings() {
        var random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            long number = (long) (Math.pow(10, random.nextDouble() * 11.9));
            var text = written(number, random.nextBoolean());
            if (random.nextBoolean()) {
                var formal = new StringBuilder();
                text.chars().forEach(each -> formal.append(FORMAL.getOrDefault((char) each, (char) each)));
                text = formal.toString();
            } else {
                text = text.replaceAll("二(?=[百千])", "两").replaceAll("^二(?=[万亿])", "两");
                text = random.nextBoolean() ? text.replaceFirst("^一十", "十") : text;
                text = random.nextBoolean() ? text.replace("二十", "廿") : text;
            }
            assertThat(read(text)).as(text).isEqualTo(number);
        }
    }

    /** Whatever is read as a number is, but for spellings that mean the same, the one way in which that number is written. */
    @Test
    void nothing_is_read_that_is_not_a_way_to_write_the_number() {
        var alphabet = "零一两二三五九十百千万亿";
        int read = 0;
        int size = alphabet.length();
        for (int length = 1; length <= 6; length++) {
            int count = (int) Math.pow(size, length);
            // All shorter ones, and a share of the longest.
            for (int code = length < 6 ? 0 : 7; code < count; code += length < 6 ? 1 : 11) {
                var text = new StringBuilder();
                for (int rest = code, i = 0; i < length; i++, rest /= size) {
                    text.append(alphabet.charAt(rest % size));
                }
                var number = NUMERALS.read(text.toString());
                if (number.isPresent()) {
                    read++;
                    var plain = text.toString().replace('两', '二').replaceAll("(^|[零万亿])十", "$1一十");
                    assertThat(plain)
                            .as(text.toString())
                            .isIn(written(number.getAsLong(), false), written(number.getAsLong(), true));
                }
            }
        }
        assertThat(read).isGreaterThan(1000);
    }

    private static Long read(String text) {
        OptionalLong number = NUMERALS.read(text);
        return number.isPresent() ? number.getAsLong() : null;
    }

    /**
     * Writes a number in full.
     *
     * @param zeroAfterRoundSection whether 205,000 is 二十万零五千
     */
    private static String written(long number, boolean zeroAfterRoundSection) {
        if (number == 0) {
            return "零";
        }
        var text = new StringBuilder();
        boolean isSkipped = false;
        long before = 0;
        long[] powers = {100_000_000, 10_000, 1};
        for (int i = 0; i < powers.length; i++) {
            int section = (int) (number / powers[i] % 10_000);
            if (section == 0) {
                isSkipped |= text.length() > 0;
                continue;
            }
            boolean zero = section < 1000 || isSkipped || zeroAfterRoundSection && before % 10 == 0;
            text.append(text.length() > 0 && zero ? "零" : "")
                    .append(section(section))
                    .append(i == 0 ? "亿" : i == 1 ? "万" : "");
            isSkipped = false;
            before = section;
        }
        return text.toString();
    }

    private static String section(int section) {
        var text = new StringBuilder();
        boolean zero = false;
        int[] powers = {1000, 100, 10, 1};
        for (int i = 0; i < powers.length; i++) {
            int digit = section / powers[i] % 10;
            if (digit == 0) {
                zero = text.length() > 0;
            } else {
                text.append(zero ? "零" : "").append(DIGITS.charAt(digit)).append(i == 3 ? "" : "千百十".charAt(i));
                zero = false;
            }
        }
        return text.toString();
    }
}
