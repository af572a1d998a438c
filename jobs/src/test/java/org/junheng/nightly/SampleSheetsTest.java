package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.summary.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A sample with county sheets and lists of rooms comes out, over all items, as its truth says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleSheetsTest {
    private static final int LAST_YEAR = 2025;

    private TestRun run;
    private Run.Outcome outcome;
    private JsonNode truth;

    @BeforeAll
    void run_the_sample(@TempDir Path folder) throws IOException {
        var census = folder.resolve("census");
        SampleCensus.generate(
                SampleOptions.defaults(TestRun.home().resolve("schemas"))
                        .withCounties(12)
                        .withYears(2021, LAST_YEAR)
                        .withCountySheets(),
                census);
        truth = new ObjectMapper().readTree(census.resolve("truth.json").toFile());
        run = new TestRun(folder.resolve("warehouse"));
        outcome = run.nightly(census, null);
    }

    @Test
    void the_planted_faults_of_the_census_are_the_only_rows_in_quarantine() {
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.query("SELECT DISTINCT file FROM quarantine ORDER BY file"))
                .allMatch(row -> row.get(0).startsWith("junheng-sample-"));
        assertThat(run.query("SELECT count(*) FROM quarantine"))
                .containsExactly(
                        List.of(Integer.toString(truth.get("quarantined").size())));
        var written = new HashSet<List<String>>();
        truth.get("sheets")
                .forEach(file -> written.add(
                        List.of(file.get("name").asText(), file.get("rows").asText())));
        assertThat(
                        run.query(
                                "SELECT name, rows_accepted FROM source_file WHERE profile IN ('cn-county', 'cn-rooms') AND state = 'accepted'"))
                .hasSize(2 * 4)
                .containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void the_chosen_counties_have_the_items_and_verdicts_of_the_truth() {
        var differences = new ArrayList<String>();
        var items = 0;
        for (var county : truth.get("counties")) {
            var where = " WHERE standard = 'cn-national-2017' AND year = " + LAST_YEAR + " AND county_code = '"
                    + county.get("code").asText() + "'";
            var full = county.get("full");
            var found = run.query("SELECT verdict, basis FROM county_verdict" + where);
            if (!found.equals(List.of(
                    List.of(full.get("verdict").asText(), full.get("basis").asText())))) {
                differences.add(county.get("code") + ": expected " + full.get("verdict") + ", found " + found);
            }
            var statuses = new HashMap<String, String>();
            var reasons = new HashMap<String, String>();
            run.query("SELECT stage || ' ' || item, status, reason FROM county_item" + where)
                    .forEach(row -> {
                        statuses.put(row.get(0), row.get(1));
                        reasons.put(row.get(0), row.get(2));
                    });
            for (var stage : full.get("items").properties()) {
                for (var item : stage.getValue().properties()) {
                    var key = stage.getKey() + " " + item.getKey();
                    items++;
                    if (!item.getValue().asText().equals(statuses.remove(key))) {
                        differences.add(county.get("code") + " " + key + ": expected " + item.getValue() + ", "
                                + reasons.get(key));
                    }
                }
            }
            // What is left are the items of the seven indicators.
            assertThat(statuses.keySet()).hasSize(2 * 8).allMatch(key -> key.matches("(primary|junior) 1\\.[1-8]"));
        }
        assertThat(differences).isEmpty();
        assertThat(items).isEqualTo(3 * (15 + 9 + 1 + 7 + 2 + 2));
    }

    @Test
    void one_county_has_everything_in_order_one_has_a_veto_and_one_sent_no_sheet() {
        assertThat(
                        run.query(
                                "SELECT county_code, verdict, basis FROM county_verdict WHERE year = " + LAST_YEAR
                                        + " AND standard = 'cn-national-2017' AND county_code IN ('530303', '530322', '530323') ORDER BY 1"))
                .satisfiesExactly(
                        inOrder -> assertThat(inOrder).containsExactly("530303", "pass", "full"),
                        veto -> assertThat(veto).containsExactly("530322", "fail", "full"),
                        without -> assertThat(without).startsWith("530323").endsWith("resource_only"));
        assertThat(run.query("SELECT status FROM county_item WHERE item = 'V1' AND county_code = '530322' AND year = "
                        + LAST_YEAR + " AND standard = 'cn-national-2017'"))
                .containsExactly(List.of("fail"));
    }

    @Test
    void every_open_school_has_rooms_or_says_that_it_has_none() {
        assertThat(run.query("""
                        SELECT s.year, s.school_code FROM school s WHERE s.year >= 2022 AND s.situation = 'open'
                        AND NOT EXISTS (FROM room r WHERE r.year = s.year AND r.school_code = s.school_code)""")).isEmpty();
    }

    @Test
    void every_part_has_items_that_pass_and_items_that_are_left_open() {
        assertThat(run.query("""
                        SELECT part, bool_or(status = 'pass'), bool_or(status = 'cannot_say')
                        FROM county_item WHERE standard = 'cn-national-2017' AND year >= 2022 GROUP BY part""")).hasSize(6).allMatch(row -> row.subList(1, 3).equals(List.of("true", "true")));
    }

    @Test
    void the_summary_keeps_its_contract() {
        assertThat(SummaryContract.breaches(run)).isEmpty();
    }
}
