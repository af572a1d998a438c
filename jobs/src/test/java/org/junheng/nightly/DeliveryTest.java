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
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.ExitCode;
import org.junheng.terms.FaultException;
import org.junheng.validate.FlatRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that come later, twice, or with fewer rows: what stands, what the ledger says, and what is worked on anew. */
class DeliveryTest {
    private static final FlatRow FLAT = new FlatRow(
            Rulebook.read(MadeUpCountry.shipped(), Optional.empty()).profiles().get("junheng-flat"));
    private static final String QILIN = "530302";
    private static final String ZHANYI = "530303";
    private static final String NANYANG = "411302";
    private static final String LEDGER =
            "SELECT county_code, s.name, l.rows_read, l.rows_accepted, l.rows_quarantined, rows_superseded"
                    + " FROM row_ledger l JOIN source_file s USING (sha256) ORDER BY 1, 2";

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
    void a_later_delivery_of_a_county_takes_the_place_of_the_earlier_one_and_of_no_other_county() throws IOException {
        write("all.csv", rows(QILIN, 1, 3, "100"), rows(ZHANYI, 11, 2, "100"));
        run.nightly(census, null);
        write("qilin-again.csv", rows(QILIN, 1, 2, "120"));
        assertThat(run.nightly(census, null).exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.query("SELECT county_code, school_code, students FROM school ORDER BY 2"))
                .containsExactly(
                        List.of(QILIN, "5300000001", "120"),
                        List.of(QILIN, "5300000002", "120"),
                        List.of(ZHANYI, "5300000011", "100"),
                        List.of(ZHANYI, "5300000012", "100"));
        assertThat(run.query(LEDGER))
                .containsExactly(
                        List.of(QILIN, "all.csv", "3", "3", "0", "3"),
                        List.of(QILIN, "qilin-again.csv", "2", "2", "0", "0"),
                        List.of(ZHANYI, "all.csv", "2", "2", "0", "0"));
    }

    @Test
    void what_came_first_is_known_after_another_census_was_run_in_between() throws IOException {
        write("first.csv", rows(QILIN, 1, 2, "100"));
        run.nightly(census, null);
        var other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(
                other.resolve("other.csv"),
                FLAT.header() + "\n" + String.join("\n", rows(NANYANG, 21, 2, "90")) + "\n");
        runOther(other);
        write("again.csv", rows(QILIN, 1, 2, "120"));
        runOther(census);
        assertThat(run.query("SELECT DISTINCT students FROM school")).containsExactly(List.of("120"));
    }

    private void runOther(Path folder) {
        try {
            run.run().nightly(TestRun.options(folder, null, "another census on purpose"));
        } catch (IOException | java.sql.SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void the_path_can_tell_which_delivery_is_later_and_a_file_sent_twice_changes_nothing() throws IOException {
        Files.createDirectories(census.resolve("2023-09-20"));
        Files.createDirectories(census.resolve("2023-10-11"));
        write("2023-10-11/qilin.csv", rows(QILIN, 1, 2, "120"));
        write("2023-09-20/qilin.csv", rows(QILIN, 1, 2, "100"));
        var first = run.nightly(census, null);
        assertThat(run.query("SELECT DISTINCT students FROM school")).containsExactly(List.of("120"));
        Files.copy(census.resolve("2023-09-20/qilin.csv"), census.resolve("2023-09-20/copy.csv"));
        var second = run.nightly(census, null);
        assertThat(second.unchanged()).isTrue();
        assertThat(second.manifest()).isEqualTo(first.manifest());
    }

    @Test
    void rows_that_come_back_mended_join_those_that_were_sound() throws IOException {
        write("first.csv", rows(QILIN, 1, 2, "100"), rows(QILIN, 3, 1, "many"));
        assertThat(run.nightly(census, null).exitCode()).isEqualTo(ExitCode.PUBLISHED_WITH_REFUSALS);
        write("mended.csv", rows(QILIN, 3, 1, "100"));
        run.nightly(census, null);
        assertThat(run.query("SELECT count(*), sum(students) FROM school")).containsExactly(List.of("3", "300"));
        assertThat(run.query(LEDGER))
                .containsExactly(
                        List.of(QILIN, "first.csv", "3", "2", "1", "0"),
                        List.of(QILIN, "mended.csv", "1", "1", "0", "0"));
        assertThat(run.query("SELECT DISTINCT reasons FROM county_verdict WHERE county_code = '530302'")
                        .toString())
                .doesNotContain("5300000003");
    }

    @Test
    void only_what_depends_on_a_resubmission_is_worked_on_and_the_tables_equal_a_full_run() throws IOException {
        write("qujing_2023-09-20.csv", rows(QILIN, 1, 3, "100"), rows(ZHANYI, 11, 2, "100"));
        write("nanyang_2023-09-20.csv", rows(NANYANG, 21, 3, "100"));
        run.nightly(census, null);
        write("zhanyi_2023-10-11.csv", rows(ZHANYI, 11, 2, "90"));
        run.nightly(census, null);
        assertThat(run.said())
                .anyMatch(line -> line.strip().equals("1 partitions checked anew, 1 unchanged and taken over"))
                .anyMatch(line -> line.strip().equals("2 tasks measured anew, 1 unchanged and taken over"));
        var incremental = tables();
        run = new TestRun(folder.resolve("whole"));
        run.nightly(census, null);
        assertThat(tables()).isEqualTo(incremental);
    }

    @Test
    void fewer_rows_than_the_rule_allows_stop_the_run_until_somebody_says_why() throws Exception {
        write("qilin.csv", rows(QILIN, 1, 9, "100"));
        var first = run.nightly(census, null).manifest().orElseThrow();
        write("qilin.csv", rows(QILIN, 1, 5, "100"));
        var fault = catchThrowableOfType(FaultException.class, () -> run.nightly(census, null));
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.INPUT);
        assertThat(fault.what().en()).contains("junheng-flat 2023 530302: 9 → 5 rows");
        assertThat(run.warehouse().currentId()).contains(first.id());
        run.run().nightly(TestRun.options(census, null, "four schools merged"));
        assertThat(run.query("SELECT assumptions FROM snapshot").toString()).contains("four schools merged");
        assertThat(run.query("SELECT count(*) FROM school")).containsExactly(List.of("5"));
    }

    private List<List<List<String>>> tables() {
        return List.of("school", "school_indicator", "equity", "county_item", "county_verdict", "division").stream()
                .map(table -> run.query("SELECT * FROM " + table + " ORDER BY ALL"))
                .toList();
    }

    private static List<String> rows(String county, int first, int schools, String students) {
        var rows = new ArrayList<String>();
        for (int i = first; i < first + schools; i++) {
            rows.add(FLAT.cells(Map.of(
                    "school_code", county.substring(0, 2) + "%08d".formatted(i),
                    "county_code", county,
                    "students_primary", students)));
        }
        return rows;
    }

    @SafeVarargs
    private void write(String name, List<String>... parts) throws IOException {
        var lines = new ArrayList<>(List.of(FLAT.header()));
        for (var part : parts) {
            lines.addAll(part);
        }
        Files.writeString(census.resolve(name), String.join("\n", lines) + "\n");
    }
}
