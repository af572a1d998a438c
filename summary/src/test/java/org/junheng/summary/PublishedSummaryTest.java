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
}
