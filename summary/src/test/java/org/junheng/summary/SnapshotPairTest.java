package org.junheng.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junheng.summary.SummaryProblem.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotPairTest {
    private static final String FIRST = PublishedWarehouse.ID;
    private static final String SECOND = "fedcba9876543210";

    @TempDir
    Path folder;

    private Path second;

    @BeforeEach
    void publishTwo() throws Exception {
        PublishedWarehouse.in(folder);
        second = folder.resolve("summary/junheng-" + SECOND + ".duckdb");
        Files.copy(folder.resolve("summary/junheng-" + FIRST + ".duckdb"), second);
    }

    @Test
    void oneQueryReadsBoth() {
        try (var pair = SnapshotPair.open(folder, FIRST, SECOND)) {
            assertThat(pair.before()).isNotEqualTo(pair.after());
            assertThat(rows(pair)).isEqualTo(6);
        }
    }

    @Test
    void aSnapshotCanBeComparedWithItself() {
        try (var pair = SnapshotPair.open(folder, FIRST, FIRST)) {
            assertThat(rows(pair)).isEqualTo(6);
        }
    }

    private static long rows(SnapshotPair pair) {
        try (var answer = pair.select("SELECT count(*) FROM (FROM \"%s\".main.school UNION ALL FROM \"%s\".main.school)"
                .formatted(pair.before(), pair.after()))) {
            answer.next();
            return ((Number) answer.value(0)).longValue();
        }
    }

    @Test
    void bothStayReadOnlyAndLocked() throws Exception {
        var bytes = Files.readAllBytes(second);
        try (var pair = SnapshotPair.open(folder, FIRST, SECOND)) {
            pair.run("CREATE TABLE memory.main.found AS SELECT 1");
            for (var sql : new String[] {
                "DELETE FROM \"after\".main.school",
                "CREATE TABLE \"before\".main.other AS SELECT 1",
                "SET enable_external_access = true",
                "SET memory_limit = '8GB'",
                "COPY (SELECT 1) TO '%s'".formatted(folder.resolve("out.csv")),
                "ATTACH '%s' AS third".formatted(folder.resolve("third.duckdb")),
                "FROM read_text('/etc/passwd')"
            }) {
                assertThatExceptionOfType(SummaryProblem.class).as(sql).isThrownBy(() -> pair.run(sql));
            }
        }
        assertThat(Files.readAllBytes(second)).isEqualTo(bytes);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("CURRENT", "summary");
        }
    }

    @Test
    void tellsWhichFileIsDamagedOrMissing() throws Exception {
        Files.writeString(second, "not a database");
        assertThatExceptionOfType(SummaryProblem.class)
                .isThrownBy(() -> SnapshotPair.open(folder, FIRST, SECOND))
                .satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(Kind.SNAPSHOT_UNREADABLE);
                    assertThat(problem.exitCode()).isEqualTo(ExitCode.FAILED);
                    assertThat(problem.describe(Language.EN))
                            .contains(SECOND)
                            .doesNotContain(FIRST)
                            .doesNotContain(folder.toString());
                    assertThat(problem.nextStep(Language.ZH)).get().asString().contains("junheng verify");
                });
        Files.delete(second);
        assertThatExceptionOfType(SummaryProblem.class)
                .isThrownBy(() -> SnapshotPair.open(folder, FIRST, SECOND))
                .satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(Kind.SNAPSHOT_MISSING);
                    assertThat(problem.describe(Language.EN)).contains(SECOND);
                });
    }

    @Test
    void aFileThatBreaksOffIsToldWhenItsRowsAreRead() throws Exception {
        try (var channel = java.nio.channels.FileChannel.open(second, java.nio.file.StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
        assertThatExceptionOfType(SummaryProblem.class)
                .isThrownBy(() -> {
                    try (var pair = SnapshotPair.open(folder, FIRST, SECOND)) {
                        pair.run("CREATE TABLE memory.main.found AS FROM \"after\".main.school");
                    }
                })
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Kind.SNAPSHOT_UNREADABLE));
    }
}
