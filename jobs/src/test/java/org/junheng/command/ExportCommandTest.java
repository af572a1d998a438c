package org.junheng.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junheng.summary.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before anything is opened. */
class ExportCommandTest {
    @TempDir
    Path folder;

    private String refused(String options, String language) {
        var arguments =
                new ArrayList<>(List.of("export", "--out", folder.resolve("out").toString(), "--lang", language));
        arguments.addAll(List.of(options.split(" ")));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        assertThat(Junheng.run(arguments, Map.of(), out, err)).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(folder.resolve("out")).doesNotExist();
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--format xlsx --year 2025 | --year is for the workbook of a county or city | --year 用于",
                "--format csv --county 530302 --city 530300 | --county and --city do not go together | --county 与 --city",
                "--year 2025 | say what to export | 请说明导出什么",
                "--county 530302 | say what you want of 530302 | 请说明要 530302 的什么",
                "--county 530302 --quarantine --format xlsx | --format does not go with --quarantine | --format 不能与 --quarantine 合用",
                "--quarantine --year 2025 | --year does not go with --quarantine | --year 不能与 --quarantine 合用",
                "--quarantine --standard x | --standard does not go with --quarantine | --standard 不能与 --quarantine 合用"
            })
    void options_that_make_no_sense_together_are_refused_with_what_to_do(
            String options, String english, String chinese) {
        assertThat(refused(options, "en")).contains(english).hasLineCount(2);
        assertThat(refused(options, "zh")).contains(chinese).hasLineCount(2);
    }

    @Test
    void a_format_that_is_not_there_is_refused_with_those_that_are() {
        assertThat(refused("--county 530302 --format pdf", "en")).contains("pdf", "xlsx");
    }
}
