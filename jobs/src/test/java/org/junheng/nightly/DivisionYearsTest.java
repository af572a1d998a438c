package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junheng.explain.Explainer;
import org.junheng.terms.YearRange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Codes that change and the switch of place hold from the file to the summary. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DivisionYearsTest {
    private TestRun run;

    @BeforeAll
    void run_a_census_by_two_standards(@TempDir Path folder) throws Exception {
        var census = new FlatCensus();
        // 沾益 has two codes in 2016; one of its schools still has the old one, and the other the new one.
        census.primary(2015, "530328", "5303280001");
        census.primary(2015, "530328", "5303280002");
        census.primary(2016, "530328", "5303280001");
        census.primary(2016, "530303", "5303280002");
        census.primary(2017, "530303", "5303280001");
        census.primary(2017, "530303", "5303280002");
        // A school in 麒麟 is managed by 沾益, and one by the zone.
        for (int year = 2015; year <= 2017; year++) {
            census.primary(year, "530302", "5303020001");
            census.primary(year, "530302", "5303020002").with("manager_code", year < 2016 ? "530328" : "530303");
            census.primary(year, "530302", "5303020003").with("manager_code", "5303Z1");
        }
        var national = Files.readString(TestRun.home().resolve("schemas/standards/cn-national-2017.yaml"));
        Files.createDirectories(folder.resolve("overlay/standards"));
        Files.writeString(
                folder.resolve("overlay/standards/local-plan.yaml"),
                national.replace("standard: cn-national-2017", "standard: local-plan")
                        .replace("place: location", "place: manager"));
        run = new TestRun(folder.resolve("warehouse")).withOverlay(folder.resolve("overlay"));
        run.run()
                .nightly(new RunOptions(
                        "nightly",
                        Optional.of(census.write(folder.resolve("census"))),
                        Optional.empty(),
                        List.of("cn-national-2017", "local-plan"),
                        YearRange.EVERY,
                        Optional.empty()));
    }

    @Test
    void the_summary_keeps_its_contract() {
        assertThat(SummaryContract.breaches(run)).isEmpty();
    }

    @Test
    void each_year_has_one_county_of_the_series_under_the_code_of_its_census() {
        assertThat(run.query("SELECT v.year, v.county_code, d.name, d.series_code, d.break_kind FROM county_verdict v"
                        + " JOIN division d ON d.year = v.year AND d.code = v.county_code"
                        + " WHERE d.series_code = '530303' AND v.standard = 'cn-national-2017' ORDER BY v.year"))
                .extracting(row ->
                        String.join(" ", row.stream().map(String::valueOf).toList()))
                .containsExactly(
                        "2015 530328 沾益县 530303 null", "2016 530303 沾益区 530303 recoded", "2017 530303 沾益区 530303 null");
        assertThat(units("cn-national-2017", 2016, "530303")).isEqualTo("2");
    }

    private String units(String standard, int year, String region) {
        return run.query("SELECT DISTINCT units FROM equity WHERE standard = '" + standard + "' AND year = " + year
                        + " AND region_code = '" + region + "' AND stage = 'primary'")
                .get(0)
                .get(0);
    }

    @Test
    void the_standard_decides_where_a_school_counts() {
        assertThat(units("cn-national-2017", 2015, "530302")).isEqualTo("3");
        assertThat(units("cn-national-2017", 2015, "530328")).isEqualTo("2");
        for (int year = 2015; year <= 2017; year++) {
            assertThat(units("local-plan", year, "530302")).isEqualTo("1");
            assertThat(units("local-plan", year, year == 2015 ? "530328" : "530303"))
                    .isEqualTo("3");
            assertThat(units("local-plan", year, "5303Z1")).isEqualTo("1");
            assertThat(units("cn-national-2017", year, "5303Z1")).isEqualTo("1");
            assertThat(units("local-plan", year, "530300")).isEqualTo("5");
        }
        assertThat(run.query("SELECT verdict, count(*) FROM county_verdict WHERE county_code = '5303Z1' GROUP BY ALL"))
                .containsExactly(List.of("not_applicable", "6"));
        assertThat(run.query("SELECT assumptions FROM snapshot").get(0).get(0))
                .contains("local-plan: 学校归管理它的县或功能区", "cn-national-2017: 学校归所在地的县");
    }

    @Test
    void a_work_sheet_has_the_schools_that_count_in_the_county_under_its_standard() throws Exception {
        try (var summary = run.summary()) {
            var question = new Explainer.Question(
                    "530302", Optional.of(2017), Optional.of("primary"), Optional.of("teaching_area_per_student"));
            var sheets = new Explainer(summary)
                    .explain(question).parts().stream()
                            .filter(org.junheng.explain.Explanation.Table.class::isInstance)
                            .map(part -> ((org.junheng.explain.Explanation.Table) part)
                                    .sql()
                                    .en())
                            .filter(sql -> sql.contains("X_i"))
                            .map(sql -> run.query(sql).stream()
                                    .map(row -> row.get(0))
                                    .toList())
                            .toList();
            assertThat(sheets)
                    .containsExactlyInAnyOrder(
                            List.of("5303020001", "5303020002", "5303020003"), List.of("5303020001"));
        }
    }
}
