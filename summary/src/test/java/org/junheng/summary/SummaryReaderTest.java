package org.junheng.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junheng.summary.SummaryProblem.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program's own queries: parameters, bounds of rows and time, waiting, and what a connection cannot do. */
class SummaryReaderTest {
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration TIME = Duration.ofMillis(500);
    private static final int ALL = 1_000;

    @TempDir
    Path folder;

    private PublishedSummary summary;
    private SummaryReader reader;

    @BeforeEach
    void open() throws Exception {
        summary = PublishedSummary.open(PublishedWarehouse.in(folder));
        reader = new SummaryReader(summary, 1, PATIENCE, TIME);
    }

    @AfterEach
    void close() {
        reader.close();
        summary.close();
    }

    @Test
    void aParameterIsAValueWhateverItSays() {
        var sql = NamedSql.of("SELECT name FROM school WHERE name = $name OR name = $name ORDER BY name");
        assertThat(rows(sql, Map.of("name", "第一小学")).rows()).containsExactly(List.of("第一小学"));
        for (var hostile : List.of("' OR '1'='1", "'; DROP TABLE school; --", "$name", "?", "\u0000", "%", "\\")) {
            assertThat(rows(sql, Map.of("name", hostile)).rows()).as(hostile).isEmpty();
        }
    }

    @Test
    void aParameterWithoutValueIsNull() {
        var values = new HashMap<String, Object>();
        values.put("year", null);
        var all = rows(NamedSql.of("SELECT name FROM school WHERE $year IS NULL OR year = $year"), values);
        assertThat(all.rows()).hasSize(3);
    }

    @Test
    void aDollarSignInATextANameOrACommentIsNoParameter() {
        var sql = NamedSql.of("SELECT '$a' AS \"$b\" -- $c\n, $d AS d");
        assertThat(sql.names()).containsExactly("d");
        assertThat(rows(sql, Map.of("d", 1)).named(0)).containsEntry("$b", "$a").containsEntry("d", 1);
    }

    @Test
    void aNameThatIsNotGivenIsAMistakeOfTheProgram() {
        assertThatThrownBy(() -> rows(NamedSql.of("SELECT $a"), Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatATurnKeepsIsThereUntilItsEnd() {
        var kept = NamedSql.of("SELECT year FROM last_year");
        try (var turn = reader.turn()) {
            turn.keep("last_year", NamedSql.of("SELECT $year - 1 AS year"), Map.of("year", 2025));
            assertThat(turn.rows(kept, Map.of(), 1).rows().get(0).get(0)).isEqualTo(2024);
        }
        assertThatThrownBy(() -> rows(kept, Map.of())).isInstanceOf(SummaryProblem.class);
    }

    @Test
    void rowsBeyondTheBoundAreLeftOutAndItIsSaid() {
        try (var turn = reader.turn()) {
            assertThat(turn.rows(NamedSql.of("FROM range(10)"), Map.of(), 10).cut())
                    .isFalse();
            var cut = turn.rows(NamedSql.of("FROM range(11)"), Map.of(), 10);
            assertThat(cut.cut()).isTrue();
            assertThat(cut.rows()).hasSize(10);
        }
    }

    @Test
    void aQueryThatComputesTooLongIsStoppedAndTheNextIsAnswered() {
        var endless =
                NamedSql.of("SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range % 7 = b.range % 11");
        long begin = System.nanoTime();
        assertThatThrownBy(() -> rows(endless, Map.of()))
                .isInstanceOfSatisfying(
                        SummaryProblem.class, e -> assertThat(e.kind()).isEqualTo(Kind.TIME_LIMIT));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(rows(NamedSql.of("SELECT 1"), Map.of()).rows()).hasSize(1);
    }

    @Test
    void whoWaitsTooLongForATurnIsToldSo() {
        try (var held = reader.turn()) {
            assertThat(held).isNotNull();
            assertThatThrownBy(reader::turn).isInstanceOfSatisfying(SummaryProblem.class, e -> assertThat(e.kind())
                    .isEqualTo(Kind.BUSY));
        }
        reader.turn().close();
    }

    @Test
    void nothingElseIsReadWrittenOrSet() throws Exception {
        var other = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
        for (var sql : List.of(
                "FROM read_csv('" + other + "')",
                "FROM '" + other + "'",
                "FROM read_text('/etc/passwd')",
                "FROM glob('/*')",
                "ATTACH '" + folder.resolve("new.duckdb") + "' AS new",
                "COPY school TO '" + folder.resolve("out.csv") + "'",
                "EXPORT DATABASE '" + folder.resolve("out") + "'",
                "CREATE TABLE a (b INTEGER)",
                "INSERT INTO school (name) VALUES ('x')",
                "DELETE FROM school",
                "DROP TABLE school",
                "SET enable_external_access = true",
                "SET memory_limit = '10GB'",
                "SET GLOBAL threads = 64",
                "SET temp_directory = '/tmp'",
                "INSTALL httpfs",
                "LOAD httpfs")) {
            assertThatThrownBy(() -> rows(NamedSql.of(sql), Map.of())).as(sql).isInstanceOf(SummaryProblem.class);
        }
        assertThat(rows(NamedSql.of("SELECT * FROM school"), Map.of()).rows()).hasSize(3);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("CURRENT", "summary", "other.csv");
        }
    }

    private Rows rows(NamedSql sql, Map<String, ?> parameters) {
        try (var turn = reader.turn()) {
            return turn.rows(sql, parameters, ALL);
        }
    }
}
