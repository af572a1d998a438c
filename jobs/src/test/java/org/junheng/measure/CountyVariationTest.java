package org.junheng.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junheng.measure.KernelCensus.primary;

import java.util.List;
import java.util.Map;
import org.junheng.terms.Stage;
import org.junheng.terms.Status;
import org.junit.jupiter.api.Test;

/** A CV of a county says only what its data can say (C8). */
class CountyVariationTest {
    private static final String COUNTY = "530303";
    private static final String INDICATOR = "backbone_teachers_per_100";

    /** 1,000 pupils each, so that n teachers are n / 10 per hundred. */
    private static KernelCensus.Row school(int number, Integer backboneTeachers) {
        return primary("530300000" + number).with("backbone_teachers_primary", backboneTeachers);
    }

    @Test
    void five_schools_at_1_and_1_2_and_0_8_and_1_1_and_4_fail_with_0_739() {
        var measured = new KernelCensus(2023)
                .accepted(school(1, 10), school(2, 12), school(3, 8), school(4, 11), school(5, 40))
                .measure();
        // Mean 8.1/5 = 1.62; squares 1 + 1.44 + 0.64 + 1.21 + 16 = 20.29; S² = 4.058 − 2.6244 = 1.4336; S = 1.197330…
        var item = measured.item(COUNTY, "primary", "1.2");
        assertThat((Double) item.get("observed")).isCloseTo(Math.sqrt(1.4336) / 1.62, within(1e-14));
        assertThat((Double) item.get("observed")).isCloseTo(0.739, within(0.0005));
        assertThat(item.get("status")).isEqualTo("fail");
        assertThat(measured.equity(COUNTY, "primary", INDICATOR).get("cv_status"))
                .isEqualTo("fail");
    }

    @Test
    void with_the_last_value_missing_the_cv_reads_0_144_and_cannot_say_anything() {
        var measured = new KernelCensus(2023)
                .accepted(school(1, 10), school(2, 12), school(3, 8), school(4, 11), school(5, null))
                .measure();
        // Mean 4.1/4 = 1.025; squares 4.29/4 = 1.0725; S² = 1.0725 − 1.050625 = 0.021875
        var item = measured.item(COUNTY, "primary", "1.2");
        assertThat((Double) item.get("observed")).isCloseTo(Math.sqrt(0.021875) / 1.025, within(1e-14));
        assertThat((Double) item.get("observed")).isCloseTo(0.144, within(0.0005));
        assertThat(item.get("status")).isEqualTo("cannot_say");
        assertThat(item.get("reason"))
                .isEqualTo("差异系数只按4所学校计算；1所缺数据；差异系数在0.1287与0.1633之间；其中1所无上年数，只能按本县P5至P95假定"
                        + " / the CV covers 4 schools only; 1 lack data; the CV lies between 0.1287 and 0.1633;"
                        + " for 1 of them, without figures of last year, the P5 to P95 of the county is assumed");
        var equity = measured.equity(COUNTY, "primary", INDICATOR);
        assertThat(equity.get("cv_status")).isEqualTo("cannot_say");
        assertThat(equity.get("units")).isEqualTo(4L);
        assertThat(equity.get("excluded_missing")).isEqualTo(1L);
        assertThat(equity.get("excluded")).isEqualTo(1L);
    }

    @Test
    void with_the_last_school_unreported_its_figures_of_last_year_decide_where_they_leave_no_doubt() {
        var measured = new KernelCensus(2023)
                .accepted(school(1, 10), school(2, 12), school(3, 8), school(4, 11))
                .lastYear(school(5, 40))
                .measure();
        assertThat((Double) measured.item(COUNTY, "primary", "1.2").get("observed"))
                .isCloseTo(0.144, within(0.0005));
        // 40 teachers may have become 28 to 52 (30 %), 1,000 pupils 700 to 1,300.
        var bound = measured.bound(COUNTY, "primary", INDICATOR);
        assertThat((Double) bound.get("cv_low"))
                .isCloseTo(Math.sqrt(9.778 / 4.7 / Math.pow(6.06 / 4.7, 2) - 1), within(1e-9));
        assertThat(measured.status(COUNTY, "primary", "1.2")).isEqualTo("fail");
        assertThat(measured.equity(COUNTY, "primary", INDICATOR).get("cv_status"))
                .isEqualTo("fail");
        assertThat((String) measured.item(COUNTY, "primary", "1.2").get("reason"))
                .contains("the CV lies between 0.5014 and ");
    }

    @Test
    void a_single_school_has_cv_0_and_passes_with_a_note() {
        var measured = new KernelCensus(2023).accepted(school(1, 7)).measure();
        var equity = measured.equity(COUNTY, "primary", INDICATOR);
        assertThat(equity.get("cv")).isEqualTo(0.0);
        assertThat(equity.get("cv_status")).isEqualTo("pass");
        assertThat((String) equity.get("note")).contains("one school only");
        var item = measured.item(COUNTY, "primary", "1.2");
        assertThat(item.get("observed")).isEqualTo(0.0);
        assertThat(item.get("status")).isEqualTo("pass");
        assertThat((String) item.get("reason")).contains("one school only");
    }

    @Test
    void a_mean_of_0_leaves_the_cv_empty_and_the_item_open() {
        for (var schools : List.of(List.of(school(1, 0)), List.of(school(1, 0), school(2, 0)))) {
            var measured = new KernelCensus(2023)
                    .accepted(schools.toArray(KernelCensus.Row[]::new))
                    .measure();
            var equity = measured.equity(COUNTY, "primary", INDICATOR);
            assertThat(equity.get("mean")).isEqualTo(0.0);
            assertThat(equity.get("sd")).isEqualTo(0.0);
            for (var relative : List.of("cv", "gini", "theil_t", "theil_l", "atkinson_05", "atkinson_1", "mcloone")) {
                assertThat(equity.get(relative)).as(relative).isNull();
            }
            assertThat(equity.get("cv_status")).isEqualTo("cannot_say");
            assertThat((String) equity.get("note")).contains("the mean is 0").doesNotContain("its CV is 0");
            assertThat(measured.item(COUNTY, "primary", "1.2").get("observed")).isNull();
            assertThat(measured.status(COUNTY, "primary", "1.2")).isEqualTo("cannot_say");
        }
    }

    @Test
    void a_county_whose_cvs_and_schools_all_pass_passes_on_the_resource_part_alone() {
        var measured = new KernelCensus(2023)
                .accepted(primary("5303000001"), primary("5303000002"), KernelCensus.junior("5303000003"))
                .measure();
        assertThat(measured.verdict(COUNTY)).isEqualTo("pass");
        // Seven CVs and the item on every school, twice.
        assertThat(measured.rows(measured.tables().countyItem)).hasSize(16).allMatch(item -> item.get("status")
                .equals("pass"));
    }

    @Test
    void a_cv_that_fails_decides_over_items_that_cannot_be_told() {
        var measured = new KernelCensus(2023)
                .accepted(school(1, 10), school(2, 40), school(3, 10).without("equipment_value"))
                .measure();
        // 1, 4, 1: mean 2, S² = (1 + 4 + 1)/3 = 2, CV = 0.7071
        assertThat((Double) measured.item(COUNTY, "primary", "1.2").get("observed"))
                .isCloseTo(Math.sqrt(2) / 2, within(1e-14));
        assertThat(measured.status(COUNTY, "primary", "1.2")).isEqualTo("fail");
        assertThat(measured.status(COUNTY, "primary", "1.6")).isEqualTo("cannot_say");
        assertThat(measured.verdict(COUNTY)).isEqualTo("fail");
    }

    @Test
    void a_standard_without_a_limit_leaves_the_cv_not_applicable() {
        var law = KernelCensus.RULEBOOK.standards().get("cn-basic-2012");
        var judgement = new CountyJudgement(law, true, Map.of());
        var measures = InequalityMeasures.of(new double[] {1, 9}, new double[] {1, 1}, 1);
        assertThat(judgement.addVariation(Stage.PRIMARY, law.indicators().get(0), measures, 0, List.of(), true, null))
                .isEqualTo(Status.NOT_APPLICABLE);
    }
}
