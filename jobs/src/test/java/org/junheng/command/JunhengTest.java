package org.junheng.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junheng.summary.ExitCode;
import org.junheng.summary.Messages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JunhengTest {
    @TempDir
    static Path warehouse;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void publish() throws Exception {
        PublishedSchools.in(warehouse);
    }

    @Test
    void hasItsMessagesInBothLanguages() {
        assertThat(Messages.differences("org.junheng.command.messages")).isEmpty();
    }

    @Test
    void showsHelpInTheLanguageOfTheLocale() {
        assertThat(run(Map.of("LANG", "zh_CN.UTF-8"), "--help")).isEqualTo(ExitCode.DONE);
        assertThat(answer()).contains("用法：junheng", "query");
        assertThat(err.size()).isZero();
    }

    @Test
    void showsHelpWithoutArgumentsAndAboutEveryCommand() {
        assertThat(run(Map.of())).isEqualTo(ExitCode.DONE);
        for (var name : Commands.NAMES) {
            out.reset();
            assertThat(run(Map.of(), "help", name)).isEqualTo(ExitCode.DONE);
            assertThat(answer()).contains("junheng " + name, "--warehouse");
            out.reset();
            assertThat(run(Map.of(), name, "--help")).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        assertThat(run(Map.of(), "qeury")).isEqualTo(ExitCode.USAGE);
        assertThat(messages()).contains("Did you mean \"query\"?");
        assertThat(out.size()).isZero();
    }

    @Test
    void answersAQueryAndSaysWhatItLeavesOut() {
        assertThat(query("SELECT id FROM school ORDER BY id")).isEqualTo(ExitCode.DONE);
        assertThat(answer().lines()).hasSize(52);
        assertThat(messages()).contains("10 more rows");
    }

    @Test
    void writesCsvWhateverTheOrderOfTheArguments() {
        assertThat(run(
                        Map.of(),
                        "--warehouse=" + warehouse,
                        "--lang",
                        "zh",
                        "query",
                        "--format=csv",
                        "-- a comment\nSELECT id, name FROM school WHERE id = 7"))
                .isEqualTo(ExitCode.DONE);
        assertThat(answer()).isEqualTo("id,name\n7,学校7\n");
        assertThat(err.size()).isZero();
    }

    @Test
    void refusesWrongUsage() {
        for (var arguments : List.of(
                List.of("query"),
                List.of("query", "SELECT", "1"),
                List.of("query", "SELECT 1", "--format", "xml"),
                List.of("query", "SELECT 1", "--formt", "csv"),
                List.of("query", "SELECT 1", "--rows", "many"),
                List.of("query", "SELECT 1", "--format"),
                List.of("query", "SELECT 1", "--lang", "fr"),
                List.of("--frmat"))) {
            assertThat(run(Map.of(), arguments.toArray(String[]::new)))
                    .as("%s", arguments)
                    .isEqualTo(ExitCode.USAGE);
        }
        assertThat(out.size()).isZero();
        assertThat(messages()).contains("Did you mean --format?", "Allowed: table, csv, json", "Allowed: zh, en");
    }

    @Test
    void refusesAWrongQueryAsWrongUsageAndSaysWhatToDo() {
        assertThat(query("SELECT nothing FROM school")).isEqualTo(ExitCode.USAGE);
        assertThat(messages()).contains("nothing", "DESCRIBE").doesNotContain(warehouse.toString(), "\tat ");
    }

    @Test
    void saysWhatToRunWhereNothingIsPublished(@TempDir Path empty) {
        assertThat(run(Map.of(), "query", "SELECT 1", "--warehouse", empty.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(messages()).contains("junheng nightly").doesNotContain(empty.toString());
    }

    @Test
    void endsQuietlyWhenNobodyReadsAnyMore() {
        var exitCode = Junheng.run(
                List.of("query", "FROM range(1000000)", "--format", "csv", "--warehouse", warehouse.toString()),
                Map.of(),
                failing("Broken pipe"),
                err);
        assertThat(exitCode).isEqualTo(ExitCode.DONE);
        assertThat(err.size()).isZero();
    }

    @Test
    void failsWhenTheAnswerCannotBeWritten() {
        var exitCode = Junheng.run(List.of("--help"), Map.of(), failing("No space left on device"), err);
        assertThat(exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(messages()).contains("The disk is full", "Make room");
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                throw new IOException(message);
            }
        };
    }

    private ExitCode query(String sql) {
        return run(Map.of(), "query", sql, "--warehouse", warehouse.toString());
    }

    private ExitCode run(Map<String, String> environment, String... arguments) {
        return Junheng.run(List.of(arguments), environment, out, err);
    }

    private String answer() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String messages() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
