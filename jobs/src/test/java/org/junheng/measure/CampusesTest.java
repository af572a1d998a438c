package org.junheng.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junheng.measure.KernelCensus.RULEBOOK;
import static org.junheng.measure.KernelCensus.nineYear;
import static org.junheng.measure.KernelCensus.primary;
import static org.junheng.measure.KernelCensus.row;

import java.util.Map;
import org.junheng.validate.Campuses;
import org.junit.jupiter.api.Test;

/** Teaching points stand for themselves from 50 students on; other uncounted campuses join their parent (C3). */
class CampusesTest {
    private static final String COUNTY = "530303";
    private static final String SCHOOL = "5303000001";
    private static final String CAMPUS = "5303000002";

    @Test
    void a_teaching_point_of_49_students_is_out_of_the_indicators_and_one_of_50_in_whether_it_is_counted_or_not() {
        for (var counted : new boolean[] {true, false}) {
            for (int students = 49; students <= 50; students++) {
                var point = row(CAMPUS, "218")
                        .with("students_primary", students)
                        .with("backbone_teachers_primary", 1)
                        .with("counted", counted)
                        .with("parent_school_code", counted ? null : SCHOOL);
                var measured =
                        new KernelCensus(2023).accepted(primary(SCHOOL), point).measure();
                assertThat(measured.schoolsJudged("primary")).containsExactly(SCHOOL, CAMPUS);
                var equity = measured.equity(COUNTY, "primary", "backbone_teachers_per_100");
                boolean in = students == 50;
                assertThat(equity.get("units")).isEqualTo(in ? 2L : 1L);
                assertThat(equity.get("students")).isEqualTo(in ? 1050L : 1000L);
                assertThat(equity.get("excluded_out_of_scope")).isEqualTo(in ? 0L : 1L);
                var verdict = measured.schoolVerdict(CAMPUS, "primary").get("verdict");
                // 1 of 50 is 2 per hundred; the other indicators are missing.
                assertThat(verdict).isEqualTo(in ? "cannot_say" : "not_applicable");
                assertThat(measured.indicator(SCHOOL, "primary", "backbone_teachers_per_100")
                                .get("students"))
                        .isEqualTo(1000L);
            }
        }
    }

    @Test
    void the_numbers_of_an_uncounted_campus_add_to_its_parent() {
        var campus = primary(CAMPUS)
                .with("students_primary", 200)
                .with("backbone_teachers_primary", 2.5)
                .with("teaching_area", 100.1)
                .campusOf(SCHOOL);
        var measured = new KernelCensus(2023).accepted(primary(SCHOOL), campus).measure();
        assertThat(measured.schoolsJudged("primary")).containsExactly(SCHOOL);
        var backbone = measured.indicator(SCHOOL, "primary", "backbone_teachers_per_100");
        assertThat(backbone.get("students")).isEqualTo(1200L);
        assertThat(backbone.get("numerator")).isEqualTo(12.5);
        assertThat((String) backbone.get("note")).contains("1 uncounted campuses joined");
        assertThat(measured.indicator(SCHOOL, "primary", "teaching_area_per_student")
                        .get("numerator"))
                .isEqualTo(4600.1);
    }

    @Test
    void missing_and_known_make_missing() {
        var campus = primary(CAMPUS).without("equipment_value").campusOf(SCHOOL);
        var measured = new KernelCensus(2023)
                .accepted(primary(SCHOOL), campus, primary("5303000003").campusOf(SCHOOL))
                .measure();
        var equipment = measured.indicator(SCHOOL, "primary", "equipment_value_per_student");
        assertThat(equipment.get("value")).isNull();
        assertThat(equipment.get("status")).isEqualTo("cannot_say");
        assertThat(measured.indicator(SCHOOL, "primary", "backbone_teachers_per_100")
                        .get("numerator"))
                .isEqualTo(30.0);
    }

    @Test
    void a_campus_without_a_stage_adds_nothing_to_that_stage() {
        var measured = new KernelCensus(2023)
                .accepted(nineYear(SCHOOL), primary(CAMPUS).campusOf(SCHOOL))
                .measure();
        var junior = measured.indicator(SCHOOL, "junior", "backbone_teachers_per_100");
        assertThat(junior.get("students")).isEqualTo(1000L);
        assertThat(junior.get("numerator")).isEqualTo(10.0);
        assertThat(measured.indicator(SCHOOL, "primary", "backbone_teachers_per_100")
                        .get("students"))
                .isEqualTo(2000L);
        // 24,500 m² for 2,000 + 1.1 · 1,000 weighted pupils
        assertThat((Double) measured.indicator(SCHOOL, "junior", "teaching_area_per_student")
                        .get("numerator"))
                .isEqualTo(24_500.0 * 1100 / 3100);
    }

    @Test
    void a_campus_brings_a_stage_that_its_parent_has_not() {
        var measured = new KernelCensus(2023)
                .accepted(primary(SCHOOL), KernelCensus.junior(CAMPUS).campusOf(SCHOOL))
                .measure();
        assertThat(measured.schoolsJudged("junior")).containsExactly(SCHOOL);
        var junior = measured.indicator(SCHOOL, "junior", "backbone_teachers_per_100");
        assertThat(junior.get("students")).isEqualTo(1000L);
        assertThat(junior.get("numerator")).isEqualTo(10.0);
    }

    @Test
    void a_campus_that_does_not_tell_the_students_of_a_stage_of_its_own_leaves_that_stage_and_the_split_open() {
        var silent = KernelCensus.junior(CAMPUS).without("students_junior").campusOf(SCHOOL);
        var told = KernelCensus.junior("5303000003").campusOf(SCHOOL);
        for (var rows : new KernelCensus.Row[][] {{primary(SCHOOL), silent}, {primary(SCHOOL), silent, told}}) {
            var measured = new KernelCensus(2023).accepted(rows).measure();
            assertThat(measured.schoolVerdict(SCHOOL, "junior").get("verdict")).isEqualTo("cannot_say");
            assertThat(measured.indicator(SCHOOL, "junior", "backbone_teachers_per_100")
                            .get("students"))
                    .isNull();
            assertThat(measured.indicator(SCHOOL, "primary", "teaching_area_per_student")
                            .get("status"))
                    .isEqualTo("cannot_say");
        }
    }

    @Test
    void a_campus_of_a_campus_joins_the_school_at_the_end() {
        var measured = new KernelCensus(2023)
                .accepted(
                        primary(SCHOOL),
                        primary(CAMPUS).campusOf(SCHOOL),
                        primary("5303000003").campusOf(CAMPUS))
                .measure();
        assertThat(measured.schoolsJudged("primary")).containsExactly(SCHOOL);
        assertThat(measured.indicator(SCHOOL, "primary", "backbone_teachers_per_100")
                        .get("students"))
                .isEqualTo(3000L);
    }

    @Test
    void a_campus_has_no_parent_where_the_parent_is_unknown_closed_or_itself() {
        var campus = primary(CAMPUS).campusOf(SCHOOL).cells(2023);
        assertThat(Campuses.parent(campus, code -> null, RULEBOOK)).isNull();
        var closed = row(SCHOOL, "211").with("situation", "closed").cells(2023);
        assertThat(Campuses.parent(campus, Map.of(SCHOOL, closed)::get, RULEBOOK))
                .isNull();
        var own = primary(CAMPUS).campusOf(CAMPUS).cells(2023);
        assertThat(Campuses.parent(own, Map.of(CAMPUS, own)::get, RULEBOOK)).isNull();
    }

    @Test
    void a_campus_in_quarantine_for_its_unknown_parent_makes_the_county_cannot_say() {
        var measured = new KernelCensus(2023)
                .accepted(primary(SCHOOL), KernelCensus.junior("5303000003"))
                .quarantined(CAMPUS, "211", COUNTY)
                .measure();
        assertThat(measured.verdict(COUNTY)).isEqualTo("cannot_say");
    }
}
