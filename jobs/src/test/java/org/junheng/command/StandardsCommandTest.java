package org.junheng.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junheng.nightly.TestRun;
import org.junheng.summary.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provincial rule without Java: written, checked, tried and shown. */
class StandardsCommandTest {
    private static final String PLAN = """
            standard: my-province
            title: {zh: 某省方案, en: A province's plan}
            source: 示例
            assessment_level: province
            valid_from: 2024
            region: '530000'
            stages: [primary, junior]
            place: manager
            indicators_of: cn-national-2017
            rules:
              - item: M-01
                part: 目标
                level: county
                title: {zh: 教师持证, en: certified teachers}
                clause: 一
                limits: {least_share: 0.99}
                formula: full_time_teachers_certified >= least_share * full_time_teachers
                observed: full_time_teachers_certified / full_time_teachers
                examples:
                  - {given: {full_time_teachers: 100, full_time_teachers_certified: 99}, expect: pass}
                  - {given: {full_time_teachers: 100, full_time_teachers_certified: 98}, expect: fail}
                  - {given: {full_time_teachers: 100}, expect: cannot_say}
            """;

    @TempDir
    Path folder;

    @BeforeAll
    static void shipped_facts_stand_beside_the_program() {
        System.setProperty("junheng.home", TestRun.home().toString());
    }

    private static Said standards(String... arguments) {
        return Said.to(List.of("standards"), arguments);
    }

    private String plan(String text) throws Exception {
        var file = folder.resolve("standards/my-province.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return file.toString();
    }

    private Said test(String text, String... more) throws Exception {
        plan(text);
        var arguments = new ArrayList<>(List.of("test", "my-province", "--schemas", folder.toString()));
        arguments.addAll(List.of(more));
        return standards(arguments.toArray(String[]::new));
    }

    @Test
    void a_sound_plan_is_checked_and_its_examples_notice_every_change() throws Exception {
        assertThat(standards("check", plan(PLAN)).exitCode()).isEqualTo(ExitCode.DONE);
        var said = test(PLAN, "--mutations");
        assertThat(said.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(said.out()).contains("my-province").doesNotContain("✗", "unnoticed my-province");
    }

    @Test
    void an_example_that_does_not_come_out_is_told_and_ends_with_faulty_facts() throws Exception {
        var said = test(PLAN.replace("least_share: 0.99", "least_share: 0.98"));
        assertThat(said.exitCode()).isEqualTo(ExitCode.NOTHING_PUBLISHED);
        assertThat(said.out()).contains("✗ my-province M-01 examples[1]: expected fail, found pass");
    }

    @Test
    void a_change_that_no_example_notices_is_listed() throws Exception {
        var loose = PLAN.replace("full_time_teachers_certified: 99}", "full_time_teachers_certified: 100}");
        assertThat(test(loose, "--mutations").out())
                .contains("unnoticed my-province M-01: >= → >", "unnoticed my-province M-01: least_share 0.99 → 1.00");
    }

    @Test
    void names_and_syntax_at_fault_are_told_with_line_and_the_nearest_names() throws Exception {
        var said = standards("check", plan(PLAN.replace("share * full_time_teachers", "share * full_time_teacherz")));
        assertThat(said.exitCode()).isEqualTo(ExitCode.NOTHING_PUBLISHED);
        assertThat(said.out())
                .contains("my-province.yaml:11 [M-01] there is no input, limit or switch called 'full_time_teacherz'")
                .contains("full_time_teachers");
        assertThat(standards("check", plan(PLAN.replace(">=", ">= AND"))).out())
                .contains("[M-01]", "syntax error at or near \"AND\"");
    }

    @Test
    void a_formula_that_is_no_condition_is_told() throws Exception {
        var said = standards("check", plan(PLAN.replace(">=", "+")));
        assertThat(said.exitCode()).isEqualTo(ExitCode.NOTHING_PUBLISHED);
        assertThat(said.out()).contains("my-province.yaml:11 [M-01]", "formula gives", "expected a condition");
    }

    @Test
    void keys_at_fault_are_told_with_file_line_and_key() throws Exception {
        var said = standards("check", plan(PLAN.replace("    part: 目标\n", "")));
        assertThat(said.exitCode()).isEqualTo(ExitCode.NOTHING_PUBLISHED);
        assertThat(said.err()).contains("standards/my-province.yaml:11", "part is missing");
        assertThat(standards("check", plan(PLAN.replace("0.99}", "ninety}"))).err())
                .contains("my-province.yaml", "limits.least_share", "a limit is a number");
        assertThat(standards("check", plan(PLAN.replace("0.99}", "null}"))).err())
                .contains("my-province.yaml", "limits", "least_share is null");
    }

    @Test
    void show_lists_rules_switches_and_what_is_not_confirmed() {
        var said = standards("show", "cn-national-2017");
        assertThat(said.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(said.out()).contains("2.15", "V1", "P2", "● ", "unconfirmed", "private_schools_counted");
        assertThat(standards("show", "xiangtan").out()).contains("Not known: S4-09 least_share: lost in source");
        assertThat(standards("show", "qujing-2022", "--item", "S0-05").out())
                .contains("large_class_least=56", "bands_primary", "市教育体育局");
        assertThat(standards("show").out()).contains("liaoning-2023", "nanyang-2024", "tw-primary-indicators");
    }

    @Test
    void what_is_not_there_is_wrong_usage_with_what_is() {
        assertThat(standards("show", "nowhere").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(standards("show", "nowhere").err()).contains("cn-national-2017");
        assertThat(standards("show", "xiangtan", "--item", "S9-99").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(standards("check", "nothing.yaml").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(standards("burn").exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
