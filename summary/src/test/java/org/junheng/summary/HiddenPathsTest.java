package org.junheng.summary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenPathsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "Cannot open \"/data/x/y.duckdb\": gone|Cannot open \"…\": gone",
                "Cannot access /etc|Cannot access …",
                "IO Error: C:\\Users\\li\\x.csv missing|IO Error: … missing",
                "~/x missing|… missing",
                "SELECT a/b FROM t|SELECT a/b FROM t",
                "SELECT a / b / c|SELECT a / b / c",
                "(a)/b|(a)/b"
            })
    void takesAbsolutePathsOutAndLeavesDivisions(String message, String expected) {
        assertThat(HiddenPaths.in(message)).isEqualTo(expected);
    }
}
