package org.junheng.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junheng.nightly.TestRun;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.summary.ExitCode;
import org.junheng.summary.Messages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as their users meet them, over the warehouse of a small sample. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTest {
    private Path census;
    private Path warehouse;

    @BeforeAll
    void publish_a_small_sample(@TempDir Path folder) throws Exception {
        System.setProperty("junheng.home", TestRun.home().toString());
        census = folder.resolve("census");
        warehouse = folder.resolve("warehouse");
        SampleCensus.generate(
                SampleOptions.defaults(TestRun.home().resolve("schemas"))
                        .withCounties(3)
                        .withSchoolsPerCounty(12)
                        .withYears(2023, 2025),
                census);
        new TestRun(warehouse).nightly(census, null);
    }

    private Said say(String... arguments) {
        return Said.to(List.of(), arguments);
    }

    private Said over(String command, String... rest) {
        return Said.to(List.of(command, "--warehouse", warehouse.toString()), rest);
    }

    @Test
    void a_sample_is_made_on_official_forms_and_an_unknown_layout_is_refused(@TempDir Path folder) throws Exception {
        var forms = say(
                "sample",
                "--out",
                folder.resolve("forms").toString(),
                "--counties",
                "1",
                "--schools-per-county",
                "4",
                "--years",
                "2024-2024",
                "--format",
                "jiji-2021",
                "--file-type",
                "xlsx");
        assertThat(forms.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(folder.resolve("forms").resolve("530302_2024_教育事业统计.xlsx")).exists();

        var unknown = say("sample", "--out", folder.resolve("none").toString(), "--format", "jiji-1999");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("format: expected flat, jichuji-2020, jiji-2021, found jiji-1999");
        var type = say("sample", "--out", folder.resolve("none").toString(), "--file-type", "ods");
        assertThat(type.err()).contains("file type: expected csv, xlsx, found ods");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void both_languages_have_the_same_messages() {
        assertThat(Messages.differences("org.junheng.command.messages")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nightly",
                "ingest",
                "measure",
                "publish",
                "inspect",
                "explain",
                "compare",
                "query",
                "export",
                "dashboard",
                "snapshots",
                "verify",
                "diff",
                "sample",
                "divisions",
                "doctor"
            })
    void every_command_has_help_in_both_languages(String command) {
        for (var language : List.of("zh", "en")) {
            var said = say("help", command, "--lang", language);
            assertThat(said.exitCode()).isEqualTo(ExitCode.DONE);
            assertThat(said.out()).contains("junheng " + command).contains("--warehouse DIR");
        }
    }

    @Test
    void what_the_dashboards_own_program_does_is_listed_and_told_where_to_find() {
        assertThat(say("help").out()).contains("  dashboard ");
        for (var said : List.of(say("dashboard"), say("export", "--format", "site", "--out", "site"))) {
            assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(said.err()).contains("java -jar dashboard/target/junheng-dashboard-");
        }
    }

    @Test
    void explain_tells_verdict_items_and_schools_of_a_county_by_code_or_name() {
        var byCode = over("explain", "530302");
        assertThat(byCode.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(byCode.out())
                .contains("麒麟区 530302, 2025", "generated sample data", "1.8")
                .contains(
                        "Standard cn-national-2017 (nation): fail",
                        "Basis resource_only: there is no county sheet for 2025")
                .contains(
                        "Standard qujing-2022 (city): fail",
                        "Qujing, plan for high-quality, balanced compulsory education, 2022",
                        "primary cn-national-2017  primary qujing-2022",
                        "rests on a reading that the source leaves unconfirmed: census_year_for_target=0")
                .contains("Schools that hold it back");
        assertThat(over("explain", "麒麟区").out()).isEqualTo(byCode.out());
        assertThat(over("explain", "530302", "--lang", "zh").out()).contains("不通过", "拖后腿的学校");
    }

    @Test
    void explain_gives_a_county_a_region_and_a_school_as_one_json_object_in_either_language() throws Exception {
        var school = new TestRun(warehouse)
                .query("SELECT min(school_code) FROM school_verdict WHERE year = 2025 AND verdict = 'fail'")
                .get(0)
                .get(0);
        for (var code : List.of("530302", "530300", school)) {
            var json = over("explain", code, "--format", "json");
            assertThat(json.exitCode()).isEqualTo(ExitCode.DONE);
            var object = new ObjectMapper().readTree(json.out());
            assertThat(object.get("code").asText()).isEqualTo(code);
            assertThat(object.get("snapshot").get("generated").asBoolean()).isTrue();
            assertThat(over("explain", code, "--format", "json", "--lang", "zh").out())
                    .isEqualTo(json.out());
        }
    }

    @Test
    void compare_tells_two_years_and_two_places_as_text_json_and_csv_in_both_languages() throws Exception {
        var years = over("compare", "530302", "--years", "2023,2025", "--stage", "primary");
        assertThat(years.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(years.out())
                .contains("麒麟区 530302: 2023 compared with 2025", "generated sample data", "difference = 2025 − 2023")
                .contains("Schools that moved the mean most", "Verdict on the county")
                .doesNotContain("━━ junior");
        assertThat(over("compare", "530302", "--years", "2023,2025", "--lang", "zh")
                        .out())
                .contains("麒麟区 530302：2023 年与 2025 年比较", "留存学校自身", "学生移动", "※ 生成的示例数据");

        var places = over("compare", "530302", "530300", "--indicator", "1.4");
        assertThat(places.out())
                .contains(
                        "2025: 麒麟区 530302 compared with 曲靖市 530300",
                        "Kitagawa",
                        "All measures: 1.4",
                        "Groups (larger:");
        var json = over("compare", "530302", "530300", "--format", "json");
        assertThat(new ObjectMapper().readTree(json.out()).get("kind").asText()).isEqualTo("places");
        assertThat(over("compare", "530302", "530300", "--format", "json", "--lang", "zh")
                        .out())
                .isEqualTo(json.out());
        var csv = over("compare", "530302", "--years", "2023,2025", "--format", "csv");
        assertThat(csv.out().lines().findFirst())
                .contains("standard,stage,indicator,measure,year_from,code_from,year_to,code_to,value_from,value_to,"
                        + "difference,component,contribution");
        assertThat(csv.out().lines()).hasSize(1 + 2 * 7 * 3 * 4);
    }

    @Test
    void compare_refuses_what_cannot_be_compared_and_says_what_can() {
        for (var wrong : List.of(
                List.of("530302"),
                List.of("530302", "530300", "--years", "2023,2025"),
                List.of("530302", "--years", "2023"),
                List.of("530302", "--years", "2023,2023"),
                List.of("530302", "--years", "2023,2025", "--year", "2024"),
                List.of("530302", "530300", "530326"),
                List.of("530302", "--years", "2023,2025", "--stage", "senor"),
                List.of("530302", "--years", "2023,2030"),
                List.of("530309", "--years", "2023,2025"))) {
            var said = over("compare", wrong.toArray(String[]::new));
            assertThat(said.exitCode()).as(wrong.toString()).isEqualTo(ExitCode.USAGE);
            assertThat(said.out()).isEmpty();
            assertThat(said.err().lines().count()).as(said.err()).isGreaterThanOrEqualTo(1);
        }
        assertThat(over("compare", "530302").err()).contains("junheng compare 530302 --years Y,Y");
        assertThat(over("compare", "530302", "--years", "2023,2030").err()).contains("2023, 2024, 2025");
    }

    @Test
    void explain_of_one_standard_names_the_missing_columns_and_an_unknown_one_is_refused() {
        var one = over("explain", "530302", "--standard", "qujing-2022");
        assertThat(one.out())
                .contains(
                        "Standard qujing-2022 (city)",
                        "school visits of the head of the government (government_head_school_visits)")
                .doesNotContain("Standard cn-national-2017");
        var unknown = over("explain", "530302", "--standard", "qujing-2021");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err())
                .contains("the summary has no standard 'qujing-2021'", "cn-national-2017, qujing-2022");
    }

    @Test
    void the_work_sheet_of_an_indicator_can_be_asked_for_by_item_and_by_id() {
        var byItem = over("explain", "530302", "--indicator", "1.4", "--stage", "junior");
        assertThat(byItem.out())
                .contains(
                        "1.4 teaching and auxiliary rooms per student (teaching_area_per_student), junior, cn-national-2017",
                        "S = √",
                        "P_i (X_i − X̄)²")
                .doesNotContain("qujing-2022", "--warehouse");
        assertThat(over("explain", "530302", "--indicator", "teaching_area_per_student", "--stage", "junior")
                        .out())
                .isEqualTo(byItem.out());
    }

    @Test
    void explain_of_an_unknown_code_says_how_to_find_one() {
        var said = over("explain", "000000");
        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).contains("no county, city, province or school").contains("junheng query");
    }

    @Test
    void inspect_shows_every_header_and_what_it_means() {
        var said = over("inspect", census.toString());
        assertThat(said.out())
                .contains("junheng-sample-2025.csv", "fits profile junheng-flat", "→ students_primary", "→ year")
                .contains("truth.json", "it is not read");
        assertThat(said.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void inspect_names_the_faults_of_a_header(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("x.csv"), "学年,学校标识码,多余\n2024,2153000001,1\n");
        var said = over("inspect", folder.toString(), "--profile", "junheng-flat");
        assertThat(said.out())
                .contains("fits no profile")
                .contains("column '学校名称|school_name' is missing", "does not know column '多余'");
        assertThat(said.exitCode()).isEqualTo(ExitCode.PUBLISHED_WITH_REFUSALS);
    }

    @Test
    void inspect_schools_compares_published_years_and_writes_proposals(@TempDir Path folder) throws Exception {
        var file = folder.resolve("proposals.csv");
        var said = over("inspect", "--schools", "--year", "2024", "--out", file.toString());
        assertThat(said.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(said.out()).startsWith("Between 2023 and 2024: ").contains("These are proposals.");
        assertThat(said.err()).contains("each with confirmed = no");
        assertThat(Files.readString(file)).startsWith("year,kind,from_code,to_code,source,note,confirmed\n");
        assertThat(over("inspect", "--schools", "--lang", "zh").out()).startsWith("2024 年至 2025 年：");
        var again = over("inspect", "--schools", "--out", file.toString());
        assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(again.err()).contains("already");
    }

    @Test
    void inspect_schools_refuses_files_and_years_without_a_year_before() {
        var files = over("inspect", "--schools", census.toString());
        assertThat(files.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(files.err()).contains("published", "junheng nightly --census DIR");
        var year = over("inspect", "--schools", "--year", "2023");
        assertThat(year.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(year.err()).contains("2024, 2025");
        assertThat(over("inspect").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(over("inspect", census.toString(), "--out", "x").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void export_writes_the_dossier_of_a_county_by_name_and_shows_no_path(@TempDir Path folder) {
        var said = over("export", "--county", "麒麟区", "--format", "xlsx", "--out", folder.toString());
        assertThat(said.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(said.out()).isEqualTo("530302-麒麟区-2025-优质均衡.xlsx: 20 sheets\n");
        assertThat(folder.resolve("530302-麒麟区-2025-优质均衡.xlsx")).exists();
        var unknown = over("export", "--county", "nowhere", "--format", "xlsx", "--out", folder.toString());
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("no county with the code or name 'nowhere'", "junheng query");
    }

    @Test
    void snapshots_and_verify_show_what_is_published() {
        assertThat(over("snapshots").out()).contains("1.0.0", "junheng-flat", "cn-national-2017", "generated data");
        assertThat(over("verify").out()).startsWith("ok:");
        assertThat(over("verify", "0000000000000000").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void doctor_has_a_line_for_everything_that_a_run_needs() {
        var said = over("doctor");
        assertThat(said.out().lines()).hasSizeGreaterThanOrEqualTo(7).allMatch(line -> line.startsWith("ok    "));
    }

    @Test
    void doctor_names_the_line_of_a_faulty_facts_file(@TempDir Path overlay) throws Exception {
        Files.createDirectories(overlay.resolve("standards"));
        Files.writeString(
                overlay.resolve("standards/bad.yaml"),
                "standard: bad\ntitle: {zh: 坏, en: bad}\nstages: [middle]\nindicators: []\n");
        var said = over("doctor", "--schemas", overlay.toString());
        assertThat(said.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(said.out())
                .contains("!!    facts:")
                .contains("standards/bad.yaml")
                .contains("middle");
    }

    @Test
    void nightly_over_the_same_census_says_that_nothing_has_changed() {
        var said = over("nightly", "--census", census.toString());
        assertThat(said.out()).contains("Nothing has changed").contains("Verdicts on counties");
        assertThat(said.err()).contains("unchanged");
    }

    @Test
    void a_census_that_is_not_there_and_a_profile_that_does_not_exist_are_wrong_usage() {
        assertThat(over("nightly", "--census", census.resolve("nowhere").toString())
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        var said = over("nightly", "--census", census.toString(), "--profile", "nobody");
        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("there is no profile nobody").contains("junheng-flat");
    }

    @Test
    void a_warehouse_elsewhere_is_refused() {
        var said = say("nightly", "--warehouse", "hdfs://cluster/warehouse", "--census", census.toString());
        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("not on a file system of this machine");
    }
}
