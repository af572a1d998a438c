package org.junheng.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junheng.measure.KernelCensus.NATIONAL;
import static org.junheng.measure.KernelCensus.primary;
import static org.junheng.measure.KernelCensus.row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junheng.measure.KernelCensus.Measured;
import org.junheng.measure.KernelCensus.Row;
import org.junit.jupiter.api.Test;

/** What is missing, and how switches are set, bounds a county's mean and CV; the verdict says where a bound crosses (C18). */
class EquityBoundTest {
    private static final String COUNTY = "530303";
    private static final String OTHER_COUNTY = "530302";
    private static final String INDICATOR = "backbone_teachers_per_100";

    /** 1,000 pupils, so that n teachers are n / 10 per hundred. */
    private static Row school(int number, Integer backboneTeachers) {
        return primary("530300000" + number).with("backbone_teachers_primary", backboneTeachers);
    }

    private static Map<String, Object> bound(Measured measured) {
        return measured.bound(COUNTY, "primary", INDICATOR);
    }

    private static String reason(Measured measured) {
        return (String) measured.item(COUNTY, "primary", "1.2").get("reason");
    }

    /** CV of values with these students. */
    private static double cv(double... valuesAndStudents) {
        double students = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < valuesAndStudents.length; i += 2) {
            students += valuesAndStudents[i + 1];
            sum += valuesAndStudents[i + 1] * valuesAndStudents[i];
            squares += valuesAndStudents[i + 1] * valuesAndStudents[i] * valuesAndStudents[i];
        }
        return Math.sqrt(students * squares / sum / sum - 1);
    }

    @Test
    void where_nothing_is_missing_and_no_switch_matters_the_bounds_are_the_figures_and_the_grade_is_a() {
        var measured = new KernelCensus(2023)
                .accepted(school(1, 10), school(2, 14))
                .lastYear(school(1, 10), school(2, 14))
                .measure();
        var equity = measured.equity(COUNTY, "primary", INDICATOR);
        var bound = bound(measured);
        assertThat(bound)
                .containsEntry("cv_low", equity.get("cv"))
                .containsEntry("cv_high", equity.get("cv"))
                .containsEntry("mean_low", equity.get("mean"))
                .containsEntry("mean_high", equity.get("mean"))
                .containsEntry("missing_units", 0L)
                .containsEntry("missing_students", 0.0)
                .containsEntry("confidence", "A")
                .containsEntry("reason", "没有缺报，开关不影响 / nothing is missing and no switch matters");
        assertThat(measured.rows(measured.tables().equityBound)).hasSize(7);
        assertThat(reason(measured)).isEqualTo("2所学校的差异系数 / the CV over 2 schools");
    }

    @Test
    void a_missing_value_ranges_around_its_own_of_last_year() {
        var measured = new KernelCensus(2023)
                .accepted(school(1, 10), school(2, 14), school(3, null))
                .lastYear(school(1, 10), school(2, 14), school(3, 20))
                .measure();
        // 20 teachers may have become 10 to 30 (10 is more than 30 % of 20); the pupils are known.
        var bound = bound(measured);
        assertThat((Double) bound.get("mean_low")).isCloseTo(3.4 / 3, within(1e-12));
        assertThat((Double) bound.get("mean_high")).isCloseTo(5.4 / 3, within(1e-12));
        assertThat((Double) bound.get("cv_high")).isCloseTo(cv(1, 1, 1.4, 1, 3, 1), within(1e-12));
        // Least where the third stands at Σ P X² / Σ P X of the others: 2.96 / 2.4.
        assertThat((Double) bound.get("cv_low")).isCloseTo(cv(1, 1, 1.4, 1, 2.96 / 2.4, 1), within(1e-12));
        assertThat(bound).containsEntry("missing_units", 1L).containsEntry("missing_students", 1000.0);
        // A third of the students is missing.
        assertThat(bound).containsEntry("confidence", "D");
        assertThat((String) bound.get("reason"))
                .contains("1 within the cross-year rules around their own figures of last year", "(33.3 %)");
        assertThat(measured.status(COUNTY, "primary", "1.2")).isEqualTo("pass");
        assertThat(measured.equity(COUNTY, "primary", INDICATOR)).containsEntry("cv_status", "pass");
        assertThat(measured.status(COUNTY, "primary", "1.8")).isEqualTo("cannot_say");
    }

    @Test
    void bounds_on_both_sides_of_the_limit_leave_the_item_open_and_say_so() {
        var measured = new KernelCensus(2023)
                .accepted(school(1, 10), school(2, 12))
                .lastYear(school(1, 10), school(2, 12), school(3, 30))
                .measure();
        assertThat(measured.status(COUNTY, "primary", "1.2")).isEqualTo("cannot_say");
        assertThat(reason(measured)).contains("跨越上限0.50", "it crosses the limit 0.50", "lies between 0.3");
    }

    @Test
    void a_school_of_which_last_year_tells_nothing_ranges_over_the_quantiles_of_the_county_and_decides_nothing() {
        var measured = new KernelCensus(2023)
                .accepted(school(1, 10), school(2, 14), school(3, 12), school(4, null))
                .measure();
        var bound = bound(measured);
        assertThat((Double) bound.get("mean_low")).isCloseTo(4.6 / 4, within(1e-12));
        assertThat((Double) bound.get("mean_high")).isCloseTo(5.0 / 4, within(1e-12));
        assertThat((Double) bound.get("cv_high")).isLessThan(0.5);
        assertThat((String) bound.get("reason")).contains("1 within the P5 to P95 of the county");
        assertThat(measured.status(COUNTY, "primary", "1.2")).isEqualTo("cannot_say");
    }

    @Test
    void where_nothing_can_be_assumed_there_are_no_bounds() {
        var measured = new KernelCensus(2023).accepted(school(1, null)).measure();
        assertThat(bound(measured))
                .containsEntry("cv_low", null)
                .containsEntry("cv_high", null)
                .containsEntry("mean_low", null)
                .containsEntry("confidence", "D");
        assertThat((String) bound(measured).get("reason")).contains("nothing can be assumed");
        assertThat(measured.status(COUNTY, "primary", "1.2")).isEqualTo("cannot_say");
    }

    @Test
    void another_reading_of_a_switch_widens_the_bounds_and_the_item_keeps_its_status() {
        var measured = new KernelCensus(2023)
                .accepted(school(1, 10), school(2, 10), school(3, 100).with("ownership", "2"))
                .measure();
        // 1, 1, 10: with the private school the CV is over the limit; without it 0.
        var bound = bound(measured);
        assertThat((Double) bound.get("cv_low")).isZero();
        assertThat((Double) bound.get("cv_high")).isCloseTo(cv(1, 1, 1, 1, 10, 1), within(1e-12));
        assertThat(bound).containsEntry("missing_units", 0L).containsEntry("confidence", "C");
        assertThat((String) bound.get("reason"))
                .contains("under private_schools_counted=false the CV is 0.0000", "the limit 0.50 is crossed");
        assertThat(measured.status(COUNTY, "primary", "1.2")).isEqualTo("fail");
        assertThat(reason(measured)).contains("private_schools_counted=false", "it crosses the limit");
        // The other six are the same either way.
        assertThat(measured.bound(COUNTY, "primary", "equipment_value_per_student"))
                .containsEntry("confidence", "A");
    }

    @Test
    void a_switch_that_carries_several_items_over_their_limits_makes_each_a_d_and_one_that_carries_none_a_b() {
        var measured = new KernelCensus(2023)
                .accepted(
                        school(1, 10),
                        school(2, 10),
                        school(3, 100)
                                .with("ownership", "2")
                                .with("equipment_value", 30_000_000)
                                .with("multimedia_classrooms", 30))
                .measure();
        assertThat(bound(measured)).containsEntry("confidence", "D");
        assertThat(measured.bound(COUNTY, "primary", "equipment_value_per_student"))
                .containsEntry("confidence", "D");
        assertThat(measured.bound(COUNTY, "primary", "multimedia_classrooms_per_100"))
                .containsEntry("confidence", "B");
    }

    @Test
    void a_school_that_another_county_manages_counts_there_under_the_other_reading() {
        var measured = new KernelCensus(2023)
                .accepted(
                        school(1, 10),
                        school(2, 30).with("manager_code", OTHER_COUNTY),
                        school(3, 20).in(OTHER_COUNTY))
                .measure();
        assertThat((Double) bound(measured).get("cv_low")).isZero();
        assertThat((Double) bound(measured).get("cv_high")).isCloseTo(cv(1, 1, 3, 1), within(1e-12));
        assertThat((String) bound(measured).get("reason")).contains("school_place=manager");
        var there = measured.bound(OTHER_COUNTY, "primary", INDICATOR);
        assertThat((Double) there.get("cv_low")).isZero();
        assertThat((Double) there.get("cv_high")).isCloseTo(cv(2, 1, 3, 1), within(1e-12));
    }

    @Test
    void a_campus_that_did_not_arrive_ranges_within_its_school() {
        var campus = row("5303000009", "211")
                .campusOf("5303000001")
                .with("students_primary", 200)
                .with("backbone_teachers_primary", 20);
        var measured = new KernelCensus(2023)
                .accepted(school(1, 10), school(2, 10))
                .lastYear(school(1, 10), school(2, 10), campus)
                .measure();
        // 200 ± 60 pupils at (20 ± 10) / 200: 5 to 15 per hundred. The school reaches (10 + 15 · 2.6) / 12.6 at most.
        double most = (10 + 15 * 2.6) / 12.6;
        var bound = bound(measured);
        assertThat((Double) bound.get("cv_high"))
                .isBetween(cv(most, 1260, 1, 1000), cv(most, 1140, 1, 1000) + 1e-9)
                .isLessThan(cv(1, 1000, 1, 1000, 15, 260));
        assertThat(bound).containsEntry("missing_students", 200.0);
        // A second school that is absent with its campus stands for both.
        var both = new KernelCensus(2023)
                .accepted(school(2, 10))
                .lastYear(school(1, 10), school(2, 10), campus)
                .measure();
        assertThat(bound(both)).containsEntry("missing_students", 1200.0).containsEntry("missing_units", 2L);
    }

    @Test
    void a_school_that_is_quarantined_without_a_code_may_be_of_any_stage_or_none() {
        var measured = new KernelCensus(2023)
                .accepted(school(1, 10), school(2, 20))
                .quarantined(null, null, COUNTY)
                .measure();
        assertThat((Double) bound(measured).get("cv_low")).isLessThanOrEqualTo((Double)
                measured.equity(COUNTY, "primary", INDICATOR).get("cv"));
        assertThat(measured.bound(COUNTY, "junior", INDICATOR)).containsEntry("cv_high", null);
    }

    @Test
    void the_true_figures_of_a_county_lie_within_its_bounds_whichever_school_or_cell_is_lost() {
        var random = new Random(2026);
        for (int trial = 0; trial < 25; trial++) {
            int schools = 3 + random.nextInt(8);
            var now = new ArrayList<Map<String, Object>>();
            var last = new ArrayList<Row>();
            for (int i = 0; i < schools; i++) {
                var cells = cells(random);
                now.add(cells);
                last.add(rowOf(i, changed(cells, random)));
            }
            var all = new KernelCensus(2023).accepted(rows(now)).measure();
            for (int lost = 0; lost < schools; lost++) {
                var without = new ArrayList<>(now);
                var left = new ArrayList<Row>(List.of(rows(now)));
                left.remove(lost);
                assertWithin(
                        all,
                        new KernelCensus(2023)
                                .accepted(left.toArray(Row[]::new))
                                .lastYear(last.toArray(Row[]::new))
                                .measure());
                var blank = new HashMap<>(now.get(lost));
                var columns = new ArrayList<>(blank.keySet());
                columns.remove("school_type");
                java.util.Collections.sort(columns);
                blank.put(columns.get(random.nextInt(columns.size())), null);
                without.set(lost, blank);
                assertWithin(
                        all,
                        new KernelCensus(2023)
                                .accepted(rows(without))
                                .lastYear(last.toArray(Row[]::new))
                                .measure());
            }
        }
    }

    private static void assertWithin(Measured all, Measured lost) {
        for (var truth : all.rows(all.tables().equity)) {
            if (!truth.get("level").equals("county")) {
                continue;
            }
            var bound = lost.bound(COUNTY, (String) truth.get("stage"), (String) truth.get("indicator"));
            if (bound.get("cv_low") == null) {
                continue;
            }
            var place = truth.get("stage") + " " + truth.get("indicator") + " " + bound;
            assertThat((Double) truth.get("cv"))
                    .as(place)
                    .isBetween((Double) bound.get("cv_low") - 1e-6, (Double) bound.get("cv_high") + 1e-6);
            assertThat((Double) truth.get("mean"))
                    .as(place)
                    .isBetween(
                            (Double) bound.get("mean_low") * (1 - 1e-9), (Double) bound.get("mean_high") * (1 + 1e-9));
        }
    }

    private static Row[] rows(List<Map<String, Object>> schools) {
        var rows = new Row[schools.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = rowOf(i, schools.get(i));
        }
        return rows;
    }

    private static Row rowOf(int number, Map<String, Object> cells) {
        var row = KernelCensus.row("53030000%02d".formatted(number), (String) cells.get("school_type"));
        cells.forEach(row::with);
        return row;
    }

    /** A primary or a nine-year school. */
    private static Map<String, Object> cells(Random random) {
        var cells = new HashMap<String, Object>();
        boolean both = random.nextInt(3) == 0;
        cells.put("school_type", both ? "312" : "211");
        for (var stage : both ? List.of("primary", "junior") : List.of("primary")) {
            int students = 200 + random.nextInt(1500);
            cells.put("students_" + stage, students);
            for (var teachers :
                    List.of("teachers_above_required_degree", "backbone_teachers", "pe_teachers", "art_teachers")) {
                cells.put(teachers + "_" + stage, 1 + random.nextInt(students / 20));
            }
        }
        cells.put("teaching_area", 4000 + random.nextInt(6000));
        cells.put("indoor_sports_area", random.nextInt(1000));
        cells.put("sports_ground_area", random.nextInt(12_000));
        cells.put("equipment_value", 500_000 + random.nextInt(4_000_000));
        cells.put("multimedia_classrooms", 5 + random.nextInt(40));
        return cells;
    }

    /** What a school had the year before: as many of everything per student, but for what a rule lets change. */
    private static Map<String, Object> changed(Map<String, Object> cells, Random random) {
        var before = new HashMap<String, Object>();
        double growth = 0.85 + 0.3 * random.nextDouble();
        cells.forEach((name, value) -> before.put(
                name,
                value instanceof Integer whole
                        ? (Object) Math.max(
                                1,
                                Math.round(whole
                                        * growth
                                        * (name.startsWith("students") ? 1 : 0.95 + 0.1 * random.nextDouble())))
                        : value));
        return before;
    }

    @Test
    void every_standard_that_judges_schools_tells_what_its_switches_change() {
        assertThat(NATIONAL.switches().get("private_schools_counted").changes()).containsKey("false");
        assertThat(NATIONAL.switches().get("school_place").changes()).containsKey("manager");
    }
}
