package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.summary.ExitCode;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Rules over one row, from the facts to quarantine and the quality table. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QualityRulesTest {
    private TestRun run;

    @TempDir
    Path folder;

    @BeforeAll
    void run_a_census(@TempDir Path folder) throws IOException {
        var census = new FlatCensus();
        census.primary(2017, "530302", "5303020001");
        census.primary(2017, "530302", "5303020002").with("backbone_teachers_primary", "61");
        census.junior(2017, "530302", "5303020003").with("backbone_teachers_junior", "60");
        census.primary(2017, "530302", "5303020004").with("indoor_sports_area", "4500.02");
        census.primary(2017, "530302", "5303020005").with("indoor_sports_area", "4500.01");
        census.primary(2017, "530302", "5303020006")
                .with("students_boys_primary", "501")
                .with("students_girls_primary", "500");
        census.primary(2017, "530302", "5303020007").with("students_boys_primary", "501");
        census.primary(2017, "530302", "5303020008").with("students_boys_primary", "1001");
        census.primary(2017, "530302", "5303020009").with("pe_teachers_primary", "57");
        census.primary(2017, "530302", "5303020010")
                .with("equipment_value", "0")
                .with("laboratories_meet_standard", "1")
                .with("boarders_primary", "1001");
        census.primary(2017, "530302", "5303020011")
                .with("equipment_value", "0")
                .with("laboratories_meet_standard", "0")
                .with("boarders_primary", "1000");
        // 25 classes, 24 in one band and the others not reported: not enough to tell, as 26 would be
        census.primary(2017, "530302", "5303020012").with("classes_41_45_primary", "24");
        census.primary(2017, "530302", "5303020013")
                .with("classes_41_45_primary", "24")
                .with("classes_36_40_primary", "2");
        grades(census.primary(2017, "530302", "5303020014").with("grade_system", "63"), "166");
        grades(census.primary(2017, "530302", "5303020015").with("grade_system", "54"), "166");
        grades(census.primary(2017, "530302", "5303020016"), "166");
        grades(census.primary(2017, "530302", "5303020017").with("grade_system", "63"), "170");
        // a broken cell is no figure: what it should be compared with is not compared
        census.primary(2017, "530302", "5303020018")
                .with("teachers_primary", "six")
                .with("students_boys_primary", "1001");
        run = new TestRun(folder.resolve("warehouse"));
        run.nightly(census.write(folder.resolve("census")), null);
    }

    /** Five grades of so many and a sixth that makes 1,000 of 6 × 166 + 4. */
    private static void grades(FlatCensus.Row row, String each) {
        for (int grade = 1; grade <= 5; grade++) {
            row.with("students_grade_" + grade, each);
        }
        row.with("students_grade_6", "170");
    }

    @Test
    void a_row_that_breaks_a_rule_is_quarantined_with_both_sides_and_the_formula() {
        assertThat(run.query("SELECT line, rule, column_name, found FROM quarantine ORDER BY line"))
                .containsExactly(
                        List.of("3", "backbone_within_teachers", "backbone_teachers_primary", "61 > 60"),
                        List.of("5", "indoor_sports_within_teaching_area", "indoor_sports_area", "4500.02 > 4500"),
                        List.of("7", "boys_and_girls_make_students", "students_primary", "1001 ≠ 1000"),
                        List.of("9", "boys_and_girls_make_students", "students_primary", "1001 + ? ≠ 1000"),
                        List.of("11", "boarders_within_students", "boarders_primary", "1001 > 1000"),
                        List.of("14", "class_bands_make_classes", "classes_primary", "26 + ? ≠ 25"),
                        // 5 × 166, and grade 6 is of the junior stage
                        List.of("16", "grades_make_primary_of_five_years", "students_primary", "830 ≠ 1000"),
                        List.of("18", "grades_make_primary_of_six_years", "students_primary", "1020 ≠ 1000"),
                        List.of("19", "type", "teachers_primary", "six"));
        assertThat(run.query("SELECT expected FROM quarantine WHERE line = 3"))
                .containsExactly(List.of("骨干教师不多于专任教师（backbone_teachers_primary ≤ teachers_primary） / no more backbone"
                        + " teachers than full-time teachers (backbone_teachers_primary ≤ teachers_primary)"));
        assertThat(run.query("SELECT reason FROM quarantine WHERE line = 11")
                        .get(0)
                        .get(0))
                .contains("no more boarders than students", "a school whose laboratories meet the standard");
        assertThat(run.query("SELECT reason FROM quarantine WHERE line = 19")
                        .get(0)
                        .get(0))
                .contains("boys and girls");
    }

    @Test
    void rows_that_only_warn_or_cannot_be_told_are_accepted() {
        assertThat(run.query("SELECT right(school_code, 2) FROM school ORDER BY 1"))
                .containsExactly(
                        List.of("01"),
                        List.of("03"),
                        List.of("05"),
                        List.of("07"),
                        List.of("09"),
                        List.of("11"),
                        List.of("12"),
                        List.of("14"),
                        List.of("16"));
        assertThat(run.query("SELECT rows_read, rows_accepted, rows_quarantined FROM source_file"))
                .containsExactly(List.of("18", "9", "9"));
    }

    @Test
    void the_quality_table_has_every_rule_with_its_severity_what_was_checked_and_where_it_broke_first() {
        assertThat(
                        run.query(
                                "SELECT rule, severity, rows_checked, rows_failing, example FROM quality WHERE rows_failing > 0"))
                .containsExactly(
                        List.of("backbone_within_teachers", "quarantine", "17", "1", "census.csv:3"),
                        List.of("boarders_within_students", "quarantine", "2", "1", "census.csv:11"),
                        // 06, 08 and 18 can be told; 07 cannot
                        List.of("boys_and_girls_make_students", "quarantine", "3", "3", "census.csv:7"),
                        List.of("class_bands_make_classes", "quarantine", "1", "1", "census.csv:14"),
                        List.of("equipment_where_laboratories_meet_standard", "quarantine", "1", "1", "census.csv:11"),
                        List.of("grades_make_primary_of_five_years", "quarantine", "1", "1", "census.csv:16"),
                        List.of("grades_make_primary_of_six_years", "quarantine", "2", "1", "census.csv:18"),
                        List.of("indoor_sports_within_teaching_area", "quarantine", "18", "1", "census.csv:5"),
                        List.of("pe_and_art_within_teachers", "warn", "17", "1", "census.csv:10"),
                        List.of("type", "quarantine", "18", "1", "census.csv:19"));
        assertThat(run.query(
                        "SELECT rows_checked, example FROM quality WHERE rule = 'grades_make_junior_of_four_years'"))
                .hasSize(1)
                .allMatch(row -> row.get(0).equals("0") && row.get(1) == null);
    }

    @Test
    void the_run_tells_each_broken_rule_how_often_where_first_and_what_to_do() {
        assertThat(run.said())
                .containsSubsequence(
                        "      18 rows read = 9 accepted + 9 quarantined",
                        "      quarantine boys_and_girls_make_students: 3, first census.csv:7, census.csv:9, census.csv:19;"
                                + " check boys and girls of this stage against its students",
                        "      quarantine type: 1, first census.csv:19; correct it and send the row again",
                        "      warn pe_and_art_within_teachers: 1, first census.csv:10; look for teachers counted twice:"
                                + " two subjects, or art in total and in parts");
    }

    @Test
    void a_rule_may_refuse_a_file_for_one_row_and_the_others_are_published() throws IOException {
        var good = new FlatCensus();
        good.primary(2017, "530302", "5303020001");
        good.primary(2017, "411302", "4113020001");
        var bad = new FlatCensus();
        bad.primary(2017, "530302", "5303020002");
        bad.primary(2017, "530302", "5303020003").with("backbone_teachers_primary", "61");
        bad.primary(2017, "411302", "4113020002").with("backbone_teachers_primary", "62");
        // In the refused file also stands a school of the good one: it does not conflict, as the file is not read.
        bad.primary(2017, "411302", "4113020001").with("students_primary", "999");
        var census = folder.resolve("census");
        Files.move(bad.write(census).resolve("census.csv"), census.resolve("bad.csv"));
        Files.move(good.write(census).resolve("census.csv"), census.resolve("good.csv"));
        var strict = new TestRun(folder.resolve("warehouse")).withOverlay(backbone("refuse"));
        assertThat(strict.nightly(census, "junheng-flat").exitCode()).isEqualTo(ExitCode.PUBLISHED_WITH_REFUSALS);
        assertThat(strict.query("SELECT name, state, rows_read, rows_accepted FROM source_file ORDER BY name"))
                .containsExactly(List.of("bad.csv", "refused", "0", "0"), List.of("good.csv", "accepted", "2", "2"));
        assertThat(strict.query("SELECT reason FROM source_file WHERE name = 'bad.csv'")
                        .get(0)
                        .get(0))
                .endsWith("rule backbone_within_teachers refuses it, broken by 2 rows, first bad.csv:3"
                        + " [backbone_teachers_primary]: 61 > 60, expected title (backbone_teachers_primary ≤"
                        + " teachers_primary); advice");
        assertThat(strict.query("SELECT school_code FROM school")).hasSize(2);
        assertThat(strict.query("SELECT count(*) FROM quarantine")).containsExactly(List.of("0"));
        assertThat(strict.query("SELECT severity, rows_checked, rows_failing, example FROM quality"
                        + " WHERE rule = 'backbone_within_teachers'"))
                .containsExactly(Arrays.asList("refuse", "2", "0", null));
        assertThat(strict.said()).anyMatch(line -> line.startsWith("refused bad.csv: rule backbone_within_teachers"));
    }

    @Test
    void a_census_of_refused_files_alone_publishes_nothing() throws IOException {
        var bad = new FlatCensus();
        bad.primary(2017, "530302", "5303020003").with("backbone_teachers_primary", "61");
        var strict = new TestRun(folder.resolve("warehouse")).withOverlay(backbone("refuse"));
        var census = bad.write(folder.resolve("census"));
        var fault = catchThrowableOfType(FaultException.class, () -> strict.nightly(census, "junheng-flat"));
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.INPUT);
        assertThat(strict.said())
                .anyMatch(line -> line.startsWith("refused census.csv: rule backbone_within_teachers refuses it"));
    }

    @Test
    void a_profile_makes_a_rule_milder_by_facts_alone() throws IOException {
        var census = new FlatCensus();
        census.primary(2017, "530302", "5303020001").with("backbone_teachers_primary", "61");
        var milder = new TestRun(folder.resolve("warehouse")).withOverlay(backbone("warn"));
        milder.nightly(census.write(folder.resolve("census")), "junheng-flat");
        assertThat(milder.query("SELECT severity, rows_failing FROM quality WHERE rule = 'backbone_within_teachers'"))
                .containsExactly(List.of("warn", "1"));
        assertThat(milder.query("SELECT count(*) FROM school")).containsExactly(List.of("1"));
    }

    /** An overlay in which the profile has the shipped rule with another severity. */
    private Path backbone(String severity) {
        return MadeUpCountry.in(folder.resolve("overlay"))
                .with("census/junheng-flat/rules.yaml", """
                        rules:
                          backbone_within_teachers:
                            kind: comparison
                            severity: %s
                            title: {zh: 标题, en: title}
                            left: [backbone_teachers_<stage>]
                            operator: '<='
                            right: [teachers_<stage>]
                            advice: {zh: 建议, en: advice}
                        """.formatted(severity))
                .folder();
    }
}
