package org.junheng.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junheng.measure.KernelCensus.NATIONAL;
import static org.junheng.measure.KernelCensus.decimal;
import static org.junheng.measure.KernelCensus.primary;
import static org.junheng.measure.KernelCensus.row;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junheng.rulebook.Standard.Basis;
import org.junheng.rulebook.Standard.Indicator;
import org.junheng.terms.Stage;
import org.junheng.terms.Status;
import org.junit.jupiter.api.Test;

/** Thresholds and floors are decided exactly, and a school by six of seven with the last at the floor (C6, C9). */
class SchoolRuleTest {
    /** Threshold primary, floor primary, threshold junior, floor junior: 教督〔2017〕6号第四条, floors as the 基本值 of local rules. */
    private static final Map<String, List<String>> LAW = Map.of(
            "teachers_above_required_degree_per_100", List.of("4.2", "3.57", "5.3", "4.505"),
            "backbone_teachers_per_100", List.of("1", "0.85", "1", "0.85"),
            "pe_art_teachers_per_100", List.of("0.9", "0.765", "0.9", "0.765"),
            "teaching_area_per_student", List.of("4.5", "3.825", "5.8", "4.93"),
            "sports_area_per_student", List.of("7.5", "6.375", "10.2", "8.67"),
            "equipment_value_per_student", List.of("2000", "1700", "2500", "2125"),
            "multimedia_classrooms_per_100", List.of("2.3", "1.955", "2.4", "2.04"));

    /** With so many students every threshold and floor is a whole number of the resource. */
    private static final int STUDENTS = 20_000;

    @Test
    void thresholds_and_floors_are_those_of_the_law() {
        assertThat(NATIONAL.indicators()).extracting(Indicator::id).containsExactlyInAnyOrderElementsOf(LAW.keySet());
        for (var stage : List.of(Stage.PRIMARY, Stage.JUNIOR)) {
            int column = stage == Stage.PRIMARY ? 0 : 2;
            for (var value : row("5303000001", type(stage)).stage(stage).values()) {
                var law = LAW.get(value.indicator().id());
                assertThat(value.threshold()).isEqualByComparingTo(decimal(law.get(column)));
                assertThat(value.floor()).isEqualByComparingTo(decimal(law.get(column + 1)));
            }
        }
    }

    @Test
    void nine_pe_and_art_teachers_for_a_thousand_pupils_are_exactly_0_9() {
        // As doubles 9 / 1000 · 100 = 0.8999999999999999.
        assertThat(9.0 / 1000 * 100).isLessThan(0.9);
        var value = value(primary("5303000001"), Stage.PRIMARY, "pe_art_teachers_per_100");
        assertThat(value.status()).isEqualTo(Status.PASS);
    }

    @Test
    void a_value_that_meets_its_threshold_exactly_reads_as_the_threshold() {
        for (var school : List.of(primary("5303000001"), KernelCensus.junior("5303000001"))) {
            var stage = school.school().stages().iterator().next();
            for (var value : school.stage(stage).values()) {
                assertThat(value.value())
                        .as(value.indicator().id())
                        .isEqualTo(value.threshold().doubleValue());
            }
        }
    }

    @Test
    void every_threshold_is_reached_exactly_and_missed_by_one_unit_less() {
        forEachIndicator((stage, indicator) -> {
            var atThreshold = resource(indicator, indicator.threshold().get(stage));
            assertThat(measured(stage, indicator, atThreshold).status()).isEqualTo(Status.PASS);
            var below = measured(stage, indicator, atThreshold - 1);
            assertThat(below.status()).isEqualTo(Status.FAIL);
            assertThat(below.aboveFloor()).isTrue();
        });
    }

    @Test
    void every_floor_is_reached_exactly_and_missed_by_one_unit_less() {
        forEachIndicator((stage, indicator) -> {
            int column = stage == Stage.PRIMARY ? 1 : 3;
            var atFloor = resource(indicator, decimal(LAW.get(indicator.id()).get(column)));
            var reached = measured(stage, indicator, atFloor);
            assertThat(reached.status()).isEqualTo(Status.FAIL);
            assertThat(reached.aboveFloor()).isTrue();
            assertThat(measured(stage, indicator, atFloor - 1).aboveFloor()).isFalse();
        });
    }

    private interface Check {
        void of(Stage stage, Indicator indicator);
    }

    private static void forEachIndicator(Check check) {
        for (var stage : List.of(Stage.PRIMARY, Stage.JUNIOR)) {
            for (var indicator : NATIONAL.indicators()) {
                check.of(stage, indicator);
            }
        }
    }

    private static long resource(Indicator indicator, BigDecimal perStudents) {
        return perStudents
                .multiply(BigDecimal.valueOf(STUDENTS))
                .divide(indicator.scale())
                .longValueExact();
    }

    private static SchoolStage.Value measured(Stage stage, Indicator indicator, long resource) {
        var row = row("5303000001", type(stage)).with("students_" + stage.id(), STUDENTS);
        var suffix = indicator.basis() == Basis.STAGE ? "_" + stage.id() : "";
        indicator.numerator().add().forEach(column -> row.with(column + suffix, 0));
        indicator.numerator().subtract().forEach(column -> row.with(column + suffix, 0));
        row.with(indicator.numerator().add().get(0) + suffix, resource);
        return value(row, stage, indicator.id());
    }

    private static String type(Stage stage) {
        return stage == Stage.PRIMARY ? "211" : "311";
    }

    private static SchoolStage.Value value(KernelCensus.Row row, Stage stage, String indicator) {
        return row.stage(stage).values().stream()
                .filter(value -> value.indicator().id().equals(indicator))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_split_facility_meets_its_threshold_exactly_as_a_fraction() {
        // 100 + 1.1 · 100 = 210: the primary part of 945 m² is 945 · 100/210 = 450 = 4.5 · 100; 100/210 does not
        // terminate.
        assertThat(sharedArea(100, 100, 945.0, Stage.PRIMARY).status()).isEqualTo(Status.PASS);
        assertThat(sharedArea(100, 100, 944.99, Stage.PRIMARY).status()).isEqualTo(Status.FAIL);
        // 110 + 1.1 · 100 = 220: the junior part of 1160 m² is the half, 580 = 5.8 · 100.
        assertThat(sharedArea(110, 100, 1160.0, Stage.JUNIOR).status()).isEqualTo(Status.PASS);
        assertThat(sharedArea(110, 100, 1159.99, Stage.JUNIOR).status()).isEqualTo(Status.FAIL);
        // 70 + 1.1 · 300 = 400: 3.825 · 70 = 267.75 = 1530 · 70/400, the floor.
        assertThat(sharedArea(70, 300, 1530.0, Stage.PRIMARY).aboveFloor()).isTrue();
        assertThat(sharedArea(70, 300, 1529.99, Stage.PRIMARY).aboveFloor()).isFalse();
    }

    private static SchoolStage.Value sharedArea(int primary, int junior, double area, Stage stage) {
        var row = row("5303000001", "312")
                .with("students_primary", primary)
                .with("students_junior", junior)
                .with("teaching_area", area)
                .with("indoor_sports_area", 0);
        return value(row, stage, "teaching_area_per_student");
    }

    @Test
    void decimals_of_the_census_are_taken_as_they_are_written() {
        // 4500.1 − 0.1 = 4500 = 4.5 · 1000, though as doubles 4500.1 − 0.1 could fall short.
        var row = primary("5303000001").with("teaching_area", 4500.1).with("indoor_sports_area", 0.1);
        assertThat(value(row, Stage.PRIMARY, "teaching_area_per_student").status())
                .isEqualTo(Status.PASS);
        row.with("teaching_area", 4500.09);
        assertThat(value(row, Stage.PRIMARY, "teaching_area_per_student").status())
                .isEqualTo(Status.FAIL);
    }

    @Test
    void a_cv_keeps_its_limit_up_to_1e_12_above_it() {
        for (var limit : List.of(decimal("0.50"), decimal("0.45"))) {
            double at = limit.doubleValue();
            assertThat(CountyJudgement.isWithin(at, limit)).isTrue();
            assertThat(CountyJudgement.isWithin(at - 1e-12, limit)).isTrue();
            assertThat(CountyJudgement.isWithin(at + 1e-12, limit)).isTrue();
            assertThat(CountyJudgement.isWithin(at - 2e-12, limit)).isTrue();
            assertThat(CountyJudgement.isWithin(at + 2e-12, limit)).isFalse();
        }
    }

    @Test
    void a_line_of_seven_passes_when_whatever_is_unknown_cannot_fail_it_and_fails_when_it_cannot_save_it() {
        int lines = 0;
        int[] answers = new int[Status.values().length];
        for (int met = 0; met <= 7; met++) {
            for (int between = 0; met + between <= 7; between++) {
                for (int below = 0; met + between + below <= 7; below++) {
                    int unknown = 7 - met - between - below;
                    var expected = byEveryCompletion(met, between, below, unknown);
                    assertThat(SchoolStage.verdict(met, between, below, unknown, 6))
                            .as("m=%d f=%d b=%d u=%d", met, between, below, unknown)
                            .isEqualTo(expected);
                    answers[expected.ordinal()]++;
                    lines++;
                }
            }
        }
        // C(10, 3) lines; (7,0,0,0) and (6,1,0,0) pass; f ≤ 1, b = 0 and u ≥ 1 leaves 7 + 6 open.
        assertThat(lines).isEqualTo(120);
        assertThat(answers[Status.PASS.ordinal()]).isEqualTo(2);
        assertThat(answers[Status.CANNOT_SAY.ordinal()]).isEqualTo(13);
        assertThat(answers[Status.FAIL.ordinal()]).isEqualTo(105);
    }

    /** The law on complete data, for every value that the unknown ones may turn out to have. */
    private static Status byEveryCompletion(int met, int between, int below, int unknown) {
        var outcomes = EnumSet.noneOf(Status.class);
        for (int moreMet = 0; moreMet <= unknown; moreMet++) {
            for (int moreBetween = 0; moreMet + moreBetween <= unknown; moreBetween++) {
                int allBelow = below + unknown - moreMet - moreBetween;
                // 至少6项达标，余项不低于85%
                outcomes.add(met + moreMet >= 6 && allBelow == 0 ? Status.PASS : Status.FAIL);
            }
        }
        return outcomes.size() == 2 ? Status.CANNOT_SAY : outcomes.iterator().next();
    }

    @Test
    void six_met_and_the_last_unknown_is_cannot_say() {
        var school = primary("5303000001").without("equipment_value").stage(Stage.PRIMARY);
        assertThat(school.met()).isEqualTo(6);
        assertThat(school.unknown()).isEqualTo(1);
        assertThat(school.verdict()).isEqualTo(Status.CANNOT_SAY);
    }

    @Test
    void one_value_below_the_floor_fails_the_school_whatever_is_unknown() {
        // 1699.999 yuan a pupil lies below the floor of 1700.
        var school = primary("5303000001")
                .with("equipment_value", 1_699_999)
                .without("multimedia_classrooms")
                .stage(Stage.PRIMARY);
        assertThat(school.belowFloor()).isEqualTo(1);
        assertThat(school.verdict()).isEqualTo(Status.FAIL);
    }

    @Test
    void one_value_at_the_floor_passes_and_a_second_fails() {
        var one = primary("5303000001").with("equipment_value", 1_700_000);
        assertThat(one.stage(Stage.PRIMARY).verdict()).isEqualTo(Status.PASS);
        // 22 rooms for 1,000 pupils: 2.2 lies between 1.955 and 2.3.
        var two = one.with("multimedia_classrooms", 22);
        assertThat(two.stage(Stage.PRIMARY).verdict()).isEqualTo(Status.FAIL);
    }

    @Test
    void more_indoor_sports_rooms_than_teaching_rooms_contradict_each_other_and_cannot_be_judged() {
        var school = primary("5303000001").with("indoor_sports_area", 4501);
        assertThat(value(school, Stage.PRIMARY, "teaching_area_per_student").status())
                .isEqualTo(Status.CANNOT_SAY);
        assertThat(school.stage(Stage.PRIMARY).verdict()).isEqualTo(Status.CANNOT_SAY);
    }

    @Test
    void a_shared_facility_is_unknown_when_the_students_of_another_stage_are() {
        var school = KernelCensus.nineYear("5303000001").without("students_junior");
        assertThat(value(school, Stage.PRIMARY, "sports_area_per_student").status())
                .isEqualTo(Status.CANNOT_SAY);
        assertThat(value(school, Stage.PRIMARY, "pe_art_teachers_per_100").status())
                .isEqualTo(Status.PASS);
    }
}
