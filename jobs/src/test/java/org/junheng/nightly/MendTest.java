package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dhatim.fastexcel.Workbook;
import org.junheng.export.mend.QuarantineExport;
import org.junheng.ingest.CensusSheets;
import org.junheng.ingest.CsvRecords;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.ExitCode;
import org.junheng.terms.FaultException;
import org.junheng.validate.FlatRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quarantined rows go out, are mended, come back, and are in. */
class MendTest {
    private static final Rulebook RULEBOOK = Rulebook.read(MadeUpCountry.shipped(), Optional.empty());
    private static final FlatRow FLAT = new FlatRow(RULEBOOK.profiles().get("junheng-flat"));

    @TempDir
    Path folder;

    private Path census;
    private TestRun run;

    @BeforeEach
    void publish_a_census_with_faults_in_two_counties() throws IOException {
        census = Files.createDirectories(folder.resolve("census"));
        run = new TestRun(folder.resolve("warehouse"));
        Files.writeString(
                census.resolve("2023.csv"),
                String.join(
                        "\n",
                        FLAT.header(),
                        FLAT.cells(Map.of()),
                        FLAT.cells(Map.of("school_code", "5300000002", "classes_primary", "many")),
                        FLAT.cells(Map.of("school_code", "5300000003", "students_primary", "-5")),
                        FLAT.cells(Map.of("school_code", "5300000004", "county_code", "530303", "ownership", "7")),
                        ""));
        assertThat(run.nightly(census, null).exitCode()).isEqualTo(ExitCode.PUBLISHED_WITH_REFUSALS);
    }

    @Test
    void a_workbook_a_county_is_given_back_and_its_mended_rows_are_taken() throws Exception {
        var written = export(Optional.empty());
        assertThat(written)
                .extracting(file -> file.file().getFileName() + " " + file.rows())
                .containsExactly("530302_麒麟区_junheng-flat_2023.xlsx 2", "530303_沾益区_junheng-flat_2023.xlsx 1");
        var sheets = rows(written.get(0).file());
        assertThat(sheets.get(0)).hasSize(3);
        assertThat(sheets.get(0).get(0)).containsExactly(FLAT.header().split(","));
        assertThat(String.join(" ", sheets.get(1).get(1)))
                .contains("2023.csv 3 type")
                .contains("[classes_primary]");
        mend(sheets.get(0), census.resolve("530302_麒麟区_junheng-flat_2023.xlsx"));
        run.nightly(census, null);
        assertThat(run.query("SELECT school_code, classes_primary, students_primary FROM school ORDER BY 1"))
                .containsExactly(
                        List.of("5300000001", "6", "200"),
                        List.of("5300000002", "6", "200"),
                        List.of("5300000003", "6", "5"));
        assertThat(export(Optional.empty()))
                .extracting(file -> file.file().getFileName().toString())
                .containsExactly("530303_沾益区_junheng-flat_2023.xlsx");
    }

    @Test
    void one_county_can_be_asked_for_and_no_work_in_progress_is_written_over() throws Exception {
        var out = folder.resolve("out");
        assertThat(write(out, Optional.of("530303"))).hasSize(1);
        var fault = catchThrowableOfType(FaultException.class, () -> write(out, Optional.of("530303")));
        assertThat(fault.code()).isEqualTo("export.exists");
    }

    private int exports;

    private List<QuarantineExport.Written> export(Optional<String> county) throws Exception {
        return write(folder.resolve("out" + exports++), county);
    }

    private List<QuarantineExport.Written> write(Path out, Optional<String> county) throws Exception {
        try (var summary = run.summary()) {
            return new QuarantineExport(summary, folder.resolve("warehouse"), RULEBOOK).write(out, county);
        }
    }

    private static List<List<String[]>> rows(Path file) throws IOException {
        var all = new ArrayList<List<String[]>>();
        try (var sheets = CensusSheets.open(file, file.toString(), RULEBOOK.limits())) {
            for (var name : sheets.names()) {
                var rows = new ArrayList<String[]>();
                try (var source = sheets.rows(name, 0)) {
                    for (CsvRecords.Record row = source.next(); row != null; row = source.next()) {
                        rows.add(row.cells());
                    }
                }
                all.add(rows);
            }
        }
        return all;
    }

    private static void mend(List<String[]> rows, Path file) throws IOException {
        try (var out = Files.newOutputStream(file);
                var workbook = new Workbook(out, "test", null)) {
            var sheet = workbook.newWorksheet("2023");
            for (int i = 0; i < rows.size(); i++) {
                for (int j = 0; j < rows.get(i).length; j++) {
                    var cell = rows.get(i)[j].replace("many", "6");
                    sheet.value(i, j, cell.equals("-5") ? "5" : cell);
                }
            }
        }
    }
}
