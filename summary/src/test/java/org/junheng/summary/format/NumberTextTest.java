package org.junheng.summary.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
    /** The right column is what Python's repr prints. */
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "2, 2.0",
        "0.002, 0.002",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "123456789012345680, 1.2345678901234568e17",
        "1000000000000000, 1000000000000000.0",
        "2e-323, 2e-323",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "1e23, 1e23",
        "2e23, 2e23",
        "-0.3333333333333333, -0.3333333333333333",
        "-0.0, -0.0",
        "NaN, nan",
        "Infinity, inf"
    })
    void writesTheShortestTextThatReadsBack(double value, String expected) {
        assertThat(NumberText.of(value)).isEqualTo(expected);
    }

    @Test
    void readsBackAsTheSameNumber() {
        var random = new Random(20260101);
        for (int i = 0; i < 100_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(NumberText.of(value))).isEqualTo(value);
            }
        }
    }
}
