package org.junheng.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junheng.rulebook.ChangeRule;
import org.junheng.rulebook.DriftRule;
import org.junheng.rulebook.DriftRule.Measure;
import org.junheng.rulebook.ProfileRules;
import org.junheng.rulebook.Rule;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Severity;
import org.junheng.warehouse.TableShape;
import org.junheng.warehouse.TableShape.Column;
import org.junheng.warehouse.TableShape.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossYearCheckTest {
    private static final int STUDENTS = CensusLayout.DATA_ORIGIN + 1;
    private static final int TEACHERS = STUDENTS + 1;
    private static final int AREA = STUDENTS + 2;
    private static final TableShape SHAPE = shape();
    private static final CensusLayout.Key KEY = new CensusLayout.Key("school_code", List.of(CensusLayout.SCHOOL_CODE));

    /** A change by 30 % and, if that is less, by 50 is in order; limits themselves are. */
    @ParameterizedTest
    @CsvSource({
        "100, 150, in order", // 50 are allowed, more than 30 %
        "100, 151, found",
        "100, 50, in order",
        "100, 49, found",
        "1000, 1300, in order", // 30 % are allowed, more than 50
        "1000, 1301, found",
        "1000, 700, in order",
        "1000, 699, found",
        "0, 50, in order",
        "0, 51, found",
        "0, 0, in order",
        "40, 0, in order",
        "60, 0, found",
        ", 500, not told",
        "500, , not told",
        ", , not told"
    })
    void a_school_is_told_of_when_a_figure_exceeds_both_limits(Long before, Long now, String expected) {
        var outcome = change("school")
                .check(
                        2017,
                        List.<Object[]>of(row("01", "A", now, null, null)),
                        List.<Object[]>of(row("01", "A", before, null, null)));
        var count = outcome.counts().get(0);
        assertThat(outcome.findings()).hasSize(expected.equals("found") ? 1 : 0);
        assertThat(count.rowsFailing()).isEqualTo(expected.equals("found") ? 1 : 0);
        assertThat(count.rowsChecked()).isEqualTo(expected.equals("not told") ? 0 : 1);
    }

    @Test
    void a_limit_that_no_double_holds_is_kept_exactly() {
        // 30 % of 0.1 m² more is 0.13 m²; as doubles 0.13 − 0.1 is more than 0.3 × 0.1
        var rules = new ProfileRules(List.of(), List.of(changeRule("school", "0.3", "0", "teaching_area")), List.of());
        var check = new CrossYearCheck(rules, SHAPE, KEY);
        var before = List.<Object[]>of(row("01", "A", null, null, 0.1));
        assertThat(check.check(2017, List.<Object[]>of(row("01", "A", null, null, 0.13)), before)
                        .findings())
                .isEmpty();
        assertThat(check.check(2017, List.<Object[]>of(row("01", "A", null, null, 0.1301)), before)
                        .findings())
                .hasSize(1);
    }

    @Test
    void a_finding_names_school_county_column_both_years_what_is_expected_and_what_to_do() {
        var outcome = change("school")
                .check(
                        2017,
                        List.<Object[]>of(row("01", "B", 900L, null, null)),
                        List.<Object[]>of(row("01", "A", 200L, null, null)));
        assertThat(outcome.findings())
                .containsExactly(new CrossYearFinding(
                        new Rule("changed", Severity.WARN, 20),
                        "school",
                        "01",
                        "B",
                        "students_primary",
                        "900",
                        "200",
                        new Bilingual(
                                "140 至 260（变化不超过上年的 30% 或 50，取大者）",
                                "140 to 260 (a change of at most 30 % of last year's or 50, whichever is more)"),
                        new Bilingual("建议", "advice")));
        assertThat(outcome.findings().get(0).message().en())
                .isEqualTo("01 [students_primary] 200 → 900: expected 140 to 260 (a change of at most 30 % of last"
                        + " year's or 50, whichever is more); advice");
        var count = outcome.counts().get(0);
        assertThat(count.year() + " " + count.tableName() + " " + count.rule() + " " + count.severity())
                .isEqualTo("2017 made-up changed WARN");
        assertThat(count.examples()).containsExactly("01 [students_primary] 200 → 900");
    }

    @Test
    void a_school_with_two_findings_is_one_school_and_others_are_not_compared() {
        var outcome = change("school")
                .check(
                        2017,
                        List.of(
                                row("01", "A", 900L, 90.0, null),
                                row("02", "A", 900L, 90.0, null),
                                closed(row("03", "A", 900L, 90.0, null)),
                                row("04", "A", 900L, 90.0, null)),
                        List.of(
                                row("01", "A", 200L, 9.0, null),
                                closed(row("02", "A", 200L, 9.0, null)),
                                row("03", "A", 200L, 9.0, null),
                                row("05", "A", 200L, 9.0, null)));
        assertThat(outcome.findings())
                .extracting(finding -> finding.code() + " " + finding.column())
                .containsExactly("01 students_primary", "01 teachers_primary");
        assertThat(outcome.counts().get(0).rowsChecked()).isEqualTo(1);
        assertThat(outcome.counts().get(0).rowsFailing()).isEqualTo(1);
    }

    @Test
    void a_county_is_the_sum_of_its_schools_of_both_years_wherever_they_were_before() {
        // A: 01 and 02 (02 came from county C): 300 → 300; 03 is new and does not count. B: 100 → 500.
        var now = List.of(
                row("01", "A", 100L, null, null),
                row("02", "A", 200L, null, null),
                row("03", "A", 900L, null, null),
                row("04", "B", 500L, null, null));
        var before = List.of(
                row("01", "A", 200L, null, null), row("02", "C", 100L, null, null), row("04", "B", 100L, null, null));
        var outcome = change("county").check(2017, now, before);
        assertThat(outcome.findings())
                .extracting(finding -> finding.level() + " " + finding.code() + " " + finding.countyCode() + " "
                        + finding.lastYear() + " " + finding.found())
                .containsExactly("county B B 100 500");
        assertThat(outcome.counts().get(0).rowsChecked()).isEqualTo(2);
        var city = change("city").check(2017, now, before);
        assertThat(city.findings())
                .extracting(finding ->
                        finding.code() + " " + finding.countyCode() + " " + finding.lastYear() + " " + finding.found())
                .containsExactly("city null 400 800");
        // the province is blank in these rows, and the level "network" is not in this census at all
        assertThat(change("province").check(2017, now, before).counts().get(0).rowsChecked())
                .isZero();
        assertThat(change("network").check(2017, now, before).counts().get(0).rowsChecked())
                .isZero();
    }

    @Test
    void without_a_year_before_nothing_is_compared() {
        var outcome = change("school").check(2016, List.<Object[]>of(row("01", "A", 900L, null, null)), List.of());
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.counts()).extracting(count -> count.rowsChecked()).containsExactly(0L);
    }

    @Test
    void the_order_of_rows_changes_nothing() {
        var now = new ArrayList<Object[]>();
        var before = new ArrayList<Object[]>();
        for (int i = 0; i < 30; i++) {
            now.add(row("" + (10 + i), "A" + i % 3, 100L + 37L * i, 10.0 * i, 0.1 * i));
            before.add(row("" + (10 + i), "A" + i % 4, 1000L - 29L * i, 300 - 10.0 * i, 1000 * 0.1 * i));
        }
        var check = new CrossYearCheck(
                new ProfileRules(
                        List.of(),
                        List.of(
                                changeRule("school", "0.3", "50", "students_primary", "teaching_area"),
                                changeRule("county", "0.1", "5", "students_primary", "teachers_primary")),
                        List.of(
                                drift(Measure.MEDIAN_RATIO, "2", null, "students_primary", "teaching_area"),
                                drift(Measure.SWAPPED, "0.5", "0.1", "students_primary", "teachers_primary"))),
                SHAPE,
                KEY);
        var expected = check.check(2017, now, before);
        assertThat(expected.findings()).isNotEmpty();
        Collections.reverse(now);
        Collections.shuffle(before, new java.util.Random(7));
        assertThat(check.check(2017, now, before)).isEqualTo(expected);
    }

    /** Ten schools, of which some have no such stage: the share of blanks among the others may rise by a fifth. */
    @ParameterizedTest
    @CsvSource({
        "10, 0, 2, false", // 2 of 10 is just a fifth
        "10, 0, 3, true",
        "10, 1, 3, false", // 3 − 1
        "10, 1, 4, true",
        "5, 0, 1, false",
        "5, 0, 2, true",
        "4, 0, 4, false", // too few schools tell
        "10, 5, 5, false" // five others than last year
    })
    void a_column_that_more_schools_leave_blank_is_found(int reporting, int blankBefore, int blankNow, boolean found) {
        // Blanks of the two years are in different schools, so that every school of the stage reports once.
        var now = rows(10, i -> i < reporting && i >= blankNow ? 100L + i : null);
        var before = rows(10, i -> i < reporting && i < reporting - blankBefore ? 100L + i : null);
        var outcome = new CrossYearCheck(
                        new ProfileRules(
                                List.of(),
                                List.of(),
                                List.of(drift(Measure.BLANK_SHARE, "0.2", null, "students_primary"))),
                        SHAPE,
                        KEY)
                .check(2017, now, before);
        assertThat(outcome.findings()).hasSize(found ? 1 : 0);
        if (found) {
            assertThat(outcome.findings().get(0).place())
                    .isEqualTo("A [students_primary] %d/%d → %d/%d"
                            .formatted(blankBefore, reporting, blankNow, reporting));
        }
        assertThat(outcome.counts().get(0).rowsChecked()).isEqualTo(reporting >= 5 ? 1 : 0);
    }

    /** Six schools with 100 last year, and what some of them report this year; the others report 100 again. */
    @ParameterizedTest
    @CsvSource({
        "3, 1000000, ", // half of the schools are not more than half
        "4, 1000000, ×10000",
        "4, 200, ", // double is still in order
        "4, 201, ×2.01",
        "4, 50, ",
        "4, 49, ×0.49",
        "3, 1, ",
        "4, 0, ×0"
    })
    void a_column_in_which_more_than_half_of_the_schools_moved_too_far_is_found(int moved, long to, String found) {
        var outcome = medianOf(rows(6, i -> i < moved ? to : 100L), rows(6, i -> 100L));
        assertThat(outcome.findings())
                .extracting(CrossYearFinding::found)
                .isEqualTo(found == null ? List.of() : List.of(found));
    }

    @Test
    void a_median_needs_schools_with_both_figures_and_nothing_to_nothing_tells_nothing() {
        assertThat(medianOf(rows(4, i -> 1000L), rows(4, i -> 100L)).findings()).isEmpty();
        assertThat(medianOf(rows(8, i -> i < 4 ? 1000L : null), rows(8, i -> 100L))
                        .findings())
                .isEmpty();
        assertThat(medianOf(rows(9, i -> i < 4 ? 1000L : 0L), rows(9, i -> i < 4 ? 100L : 0L))
                        .findings())
                .isEmpty();
        assertThat(medianOf(rows(5, i -> 7L), rows(5, i -> 0L)).findings())
                .extracting(CrossYearFinding::found)
                .containsExactly("×∞");
    }

    @Test
    void two_columns_that_changed_places_are_found_and_noise_is_not() {
        // 200 students and 12 teachers a school, growing by a tenth; in the county B the columns are swapped.
        var now = new ArrayList<Object[]>();
        var before = new ArrayList<Object[]>();
        for (int i = 0; i < 12; i++) {
            var county = i < 6 ? "A" : "B";
            before.add(row("" + (10 + i), county, 200L + i, 12.0, null));
            now.add(
                    county.equals("A")
                            ? row("" + (10 + i), county, 220L + i, 13.0, null)
                            : row("" + (10 + i), county, 13L, 220.0 + i, null));
        }
        var outcome = swapped().check(2017, now, before);
        assertThat(outcome.findings())
                .extracting(CrossYearFinding::place)
                .containsExactly("B [students_primary ↔ teachers_primary] 6/6");
        assertThat(outcome.counts().get(0).rowsChecked()).isEqualTo(2);
    }

    @Test
    void columns_of_two_stages_are_told_apart_also_by_what_is_blank() {
        // Five schools have the one column only; what stood there stands in the other now.
        var before = IntStream.range(0, 5)
                .mapToObj(i -> row("1" + i, "A", 300L + i, null, null))
                .toList();
        var now = IntStream.range(0, 5)
                .mapToObj(i -> row("1" + i, "A", null, 305.0 + i, null))
                .toList();
        assertThat(swapped().check(2017, now, before).findings())
                .extracting(CrossYearFinding::found)
                .containsExactly("5/5");
        // A column that is lost, or filled in besides, is no swap.
        var lost = IntStream.range(0, 5)
                .mapToObj(i -> row("1" + i, "A", null, null, null))
                .toList();
        assertThat(swapped().check(2017, lost, before).findings()).isEmpty();
        var both = IntStream.range(0, 5)
                .mapToObj(i -> row("1" + i, "A", 300L, 305.0, null))
                .toList();
        assertThat(swapped().check(2017, both, before).findings()).isEmpty();
    }

    /** Ten schools with 30 and 20; so many of them swapped, the others as they were. */
    @ParameterizedTest
    @CsvSource({"8, false", "9, true"})
    void as_many_swapped_schools_as_the_limit_are_in_order(int turned, boolean found) {
        var before = IntStream.range(0, 10)
                .mapToObj(i -> row("1" + i, "A", 30L, 20.0, null))
                .toList();
        var now = IntStream.range(0, 10)
                .mapToObj(i -> i < turned ? row("1" + i, "A", 20L, 30.0, null) : row("1" + i, "A", 30L, 20.0, null))
                .toList();
        assertThat(swapped().check(2017, now, before).findings()).hasSize(found ? 1 : 0);
    }

    @Test
    void columns_whose_figures_lie_close_together_tell_nothing() {
        // 20 and 15 lie a quarter of the larger apart: that is not enough, 20 and 14 is.
        var now = IntStream.range(0, 6)
                .mapToObj(i -> row("1" + i, "A", 15L, 20.0, null))
                .toList();
        var close = IntStream.range(0, 6)
                .mapToObj(i -> row("1" + i, "A", 20L, 15.0, null))
                .toList();
        var outcome = swapped().check(2017, now, close);
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.counts().get(0).rowsChecked()).isZero();
        var apart = IntStream.range(0, 6)
                .mapToObj(i -> row("1" + i, "A", 20L, 14.0, null))
                .toList();
        assertThat(swapped().check(2017, now, apart).findings()).hasSize(1);
    }

    private static CrossYearCheck.Outcome medianOf(List<Object[]> now, List<Object[]> before) {
        return new CrossYearCheck(
                        new ProfileRules(
                                List.of(),
                                List.of(),
                                List.of(drift(Measure.MEDIAN_RATIO, "2", null, "students_primary"))),
                        SHAPE,
                        KEY)
                .check(2017, now, before);
    }

    private static CrossYearCheck swapped() {
        return new CrossYearCheck(
                new ProfileRules(
                        List.of(),
                        List.of(),
                        List.of(drift(Measure.SWAPPED, "0.8", "0.25", "students_primary", "teachers_primary"))),
                SHAPE,
                KEY);
    }

    private static CrossYearCheck change(String level) {
        return new CrossYearCheck(
                new ProfileRules(
                        List.of(),
                        List.of(changeRule(level, "0.3", "50", "students_primary", "teachers_primary")),
                        List.of()),
                SHAPE,
                KEY);
    }

    private static ChangeRule changeRule(String level, String ratio, String absolute, String... columns) {
        return new ChangeRule(
                new Rule("changed", Severity.WARN, 20),
                new Bilingual("标题", "title"),
                new Bilingual("建议", "advice"),
                level,
                List.of(columns),
                new BigDecimal(ratio),
                new BigDecimal(absolute));
    }

    private static DriftRule drift(Measure measure, String limit, String apart, String... columns) {
        return new DriftRule(
                new Rule(measure.id(), Severity.WARN, 30 + measure.ordinal()),
                new Bilingual("标题", "title"),
                new Bilingual("建议", "advice"),
                "county",
                List.of(columns),
                measure,
                new BigDecimal(limit),
                apart == null ? null : new BigDecimal(apart),
                5);
    }

    private interface Figure {
        Long of(int school);
    }

    private static List<Object[]> rows(int schools, Figure students) {
        return IntStream.range(0, schools)
                .mapToObj(i -> row("1" + i, "A", students.of(i), null, null))
                .toList();
    }

    private static Object[] row(String code, String county, Long students, Double teachers, Double area) {
        var row = new Object[SHAPE.columns().size()];
        row[CensusLayout.SCHOOL_CODE] = code;
        row[CensusLayout.COUNTY_CODE] = county;
        row[CensusLayout.CITY_CODE] = "city";
        row[CensusLayout.SITUATION] = "open";
        row[STUDENTS] = students;
        row[TEACHERS] = teachers;
        row[AREA] = area;
        return row;
    }

    private static Object[] closed(Object[] row) {
        var closed = Arrays.copyOf(row, row.length);
        closed[CensusLayout.SITUATION] = "closed";
        return closed;
    }

    private static TableShape shape() {
        var columns = new ArrayList<Column>();
        for (int i = 0; i < STUDENTS; i++) {
            columns.add(new Column(
                    switch (i) {
                        case CensusLayout.COUNTY_CODE -> "county_code";
                        case CensusLayout.CITY_CODE -> "city_code";
                        case CensusLayout.PROVINCE_CODE -> "province_code";
                        default -> "identity_" + i;
                    },
                    Type.TEXT));
        }
        columns.add(new Column("students_primary", Type.INTEGER));
        columns.add(new Column("teachers_primary", Type.NUMBER));
        columns.add(new Column("teaching_area", Type.NUMBER));
        return new TableShape("made-up", columns);
    }
}
