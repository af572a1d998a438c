package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The conventions on registers, campuses, zones and codes hold from the file to the summary. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CensusRulesTest {
    private TestRun run;
    private TestRun reversed;

    @BeforeAll
    void run_a_census_of_two_years(@TempDir Path folder) throws IOException {
        var census = new FlatCensus();
        // 沾益: 530328 in 2016, 530303 in 2017; its school 02 does not report in 2017.
        census.primary(2016, "530328", "5303280001");
        census.primary(2016, "530328", "5303280002");
        census.junior(2016, "530328", "5303280003");
        census.primary(2017, "530303", "5303280001");
        census.junior(2017, "530303", "5303280003");
        // 麒麟: one school is run by the functional zone; one closes, one is new; one has no students.
        for (int year = 2016; year <= 2017; year++) {
            census.primary(year, "530302", "5303020001");
            census.primary(year, "530302", "5303020002").with("manager_code", "5303Z1");
            census.junior(year, "530302", "5303020003");
        }
        census.primary(2016, "530302", "5303020004");
        census.closed(2017, "530302", "5303020004");
        census.primary(2017, "530302", "5303020005");
        census.primary(2017, "530302", "5303020006").with("students_primary", "0");
        // 马龙: one school fails for certain, another is in quarantine for a negative number.
        census.primary(2017, "530321", "5303210001").with("equipment_value", "1000");
        census.primary(2017, "530321", "5303210002").with("teaching_area", "-1");
        census.junior(2017, "530321", "5303210003");
        // 陆良: a row has a cell too many; it is a new school, so nothing but the row itself tells of it.
        census.primary(2017, "530322", "5303220001");
        census.junior(2017, "530322", "5303220002");
        census.primary(2017, "530322", "5303220003").with("multimedia_classrooms", "23,surplus");
        // 宛城, in another province: a campus names a parent that is not there. 卧龙: managed from 曲靖.
        census.primary(2017, "411302", "4113020001");
        census.junior(2017, "411302", "4113020002");
        census.primary(2017, "411302", "4113020003").with("counted", "0").with("parent_school_code", "4113029999");
        census.primary(2017, "411303", "4113030001").with("manager_code", "530300");
        census.junior(2017, "411303", "4113030002").with("manager_code", "530302");
        // A zone of 曲靖 cannot run a school in 南阳.
        census.primary(2017, "411303", "4113030004").with("manager_code", "5303Z1");
        census.primary(2017, "411303", "4113030003").with("counted", "0").with("parent_school_code", "4113030001");
        run = new TestRun(folder.resolve("warehouse"));
        run.nightly(census.write(folder.resolve("census")), null);
        reversed = new TestRun(folder.resolve("reversed-warehouse"));
        reversed.nightly(census.reversed().write(folder.resolve("reversed-census")), null);
    }

    private String verdict(int year, String county) {
        return run.query("SELECT verdict FROM county_verdict WHERE year = " + year + " AND county_code = '" + county
                        + "'")
                .get(0)
                .get(0);
    }

    @Test
    void the_summary_keeps_its_contract() {
        assertThat(SummaryContract.breaches(run)).isEmpty();
    }

    @Test
    void the_order_of_the_rows_in_the_file_changes_no_figure_and_no_word() {
        for (var table : List.of("division", "school", "school_indicator", "school_verdict", "equity", "county_item")) {
            var all = "SELECT * FROM " + table;
            assertThat(reversed.query(all)).as(table).isNotEmpty().isEqualTo(run.query(all));
        }
    }

    @Test
    void a_county_passes_when_all_expected_schools_pass_and_a_new_or_closed_or_empty_one_changes_nothing() {
        assertThat(verdict(2016, "530328")).isEqualTo("pass");
        assertThat(verdict(2016, "530302")).isEqualTo("pass");
        assertThat(verdict(2017, "530302")).isEqualTo("pass");
        assertThat(
                        run.query(
                                "SELECT units, excluded, excluded_no_students FROM equity WHERE year = 2017"
                                        + " AND region_code = '530302' AND stage = 'primary' AND indicator = 'backbone_teachers_per_100'"))
                .containsExactly(List.of("3", "1", "1"));
    }

    @Test
    void an_unreported_school_follows_its_county_to_the_new_code() {
        assertThat(verdict(2017, "530303")).isEqualTo("cannot_say");
        assertThat(run.query("SELECT reason FROM county_item WHERE year = 2017 AND county_code = '530303'"
                                + " AND stage = 'primary' AND item = '1.8'")
                        .get(0)
                        .get(0))
                .contains("5303280002");
        assertThat(run.query("SELECT * FROM county_verdict WHERE year = 2017 AND county_code = '530328'"))
                .isEmpty();
    }

    @Test
    void a_definite_failure_decides_over_a_school_in_quarantine() {
        assertThat(verdict(2017, "530321")).isEqualTo("fail");
        assertThat(run.query("SELECT status FROM county_item WHERE year = 2017 AND county_code = '530321'"
                        + " AND stage = 'primary' AND part = '资源配置' ORDER BY item"))
                .hasSize(8)
                .last()
                .isEqualTo(List.of("fail"));
    }

    @Test
    void a_row_of_the_wrong_shape_leaves_the_county_that_it_names_open() {
        assertThat(run.query("SELECT rule FROM quarantine WHERE text LIKE '%surplus%'"))
                .containsExactly(List.of("row_shape"));
        assertThat(verdict(2017, "530322")).isEqualTo("cannot_say");
    }

    @Test
    void a_campus_of_an_unknown_parent_is_quarantined_and_its_county_cannot_be_judged() {
        assertThat(run.query("SELECT rule FROM quarantine WHERE school_code = '4113020003'"))
                .containsExactly(List.of("parent_unknown"));
        assertThat(verdict(2017, "411302")).isEqualTo("cannot_say");
    }

    @Test
    void a_campus_joins_its_parent_and_a_manager_elsewhere_moves_no_school() {
        assertThat(run.query("SELECT students FROM school_indicator WHERE school_code = '4113030001'"
                        + " AND indicator = 'backbone_teachers_per_100'"))
                .containsExactly(List.of("2000"));
        assertThat(verdict(2017, "411303")).isEqualTo("pass");
    }

    @Test
    void a_functional_zone_is_measured_and_not_judged() {
        assertThat(verdict(2017, "5303Z1")).isEqualTo("not_applicable");
        assertThat(run.query("SELECT DISTINCT units FROM equity WHERE region_code = '5303Z1'"))
                .containsExactly(List.of("1"));
    }

    @Test
    void the_nation_leaves_out_what_its_provinces_leave_out() {
        assertThat(run.query(String.format(
                        Locale.ROOT,
                        "SELECT * FROM (SELECT year, standard, stage, indicator, %s FROM equity WHERE level = 'nation')"
                                + " EXCEPT SELECT year, standard, stage, indicator, %s FROM equity WHERE level = 'province'"
                                + " GROUP BY ALL",
                        "units, students, excluded_missing, excluded_no_students, excluded_out_of_scope",
                        "sum(units), sum(students), sum(excluded_missing), sum(excluded_no_students),"
                                + " sum(excluded_out_of_scope)")))
                .isEmpty();
    }
}
