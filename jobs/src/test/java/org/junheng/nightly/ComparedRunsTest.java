package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junheng.compare.Comparison.Counts;
import org.junheng.compare.SnapshotComparison;
import org.junheng.summary.SnapshotPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One line of facts moves between two runs: the comparison tells that line and the verdicts that it turned. */
class ComparedRunsTest {
    private static final String UNEQUAL = "530303";
    private static final String EQUAL = "530304";

    @TempDir
    Path folder;

    /**
     * Teaching rooms of 4.5 and 13.5 m² per pupil in two schools of 1,000: mean 9, deviation 4.5, CV 4.5 / 9 = 0.5. That is
     * within a limit of 0.50 and beyond one of 0.49.
     */
    @Test
    void a_lower_limit_of_the_cv_fails_exactly_the_county_whose_cv_lies_between() throws IOException {
        var census = new FlatCensus();
        for (var county : List.of(UNEQUAL, EQUAL)) {
            census.junior(2024, county, "3153" + county);
            census.primary(2024, county, "2153" + county).with("teaching_area", "4500");
            census.primary(2024, county, "2154" + county)
                    .with("teaching_area", county.equals(UNEQUAL) ? "13500" : "4500");
        }
        var files = census.write(folder.resolve("census"));
        var run = new TestRun(folder.resolve("warehouse"));
        run.nightly(files, "junheng-flat");
        var before = run.warehouse().currentId().orElseThrow();
        run.withOverlay(overlay("primary: 0.50", "primary: 0.49")).nightly(files, "junheng-flat");
        var after = run.warehouse().currentId().orElseThrow();

        try (var pair = SnapshotPair.open(folder.resolve("warehouse"), before, after)) {
            var found = new SnapshotComparison(pair).verdicts();
            assertThat(found.counts())
                    .containsExactly(
                            new Counts("county_verdict", 1, 0, 0),
                            new Counts("county_item", 4, 0, 0),
                            new Counts("region_item", 1, 0, 0),
                            new Counts("school_verdict", 0, 0, 0),
                            new Counts("roadmap", 0, 0, 0));
            assertThat(rows(
                            pair,
                            "SELECT \"table\", year, county_code, division_name, stage, item, verdict_before, verdict_after,"
                                    + " observed_before, observed_after, required_before, required_after FROM ("
                                    + found.flat().sql() + ")"))
                    .containsExactly(
                            "county_verdict 2024 530303 沾益区 null null pass fail null null null null",
                            "county_item 2024 530303 沾益区 primary 1.4 pass fail 0.5 0.5 0.5 0.49",
                            // What the plan of its city makes of it: due in 2022, it can no longer have been
                            // recognised.
                            "county_item 2024 530303 沾益区 all S0-04 cannot_say fail null null null null",
                            "county_item 2024 530303 沾益区 all S0-06 pass fail null null null null",
                            "county_item 2024 530303 沾益区 all S0-29 cannot_say fail null null null null",
                            "region_item 2024 null 曲靖市 null S0-02 cannot_say not_applicable null null 1.0 1.0");
            var rules = found.listings().stream()
                    .filter(listing -> listing.subject().equals("rules"))
                    .findFirst()
                    .orElseThrow();
            assertThat(rows(
                            pair,
                            "SELECT DISTINCT stage, \"column\", before, after, count(*) FROM (" + rules.sql()
                                    + ") GROUP BY ALL"))
                    .containsExactly("primary threshold 0.5 0.49 7");
            assertThat(found.listings())
                    .filteredOn(listing -> listing.subject().equals("files"))
                    .allMatch(listing -> listing.rows() == 0);
        }
    }

    private Path overlay(String line, String other) throws IOException {
        var standard = Files.readString(TestRun.home().resolve("schemas/standards/cn-national-2017.yaml"));
        assertThat(standard).contains(line);
        var standards = Files.createDirectories(folder.resolve("overlay/standards"));
        Files.writeString(standards.resolve("cn-national-2017.yaml"), standard.replace(line, other));
        return folder.resolve("overlay");
    }

    private static List<String> rows(SnapshotPair pair, String sql) {
        try (var answer = pair.select(sql)) {
            var rows = new ArrayList<String>();
            while (answer.next()) {
                var cells = new ArrayList<String>();
                for (int i = 0; i < answer.columns().size(); i++) {
                    cells.add(String.valueOf(answer.value(i)));
                }
                rows.add(String.join(" ", cells));
            }
            return rows;
        }
    }
}
