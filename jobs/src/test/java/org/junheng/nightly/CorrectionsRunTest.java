package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Declared corrections in whole runs: taken, published, refused when they are stale. */
class CorrectionsRunTest {
    private static final String COUNTY = "530303";

    @TempDir
    Path folder;

    private Path facts(String... lines) throws IOException {
        var corrections = Files.createDirectories(folder.resolve("facts/corrections"));
        Files.writeString(
                corrections.resolve("2024.csv"),
                "profile,table,year,school_code,column,found,value,reason,source,date\n"
                        + String.join("\n", Arrays.asList(lines))
                        + "\n");
        return folder.resolve("facts");
    }

    private static FlatCensus census(String teachingArea) {
        var census = new FlatCensus();
        census.primary(2024, COUNTY, "2153000001").with("teaching_area", teachingArea);
        census.primary(2024, "210503", "2121000002");
        return census;
    }

    @Test
    void a_correction_is_taken_and_published_with_its_reason_and_source() throws IOException {
        var run = new TestRun(folder.resolve("warehouse"))
                .withOverlay(facts(
                        "junheng-flat,,2024,2153000001,teaching_area,45000,4500,一个零多余,学校函,2024-10-09",
                        "junheng-flat,,2024,2121000002,county_code,210503,530303,填错驻地,学校函,2024-10-10"));
        run.nightly(census("45000").write(folder.resolve("census")), "junheng-flat");
        assertThat(run.query("SELECT school_code, county_code, province_code FROM school ORDER BY 1"))
                .containsExactly(List.of("2121000002", COUNTY, "530000"), List.of("2153000001", COUNTY, "530000"));
        assertThat(run.query("SELECT value FROM school_indicator WHERE school_code = '2153000001'"
                        + " AND indicator = 'teaching_area_per_student'"))
                .containsExactly(List.of("4.5"));
        assertThat(run.query("SELECT year, school_code, column_name, table_name, found, value, reason, source, date,"
                        + " file, line FROM correction"))
                .containsExactly(
                        List.of(
                                "2024",
                                "2121000002",
                                "county_code",
                                "",
                                "210503",
                                "530303",
                                "填错驻地",
                                "学校函",
                                "2024-10-10",
                                "corrections/2024.csv",
                                "3"),
                        List.of(
                                "2024",
                                "2153000001",
                                "teaching_area",
                                "",
                                "45000",
                                "4500",
                                "一个零多余",
                                "学校函",
                                "2024-10-09",
                                "corrections/2024.csv",
                                "2"));
        assertThat(SummaryContract.breaches(run)).isEmpty();
    }

    @Test
    void a_correction_whose_source_was_mended_stops_the_run_and_names_its_line() throws IOException {
        var run = new TestRun(folder.resolve("warehouse"))
                .withOverlay(facts("junheng-flat,,2024,2153000001,teaching_area,45000,4500,一个零多余,学校函,2024-10-09"));
        var files = census("4500.0").write(folder.resolve("census"));
        var fault = catchThrowableOfType(FaultException.class, () -> run.nightly(files, "junheng-flat"));
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.FACTS);
        assertThat(fault.code()).isEqualTo("correction.stale");
        assertThat(fault.place()).hasToString("corrections/2024.csv:2 [found]");
        assertThat(fault.what().en()).contains("said '45000' and now says '4500.0' itself");
        assertThat(run.warehouse().currentId()).isEmpty();
    }

    @Test
    void a_correction_of_a_school_that_is_not_in_the_data_is_a_warning_and_is_not_published() throws IOException {
        var run = new TestRun(folder.resolve("warehouse"))
                .withOverlay(facts(
                        "junheng-flat,,2024,2153000009,teaching_area,45000,4500,x,y,2024-10-09",
                        "junheng-flat,,2020,2153000001,teaching_area,45000,4500,x,y,2024-10-09"));
        run.nightly(census("4500").write(folder.resolve("census")), "junheng-flat");
        assertThat(run.query("SELECT * FROM correction")).isEmpty();
        assertThat(run.said())
                .filteredOn(line -> line.contains("corrects nothing"))
                .containsExactly(
                        "corrections/2024.csv:2: the correction corrects nothing: the data of 2024 have no school"
                                + " 2153000009 with column teaching_area");
    }

    @Test
    void a_correction_of_a_row_in_quarantine_is_met_and_not_published() throws IOException {
        var census = census("45000");
        census.primary(2024, COUNTY, "2153000003")
                .with("teaching_area", "45000")
                .with("school_type", "999");
        var run = new TestRun(folder.resolve("warehouse"))
                .withOverlay(facts("junheng-flat,,2024,2153000003,teaching_area,45000,4500,x,y,2024-10-09"));
        run.nightly(census.write(folder.resolve("census")), "junheng-flat");
        assertThat(run.query("SELECT * FROM correction")).isEmpty();
        assertThat(run.said()).noneMatch(line -> line.contains("corrects nothing"));
        assertThat(run.query("SELECT text FROM quarantine").get(0).get(0))
                .as("the quarantine keeps what the source says")
                .contains(",45000,");
    }
}
