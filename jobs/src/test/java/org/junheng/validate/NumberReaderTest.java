package org.junheng.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import org.junheng.ingest.Blanks;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.Rulebook;
import org.junheng.validate.CellNumber.Finding;
import org.junheng.validate.CellNumber.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberReaderTest {
    private static final NumberReader NUMBERS = new NumberReader(
            Rulebook.read(MadeUpCountry.shipped(), Optional.empty()).cells());

    /** Cell, as a whole number, as a decimal; a finding where it is none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '$', textBlock = """
            0               | 0                   | 0
            007             | 7                   | 7
            1234            | 1234                | 1234
            123456789012345678 | 123456789012345678 | 123456789012345678
            1234567890123456789012 | 1234567890123456789012 | 1234567890123456789012
            515.0           | 515.0               | 515.0
            515.00          | 515.00              | 515.00
            515.5           | FRACTION            | 515.5
            0.000           | 0.000               | 0.000
            1.000           | POINT_FOR_THOUSANDS | 1.000
            1.234           | POINT_FOR_THOUSANDS | 1.234
            12.340          | POINT_FOR_THOUSANDS | 12.340
            1234.000        | 1234.000            | 1234.000
            0.123           | FRACTION            | 0.123
            1.2E3           | EXPONENT            | 1.2E+3
            1e3             | EXPONENT            | 1E+3
            2.5e-1          | EXPONENT            | 0.25
            １２            | ~12                 | ~12
            １２３．５      | FRACTION            | ~123.5
            １，２３４      | ~1234               | ~1234
            1,234           | ~1234               | ~1234
            1，234          | ~1234               | ~1234
            1，234，567     | ~1234567            | ~1234567
            1,234.50        | FRACTION            | ~1234.50
            1,234.00        | ~1234.00            | ~1234.00
            1\u00A0234      | ~1234               | ~1234
            1\u2009234\u2009567   | ~1234567      | ~1234567
            1\u202F234,5    | GROUPS              | GROUPS
            1\u00A0234,567   | GROUPS             | GROUPS
            1 000           | NO_NUMBER           | NO_NUMBER
            12,34           | GROUPS              | GROUPS
            1，2            | GROUPS              | GROUPS
            1,2             | GROUPS              | GROUPS
            1,2345          | GROUPS              | GROUPS
            1234,567        | GROUPS              | GROUPS
            0,123           | GROUPS              | GROUPS
            01,234          | GROUPS              | GROUPS
            1,,234          | GROUPS              | GROUPS
            ,123            | GROUPS              | GROUPS
            1,234,          | GROUPS              | GROUPS
            1.234,5         | GROUPS              | GROUPS
            1,234.567,8     | GROUPS              | GROUPS
            1.234.567       | NO_NUMBER           | NO_NUMBER
            12..5           | NO_NUMBER           | NO_NUMBER
            12.             | NO_NUMBER           | NO_NUMBER
            .5              | FRACTION            | ~0.5
            .               | NO_NUMBER           | NO_NUMBER
            1'234           | NO_NUMBER           | NO_NUMBER
            +5              | ~5                  | ~5
            ＋５            | ~5                  | ~5
            + 5             | ~5                  | ~5
            ++5             | NO_NUMBER           | NO_NUMBER
            +-5             | NO_NUMBER           | NO_NUMBER
            -5              | NEGATIVE            | NEGATIVE
            －５            | NEGATIVE            | NEGATIVE
            −5              | NEGATIVE            | NEGATIVE
            -1,234.5        | FRACTION            | NEGATIVE
            -0              | NEGATIVE            | NEGATIVE
            --5             | NO_NUMBER           | NO_NUMBER
            -               | NO_NUMBER           | NO_NUMBER
            –5              | NO_NUMBER           | NO_NUMBER
            (5)             | NO_NUMBER           | NO_NUMBER
            '123            | ~123                | ~123
            ＇123           | ~123                | ~123
            ’123            | ~123                | ~123
            ''123           | NO_NUMBER           | NO_NUMBER
            '               | NO_NUMBER           | NO_NUMBER
            ="0123"         | ~123                | ~123
            =123            | NO_NUMBER           | NO_NUMBER
            45%             | PERCENT             | ~0.45
            ４５％          | PERCENT             | ~0.45
            4.5 %           | PERCENT             | ~0.045
            1,234%          | PERCENT             | ~12.34
            45%%            | NO_NUMBER           | NO_NUMBER
            %               | NO_NUMBER           | NO_NUMBER
            %45             | NO_NUMBER           | NO_NUMBER
            1e3%            | NO_NUMBER           | NO_NUMBER
            45‰             | UNIT                | UNIT
            三百二十一      | ~321                | ~321
            一千零五        | ~1005               | ~1005
            两百            | ~200                | ~200
            〇              | ~0                  | ~0
            壹贰叁          | NO_NUMBER           | NO_NUMBER
            三百二十一人    | UNIT                | UNIT
            45人            | UNIT                | UNIT
            45 人           | UNIT                | UNIT
            1,200元         | UNIT                | UNIT
            120.5㎡         | UNIT                | UNIT
            120.5平方米     | UNIT                | UNIT
            120m²           | UNIT                | UNIT
            120m2           | UNIT                | UNIT
            3.5万           | POWER               | POWER
            3万5千          | POWER               | POWER
            5千             | POWER               | POWER
            1.2万元         | POWER               | POWER
            1O5             | NO_NUMBER           | NO_NUMBER
            10O             | NO_NUMBER           | NO_NUMBER
            约821           | NO_NUMBER           | NO_NUMBER
            821左右         | UNIT                | UNIT
            50-60           | NO_NUMBER           | NO_NUMBER
            3/4             | NO_NUMBER           | NO_NUMBER
            ½               | NO_NUMBER           | NO_NUMBER
            ①               | NO_NUMBER           | NO_NUMBER
            ٣               | NO_NUMBER           | NO_NUMBER
            0x10            | NO_NUMBER           | NO_NUMBER
            1d              | NO_NUMBER           | NO_NUMBER
            NaN             | NO_NUMBER           | NO_NUMBER
            Infinity        | NO_NUMBER           | NO_NUMBER
            abc             | NO_NUMBER           | NO_NUMBER
            """)
    void a_cell_is_a_number_in_one_way_or_none(String cell, String whole, String decimal) {
        var text = cell.translateEscapes();
        assertThat(words(NUMBERS.read(text, Kind.WHOLE))).isEqualTo(whole);
        assertThat(words(NUMBERS.read(text, Kind.DECIMAL))).isEqualTo(decimal);
    }

    @Test
    void a_scaled_count_takes_decimals_and_no_percentages() {
        assertThat(words(NUMBERS.read("1.234", Kind.SCALED))).isEqualTo("1.234");
        assertThat(words(NUMBERS.read("1.2E3", Kind.SCALED))).isEqualTo("1.2E+3");
        assertThat(words(NUMBERS.read("45%", Kind.SCALED))).isEqualTo("PERCENT");
    }

    @Test
    void what_is_expected_names_what_is_wrong() {
        assertThat(expected("45人", Kind.WHOLE)).isEqualTo("非负整数，不带「人」 / a whole number, not negative, without '人'");
        assertThat(expected("3.5万", Kind.DECIMAL))
                .isEqualTo("非负数，须写出全部数字，不带「万」 / a number, not negative, with all its digits instead of '万'");
        assertThat(expected("12,34", Kind.WHOLE))
                .isEqualTo(
                        "非负整数，千分位须每三位一组，如 1,234 / a whole number, not negative, in groups of three digits as in 1,234");
        assertThat(expected("1.234", Kind.WHOLE))
                .isEqualTo("非负整数；点是小数点，千分位用逗号 / a whole number, not negative; a point is the decimal mark, commas"
                        + " separate thousands");
        assertThat(expected("45%", Kind.WHOLE)).isEqualTo("非负整数，不能是百分数 / a whole number, not negative, no percentage");
        assertThat(expected("1.2E3", Kind.WHOLE))
                .isEqualTo("非负整数，须写出全部数字：科学计数法可能已丢失末位 / a whole number, not negative, with all its digits: an"
                        + " exponent may have lost the last ones");
        assertThat(expected("约821", Kind.DECIMAL)).isEqualTo("非负数 / a number, not negative");
    }

    @Test
    void plain_numbers_are_read_as_java_reads_them() {
        var random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            var text = new StringBuilder();
            for (int digits = 1 + random.nextInt(22); digits > 0; digits--) {
                text.append(random.nextInt(10));
            }
            if (random.nextBoolean()) {
                text.append('.');
                for (int digits = 1 + random.nextInt(22); digits > 0; digits--) {
                    text.append(random.nextInt(10));
                }
            }
            var number = NUMBERS.read(text.toString(), Kind.DECIMAL);
            assertThat(number).isEqualTo(CellNumber.plain(new BigDecimal(text.toString())));
        }
    }

    @Test
    void wide_digits_and_groups_come_back_as_the_number() {
        var random = new Random(8);
        var separators = new char[] {',', '，', '\u00A0', '\u2009', '\u202F'};
        for (int i = 0; i < 50_000; i++) {
            long number = 1000 + (long) Math.pow(10, random.nextDouble() * 14);
            var separator = separators[random.nextInt(separators.length)];
            var text = "%,d".formatted(number).replace(',', separator);
            if (random.nextBoolean()) {
                var wide = new StringBuilder();
                text.chars()
                        .forEach(each -> wide.append((char) (each >= '0' && each <= '9' ? each - '0' + '０' : each)));
                text = wide.toString();
            }
            assertThat(words(NUMBERS.read(text, Kind.WHOLE))).as(text).isEqualTo("~" + number);
        }
    }

    @Test
    void of_all_places_where_separators_can_stand_one_is_right() {
        for (var digits : new String[] {"12", "123", "1234", "12345", "123456", "1234567", "12345678", "1000000"}) {
            var good = new ArrayList<String>();
            for (int places = 1; places < 1 << (digits.length() - 1); places++) {
                var text = new StringBuilder(digits);
                for (int i = digits.length() - 1; i > 0; i--) {
                    if ((places >> (i - 1) & 1) == 1) {
                        text.insert(i, ',');
                    }
                }
                if (NUMBERS.read(text.toString(), Kind.DECIMAL).isNumber()) {
                    good.add(text.toString());
                }
            }
            var grouped = "%,d".formatted(Long.parseLong(digits));
            assertThat(good).isEqualTo(grouped.equals(digits) ? java.util.List.of() : java.util.List.of(grouped));
        }
    }

    @Test
    void no_cell_throws_and_a_number_is_never_negative_and_whole_where_it_must_be() {
        var random = new Random(9);
        var alphabets = new String[] {
            "0123456789",
            "0123456789.,，+-%eE '\u00A0",
            "０１２３４５６７８９．，＋－％Ｅ",
            "〇零一二三四五六七八九十百千万亿两廿点半",
            "0123456789人元万亿千㎡m²/()（）=\"'",
            "\u0000\u0007\u200B\u202A\uFEFF\uFFFD\uD800\uDC001２",
        };
        for (int i = 0; i < 150_000; i++) {
            var alphabet = alphabets[random.nextInt(alphabets.length)];
            var text = new StringBuilder();
            for (int length = 1 + random.nextInt(random.nextInt(50) == 0 ? 300 : 12); length > 0; length--) {
                text.append(
                        random.nextInt(20) == 0
                                ? (char) random.nextInt(0x10000)
                                : alphabet.charAt(random.nextInt(alphabet.length())));
            }
            var cell = Blanks.trim(text.toString());
            for (var kind : Kind.values()) {
                var number = NUMBERS.read(cell, kind);
                boolean says = number.finding() == Finding.PLAIN || number.finding() == Finding.NORMALISED;
                assertThat(number.isNumber()).as(cell).isEqualTo(says);
                assertThat(number.expected(kind).both()).doesNotContain("null");
                if (says) {
                    assertThat(number.value().signum()).as(cell).isNotNegative();
                    assertThat(kind != Kind.WHOLE
                                    || number.value().stripTrailingZeros().scale() <= 0)
                            .as(cell)
                            .isTrue();
                }
            }
        }
    }

    private static String expected(String cell, Kind kind) {
        return NUMBERS.read(cell, kind).expected(kind).both();
    }

    /** The number, with ~ before it where it is normalised; or the finding. */
    private static String words(CellNumber number) {
        if (!number.isNumber()) {
            return number.finding().name();
        }
        return (number.finding() == Finding.NORMALISED ? "~" : "") + number.value();
    }
}
