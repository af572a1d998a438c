package org.junheng.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junheng.dashboard.SmallSummary;
import org.junheng.dashboard.snapshot.LiveSummary;
import org.junheng.dashboard.snapshot.Snapshot.QueryBounds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long tables come in pages that add up, and what is searched for is found as it is written, not as a pattern. */
class LedgersAndSearchTest {
    private static final int PROBLEMS = 250;
    private static final int CLOSED = 30;

    @TempDir
    Path warehouse;

    private DashboardServer server;

    @BeforeEach
    void publish() throws Exception {
        SmallSummary.write(warehouse, SmallSummary.FIRST);
        try (var connection =
                        DriverManager.getConnection("jdbc:duckdb:" + SmallSummary.file(warehouse, SmallSummary.FIRST));
                var statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO finding (standard, level, code, stage, rule, first_year, county_code, last_year, closed_year, state)
                    SELECT 'rule', 'school', 'S' || lpad(i::VARCHAR, 4, '0'), 'primary', '1.1', 2023, '%s', 2024,
                           CASE WHEN i < %d THEN 2024 END, CASE WHEN i < %d THEN 'closed' ELSE 'open' END FROM range(%d) t(i)""".formatted(SmallSummary.COUNTY, CLOSED, CLOSED, PROBLEMS));
            statement.execute("""
                    INSERT INTO school (year, school_code, name, county_code, series_code, situation, counted) VALUES
                      (2024, 'X1', '100%% School', '%1$s', 'X1', 'open', true), (2024, 'X2', '100 Schools', '%1$s', 'X2', 'open', true),
                      (2024, 'X3', '太和第一小学（东校区）', '%1$s', 'X3', 'open', true), (2023, 'OLD7', '旧校', '%1$s', 'OLD7', 'open', true)""".formatted(SmallSummary.COUNTY));
            statement.execute("CHECKPOINT");
        }
        SmallSummary.publish(warehouse, SmallSummary.FIRST);
        server = new DashboardServer(
                LiveSummary.of(warehouse, QueryBounds.DEFAULT, line -> {}), RunningDashboard.OPEN, 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void thePagesOfALedgerAddUpToAllThatMatches() throws Exception {
        var seen = new HashSet<String>();
        int rows = 0;
        for (int page = 1; page <= 4; page++) {
            for (var row : json("/api/v1/problems?panel=findings&page=" + page)) {
                seen.add(row.get("code").asText());
                rows++;
            }
        }
        assertThat(rows).isEqualTo(PROBLEMS - CLOSED);
        assertThat(seen).hasSize(PROBLEMS - CLOSED);
        assertThat(json("/api/v1/problems").at("/headline/matching").asInt()).isEqualTo(PROBLEMS - CLOSED);
    }

    @Test
    void csvHoldsThePageShownOrAllRowsWhereAsked() throws Exception {
        assertThat(lines("/api/v1/problems?panel=findings&format=csv&page=3")).isEqualTo(1 + 20);
        assertThat(lines("/api/v1/problems?panel=findings&format=csv&rows=all")).isEqualTo(1 + PROBLEMS - CLOSED);
        assertThat(lines("/api/v1/problems?panel=findings&format=csv&rows=all&state=any"))
                .isEqualTo(1 + PROBLEMS);
        assertThat(RawHttp.get(server.port(), "/api/v1/problems?panel=by_rule&rows=all")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aPageLinksToThoseBesideItAndKeepsTheFilters() throws Exception {
        var body = RawHttp.get(server.port(), "/en/problems?state=any&page=2").body();
        assertThat(body).contains("href=\"/en/problems?state=any#findings\"");
        assertThat(body).contains("href=\"/en/problems?state=any&amp;page=3#findings\"");
        assertThat(body).contains("rows=all");
        assertThat(RawHttp.get(server.port(), "/en/problems?page=99").body()).contains("First page");
    }

    @Test
    void aPlaceMayBeAskedForByItsName() throws Exception {
        var name = json("/api/v1/search?q=" + SmallSummary.COUNTY)
                .at("/panels/places/rows/0/name")
                .asText();
        assertThat(name).isNotEmpty();
        assertThat(json("/api/v1/problems?place=" + encoded(name))
                        .at("/headline/matching")
                        .asInt())
                .isEqualTo(PROBLEMS - CLOSED);
    }

    @Test
    void wildcardsAreSearchedForAsTheyAreWritten() throws Exception {
        assertThat(found("100%")).containsExactly("X1");
        assertThat(found("%")).containsExactly("X1");
        assertThat(found("_")).isEmpty();
        assertThat(found("\\")).isEmpty();
        assertThat(found("(")).isEmpty();
    }

    @Test
    void widthAndCapitalsMakeNoDifferenceAndABlankStandsForAnythingBetween() throws Exception {
        assertThat(found("１００")).containsExactly("X1", "X2");
        assertThat(found("SCHOOLS")).containsExactly("X2");
        assertThat(found("太和 小学")).containsExactly("X3");
        assertThat(found("小学（东")).containsExactly("X3");
        assertThat(found("小学(东")).containsExactly("X3");
    }

    @Test
    void anEqualCodeOfAnyYearStandsFirst() throws Exception {
        assertThat(found("OLD7")).containsExactly("OLD7");
        assertThat(found("X")).contains("X1", "X2", "X3");
        assertThat(found("旧校")).isEmpty();
    }

    private java.util.List<String> found(String text) throws Exception {
        var rows = json("/api/v1/search?panel=schools&q=" + encoded(text));
        return IntStream.range(0, rows.size())
                .mapToObj(i -> rows.get(i).get("school_code").asText())
                .toList();
    }

    private long lines(String target) throws Exception {
        return RawHttp.get(server.port(), target).body().lines().count();
    }

    private JsonNode json(String target) throws Exception {
        var answer = RawHttp.get(server.port(), target);
        assertThat(answer.status()).as(target).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
