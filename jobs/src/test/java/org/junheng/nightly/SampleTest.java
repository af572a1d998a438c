package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.summary.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The default sample comes out as its truth says, which the generator worked out without the kernel. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleTest {
    private TestRun run;
    private Run.Outcome outcome;
    private JsonNode truth;

    @BeforeAll
    void run_the_sample(@TempDir Path folder) throws IOException {
        var census = folder.resolve("census");
        SampleCensus.generate(SampleOptions.defaults(TestRun.home().resolve("schemas")), census);
        truth = new ObjectMapper().readTree(census.resolve("truth.json").toFile());
        run = new TestRun(folder.resolve("warehouse"));
        outcome = run.nightly(census, null);
    }

    @Test
    void the_run_ends_well_and_says_that_the_data_are_generated() {
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.query("SELECT generated FROM snapshot")).containsExactly(List.of("true"));
    }

    @Test
    void exactly_the_planted_faults_are_in_quarantine_under_their_rules() {
        var expected = new TreeSet<String>();
        truth.get("quarantined")
                .forEach(fault -> expected.add(fault.get("file").asText() + ":"
                        + fault.get("line").asText() + " " + fault.get("rule").asText()));
        var found = new TreeSet<String>();
        run.query("SELECT file, line, rule FROM quarantine")
                .forEach(row -> found.add(row.get(0) + ":" + row.get(1) + " " + row.get(2)));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void rows_read_are_accepted_or_quarantined() {
        assertThat(
                        run.query(
                                "SELECT rows_read - rows_accepted - rows_quarantined FROM source_file WHERE state = 'accepted'"))
                .allMatch(row -> row.get(0).equals("0"));
        assertThat(run.query("SELECT rows_quarantined = (SELECT count(*) FROM quarantine), rows_accepted ="
                        + " (SELECT count(*) FROM school) FROM snapshot"))
                .containsExactly(List.of("true", "true"));
    }

    @Test
    void the_chosen_counties_have_the_verdicts_and_items_of_the_truth() {
        var differences = new ArrayList<String>();
        for (var county : truth.get("counties")) {
            var code = county.get("code").asText();
            var where = " WHERE standard = 'cn-national-2017' AND year = "
                    + county.get("year").asInt() + " AND county_code = '" + code + "'";
            var verdict = run.query("SELECT verdict FROM county_verdict" + where)
                    .get(0)
                    .get(0);
            if (!verdict.equals(county.get("verdict").asText())) {
                differences.add(code + ": expected " + county.get("verdict") + ", found " + verdict);
            }
            var items = new TreeMap<String, List<String>>();
            run.query("SELECT stage, item, status, observed FROM county_item" + where)
                    .forEach(row -> items.put(row.get(0) + " " + row.get(1), row.subList(2, 4)));
            county.get("items").properties().forEach(stage -> stage.getValue()
                    .properties()
                    .forEach(item ->
                            compare(stage.getKey() + " " + item.getKey(), item.getValue(), items, differences)));
        }
        assertThat(differences).isEmpty();
    }

    private static void compare(
            String key, JsonNode expected, TreeMap<String, List<String>> items, List<String> differences) {
        var found = items.get(key);
        if (found == null || !found.get(0).equals(expected.get("status").asText())) {
            differences.add(key + ": expected " + expected + ", found " + found);
        } else if (expected.hasNonNull("cv")
                && Math.abs(expected.get("cv").asDouble() - Double.parseDouble(found.get(1))) > 1e-12) {
            differences.add(key + ": expected cv " + expected.get("cv") + ", found " + found.get(1));
        }
    }
}
