package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Table {@code roadmap} of the default sample, against the states that were planted in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoadmapTest {
    private TestRun run;
    private JsonNode truth;

    @BeforeAll
    void run_the_sample(@TempDir Path folder) throws IOException {
        var census = folder.resolve("census");
        SampleCensus.generate(SampleOptions.defaults(TestRun.home().resolve("schemas")), census);
        truth = new ObjectMapper().readTree(census.resolve("truth.json").toFile());
        run = new TestRun(folder.resolve("warehouse"));
        run.nightly(census, null);
    }

    @Test
    void planted_counties_have_their_states_and_the_reason_names_the_deciding_item() {
        assertThat(truth.get("roadmap")).hasSize(3);
        for (var planted : truth.get("roadmap")) {
            var rows = run.query("SELECT state, deciding_item, reason FROM roadmap WHERE level = 'county' AND plan = '"
                    + planted.get("plan").asText() + "' AND region_code = '"
                    + planted.get("county").asText() + "'");
            assertThat(rows).hasSize(1);
            var item = planted.get("deciding_item").asText();
            assertThat(rows.get(0).subList(0, 2))
                    .as("%s: %s", planted, rows.get(0).get(2))
                    .containsExactly(planted.get("state").asText(), item);
            assertThat(rows.get(0).get(2)).contains("决定条目：" + item, "deciding item: " + item, "2025");
        }
        assertThat(run.query("SELECT reason FROM roadmap WHERE region_code = '411322'")
                        .get(0)
                        .get(0))
                .contains("数据太少", "too little data");
    }

    @Test
    void every_county_of_the_plans_has_one_row_and_zones_have_no_year() {
        assertThat(run.query("SELECT plan, count(*), count(target_year) FROM roadmap WHERE level = 'county'"
                        + " GROUP BY ALL ORDER BY 1"))
                .containsExactly(
                        List.of("nanyang-2024", "16", "13"),
                        List.of("qujing-2022", "10", "9"),
                        List.of("xihu-2019", "1", "1"));
        assertThat(
                        run.query(
                                "SELECT DISTINCT state FROM roadmap WHERE region_code IN ('5303Z1', '4113Z1', '4113Z2', '4113Z3')"))
                .containsExactly(List.of("cannot_say"));
    }

    @Test
    void quotas_count_all_counties_of_their_region() {
        assertThat(run.query("SELECT plan, level, target_year, required_share, denominator, achieved_count, state"
                        + " FROM roadmap WHERE required_share IS NOT NULL ORDER BY 1"))
                .containsExactly(
                        List.of("liaoning-2023@2025", "province", "2025", "0.5", "100", "0", "cannot_say"),
                        List.of(
                                "liaoning-2023@2030",
                                "province",
                                "2030",
                                "1.0",
                                "100",
                                "0",
                                state("liaoning-2023@2030")),
                        List.of("qujing-2022@2025", "city", "2025", "0.3", "9", "0", "missed"),
                        List.of("qujing-2022@2030", "city", "2030", "1.0", "9", "0", state("qujing-2022@2030")),
                        java.util.Arrays.asList("xiangtan@S4-04", "city", null, "0.5", "5", "0", "cannot_say"),
                        java.util.Arrays.asList("xiangtan@S4-04.2", "city", null, "1.0", "5", "0", "cannot_say"));
        assertThat(List.of(state("liaoning-2023@2030"), state("qujing-2022@2030")))
                .as(
                        "most counties of Liaoning are unknown, but one that cannot be in time is enough for all to be late")
                .allMatch(List.of("cannot_say", "off_track")::contains);
    }

    private String state(String plan) {
        return run.query("SELECT state FROM roadmap WHERE plan = '" + plan + "'")
                .get(0)
                .get(0);
    }

    @Test
    void a_target_whose_census_is_there_is_missed_though_resources_pass() {
        assertThat(run.query("SELECT state, achieved_basis, achieved_year, reason LIKE '%schemas/recognitions%'"
                        + " FROM roadmap WHERE plan = 'qujing-2022' AND region_code = '530303'"))
                .containsExactly(java.util.Arrays.asList("missed", "resource_only", null, "true"));
    }

    @Test
    void projected_years_are_in_order_and_the_earliest_is_never_past_the_horizon_tested() {
        assertThat(run.query("SELECT plan, region_code FROM roadmap WHERE projected_earliest > projected_central"
                        + " OR projected_central > projected_latest"))
                .isEmpty();
        assertThat(run.query(
                        "SELECT plan, region_code FROM roadmap WHERE greatest(projected_earliest, projected_latest)"
                                + " > (SELECT max(year) FROM forecast WHERE low IS NOT NULL)"))
                .isEmpty();
    }
}
