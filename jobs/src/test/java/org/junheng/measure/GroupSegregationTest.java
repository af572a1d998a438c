package org.junheng.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junheng.measure.KernelCensus.nineYear;
import static org.junheng.measure.KernelCensus.primary;
import static org.junheng.measure.KernelCensus.row;

import java.util.List;
import java.util.Map;
import org.junheng.measure.KernelCensus.Row;
import org.junit.jupiter.api.Test;

/** Which schools count, and where, when a group of students is measured. */
class GroupSegregationTest {
    private static final String COUNTY = "530303";
    private static final String ONE = "5303000001";
    private static final String TWO = "5303000002";
    private static final String THREE = "5303000003";

    /** A primary school of 1,000 pupils with so many children of migrant workers. */
    private static Row migrants(String code, Integer members) {
        return primary(code).with("migrant_students_primary", members);
    }

    private static List<Map<String, Object>> measured(String level, String region, String group, Row... rows) {
        var measured = new KernelCensus(2023).accepted(rows).measure();
        return measured.rows(measured.tables().groupSegregation).stream()
                .filter(row -> row.get("level").equals(level)
                        && row.get("region_code").equals(region)
                        && row.get("student_group").equals(group))
                .toList();
    }

    private static Map<String, Object> migrants(Row... rows) {
        var found = measured("county", COUNTY, "migrant", rows);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static void assertCounts(Map<String, Object> row, long members, long others, long schools, long missing) {
        assertThat(List.of(row.get("students"), row.get("others"), row.get("schools"), row.get("schools_missing")))
                .containsExactly(members, others, schools, missing);
    }

    @Test
    void two_schools_make_a_row_of_their_stage_at_every_level() {
        for (var place :
                Map.of("county", COUNTY, "city", "530300", "province", "530000").entrySet()) {
            var rows = measured(place.getKey(), place.getValue(), "migrant", migrants(ONE, 100), migrants(TWO, 300));
            assertThat(rows).hasSize(1);
            var row = rows.get(0);
            assertCounts(row, 400, 1600, 2, 0);
            assertThat(row.get("year")).isEqualTo(2023L);
            assertThat(row.get("stage")).isEqualTo("primary");
            // ½ (|1/4 − 9/16| + |3/4 − 7/16|) = 5/16
            assertThat(row.get("dissimilarity")).isEqualTo(0.3125);
            assertThat(row.get("isolation")).isEqualTo(0.25);
            assertThat(row.get("exposure")).isEqualTo(0.75);
        }
    }

    @Test
    void a_school_that_does_not_report_the_group_is_missing_and_not_without_members() {
        var row = migrants(migrants(ONE, 100), migrants(TWO, 300), migrants(THREE, null));
        assertCounts(row, 400, 1600, 2, 1);
        assertThat(row.get("dissimilarity")).isEqualTo(0.3125);
    }

    @Test
    void a_school_that_does_not_report_its_students_is_missing() {
        assertCounts(migrants(migrants(ONE, 100), migrants(TWO, 3).without("students_primary")), 100, 900, 1, 1);
    }

    @Test
    void more_members_than_students_are_no_number_to_measure_with() {
        assertCounts(migrants(migrants(ONE, 100), migrants(TWO, 1001)), 100, 900, 1, 1);
        assertCounts(migrants(migrants(ONE, 100), migrants(TWO, 1000)), 1100, 900, 2, 0);
    }

    @Test
    void a_school_without_students_has_no_part_in_it_whatever_it_leaves_blank() {
        for (var members : new Integer[] {0, null}) {
            var empty = migrants(TWO, members).with("students_primary", 0);
            assertCounts(migrants(migrants(ONE, 100), empty), 100, 900, 1, 0);
        }
        assertCounts(migrants(migrants(ONE, 100), migrants(TWO, 1).with("students_primary", 0)), 100, 900, 1, 1);
    }

    @Test
    void a_closed_school_has_no_part_in_it() {
        assertCounts(migrants(migrants(ONE, 100), migrants(TWO, 5).with("situation", "closed")), 100, 900, 1, 0);
    }

    @Test
    void a_campus_counts_with_its_parent_and_one_that_is_silent_makes_the_school_missing() {
        var campus = migrants(TWO, 300).campusOf(ONE);
        var row = migrants(migrants(ONE, 100), campus, migrants(THREE, 0));
        assertCounts(row, 400, 2600, 2, 0);
        // All members in the school of 2,000: ½ (|1 − 16/26| + |0 − 10/26|)
        assertThat((Double) row.get("dissimilarity")).isEqualTo(10.0 / 26);
        assertCounts(
                migrants(migrants(ONE, 100), migrants(TWO, null).campusOf(ONE), migrants(THREE, 0)), 0, 1000, 1, 1);
    }

    @Test
    void teaching_points_outside_the_indicators_count() {
        var point = row(TWO, "218").with("students_primary", 20).with("migrant_students_primary", 5);
        assertCounts(migrants(migrants(ONE, 100), point), 105, 915, 2, 0);
    }

    @Test
    void a_group_without_members_has_a_row_and_no_measures() {
        var row = migrants(migrants(ONE, 0), migrants(TWO, 0));
        assertCounts(row, 0, 2000, 2, 0);
        assertThat(row.get("dissimilarity")).isNull();
        assertThat(row.get("isolation")).isNull();
        assertThat(row.get("exposure")).isNull();
    }

    @Test
    void a_group_that_no_school_reports_has_no_row() {
        assertThat(measured("county", COUNTY, "migrant", migrants(ONE, null), migrants(TWO, null)))
                .isEmpty();
        assertThat(measured("county", COUNTY, "boarding", migrants(ONE, 1), migrants(TWO, 1)))
                .isEmpty();
    }

    @Test
    void the_stages_of_a_school_are_measured_apart() {
        var school = nineYear(ONE).with("boarders_primary", 10).with("boarders_junior", 400);
        var rows = measured("county", COUNTY, "boarding", school);
        assertThat(rows).extracting(row -> row.get("stage")).containsExactlyInAnyOrder("primary", "junior");
        assertThat(rows).extracting(row -> row.get("students")).containsExactlyInAnyOrder(10L, 400L);
    }

    @Test
    void a_functional_zone_has_a_row_beside_the_county_in_which_its_schools_stand() {
        var managed = migrants(TWO, 300).in("530302").with("manager_code", "5303Z1");
        var other = migrants(ONE, 100).in("530302");
        assertCounts(measured("county", "5303Z1", "migrant", managed, other).get(0), 300, 700, 1, 0);
        assertCounts(measured("county", "530302", "migrant", managed, other).get(0), 400, 1600, 2, 0);
        assertCounts(measured("city", "530300", "migrant", managed, other).get(0), 400, 1600, 2, 0);
    }
}
