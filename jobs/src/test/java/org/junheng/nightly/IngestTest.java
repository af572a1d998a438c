package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junheng.explain.Explainer;
import org.junheng.explain.Explanation;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.ExitCode;
import org.junheng.terms.FaultException;
import org.junheng.validate.FlatRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From files to the published tables: what is refused, what is kept out, what is published all the same. */
class IngestTest {
    private static final FlatRow FLAT = new FlatRow(
            Rulebook.read(MadeUpCountry.shipped(), Optional.empty()).profiles().get("junheng-flat"));
    private static final String COUNTRY_ROWS = """
            0001,一小,A,北区,甲县,100,100,10,40,1
            0002,二小,B,北区,甲县,50,50,5,30,1
            0003,三小,,南区,甲县,100,100,10,,1
            """;

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
    void a_bad_file_among_good_ones_is_refused_and_the_rest_is_published() throws IOException {
        write("good.csv", row(Map.of()));
        Files.writeString(census.resolve("bad.csv"), FLAT.header().replace("ownership", "owner") + "\n");
        Files.write(census.resolve("noise.csv.gz"), new byte[] {0x1F, (byte) 0x8B, 8, 0, 1, 2, 3});
        assertThat(run.nightly(census, null).exitCode()).isEqualTo(ExitCode.PUBLISHED_WITH_REFUSALS);
        assertThat(run.query("SELECT name, state, rows_accepted FROM source_file ORDER BY name"))
                .containsExactly(
                        List.of("bad.csv", "refused", "0"),
                        List.of("good.csv", "accepted", "1"),
                        List.of("noise.csv.gz", "refused", "0"));
        assertThat(run.query("SELECT count(*) FROM school")).containsExactly(List.of("1"));
        assertThat(run.said())
                .anyMatch(line -> line.startsWith("refused bad.csv: line 1:")
                        && line.contains("column '办别码|ownership' is missing"));
    }

    @Test
    void nothing_acceptable_is_a_fault_of_the_input_and_publishes_nothing() throws IOException {
        Files.writeString(census.resolve("bad.csv"), "a,b\n1,2\n");
        var refused = catchThrowableOfType(FaultException.class, () -> run.nightly(census, null));
        assertThat(refused.kind()).isEqualTo(FaultException.Kind.INPUT);
        assertThat(run.warehouse().currentId()).isEmpty();

        write("all-bad.csv", row(Map.of("students_primary", "many")));
        var quarantined = catchThrowableOfType(FaultException.class, () -> run.nightly(census, null));
        assertThat(quarantined.kind()).isEqualTo(FaultException.Kind.INPUT);
        assertThat(quarantined.nextStep().en()).contains("type × 1 (all-bad.csv:2)");
        assertThat(run.warehouse().currentId()).isEmpty();

        Files.delete(census.resolve("all-bad.csv"));
        write("header-only.csv");
        var empty = catchThrowableOfType(FaultException.class, () -> run.nightly(census, null));
        assertThat(empty.kind()).isEqualTo(FaultException.Kind.INPUT);
        assertThat(run.warehouse().currentId()).isEmpty();
    }

    @Test
    void more_quarantined_rows_than_the_share_of_the_profile_are_told_by_the_exit_code() throws IOException {
        write("a.csv", row(Map.of()), row(Map.of("school_code", "5300000002", "students_primary", "-1")));
        assertThat(run.nightly(census, null).exitCode()).isEqualTo(ExitCode.PUBLISHED_WITH_REFUSALS);
        assertThat(run.query("SELECT rule, column_name, found, line, school_code FROM quarantine"))
                .containsExactly(List.of("range", "students_primary", "-1", "3", "5300000002"));
    }

    @Test
    void the_same_file_under_two_names_is_read_once() throws IOException {
        write("a.csv", row(Map.of()));
        write("b.csv", row(Map.of()));
        assertThat(run.nightly(census, null).exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.query("SELECT name, state, rows_read FROM source_file ORDER BY name"))
                .containsExactly(List.of("a.csv", "accepted", "1"), List.of("b.csv", "unchanged", "0"));
    }

    @Test
    void a_school_code_in_two_provinces_is_kept_out_of_both() throws IOException {
        write("a.csv", row(Map.of()), row(Map.of("school_code", "5300000002")));
        write("b.csv", row(Map.of("county_code", "411302")));
        assertThat(run.nightly(census, null).exitCode()).isEqualTo(ExitCode.PUBLISHED_WITH_REFUSALS);
        assertThat(run.query("SELECT file, line, rule FROM quarantine ORDER BY file"))
                .containsExactly(
                        List.of("a.csv", "2", "duplicate_conflict"), List.of("b.csv", "2", "duplicate_conflict"));
        assertThat(run.query("SELECT school_code FROM school")).containsExactly(List.of("5300000002"));
    }

    @Test
    void quarantine_keeps_the_text_of_a_record_as_it_stands_in_the_file() throws IOException {
        var broken = row(Map.of("school_code", "5300000002", "school_name", "\"东风\r\n\"\"小学\"\"\"", "ownership", "9"));
        var open = row(Map.of("school_code", "5300000003", "school_name", "\"东风"));
        var last = row(Map.of("school_code", "5300000004", "urban_rural", "999"));
        Files.writeString(
                census.resolve("a.csv"),
                String.join("\r\n", "\uFEFF" + FLAT.header(), broken, row(Map.of()), open, "", ",,", last));
        run.nightly(census, null);
        assertThat(run.query("SELECT line, rule, text FROM quarantine ORDER BY line"))
                .containsExactly(
                        List.of("2", "code", broken), List.of("5", "row_shape", open), List.of("8", "code", last));
        assertThat(run.query("SELECT encoding, rows_read, rows_accepted FROM source_file"))
                .containsExactly(List.of("UTF-8 BOM", "4", "1"));
    }

    @Test
    void one_broken_byte_in_gb18030_spoils_one_row() throws IOException {
        var text = FLAT.header() + "\n" + row(Map.of("school_name", "东风?1")) + "\n"
                + row(Map.of("school_code", "5300000002")) + "\n";
        var bytes = text.getBytes(Charset.forName("GB18030"));
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '?' ? (byte) 0xB0 : bytes[i];
        }
        Files.write(census.resolve("a.csv"), bytes);
        run.nightly(census, null);
        assertThat(run.query("SELECT line, rule, column_name, found FROM quarantine"))
                .containsExactly(List.of("2", "encoding", "school_name", "东风\uFFFD1"));
        assertThat(run.query("SELECT school_code, name FROM school")).containsExactly(List.of("5300000002", "东风小学"));
    }

    @Test
    void utf16_is_read_and_a_lone_surrogate_in_it_spoils_one_row() throws IOException {
        var text = FLAT.header() + "\n" + row(Map.of("school_name", "东风?1")) + "\n"
                + row(Map.of("school_code", "5300000002")) + "\n";
        var bytes = text.getBytes(StandardCharsets.UTF_16LE);
        for (int i = 0; i < bytes.length; i += 2) {
            bytes[i + 1] = bytes[i] == '?' && bytes[i + 1] == 0 ? (byte) 0xD8 : bytes[i + 1];
        }
        Files.write(census.resolve("a.csv"), bytes);
        run.nightly(census, null);
        assertThat(run.query("SELECT line, rule, column_name, found FROM quarantine"))
                .containsExactly(List.of("2", "encoding", "school_name", "东风\uFFFD1"));
        assertThat(run.query("SELECT encoding, rows_read, rows_accepted FROM source_file"))
                .containsExactly(List.of("UTF-16LE", "2", "1"));
        assertThat(run.query("SELECT name FROM school")).containsExactly(List.of("东风小学"));
    }

    @Test
    void a_nul_spoils_its_row_whose_whole_text_is_kept() throws IOException {
        var broken = row(Map.of("school_name", "东\0风"));
        write("a.csv", broken, row(Map.of("school_code", "5300000002")));
        run.nightly(census, null);
        assertThat(run.query("SELECT line, rule, found, length(text) FROM quarantine"))
                .containsExactly(List.of("2", "encoding", "东␀风", "" + broken.length()));
        assertThat(run.query("SELECT replace(text, chr(0), '?') FROM quarantine"))
                .containsExactly(List.of(broken.replace('\0', '?')));
        assertThat(run.query("SELECT school_code FROM school")).containsExactly(List.of("5300000002"));
    }

    @Test
    void numbers_as_people_type_them_come_out_as_numbers() throws IOException {
        write(
                "a.csv",
                row(Map.of(
                        "school_code",
                        "５３００００００02",
                        "students_primary",
                        "\"1,200\"",
                        "classes_primary",
                        "二十四",
                        "equipment_value",
                        "５０００００．５",
                        "teachers_primary",
                        "—",
                        "counted",
                        "√")),
                row(Map.of("students_primary", "1200人")));
        run.nightly(census, null);
        assertThat(run.query("SELECT school_code, students_primary FROM school"))
                .containsExactly(List.of("5300000002", "1200"));
        assertThat(run.query("SELECT line, rule, found, expected FROM quarantine"))
                .containsExactly(
                        List.of("3", "type", "1200人", "非负整数，不带「人」 / a whole number, not negative, without '人'"));
    }

    @Test
    void a_file_that_is_no_text_is_refused_and_the_rest_is_published() throws IOException {
        write("good.csv", row(Map.of()));
        Files.writeString(census.resolve("workbook.csv"), "PK\u0003\u0004 xl/workbook.xml" + "\0".repeat(3000));
        Files.writeString(census.resolve("endless.csv"), FLAT.header() + "\n" + "1,".repeat(4_000_000));
        assertThat(run.nightly(census, null).exitCode()).isEqualTo(ExitCode.PUBLISHED_WITH_REFUSALS);
        assertThat(run.query(
                        "SELECT name, state, rows_read, split_part(reason, '；', 1) FROM source_file ORDER BY name"))
                .containsExactly(
                        List.of("endless.csv", "refused", "0", "第 2 行超过 4194304 个字符"),
                        java.util.Arrays.asList("good.csv", "accepted", "1", null),
                        List.of("workbook.csv", "refused", "0", "文件不完整：缺少压缩包的结尾"));
    }

    @Test
    void a_made_up_country_works_by_facts_alone() throws IOException {
        var overlay = MadeUpCountry.in(folder.resolve("overlay")).folder();
        Files.writeString(census.resolve("x_2022.csv"), MadeUpCountry.HEADER + "\n" + COUNTRY_ROWS);
        var outcome = run.withOverlay(overlay).nightly(census, "xx-primary");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.query("SELECT level, region_code, students, mean FROM equity ORDER BY region_code, level"))
                .containsExactlyInAnyOrder(
                        // 70,000 over 300 students; the third school's money is not known
                        List.of("nation", "XX", "300", Double.toString(70_000.0 / 300)),
                        List.of("city", "北区", "300", Double.toString(70_000.0 / 300)),
                        List.of("county", "北区/甲县", "300", Double.toString(70_000.0 / 300)));
        assertThat(run.query("SELECT code, name, parent_code FROM division ORDER BY code"))
                .contains(List.of("北区/甲县", "甲县", "北区"), List.of("南区/甲县", "甲县", "南区"));
    }

    @Test
    void a_made_up_country_may_give_its_levels_by_codes_with_names() throws IOException {
        var overlay = MadeUpCountry.in(folder.resolve("overlay"))
                .with(
                        "census/xx-primary/profile.yaml",
                        MadeUpCountry.PROFILE
                                .replace("city: {name: city_name}", "city: {code: city_code, name: city_name}")
                                .replace("columns:\n", "columns:\n  city_code: {header: rate, required: true}\n")
                                .replace("product: [teachers, rate]", "header: teachers"))
                .folder();
        Files.writeString(census.resolve("x_2022.csv"), MadeUpCountry.HEADER + "\n" + COUNTRY_ROWS);
        run.withOverlay(overlay).nightly(census, "xx-primary");
        assertThat(run.query("SELECT code, name, parent_code FROM division WHERE level <> 'nation' ORDER BY code"))
                .containsExactly(List.of("1", "北区", "XX"), List.of("1/甲县", "甲县", "1"));
    }

    @Test
    void a_made_up_country_may_declare_a_level_of_its_own() throws IOException, SQLException {
        var overlay = MadeUpCountry.in(folder.resolve("overlay"))
                .with(
                        "census/xx-primary/profile.yaml",
                        MadeUpCountry.PROFILE
                                .replace("  county: {name: county_name}\n", "  network: {name: network_name}\n")
                                .replace(
                                        "columns:\n",
                                        "columns:\n  network_name: {header: kind, codes: {A: state, B: private}}\n"))
                .folder();
        Files.writeString(census.resolve("x_2022.csv"), MadeUpCountry.HEADER + "\n" + COUNTRY_ROWS);
        run.withOverlay(overlay).nightly(census, "xx-primary");
        assertThat(run.query("SELECT level, region_code, units, resource FROM equity"
                        + " WHERE level <> 'nation' ORDER BY level, region_code"))
                .containsExactly(
                        List.of("city", "北区", "2", "70000.0"),
                        List.of("network", "北区/private", "1", "30000.0"),
                        List.of("network", "北区/state", "1", "40000.0"));
        assertThat(run.query("SELECT code, name, level, parent_code FROM division ORDER BY code"))
                .containsExactly(
                        Arrays.asList("XX", "某国", "nation", null),
                        List.of("北区", "北区", "city", "XX"),
                        List.of("北区/private", "private", "network", "北区"),
                        List.of("北区/state", "state", "network", "北区"),
                        List.of("南区", "南区", "city", "XX"));
        // The third school's network is not known: it lies in its city, and in no network.
        assertThat(run.query("SELECT school_code, region_code FROM school ORDER BY 1"))
                .containsExactly(List.of("0001", "北区/state"), List.of("0002", "北区/private"), List.of("0003", "南区"));
        assertThat(SummaryContract.breaches(run)).isEmpty();
        assertThat(workSheet("北区/state")).containsExactly("0001");
        assertThat(workSheet("北区")).containsExactly("0001", "0002");
    }

    /** The schools in the work sheet that explains a region. */
    private List<String> workSheet(String region) throws SQLException {
        try (var connection = run.summary()) {
            var explained = new Explainer(connection)
                    .explain(new Explainer.Question(
                            region, Optional.empty(), Optional.empty(), Optional.of("expenditure_per_student")));
            return explained.parts().stream()
                    .filter(Explanation.Table.class::isInstance)
                    .flatMap(
                            table -> run.query(((Explanation.Table) table).sql().en()).stream())
                    .map(row -> row.get(0))
                    .toList();
        }
    }

    @Test
    void a_second_nation_with_divisions_of_its_own_leaves_the_first_as_it_is() throws IOException {
        var overlay = MadeUpCountry.in(folder.resolve("overlay"))
                .with(
                        "divisions/xx.csv",
                        "code,name,level,parent_code,valid_from,valid_to,successor_code,pseudo,generated\n"
                                + "x1,某县,county,,1900,,,0,0\n")
                .with(
                        "census/xx-primary/profile.yaml",
                        MadeUpCountry.PROFILE.replace("levels:", "divisions: {facts: xx}\nlevels:"))
                .folder();
        write("a.csv", row(Map.of()));
        assertThat(run.withOverlay(overlay).nightly(census, "junheng-flat").exitCode())
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void a_file_renamed_with_its_year_kept_changes_nothing_and_with_another_year_is_quarantined() throws IOException {
        var overlay = MadeUpCountry.in(folder.resolve("overlay")).folder();
        var header = "year," + MadeUpCountry.HEADER + "\n";
        var text = header + "2022,0001,一小,A,北区,甲县,100,100,10,40,1\n";
        Files.writeString(census.resolve("x_2022.csv"), text, StandardCharsets.UTF_8);
        run.withOverlay(overlay);
        var first = run.nightly(census, "xx-primary");
        Files.move(census.resolve("x_2022.csv"), census.resolve("x_2022_final.csv"));
        var second = run.nightly(census, "xx-primary");
        assertThat(second.unchanged()).isTrue();
        assertThat(second.manifest().orElseThrow().id())
                .isEqualTo(first.manifest().orElseThrow().id());
        Files.move(census.resolve("x_2022_final.csv"), census.resolve("x_2021.csv"));
        var fault = catchThrowableOfType(FaultException.class, () -> run.nightly(census, "xx-primary"));
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.INPUT);
        assertThat(fault.nextStep().en()).contains("year × 1 (x_2021.csv:2)");
    }

    private static String row(Map<String, String> changed) {
        return FLAT.cells(changed);
    }

    private void write(String name, String... rows) throws IOException {
        Files.writeString(
                census.resolve(name), FLAT.header() + "\n" + String.join("\n", rows) + (rows.length > 0 ? "\n" : ""));
    }
}
