package org.junheng.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junheng.measure.KernelCensus.junior;
import static org.junheng.measure.KernelCensus.primary;
import static org.junheng.measure.KernelCensus.row;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is measured, where, and who is judged (C1, C4). */
class ScopeTest {
    private static final String COUNTY = "530302";
    private static final String ZONE = "5303Z1";
    private static final String SCHOOL = "5303000001";
    private static final String OTHER = "5303000002";
    private static final String INDICATOR = "backbone_teachers_per_100";

    @Test
    void a_functional_zone_is_measured_and_not_judged_and_its_schools_count_where_they_stand() {
        var measured = new KernelCensus(2023)
                .accepted(
                        primary(SCHOOL).in(COUNTY),
                        primary(OTHER).in(COUNTY).with("manager_code", ZONE).with("backbone_teachers_primary", 30),
                        junior("5303000003").in(COUNTY))
                .measure();
        var zone = measured.equity(ZONE, "primary", INDICATOR);
        assertThat(zone.get("mean")).isEqualTo(3.0);
        assertThat(zone.get("units")).isEqualTo(1L);
        assertThat(zone.get("cv_status")).isEqualTo("not_applicable");
        assertThat(measured.verdict(ZONE)).isEqualTo("not_applicable");
        assertThat(measured.rows(measured.tables().countyItem))
                .filteredOn(item -> item.get("county_code").equals(ZONE))
                .hasSize(16)
                .allMatch(item -> item.get("status").equals("not_applicable"));
        // 10 and 30 of 1,000 each: mean 2, CV 0.5, the limit itself.
        var county = measured.equity(COUNTY, "primary", INDICATOR);
        assertThat(county.get("units")).isEqualTo(2L);
        assertThat(county.get("cv")).isEqualTo(0.5);
        assertThat(measured.verdict(COUNTY)).isEqualTo("pass");
        assertThat(measured.equity("530300", "primary", INDICATOR).get("units")).isEqualTo(2L);
    }

    @Test
    void a_school_that_the_city_or_another_county_manages_counts_only_where_it_stands() {
        for (var manager : List.of("530300", "530304")) {
            var measured = new KernelCensus(2023)
                    .accepted(primary(SCHOOL).in(COUNTY).with("manager_code", manager))
                    .measure();
            assertThat(measured.judgedCounties()).containsExactly(COUNTY);
        }
    }

    @Test
    void a_private_school_is_measured_as_any_other() {
        var measured = new KernelCensus(2023)
                .accepted(primary(SCHOOL).with("ownership", "2"), primary(OTHER))
                .measure();
        assertThat(measured.equity("530303", "primary", INDICATOR).get("units")).isEqualTo(2L);
    }

    @Test
    void a_school_without_students_has_no_value_and_no_verdict_and_is_counted_as_such() {
        var measured = new KernelCensus(2023)
                .accepted(primary(SCHOOL), primary(OTHER).with("students_primary", 0))
                .measure();
        var indicator = measured.indicator(OTHER, "primary", INDICATOR);
        assertThat(indicator.get("value")).isNull();
        assertThat(indicator.get("status")).isEqualTo("not_applicable");
        assertThat(measured.schoolVerdict(OTHER, "primary").get("verdict")).isEqualTo("not_applicable");
        var equity = measured.equity("530303", "primary", INDICATOR);
        assertThat(equity.get("units")).isEqualTo(1L);
        assertThat(equity.get("resource")).isEqualTo(10.0);
        assertThat(equity.get("excluded_no_students")).isEqualTo(1L);
        assertThat(equity.get("excluded_missing")).isEqualTo(0L);
        assertThat(measured.status("530303", "primary", "1.2")).isEqualTo("pass");
        assertThat(measured.status("530303", "primary", "1.8")).isEqualTo("pass");
        assertThat(measured.rows(measured.tables().school)).hasSize(2);
    }

    @Test
    void a_school_that_does_not_tell_its_students_is_missing_and_not_empty() {
        var measured = new KernelCensus(2023)
                .accepted(primary(SCHOOL), primary(OTHER).without("students_primary"))
                .measure();
        assertThat(measured.schoolVerdict(OTHER, "primary").get("verdict")).isEqualTo("cannot_say");
        var equity = measured.equity("530303", "primary", INDICATOR);
        assertThat(equity.get("excluded_missing")).isEqualTo(1L);
        assertThat(equity.get("excluded_no_students")).isEqualTo(0L);
        assertThat(measured.status("530303", "primary", "1.8")).isEqualTo("cannot_say");
    }

    @Test
    void special_and_specialised_schools_stand_outside_the_indicators() {
        for (var type : List.of("514", "371")) {
            var measured = new KernelCensus(2023)
                    .accepted(junior(SCHOOL), row(OTHER, type).with("students_junior", 80))
                    .measure();
            assertThat(measured.schoolVerdict(OTHER, "junior").get("verdict")).isEqualTo("not_applicable");
            var equity = measured.equity("530303", "junior", INDICATOR);
            assertThat(equity.get("units")).isEqualTo(1L);
            assertThat(equity.get("excluded_out_of_scope")).isEqualTo(1L);
            assertThat(measured.status("530303", "junior", "1.8")).isEqualTo("pass");
        }
    }

    @Test
    void a_stage_with_only_schools_outside_the_scope_is_cannot_say() {
        var measured = new KernelCensus(2023)
                .accepted(junior(SCHOOL), row(OTHER, "218").with("students_primary", 20))
                .measure();
        assertThat(measured.status("530303", "primary", "1.2")).isEqualTo("cannot_say");
        assertThat(measured.status("530303", "primary", "1.8")).isEqualTo("cannot_say");
    }

    @Test
    void the_nation_leaves_out_the_same_schools_as_its_provinces_for_the_same_reasons() {
        var measured = new KernelCensus(2023)
                .accepted(
                        primary(SCHOOL),
                        primary(OTHER).with("students_primary", 0),
                        primary("5303000003").without("backbone_teachers_primary"),
                        primary("5303000004").without("students_primary"),
                        row("5303000005", "218").with("students_primary", 0),
                        row("5303000006", "218").with("students_primary", 20),
                        row("5303000007", "514").with("students_primary", 0),
                        row("5303000008", "514").with("students_primary", 5))
                .measure();
        var nation = new NationMeasures(KernelCensus.PROFILE, KernelCensus.RULEBOOK, 2023);
        nation.addDivisions(measured.tables().division.sorted());
        var shape = measured.tables().school.shape().positions();
        nation.addSchools(measured.tables().school.sorted().stream()
                .map(row -> nation.schoolShape().columns().stream()
                        .map(column -> row[shape.get(column.name())])
                        .toArray())
                .toList());
        nation.add(measured.tables().schoolIndicator.sorted());
        var published = new KernelCensus.Measured(nation.measure(List.of(KernelCensus.NATIONAL)));
        var above = published.equity("CN", "primary", INDICATOR);
        var province = measured.equity("530000", "primary", INDICATOR);
        for (var column : List.of(
                "units",
                "students",
                "excluded",
                "excluded_missing",
                "excluded_no_students",
                "excluded_out_of_scope",
                "mean",
                "cv")) {
            assertThat(above.get(column)).as(column).isEqualTo(province.get(column));
        }
        assertThat(province.get("units")).isEqualTo(1L);
        assertThat(province.get("excluded")).isEqualTo(7L);
    }
}
