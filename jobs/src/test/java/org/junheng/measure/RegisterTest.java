package org.junheng.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junheng.measure.KernelCensus.primary;
import static org.junheng.measure.KernelCensus.row;

import java.util.ArrayList;
import java.util.List;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Divisions.Division;
import org.junit.jupiter.api.Test;

/** Items on every school look at all schools expected, not only at those that arrived (C7). */
class RegisterTest {
    private static final String COUNTY = "530303";
    private static final String A = "5303000001";
    private static final String B = "5303000002";
    private static final String C = "5303000003";

    @Test
    void all_expected_schools_arrived_and_pass_so_the_item_passes() {
        var measured = new KernelCensus(2023)
                .accepted(primary(A), primary(B))
                .lastYear(primary(A), primary(B))
                .measure();
        assertThat(measured.status(COUNTY, "primary", "1.8")).isEqualTo("pass");
        assertThat(measured.status(COUNTY, "primary", "1.1")).isEqualTo("pass");
    }

    @Test
    void a_quarantined_school_leaves_the_items_of_its_stage_open() {
        var measured = new KernelCensus(2023)
                .accepted(primary(A), KernelCensus.junior(C))
                .quarantined(B, "211", COUNTY)
                .measure();
        assertThat(measured.status(COUNTY, "primary", "1.8")).isEqualTo("cannot_say");
        assertThat(measured.status(COUNTY, "primary", "1.1")).isEqualTo("cannot_say");
        assertThat((String) measured.item(COUNTY, "primary", "1.8").get("reason"))
                .contains(B);
        assertThat(measured.status(COUNTY, "junior", "1.8")).isEqualTo("pass");
        assertThat(measured.verdict(COUNTY)).isEqualTo("cannot_say");
    }

    @Test
    void a_quarantined_school_whose_county_cannot_be_read_counts_where_it_stood_last_year() {
        var measured = new KernelCensus(2023)
                .accepted(primary(A))
                .lastYear(primary(A), primary(B))
                .quarantined(B, null, null)
                .measure();
        assertThat(measured.status(COUNTY, "primary", "1.8")).isEqualTo("cannot_say");
        assertThat((String) measured.item(COUNTY, "primary", "1.8").get("reason"))
                .isEqualTo("应报学校中1所被隔离（" + B + "） / 1 expected schools are in quarantine (" + B + ")");
    }

    @Test
    void a_quarantined_row_of_unknown_type_leaves_every_stage_open() {
        var measured = new KernelCensus(2023)
                .accepted(primary(A), KernelCensus.junior(C))
                .quarantined(B, null, COUNTY)
                .measure();
        assertThat(measured.status(COUNTY, "primary", "1.8")).isEqualTo("cannot_say");
        assertThat(measured.status(COUNTY, "junior", "1.8")).isEqualTo("cannot_say");
    }

    @Test
    void a_repeated_row_in_quarantine_takes_nothing_from_the_row_that_was_accepted() {
        var measured = new KernelCensus(2023)
                .accepted(primary(A))
                .quarantined(A, "211", COUNTY)
                .measure();
        assertThat(measured.status(COUNTY, "primary", "1.8")).isEqualTo("pass");
    }

    @Test
    void a_school_of_last_year_that_is_not_reported_leaves_the_items_open() {
        var measured = new KernelCensus(2023)
                .accepted(primary(A))
                .lastYear(primary(A), primary(B))
                .measure();
        assertThat(measured.status(COUNTY, "primary", "1.8")).isEqualTo("cannot_say");
        assertThat((String) measured.item(COUNTY, "primary", "1.8").get("reason"))
                .isEqualTo("应报学校中1所未报（" + B + "） / 1 expected schools did not report (" + B + ")");
        // One of the two expected schools passes.
        assertThat(measured.item(COUNTY, "primary", "1.8").get("observed")).isEqualTo(0.5);
    }

    @Test
    void a_recorded_closure_or_merger_takes_the_school_off_the_register() {
        for (var situation : List.of("closed", "merged")) {
            var measured = new KernelCensus(2023)
                    .accepted(primary(A), row(B, "211").with("situation", situation))
                    .lastYear(primary(A), primary(B))
                    .measure();
            assertThat(measured.status(COUNTY, "primary", "1.8")).isEqualTo("pass");
            assertThat(measured.schoolsJudged("primary")).containsExactly(A);
        }
    }

    @Test
    void a_school_closed_already_last_year_is_not_expected() {
        var measured = new KernelCensus(2023)
                .accepted(primary(A))
                .lastYear(primary(A), row(B, "211").with("situation", "closed"))
                .measure();
        assertThat(measured.status(COUNTY, "primary", "1.8")).isEqualTo("pass");
    }

    @Test
    void a_new_school_is_judged_with_the_others() {
        var measured = new KernelCensus(2023)
                .accepted(primary(A), primary(B))
                .lastYear(primary(A))
                .measure();
        assertThat(measured.status(COUNTY, "primary", "1.8")).isEqualTo("pass");
        assertThat(measured.schoolsJudged("primary")).containsExactly(A, B);
    }

    @Test
    void a_definite_failure_decides_over_unknown_quarantined_and_unreported_schools() {
        var measured = new KernelCensus(2023)
                .accepted(primary(A).with("equipment_value", 1000), primary(B).without("multimedia_classrooms"))
                .lastYear(primary(C))
                .quarantined("5303000004", "211", COUNTY)
                .measure();
        assertThat(measured.status(COUNTY, "primary", "1.8")).isEqualTo("fail");
        assertThat(measured.verdict(COUNTY)).isEqualTo("fail");
    }

    @Test
    void a_stage_without_a_school_is_cannot_say() {
        var measured = new KernelCensus(2023).accepted(primary(A)).measure();
        for (var item : List.of("1.1", "1.7", "1.8")) {
            assertThat(measured.status(COUNTY, "junior", item)).isEqualTo("cannot_say");
        }
        assertThat(measured.verdict(COUNTY)).isEqualTo("cannot_say");
    }

    @Test
    void a_county_whose_schools_have_all_closed_is_cannot_say() {
        var measured = new KernelCensus(2023)
                .accepted(row(A, "211").with("situation", "closed"))
                .lastYear(primary(A))
                .measure();
        assertThat(measured.verdict(COUNTY)).isEqualTo("cannot_say");
    }

    @Test
    void a_county_that_changed_its_code_is_followed_to_the_new_one() {
        // 沾益县 530328 became 沾益区 530303 at the end of 2016; the census of 2017 is the first under the new code.
        var measured = new KernelCensus(2017)
                .accepted(primary(A))
                .lastYear(primary(A).in("530328"), primary(B).in("530328"))
                .measure();
        assertThat(measured.judgedCounties()).containsExactly("530303");
        assertThat((String) measured.item("530303", "primary", "1.8").get("reason"))
                .contains(B);
        assertThat(measured.status("530303", "primary", "1.8")).isEqualTo("cannot_say");
    }

    @Test
    void a_county_of_which_nothing_arrived_is_judged_cannot_say_under_its_code_of_that_year() {
        // 530303 is in use since the end of 2016, so in 2014 the county is 530328.
        var measured = new KernelCensus(2014).lastYear(primary(A).in("530328")).measure();
        assertThat(measured.judgedCounties()).containsExactly("530328");
        assertThat(measured.verdict("530328")).isEqualTo("cannot_say");
        assertThat(measured.rows(measured.tables().division))
                .extracting(division -> division.get("code"))
                .containsExactly("530000", "530300", "530328");
    }

    @Test
    void an_absent_school_of_one_county_leaves_alone_another_county_that_was_to_absorb_it_later() {
        // As 崇文区 110103 that joined 东城区 110101 in 2010: in 2009 they are two counties of one later series.
        var list = new ArrayList<Division>();
        list.add(division("110000", "province", "CN", null, null));
        list.add(division("110100", "city", "110000", null, null));
        list.add(division("110101", "county", "110100", null, null));
        list.add(division("110103", "county", "110100", 2010, "110101"));
        var divisions = new Divisions(list);
        var measured = new KernelCensus(2009)
                .accepted(primary(A).in("110101"), primary(B).in("110103"))
                .lastYear(primary(C).in("110103"))
                .measure(divisions);
        assertThat(measured.status("110101", "primary", "1.8")).isEqualTo("pass");
        assertThat(measured.status("110103", "primary", "1.8")).isEqualTo("cannot_say");
    }

    private static Division division(String code, String level, String parent, Integer validTo, String successor) {
        return new Division(code, "区划" + code, level, parent, 1981, validTo, successor, false, false);
    }

    @Test
    void an_absent_teaching_point_below_50_students_leaves_nothing_open() {
        var measured = new KernelCensus(2023)
                .accepted(primary(A))
                .lastYear(row(B, "218").with("students_primary", 49))
                .measure();
        assertThat(measured.status(COUNTY, "primary", "1.8")).isEqualTo("pass");
    }

    @Test
    void an_absent_teaching_point_whose_students_were_not_told_last_year_is_expected() {
        var measured = new KernelCensus(2023)
                .accepted(primary(A))
                .lastYear(row(B, "218").without("students_primary"))
                .measure();
        assertThat(measured.status(COUNTY, "primary", "1.8")).isEqualTo("cannot_say");
    }

    @Test
    void an_absent_school_is_expected_in_a_stage_beyond_its_type_that_had_students() {
        var measured = new KernelCensus(2023)
                .accepted(primary(A), KernelCensus.junior(C))
                .lastYear(primary(B).with("students_junior", 30))
                .measure();
        assertThat(measured.status(COUNTY, "junior", "1.8")).isEqualTo("cannot_say");
    }

    @Test
    void an_absent_special_school_leaves_nothing_open() {
        var measured = new KernelCensus(2023)
                .accepted(primary(A))
                .quarantined(B, "514", COUNTY)
                .measure();
        assertThat(measured.status(COUNTY, "primary", "1.8")).isEqualTo("pass");
    }
}
