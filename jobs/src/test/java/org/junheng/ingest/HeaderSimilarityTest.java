package org.junheng.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderSimilarityTest {
    private final HeaderSimilarity similarity = new HeaderSimilarity(
            Rulebook.read(MadeUpCountry.shipped(), Optional.empty()).similarity());

    @ParameterizedTest
    @CsvSource({
        "小学在校生数, 小学在校学生数",
        "小学专任教师数, 小学专任教师人数",
        "教学仪器设备资产值, 教学仪器设备资产总值",
        "學校代碼, 学校代码",
        "1年級男學生數, 一年级男学生数",
        "teachers, teachers_total",
        "网络多媒体教室数, 网络多媒体教室（间）数",
    })
    void names_of_one_thing_are_similar(String one, String other) {
        assertThat(similarity.of(one, other))
                .isEqualTo(similarity.of(other, one))
                .isBetween(similarity.facts().least(), 1.0);
    }

    @ParameterizedTest
    @CsvSource({
        "小学在校男生数, 小学在校女生数",
        "小学在校生数, 初中在校生数",
        "小学26—30人班数, 小学31—35人班数",
        "一年级在校生数, 二年级在校生数",
        "students_primary, students_junior",
        "学校名称, 学校代码",
        "male pupils, female pupils",
        "在校生数（男）, 在校生数（女）",
        "班数（25人及以下）, 班数（26—30人）",
        "教学仪器设备资产值, 运动场地面积",
    })
    void names_of_two_things_are_not(String one, String other) {
        assertThat(similarity.of(one, other)).isLessThan(similarity.facts().least());
    }

    @Test
    void what_stands_in_brackets_and_width_do_not_count() {
        assertThat(similarity.of("经费支出（万元）", "经费支出[元]")).isEqualTo(1);
        assertThat(similarity.of("Ｔｅａｃｈｅｒｓ", "teachers")).isEqualTo(1);
    }

    @Test
    void units_convert_where_they_measure_the_same() {
        var found = similarity.unitIn("经费支出（万元）").orElseThrow();
        assertThat(found.factorTo(similarity.unit("元").orElseThrow().unit()))
                .hasValueSatisfying(factor -> assertThat(factor).isEqualByComparingTo("10000"));
        assertThat(found.factorTo(similarity.unit("人").orElseThrow().unit())).isEmpty();
        assertThat(similarity.unitIn("经费支出（含捐赠）")).isEmpty();
    }

    @Test
    void a_name_tells_its_stage() {
        assertThat(similarity.stageOf("初中班级数")).contains(Stage.JUNIOR);
        assertThat(similarity.stageOf("班级数")).isEmpty();
    }

    @Test
    void the_most_similar_are_paired_first_and_each_once() {
        var pairs = similarity.pairs(
                List.of("teachers_total", "teachers1"),
                List.of("teachers", "teacherstotals"),
                Function.identity(),
                List::of);
        assertThat(pairs)
                .extracting(HeaderSimilarity.Pair::one, HeaderSimilarity.Pair::other)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("teachers_total", "teacherstotals"));
    }
}
