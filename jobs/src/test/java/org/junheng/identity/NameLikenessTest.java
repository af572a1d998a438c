package org.junheng.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.SchoolMatching;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameLikenessTest {
    static final SchoolMatching MATCHING =
            Rulebook.read(TestRun.home().resolve("schemas"), Optional.empty()).schoolMatching();

    private final NameLikeness names = new NameLikeness(MATCHING.names(), List.of("会泽县", "曲靖市", "云南省"));

    @ParameterizedTest
    @CsvSource({
        "大井镇中心小学, 大井镇中心小学",
        "大井镇中心小学, 会泽县大井镇中心小学",
        "大井镇中心小学, 云南省曲靖市会泽县大井镇中心小学校",
        "会泽大井镇中心校, 大井镇中心完全小学",
        "大井初级中学, 大井中学",
        "会泽县第2小学, 会泽第二小学",
        "Ｄａ Ｊｉｎｇ（东）小学, da jing东小学"
    })
    void names_that_differ_in_writing_place_or_synonyms_are_the_same(String one, String other) {
        assertThat(names.of(one, other)).as("%s, %s", one, other).isBetween(0.9, 1.0);
        assertThat(names.of(other, one)).isEqualTo(names.of(one, other));
    }

    @Test
    void another_kind_of_school_of_the_same_name_is_more_alike_than_another_name() {
        double sameName = names.of("黄泥小学", "黄泥九年一贯制学校");
        double otherName = names.of("黄泥小学", "青山小学");
        assertThat(sameName).isGreaterThan(0.75);
        assertThat(otherName).isLessThan(0.5);
    }

    @Test
    void schools_with_other_numerals_are_other_schools() {
        assertThat(names.of("大井第一小学", "大井第二小学")).isLessThan(0.5);
        assertThat(names.of("大井中学", "大井第一中学")).isGreaterThan(0.7);
    }

    @Test
    void a_name_that_is_nothing_but_a_place_is_kept() {
        assertThat(names.of("会泽县", "会泽县")).isEqualTo(1);
    }
}
