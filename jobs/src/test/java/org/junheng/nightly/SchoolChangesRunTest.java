package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junheng.identity.ChangeSearch;
import org.junheng.identity.PublishedYears;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.SchoolChanges;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A school gets another code: a run misses it, the search proposes the pair, and a confirmed line settles it. */
class SchoolChangesRunTest {
    private static final String COUNTY = "530303";
    private static final String OLD = "2153000002";
    private static final String NEW = "3153000002";

    @TempDir
    Path folder;

    @Test
    void a_new_code_is_proposed_and_once_confirmed_the_school_is_missed_no_longer() throws IOException, SQLException {
        var census = new FlatCensus();
        census.primary(2023, COUNTY, "2153000001").with("school_name", "沾益城关小学");
        census.primary(2024, COUNTY, "2153000001").with("school_name", "沾益城关小学");
        census.primary(2023, COUNTY, OLD).with("school_name", "黄泥小学");
        census.primary(2024, COUNTY, NEW)
                .with("school_name", "黄泥九年一贯制学校")
                .with("school_type", "312")
                .with("students_junior", "0")
                .with("classes_junior", "0");
        var files = census.write(folder.resolve("census"));

        var run = new TestRun(folder.resolve("warehouse"));
        run.nightly(files, "junheng-flat");
        assertThat(every(run))
                .containsExactly(
                        "cannot_say", "应报学校中1所未报（" + OLD + "） / 1 expected schools did not report (" + OLD + ")");

        var proposed = proposals(run);
        assertThat(proposed).containsExactly("recoded " + OLD + " " + NEW);

        var overlay = folder.resolve("facts");
        Files.createDirectories(overlay.resolve("school_changes"));
        Files.writeString(
                overlay.resolve("school_changes/2024.csv"),
                "year,kind,from_code,to_code,source,note,confirmed\n2024,recoded,%s,%s,县教办〔2024〕5号,,yes\n"
                        .formatted(OLD, NEW));
        run.withOverlay(overlay).nightly(files, "junheng-flat");
        assertThat(every(run).get(0)).isEqualTo("pass");
        assertThat(run.query("SELECT year, school_code, series_code FROM school WHERE series_code <> school_code"))
                .containsExactly(List.of("2023", OLD, NEW));
        assertThat(SummaryContract.breaches(run)).isEmpty();
    }

    private static List<String> every(TestRun run) {
        return run.query(
                        "SELECT status, reason FROM county_item WHERE year = 2024 AND stage = 'primary' AND item = '1.8'"
                                + " AND county_code = '" + COUNTY + "'")
                .get(0);
    }

    private static List<String> proposals(TestRun run) throws SQLException {
        var matching = Rulebook.read(TestRun.home().resolve("schemas"), java.util.Optional.empty())
                .schoolMatching();
        try (var connection = run.summary()) {
            var pair = new PublishedYears(connection, matching).pair(2024);
            return new ChangeSearch(matching, Map.of("211", "21", "312", "31"), SchoolChanges.NONE)
                    .search(pair).proposals().stream()
                            .map(proposal -> proposal.kind().id() + " " + proposal.fromCode() + " " + proposal.toCode())
                            .toList();
        }
    }
}
