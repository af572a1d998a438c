package org.junheng.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junheng.measure.KernelCensus.junior;
import static org.junheng.measure.KernelCensus.nineYear;
import static org.junheng.measure.KernelCensus.primary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junheng.measure.KernelCensus.Measured;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.Rulebook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The register of expected schools follows what the facts say became of schools. */
class RegisterChangesTest {
    private static final String COUNTY = "530303";
    private static final String A = "2153000001";
    private static final String B = "2153000002";
    private static final String C = "2153000003";
    private static final String NEW = "3153000009";

    @TempDir
    Path overlay;

    private Rulebook facts(String... changes) {
        try {
            var folder = Files.createDirectories(overlay.resolve("school_changes"));
            Files.writeString(
                    folder.resolve("a.csv"),
                    "year,kind,from_code,to_code,source,note\n" + String.join(",x,\n", changes) + ",x,\n");
            return Rulebook.read(TestRun.home().resolve("schemas"), Optional.of(overlay));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String every(Measured measured, String stage) {
        return measured.status(COUNTY, stage, "1.8");
    }

    private static String reason(Measured measured, String stage) {
        return (String) measured.item(COUNTY, stage, "1.8").get("reason");
    }

    @Test
    void a_school_whose_change_is_told_is_not_absent() {
        for (var change :
                new String[] {"2023,closed," + B + ",", "2023,merged," + B + "," + A, "2022,closed," + B + ","}) {
            var census = new KernelCensus(2023).accepted(primary(A)).lastYear(primary(A), primary(B));
            assertThat(every(census.measure(), "primary")).isEqualTo("cannot_say");
            assertThat(every(census.with(facts(change)).measure(), "primary"))
                    .as(change)
                    .isEqualTo("pass");
        }
    }

    @Test
    void a_change_of_a_later_year_explains_nothing_yet() {
        var measured = new KernelCensus(2023)
                .accepted(primary(A))
                .lastYear(primary(A), primary(B))
                .with(facts("2024,closed," + B + ","))
                .measure();
        assertThat(every(measured, "primary")).isEqualTo("cannot_say");
    }

    @Test
    void a_recoded_school_is_one_school() {
        var measured = new KernelCensus(2023)
                .accepted(primary(A), primary(NEW))
                .lastYear(primary(A), primary(B))
                .with(facts("2023,recoded," + B + "," + NEW))
                .measure();
        assertThat(every(measured, "primary")).isEqualTo("pass");
    }

    @Test
    void a_recoded_school_that_did_not_report_is_absent_under_its_new_code() {
        var measured = new KernelCensus(2023)
                .accepted(primary(A), junior(C))
                .lastYear(primary(A), nineYear(B))
                .with(facts("2022,recoded,X,Y", "2023,recoded," + B + "," + NEW))
                .measure();
        assertThat(every(measured, "primary")).isEqualTo("cannot_say");
        assertThat(reason(measured, "primary")).contains(NEW).doesNotContain(B);
        assertThat(every(measured, "junior")).isEqualTo("cannot_say");
    }

    @Test
    void the_row_before_of_a_quarantined_school_is_that_of_its_old_code() {
        // Type and county cannot be read: they are those of last year's row under the old code, a primary school.
        var measured = new KernelCensus(2023)
                .accepted(primary(A), junior(C))
                .lastYear(primary(A), primary(B), junior(C))
                .quarantined(NEW, null, null)
                .with(facts("2023,recoded," + B + "," + NEW))
                .measure();
        assertThat(every(measured, "primary")).isEqualTo("cannot_say");
        assertThat(reason(measured, "primary"))
                .isEqualTo("应报学校中1所被隔离（" + NEW + "） / 1 expected schools are in quarantine (" + NEW + ")");
        assertThat(every(measured, "junior")).isEqualTo("pass");
    }

    @Test
    void a_school_that_the_census_still_reports_under_its_old_code_is_expected_under_that() {
        var facts = facts("2023,recoded," + B + "," + NEW);
        var accepted = new KernelCensus(2023)
                .accepted(primary(A), primary(B))
                .lastYear(primary(A), primary(B))
                .with(facts)
                .measure();
        assertThat(every(accepted, "primary")).isEqualTo("pass");
        var quarantined = new KernelCensus(2023)
                .accepted(primary(A))
                .lastYear(primary(A), primary(B))
                .quarantined(B, null, null)
                .with(facts)
                .measure();
        assertThat(reason(quarantined, "primary")).contains(B).doesNotContain(NEW);
    }

    @Test
    void the_parts_of_a_split_school_are_expected() {
        var split = facts("2023,split," + B + "," + C, "2023,split," + B + "," + NEW);
        var whole = new KernelCensus(2023)
                .accepted(primary(A), primary(C), primary(NEW))
                .lastYear(primary(A), primary(B))
                .with(split)
                .measure();
        assertThat(every(whole, "primary")).isEqualTo("pass");
        var part = new KernelCensus(2023)
                .accepted(primary(A), primary(C))
                .lastYear(primary(A), primary(B))
                .with(split)
                .measure();
        assertThat(reason(part, "primary")).contains(NEW).doesNotContain(B);
    }

    @Test
    void a_split_school_that_goes_on_is_expected_too() {
        var measured = new KernelCensus(2023)
                .accepted(primary(A), primary(C))
                .lastYear(primary(A), primary(B))
                .with(facts("2023,split," + B + "," + C, "2023,split," + B + "," + B))
                .measure();
        assertThat(reason(measured, "primary")).contains(B);
    }

    @Test
    void a_school_that_took_in_another_is_told_by_its_own_row() {
        // B, a nine-year school, went into A, a primary school that did not report: A is missed as a primary school
        // alone.
        var measured = new KernelCensus(2023)
                .accepted(primary(C), junior("3153000004"))
                .lastYear(nineYear(B), primary(A), primary(C), junior("3153000004"))
                .with(facts("2023,merged," + B + "," + A))
                .measure();
        assertThat(reason(measured, "primary")).contains(A);
        assertThat(every(measured, "junior")).isEqualTo("pass");
    }

    @Test
    void changes_of_several_years_chain() {
        var measured = new KernelCensus(2023)
                .accepted(primary(A))
                .lastYear(primary(A), primary(B))
                .with(facts("2022,recoded," + B + "," + C, "2023,merged," + C + "," + A))
                .measure();
        assertThat(every(measured, "primary")).isEqualTo("pass");
    }

    @Test
    void the_series_of_a_school_goes_on_under_its_last_code() {
        var facts = facts("2023,recoded," + B + "," + NEW, "2023,merged," + C + "," + A);
        var measured = new KernelCensus(2022)
                .accepted(primary(A), primary(B), primary(C))
                .with(facts)
                .measure();
        assertThat(measured.rows(measured.tables().school))
                .extracting(school ->
                        school.get("school_code") + " " + school.get("series_code") + " " + school.get("situation"))
                .containsExactly(A + " " + A + " open", B + " " + NEW + " open", C + " " + C + " open");
    }

    @Test
    void a_campus_finds_its_parent_under_the_new_code() {
        var facts = facts("2023,recoded," + B + "," + NEW);
        var measured = new KernelCensus(2023)
                .accepted(primary(NEW), primary(C).campusOf(B))
                .with(facts)
                .measure();
        assertThat(measured.schoolsJudged("primary")).containsExactly(NEW);
        assertThat(measured.indicator(NEW, "primary", "backbone_teachers_per_100")
                        .get("students"))
                .isEqualTo(2000L);
    }
}
