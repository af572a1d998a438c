package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junheng.summary.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** County sheets are stored and published beside a school census, which they leave as it is. */
class CountySheetTest {
    private static final List<String> MEASURES =
            List.of("school", "school_indicator", "school_verdict", "equity", "expected_school");

    @TempDir
    Path folder;

    private Path census;
    private TestRun run;

    @BeforeEach
    void set_up() throws IOException {
        census = Files.createDirectories(folder.resolve("census"));
        run = new TestRun(folder.resolve("warehouse"));
    }

    @Test
    void a_sheet_alone_is_published_at_length_with_the_year_that_each_value_is_about() throws IOException {
        Files.writeString(
                census.resolve("county_sheet-2023.csv"),
                "县代码,学年,义务教育教师年平均工资收入,绩效工资足额核定,教师招聘计划下达日期,实际交流的教师数\n"
                        + "530302,2023,98765.5,是,2022-08-20,\n530303,2023,,0,,12\n");
        assertThat(run.nightly(census, null).exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.query("SELECT county_code, column_name, coalesce(CAST(value AS VARCHAR), text), unit,"
                        + " reference_period, reference_year FROM county_sheet WHERE year = 2023"))
                .containsExactly(
                        Arrays.asList(
                                "530302", "hiring_plan_issued_on", "2022-08-20", "YYYY-MM-DD", "calendar_year", "2022"),
                        Arrays.asList("530302", "performance_pay_in_full", "1.0", null, "fiscal_year", "2022"),
                        Arrays.asList("530302", "teacher_average_salary", "98765.5", "元", "fiscal_year", "2022"),
                        Arrays.asList("530303", "performance_pay_in_full", "0.0", null, "fiscal_year", "2022"),
                        Arrays.asList("530303", "teachers_rotated", "12.0", "人", "school_year", "2023"));
        assertThat(run.query("SELECT count(*), count(text) FROM county_sheet")).containsExactly(List.of("5", "1"));
        assertThat(run.query("SELECT code, name, level FROM division ORDER BY code"))
                .containsExactly(
                        List.of("530000", "云南省", "province"),
                        List.of("530300", "曲靖市", "city"),
                        List.of("530302", "麒麟区", "county"),
                        List.of("530303", "沾益区", "county"),
                        List.of("CN", "中国", "nation"));
        assertThat(run.query("SELECT first_year, last_year, rows_accepted FROM snapshot"))
                .containsExactly(List.of("2023", "2023", "2"));
        assertThat(run.query("SELECT definition_zh IS NOT NULL AND lag = -1 FROM county_column"
                        + " WHERE column_name = 'teacher_average_salary'"))
                .containsExactly(List.of("true"));
        assertThat(SummaryContract.breaches(run)).isEmpty();
    }

    @Test
    void a_sheet_beside_a_census_changes_no_measure_and_may_be_of_a_county_and_a_year_without_schools()
            throws IOException {
        var schools = new FlatCensus();
        schools.primary(2023, "530302", "5303020001");
        schools.junior(2023, "530302", "5303020002");
        schools.write(census);
        run.nightly(census, null);
        Files.writeString(
                census.resolve("county_sheet.csv"),
                "year,county_code,data_origin,government_hearings\n2023,530302,generated,2\n"
                        + "2023,411302,census,1\n2022,530303,census,1\n");
        var with = new TestRun(folder.resolve("with"));
        assertThat(with.nightly(census, null).exitCode()).isEqualTo(ExitCode.DONE);
        for (var table : MEASURES) {
            var all = "SELECT * FROM " + table;
            assertThat(with.query(all)).as(table).isNotEmpty().isEqualTo(run.query(all));
        }
        assertThat(with.query("SELECT year, county_code, value FROM county_sheet"))
                .containsExactly(
                        List.of("2022", "530303", "1.0"),
                        List.of("2023", "411302", "1.0"),
                        List.of("2023", "530302", "2.0"));
        assertThat(with.query("SELECT generated, profiles, standards, first_year FROM snapshot"))
                .containsExactly(List.of(
                        "true", "cn-county, junheng-flat", "cn-national-2017, nanyang-2024, qujing-2022", "2022"));
        assertThat(SummaryContract.breaches(with)).isEmpty();
    }

    @Test
    void rows_of_one_county_that_differ_are_all_kept_out_and_what_is_no_number_or_date_too() throws IOException {
        Files.writeString(
                census.resolve("county_sheet.csv"),
                "year,county_code,teachers_rotated,approval_share,hiring_finished_on\n"
                        + "2023,530302,10,0.9,\n2023,530302,11,0.9,\n"
                        + "2023,530303,1.5,0.9,\n2023,530304,1,87,\n2023,530322,1,0.9,8月\n2023,530399,1,0.9,\n"
                        + "2023,530323,1,0.9,2022-11-30\n2023,530323,1,0.9,2022-11-30\n");
        assertThat(run.nightly(census, null).exitCode()).isEqualTo(ExitCode.PUBLISHED_WITH_REFUSALS);
        assertThat(run.query("SELECT line, rule, column_name, county_code FROM quarantine ORDER BY line"))
                .containsExactly(
                        Arrays.asList("2", "duplicate_conflict", "county_code", "530302"),
                        Arrays.asList("3", "duplicate_conflict", "county_code", "530302"),
                        Arrays.asList("4", "type", "teachers_rotated", "530303"),
                        Arrays.asList("5", "range", "approval_share", "530304"),
                        Arrays.asList("6", "code", "hiring_finished_on", "530322"),
                        Arrays.asList("7", "code", "county_code", null),
                        Arrays.asList("9", "duplicate_repeated", "county_code", "530323"));
        assertThat(run.query("SELECT DISTINCT county_code FROM county_sheet")).containsExactly(List.of("530323"));
        assertThat(run.query("SELECT text FROM county_sheet WHERE column_name = 'hiring_finished_on'"))
                .containsExactly(List.of("2022-11-30"));
    }

    @Test
    void an_unknown_header_refuses_the_sheet_and_the_census_is_published() throws IOException {
        var schools = new FlatCensus();
        schools.primary(2023, "530302", "5303020001");
        schools.write(census);
        Files.writeString(census.resolve("county_sheet.csv"), "year,county_code,hearings\n2023,530302,2\n");
        assertThat(run.nightly(census, null).exitCode()).isEqualTo(ExitCode.PUBLISHED_WITH_REFUSALS);
        assertThat(run.query("SELECT profile, state FROM source_file WHERE name = 'county_sheet.csv'"))
                .containsExactly(List.of("cn-county", "refused"));
        assertThat(run.said()).anyMatch(line -> line.contains("does not know column 'hearings'"));
        assertThat(run.query("SELECT count(*) FROM school")).containsExactly(List.of("1"));
    }

    @Test
    void a_part_that_is_more_than_its_whole_keeps_the_row_out() throws IOException {
        Files.writeString(
                census.resolve("county_sheet.csv"),
                "year,county_code,full_time_teachers,full_time_teachers_certified\n"
                        + "2023,530302,100,101\n2023,530303,100,100\n2023,530304,,100\n");
        run.nightly(census, null);
        assertThat(run.query("SELECT line, rule, column_name, found FROM quarantine"))
                .containsExactly(List.of("2", "part_within_whole", "full_time_teachers_certified", "101 > 100"));
        assertThat(run.query("SELECT rows_checked, rows_failing FROM quality WHERE rule = 'part_within_whole'"))
                .containsExactly(List.of("2", "1"));
    }
}
