package org.junheng.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junheng.summary.SummaryProblem.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedSummaryTest {
    @TempDir
    Path folder;

    @Test
    void opensWhatCurrentNames() throws Exception {
        try (var summary = PublishedSummary.open(PublishedWarehouse.in(folder))) {
            assertThat(summary.snapshotId()).isEqualTo(PublishedWarehouse.ID);
        }
    }

    @Test
    void saysWhatToRunWhereNothingIsPublished() {
        var problem = assertThatExceptionOfType(SummaryProblem.class)
                .isThrownBy(() -> PublishedSummary.open(folder))
                .actual();
        assertThat(problem.kind()).isEqualTo(Kind.NO_SUMMARY);
        assertThat(problem.nextStep(Language.ZH)).get().asString().contains("junheng nightly");
        assertThat(problem.nextStep(Language.EN)).get().asString().contains("junheng nightly");
    }

    @Test
    void tellsAMissingFileFromADamagedOne() throws Exception {
        PublishedWarehouse.in(folder);
        var file = folder.resolve("summary/junheng-" + PublishedWarehouse.ID + ".duckdb");
        Files.writeString(file, "not a database");
        assertThatExceptionOfType(SummaryProblem.class)
                .isThrownBy(() -> PublishedSummary.open(folder))
                .satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(Kind.SUMMARY_UNREADABLE);
                    assertThat(problem.describe(Language.EN)).doesNotContain(folder.toString());
                });
        Files.delete(file);
        assertThatExceptionOfType(SummaryProblem.class)
                .isThrownBy(() -> PublishedSummary.open(folder))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Kind.SUMMARY_MISSING));
    }

    @Test
    void refusesACurrentThatIsNoSnapshotId() throws Exception {
        PublishedWarehouse.in(folder);
        Files.writeString(folder.resolve("CURRENT"), "../../etc");
        assertThatExceptionOfType(SummaryProblem.class)
                .isThrownBy(() -> PublishedSummary.open(folder))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Kind.SUMMARY_UNREADABLE));
    }

    @Test
    void staysReadOnlyAndLockedEvenForTheProgramItself() throws Exception {
        try (var summary = PublishedSummary.open(PublishedWarehouse.in(folder));
                var statement = summary.connection().createStatement()) {
            for (var sql : new String[] {
                "DELETE FROM school",
                "SET enable_external_access = true",
                "SET memory_limit = '8GB'",
                "FROM read_text('/etc/passwd')"
            }) {
                assertThatExceptionOfType(SQLException.class).as(sql).isThrownBy(() -> statement.execute(sql));
            }
        }
    }

    @Test
    void opensBesideAnotherConnectionToTheSameFile() throws Exception {
        PublishedWarehouse.in(folder);
        var file = folder.resolve("summary/junheng-" + PublishedWarehouse.ID + ".duckdb");
        try (var other = DriverManager.getConnection("jdbc:duckdb:" + file + ";access_mode=READ_ONLY");
                var summary = PublishedSummary.open(folder);
                var answer = summary.select("FROM school", QueryLimits.DEFAULT)) {
            assertThat(other.isClosed()).isFalse();
            assertThat(answer.next()).isTrue();
        }
    }

    /** A file that somebody prepared: what its own views and macros ask for is refused like what a reader asks for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM outside",
                "SELECT count(*) FROM outside",
                "DESCRIBE outside",
                "FROM file_of('SECRET')",
                "SELECT content_of('SECRET')",
                "FROM copied",
                "WITH x AS (FROM outside) SELECT * FROM x"
            })
    void readsNoFileThroughViewsAndMacrosOfTheFileItself(String sql) throws Exception {
        PublishedWarehouse.in(folder);
        var secret = folder.resolve("secret.csv");
        Files.writeString(secret, "word\nhidden\n");
        var file = folder.resolve("summary/junheng-" + PublishedWarehouse.ID + ".duckdb");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                var statement = connection.createStatement()) {
            statement.execute("CREATE VIEW outside AS SELECT * FROM read_csv('" + secret + "')");
            statement.execute("CREATE VIEW copied AS SELECT * FROM '" + secret + "'");
            statement.execute("CREATE MACRO file_of(f) AS TABLE SELECT * FROM read_text(f)");
            statement.execute("CREATE MACRO content_of(f) AS (SELECT content FROM read_text(f))");
        }
        var before = (long) folder.toFile().list().length;
        try (var summary = PublishedSummary.open(folder)) {
            assertThatExceptionOfType(SummaryProblem.class)
                    .isThrownBy(() -> {
                        try (var answer =
                                summary.select(sql.replace("SECRET", secret.toString()), QueryLimits.DEFAULT)) {
                            while (answer.next()) {
                                assertThat(String.valueOf(answer.value(0))).doesNotContain("hidden");
                            }
                            throw new SummaryProblem(Kind.EMPTY_QUERY);
                        }
                    })
                    .satisfies(problem -> {
                        assertThat(problem.kind()).isIn(Kind.FILE_REFUSED, Kind.EMPTY_QUERY);
                        assertThat(problem.kind() == Kind.FILE_REFUSED || sql.startsWith("DESCRIBE"))
                                .isTrue();
                        assertThat(problem.describe(Language.EN)).doesNotContain("hidden", folder.toString());
                    });
        }
        assertThat((long) folder.toFile().list().length).isEqualTo(before);
    }

    @Test
    void givesTheFirstRowsAndCountsTheOthers() throws Exception {
        try (var summary = PublishedSummary.open(PublishedWarehouse.in(folder));
                var answer = summary.select("FROM range(1000)", QueryLimits.DEFAULT)) {
            answer.first(3);
            int rows = 0;
            while (answer.next()) {
                rows++;
            }
            assertThat(rows).isEqualTo(3);
            assertThat(answer.leftOut()).isEqualTo(new Answer.LeftOut(997, true));
        }
    }

    @Test
    void countsNoMoreThanAMillionRowsThatItDoesNotGive() throws Exception {
        try (var summary = PublishedSummary.open(PublishedWarehouse.in(folder));
                var answer = summary.select("FROM range(1000005)", QueryLimits.DEFAULT)) {
            assertThat(answer.first(0).next()).isFalse();
            assertThat(answer.leftOut()).isEqualTo(new Answer.LeftOut(1_000_000, false));
        }
    }
}
