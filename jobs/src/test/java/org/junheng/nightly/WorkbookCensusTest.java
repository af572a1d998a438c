package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dhatim.fastexcel.Workbook;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.ExitCode;
import org.junheng.validate.FlatRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workbooks in the place of text files. */
class WorkbookCensusTest {
    private static final FlatRow FLAT = new FlatRow(
            Rulebook.read(MadeUpCountry.shipped(), Optional.empty()).profiles().get("junheng-flat"));

    @TempDir
    Path folder;

    private Path census;
    private TestRun run;

    @BeforeEach
    void set_up() throws IOException {
        census = Files.createDirectories(folder.resolve("census"));
        run = new TestRun(folder.resolve("warehouse"));
    }

    @Test
    void a_workbook_with_titles_other_sheets_and_numbers_as_text_is_read_like_a_text_file() throws IOException {
        try (var out = Files.newOutputStream(census.resolve("麒麟.xlsx"));
                var workbook = new Workbook(out, "test", null)) {
            workbook.newWorksheet("说明").value(0, 0, "本表由学校填报");
            var sheet = workbook.newWorksheet("学校");
            sheet.value(0, 0, "2023年普查");
            write(sheet, 2, FLAT.header().split(","), true);
            write(sheet, 3, FLAT.cells(Map.of()).split(",", -1), false);
            write(sheet, 5, FLAT.cells(Map.of("school_code", "5300000002")).split(",", -1), true);
            write(
                    sheet,
                    6,
                    FLAT.cells(Map.of("school_code", "5300000003", "classes_primary", "many"))
                            .split(",", -1),
                    true);
        }
        assertThat(run.nightly(census, null).exitCode()).isEqualTo(ExitCode.PUBLISHED_WITH_REFUSALS);
        assertThat(run.query("SELECT school_code, students_primary FROM school ORDER BY 1"))
                .containsExactly(List.of("5300000001", "200"), List.of("5300000002", "200"));
        assertThat(run.query("SELECT sheet, line, rule, column_name, found FROM quarantine"))
                .containsExactly(List.of("学校", "7", "type", "classes_primary", "many"));
        assertThat(run.query("SELECT state, rows_read, rows_other, encoding, reason FROM source_file"))
                .containsExactly(java.util.Arrays.asList("accepted", "3", "2", null, "未读的表：说明 / sheets not read: 说明"));
    }

    @Test
    void a_workbook_that_breaks_off_is_refused_and_the_rest_is_published() throws IOException {
        Files.writeString(census.resolve("good.csv"), FLAT.header() + "\n" + FLAT.cells(Map.of()) + "\n");
        Files.writeString(census.resolve("broken.xlsx"), "PK\u0003\u0004 and nothing more");
        assertThat(run.nightly(census, null).exitCode()).isEqualTo(ExitCode.PUBLISHED_WITH_REFUSALS);
        assertThat(run.query("SELECT name, state FROM source_file ORDER BY 1"))
                .containsExactly(List.of("broken.xlsx", "refused"), List.of("good.csv", "accepted"));
    }

    private static void write(org.dhatim.fastexcel.Worksheet sheet, int row, String[] cells, boolean asText) {
        for (int i = 0; i < cells.length; i++) {
            if (!asText && cells[i].matches("[0-9]{1,9}")) {
                sheet.value(row, i, Long.valueOf(cells[i]));
            } else if (!cells[i].isEmpty()) {
                sheet.value(row, i, cells[i]);
            }
        }
    }
}
