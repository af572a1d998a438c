package org.junheng.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigitsTest {
    @Test
    void a_value_beyond_its_limit_never_looks_like_it() {
        assertThat(Digits.pair(0.45215, 0.45)).isEqualTo(new Digits.Pair("0.4522", "0.45"));
        assertThat(Digits.pair(0.45001, 0.45)).isEqualTo(new Digits.Pair("0.45001", "0.45"));
        assertThat(Digits.pair(0.4500000001, 0.45)).isEqualTo(new Digits.Pair("0.4500000001", "0.45"));
        assertThat(Digits.pair(0.44999999, 0.45)).isEqualTo(new Digits.Pair("0.44999999", "0.45"));
        assertThat(Digits.pair(1999.996, 2000)).isEqualTo(new Digits.Pair("1999.996", "2000"));
    }

    @Test
    void a_value_within_1e_12_of_its_limit_equals_it() {
        assertThat(Digits.pair(0.45 + 1e-13, 0.45)).isEqualTo(new Digits.Pair("0.45", "0.45"));
        assertThat(Digits.pair(1, 1)).isEqualTo(new Digits.Pair("1", "1"));
    }

    @Test
    void distances_keep_two_digits_and_large_figures_two_decimals() {
        assertThat(Digits.ofDistance(Digits.distance(0.45001, 0.45))).isEqualTo("0.00001");
        assertThat(Digits.ofDistance(0.0712480420)).isEqualTo("0.0712");
        assertThat(Digits.ofDistance(0.00001234)).isEqualTo("0.000012");
        assertThat(Digits.ofAmount(3339.6268)).isEqualTo("3339.63");
        assertThat(Digits.ofAmount(0.0034)).isEqualTo("0.0034");
        assertThat(Digits.of(1280.5)).isEqualTo("1280.5");
        assertThat(Digits.percent(0.15151515)).isEqualTo("15.2 %");
        assertThat(Digits.of(0.0)).isEqualTo("0");
    }
}
