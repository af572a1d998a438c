package org.junheng.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junheng.measure.KernelCensus.primary;

import java.util.ArrayList;
import java.util.List;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Divisions.Division;
import org.junit.jupiter.api.Test;

/** A census that uses two codes of one county in the year of the change means one county. */
class CensusCodesTest {
    private static final String A = "5303000001";
    private static final String B = "5303000002";
    private static final String C = "5303000003";
    private static final String OLD = "530328";
    private static final String NEW = "530303";

    @Test
    void a_county_under_both_codes_in_the_year_of_change_is_one_county_under_the_new_code() {
        var measured = new KernelCensus(2016)
                .accepted(primary(A).in(OLD), primary(B).in(NEW), primary(C).in(OLD))
                .measure();
        assertThat(measured.judgedCounties()).containsExactly(NEW);
        assertThat(measured.equity(NEW, "primary", "teaching_area_per_student").get("units"))
                .isEqualTo(3L);
        assertThat(measured.rows(measured.tables().school))
                .extracting(row -> row.get("county_code"))
                .containsOnly(NEW);
        assertThat(measured.rows(measured.tables().division))
                .extracting(row -> row.get("code") + " " + row.get("series_code") + " " + row.get("break_kind"))
                .containsExactly("530000 530000 null", "530300 530300 null", "530303 530303 recoded");
    }

    @Test
    void a_census_that_still_uses_the_old_code_alone_keeps_it() {
        var measured = new KernelCensus(2016)
                .accepted(primary(A).in(OLD), primary(B).in(OLD))
                .lastYear(primary(C).in(OLD))
                .measure();
        assertThat(measured.judgedCounties()).containsExactly(OLD);
        assertThat(measured.status(OLD, "primary", "1.8")).isEqualTo("cannot_say");
        assertThat(measured.rows(measured.tables().division).stream()
                        .filter(row -> row.get("code").equals(OLD)))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get("name")).isEqualTo("沾益县");
                    assertThat(row.get("series_code")).isEqualTo(NEW);
                    assertThat(row.get("successor_code")).isEqualTo(NEW);
                    assertThat((String) row.get("break_note")).contains("now 530303 沾益区");
                });
    }

    @Test
    void a_row_in_quarantine_and_a_manager_use_codes_too() {
        var quarantined = new KernelCensus(2016)
                .accepted(primary(A).in(OLD))
                .quarantined(B, "211", NEW)
                .measure();
        assertThat(quarantined.judgedCounties()).containsExactly(NEW);
        assertThat(quarantined.status(NEW, "primary", "1.8")).isEqualTo("cannot_say");
        var managed = new KernelCensus(2016)
                .accepted(primary(A).in(OLD).with("manager_code", NEW))
                .measure();
        assertThat(managed.judgedCounties()).containsExactly(NEW);
    }

    private static Division division(String code, String parent, int from, Integer to, String successor) {
        var level = code.endsWith("0000") ? "province" : code.endsWith("00") ? "city" : "county";
        return new Division(code, "区划" + code, level, parent, from, to, successor, false, false);
    }

    private static Divisions divisions(Division... more) {
        var all = new ArrayList<Division>();
        all.add(division("530000", "CN", 1981, null, null));
        all.addAll(List.of(more));
        return new Divisions(all);
    }

    @Test
    void a_city_under_two_codes_in_the_year_of_change_is_one_city() {
        var divisions = divisions(
                division("532200", "530000", 1981, 2014, null),
                division("530300", "530000", 2014, null, null),
                division("532201", "532200", 1981, 2014, "530301"),
                division("530301", "530300", 2014, null, null),
                division("532202", "532200", 1981, 2014, "530302"),
                division("530302", "530300", 2014, null, null));
        var measured = new KernelCensus(2014)
                .accepted(primary(A).in("532201"), primary(B).in("530302"))
                .measure(divisions);
        assertThat(measured.judgedCounties()).containsExactly("530302", "532201");
        assertThat(measured.equity("530300", "primary", "teaching_area_per_student")
                        .get("units"))
                .isEqualTo(2L);
        assertThat(measured.rows(measured.tables().division))
                .extracting(row -> row.get("code") + " in " + row.get("parent_code"))
                .containsExactly("530000 in CN", "530300 in 530000", "530302 in 530300", "532201 in 530300");
    }

    @Test
    void a_school_absent_from_a_county_that_was_split_is_expected_in_every_part() {
        var divisions = divisions(
                division("530300", "530000", 1981, null, null),
                division("530301", "530300", 1981, 2016, "530302;530303"),
                division("530302", "530300", 2016, null, null),
                division("530303", "530300", 2016, null, null));
        var measured = new KernelCensus(2017)
                .accepted(primary(A).in("530302"), primary(B).in("530303"))
                .lastYear(
                        primary(A).in("530301"),
                        primary(B).in("530301"),
                        primary(C).in("530301"))
                .measure(divisions);
        assertThat(measured.judgedCounties()).containsExactly("530302", "530303");
        for (var county : List.of("530302", "530303")) {
            assertThat(measured.status(county, "primary", "1.8")).isEqualTo("cannot_say");
            assertThat((String) measured.item(county, "primary", "1.8").get("reason"))
                    .contains(C);
        }
    }

    @Test
    void a_county_that_ended_without_a_successor_still_stands_among_the_divisions_where_its_schools_are_missed() {
        var divisions = divisions(
                division("530300", "530000", 1981, null, null),
                division("530301", "530300", 1981, 2016, null),
                division("530302", "530300", 1981, null, null));
        var measured = new KernelCensus(2017)
                .accepted(primary(A).in("530302"))
                .lastYear(primary(B).in("530301"))
                .measure(divisions);
        assertThat(measured.judgedCounties()).containsExactly("530301", "530302");
        assertThat(measured.rows(measured.tables().division))
                .extracting(row -> row.get("code"))
                .contains("530301");
    }
}
