package org.junheng.ingest.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junheng.ingest.workbook.CellFormats.Meaning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellNumberTest {
    @ParameterizedTest
    @CsvSource({
        "515, 515",
        "0, 0",
        "-0, 0",
        "007, 7",
        "-12, -12",
        "0.1, 0.1",
        "-0.5, -0.5",
        "1.50, 1.5",
        "515.0, 515",
        "5., 5",
        ".5, 0.5",
        "+3, 3",
        // as spreadsheet programs write doubles, with 17 digits
        "0.10000000000000001, 0.1",
        "1.1000000000000001, 1.1",
        "0.30000000000000004, 0.30000000000000004",
        "2.3079487E7, 23079487",
        "2.1530000010000000E+09, 2153000001",
        "2153000001, 2153000001",
        "1.5E-3, 0.0015",
        "9.9999999999999995E-8, 0.0000001",
        // a long code keeps every digit that the file has; what the double lost before is lost
        "530326198001010012, 530326198001010012",
        "5.3032619800101E+17, 530326198001010000",
        "1E+22, 10000000000000000000000",
        "2E23, 200000000000000000000000",
        // what is no number stays as it is and shows itself
        "1e999, 1e999",
        "NaN, NaN",
        "0x1F, 0x1F",
        "1.2.3, 1.2.3",
        "12d, 12d",
        "-, -",
    })
    void a_number_is_the_shortest_decimal_text_without_exponent(String value, String text) {
        assertThat(CellNumber.text(value)).isEqualTo(text);
    }

    @Test
    void every_double_comes_back_from_its_text() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            double number = i % 2 == 0 ? Double.longBitsToDouble(random.nextLong()) : random.nextInt(1_000_000) / 100.0;
            if (Double.isFinite(number)) {
                var text = CellNumber.text(Double.toString(number));
                assertThat(text).matches("-?[0-9]+(\\.[0-9]*[1-9])?").doesNotStartWith("00");
                assertThat(Double.parseDouble(text)).isEqualTo(number == 0 ? 0 : number);
            }
        }
    }

    /** Worked out by a spreadsheet program; 60 is the 29 February 1900 that it counts and that never was. */
    @ParameterizedTest
    @CsvSource({
        "1, 1900-01-01",
        "59, 1900-02-28",
        "60, 1900-02-29",
        "61, 1900-03-01",
        "42614, 2016-09-01",
        "42614.5, 2016-09-01T12:00:00",
        "42614.999999999, 2016-09-02",
        "42614.75001, 2016-09-01T18:00:00.864",
        "2958465, 9999-12-31",
        "2958466, 2958466",
        "0, 0",
        "-3, -3",
        "soon, soon",
    })
    void a_date_is_the_day_in_iso_8601(String value, String text) {
        assertThat(CellNumber.date(value, false)).isEqualTo(text);
    }

    @Test
    void a_workbook_may_count_days_from_1904() {
        assertThat(CellNumber.date("41152", true)).isEqualTo("2016-09-01");
        assertThat(CellNumber.date("0", true)).isEqualTo("1904-01-01");
    }

    @Test
    void a_time_of_day_is_a_time_and_a_longer_one_a_number() {
        assertThat(CellNumber.time("0.5")).isEqualTo("12:00:00");
        assertThat(CellNumber.time("1.25")).isEqualTo("1.25");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    General                                  | NUMBER
                    G/通用格式                               | NUMBER
                    Standard                                 | NUMBER
                    0                                        | NUMBER
                    #,##0.00                                 | NUMBER
                    0.00E+00                                 | NUMBER
                    0%                                       | NUMBER
                    @                                        | NUMBER
                    #,##0"元/day"                            | NUMBER
                    [Red]0.0;[Blue]-0.0                      | NUMBER
                    0.00_);[Red]\\(0.00\\)                   | NUMBER
                    # ?/?                                    | NUMBER
                    0;yyyy                                   | NUMBER
                    yyyy-mm-dd                               | DATE
                    yyyy/m/d;@                               | DATE
                    yyyy"年"m"月"d"日"                       | DATE
                    yyyy年m月                                | DATE
                    [$-804]yyyy"年"m"月"d"日"                | DATE
                    [DBNum1][$-804]m"月"d"日"                | DATE
                    [$-404]e/m/d                             | DATE
                    m/d                                      | DATE
                    mmm                                      | DATE
                    yyyy-mm-dd hh:mm:ss                      | DATE
                    h:mm                                     | TIME
                    [h]:mm:ss                                | TIME
                    h:mm AM/PM                               | TIME
                    aaaa m/d                                 | DATE
                    mm:ss.0                                  | TIME
                    上午/下午h"时"mm"分"                     | TIME
                    """)
    void a_format_code_tells_what_a_number_means(String code, Meaning meaning) {
        assertThat(Meaning.of(code)).isEqualTo(meaning);
    }
}
