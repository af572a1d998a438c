package org.junheng.export.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junheng.ingest.CensusSheets;
import org.junheng.nightly.PythonPackages;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.PublishedSummary;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.warehouse.Hashing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is exported is what is published, whoever reads it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TableExportTest {
    private static final Path SCHEMAS = TestRun.home().resolve("schemas");
    private static final Rulebook RULEBOOK = Rulebook.read(SCHEMAS, Optional.empty());
    private static final ObjectMapper JSON = new ObjectMapper();

    private Path folder;
    private Path warehouse;
    private PublishedSummary summary;
    private final List<Bilingual> said = new ArrayList<>();

    @BeforeAll
    void publish_and_export(@TempDir Path temporary) throws Exception {
        folder = temporary;
        warehouse = ExportedSample.in(temporary);
        summary = PublishedSummary.open(warehouse);
        for (var format : TableExport.Format.values()) {
            export(format, out(format), Optional.empty());
        }
    }

    @AfterAll
    void close() {
        summary.close();
    }

    private Path out(TableExport.Format format) {
        return folder.resolve("exports").resolve(format.name().toLowerCase(Locale.ROOT));
    }

    private List<TableExport.Written> export(TableExport.Format format, Path out, Optional<TableExport.Asked> place)
            throws IOException, SQLException {
        Files.createDirectories(out.getParent());
        return new TableExport(summary, RULEBOOK, ExportProcess.words(), said::add).write(out, format, place);
    }

    private List<String> relations() throws SQLException {
        return rows(
                        summary.connection(),
                        "SELECT table_name FROM duckdb_tables() WHERE NOT internal UNION ALL SELECT view_name FROM duckdb_views()"
                                + " WHERE NOT internal")
                .stream()
                .map(row -> (String) row.get(0))
                .toList();
    }

    private static List<List<Object>> rows(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<List<Object>>();
            while (result.next()) {
                var row = new ArrayList<Object>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static Connection memory() throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:");
    }

    /** All columns of a relation but the clock; a view that says no order comes in that of its cells. */
    private static String published(String relation) {
        return "SELECT * " + (relation.equals("snapshot") ? "EXCLUDE (created) " : "") + "FROM \"" + relation + "\""
                + (relation.equals("county_status") ? " ORDER BY ALL" : "");
    }

    private JsonNode description(TableExport.Format format) throws IOException {
        return JSON.readTree(out(format).resolve("datapackage.json").toFile());
    }

    @Test
    void parquet_has_the_rows_order_and_types_of_every_table_and_view() throws Exception {
        try (var memory = memory()) {
            for (var relation : relations()) {
                var file = out(TableExport.Format.PARQUET).resolve(relation + ".parquet");
                var parquet = "FROM read_parquet('" + file + "')";
                assertThat(rows(memory, parquet))
                        .as(relation)
                        .isEqualTo(rows(summary.connection(), published(relation)));
                assertThat(types(memory, parquet))
                        .as(relation)
                        .isEqualTo(types(summary.connection(), published(relation)));
                assertThat(rows(memory, "SELECT DISTINCT compression FROM parquet_metadata('" + file + "')"))
                        .as(relation)
                        .isSubsetOf(List.of(List.of("ZSTD")));
            }
        }
    }

    private static List<List<Object>> types(Connection connection, String select) throws SQLException {
        return rows(connection, "SELECT column_name, column_type FROM (DESCRIBE " + select + ")");
    }

    @Test
    void csv_has_the_values_of_every_table_and_view_once_one_apostrophe_is_taken_away() throws Exception {
        try (var memory = memory()) {
            for (var relation : relations()) {
                var types = types(summary.connection(), published(relation));
                var columns = String.join(
                        ", ",
                        types.stream()
                                .map(row -> "'" + row.get(0) + "': '" + row.get(1) + "'")
                                .toList());
                // The rule as the read-me tells it, in another engine's patterns.
                var restored = String.join(
                        ", ",
                        types.stream()
                                .map(row -> row.get(1).equals("VARCHAR")
                                        ? "CASE WHEN regexp_matches(\"%1$s\", '^''''*([\\t\\r]|\\s*[=+@＝＋－＠-])') THEN substr(\"%1$s\", 2) ELSE \"%1$s\" END"
                                                .formatted(row.get(0))
                                        : "\"" + row.get(0) + "\"")
                                .toList());
                var csv = "SELECT %s FROM read_csv('%s', header = true, columns = {%s}, allow_quoted_nulls = false)"
                        .formatted(restored, out(TableExport.Format.CSV).resolve(relation + ".csv"), columns);
                assertThat(rows(memory, csv)).as(relation).isEqualTo(rows(summary.connection(), published(relation)));
            }
        }
    }

    /** Codes are digits and nothing in CSV says that they are texts: that stands in the description. */
    @Test
    void csv_is_read_with_the_types_of_the_contract_without_being_told() throws Exception {
        int checked = 0;
        try (var memory = memory()) {
            for (var relation : relations()) {
                var guessed = types(
                        memory,
                        "FROM read_csv('%s', sample_size = -1)"
                                .formatted(out(TableExport.Format.CSV).resolve(relation + ".csv")));
                var types = types(summary.connection(), published(relation));
                for (int i = 0; i < types.size(); i++) {
                    var column = types.get(i);
                    assertThat(guessed.get(i).get(0)).isEqualTo(column.get(0));
                    boolean empty = rows(
                                    summary.connection(),
                                    "SELECT count(\"" + column.get(0) + "\") FROM \"" + relation + "\"")
                            .equals(List.of(List.of(0L)));
                    if (!column.get(1).equals("VARCHAR") && !empty) {
                        assertThat(guessed.get(i)).as(relation).isEqualTo(column);
                        checked++;
                    }
                }
            }
        }
        assertThat(checked).isGreaterThan(150);
    }

    @Test
    void names_that_a_spreadsheet_would_run_are_texts_in_csv_and_in_the_workbook() throws Exception {
        var text = Files.readString(out(TableExport.Format.CSV).resolve("school.csv"));
        assertThat(text)
                .startsWith("\uFEFFyear,school_code,name,")
                .contains(
                        ",'=cmd|' /C calc'!A0,",
                        ",'+1,",
                        ",'-name,",
                        ",'@x,",
                        ",'\t=,",
                        ",''=1,",
                        ",\"'＝全角，\"\"引号\"\"\",",
                        ",\"a,b\",",
                        ",\"two\nlines\",",
                        ",\"\"\"quoted\"\"\",",
                        ",𠮷林 小学,")
                .doesNotContain("\r", ",=", ",+", ",@");
        var names = sheet(workbook(), "names_of_schools").stream()
                .skip(4)
                .limit(ExportedSample.NAMES.size())
                .map(row -> row[2])
                .toList();
        assertThat(names).isEqualTo(ExportedSample.NAMES);
    }

    private Path workbook() {
        return out(TableExport.Format.XLSX).resolve("junheng-" + summary.snapshotId() + ".xlsx");
    }

    private static List<String[]> sheet(Path workbook, String name) throws IOException {
        var rows = new ArrayList<String[]>();
        try (var sheets = CensusSheets.open(workbook, workbook.toString(), RULEBOOK.limits());
                var source = sheets.rows(name, 0)) {
            for (var row = source.next(); row != null; row = source.next()) {
                rows.add(row.cells());
            }
        }
        return rows;
    }

    @Test
    void a_workbook_has_a_sheet_a_view_with_its_question_chinese_titles_and_signs() throws Exception {
        var about = String.join(
                "\n",
                sheet(workbook(), "说明 About").stream()
                        .map(row -> String.join(" ", row))
                        .toList());
        assertThat(about)
                .contains(
                        summary.snapshotId(),
                        "※ 生成的示例数据",
                        "school_place=location",
                        "未确认 unconfirmed: private_schools_counted",
                        "空 = 无法计算或未报",
                        "What are the schools called?");
        var names = sheet(workbook(), "names_of_schools");
        assertThat(names.get(0)[0]).isEqualTo("学校叫什么？ / What are the schools called?");
        assertThat(names.get(2)[2]).isEqualTo("校名");
        assertThat(names.get(3)).startsWith("year", "school_code", "name", "students", "counted");
        var status = sheet(workbook(), "county_status").stream()
                .skip(4)
                .map(row -> row[4])
                .distinct()
                .toList();
        assertThat(status)
                .contains("✓ 达标 pass")
                .isSubsetOf("✓ 达标 pass", "▼ 不达标 fail", "? 无法判断 cannot_say", "– 不适用 not_applicable");
    }

    @Test
    void rows_that_a_sheet_has_no_room_for_are_counted_and_their_place_is_told() throws Exception {
        var overlay = Files.createDirectories(folder.resolve("overlay/summary"));
        Files.writeString(
                overlay.resolve("publication.yaml"),
                Files.readString(SCHEMAS.resolve("summary/publication.yaml"))
                        .replaceFirst("sheet_rows: \\d+", "sheet_rows: 5"));
        var few = Rulebook.read(SCHEMAS, Optional.of(folder.resolve("overlay")));
        var out = folder.resolve("few");
        new TableExport(summary, few).write(out, TableExport.Format.XLSX, Optional.empty());
        var tables = JSON.readTree(out.resolve("datapackage.json").toFile()).at("/resources/0/junheng/tables");
        long all = (Long) rows(summary.connection(), "SELECT count(*) FROM names_of_schools")
                .get(0)
                .get(0);
        for (var table : tables) {
            if (table.path("name").asText().equals("names_of_schools")) {
                assertThat(table.path("rows").asLong()).isEqualTo(5);
                assertThat(table.path("rows_left_out").asLong())
                        .isEqualTo(all - 5)
                        .isPositive();
            }
        }
        var sheet = sheet(out.resolve("junheng-" + summary.snapshotId() + ".xlsx"), "names_of_schools");
        assertThat(sheet).hasSize(4 + 5);
        assertThat(sheet.get(1)[0]).contains("其余 " + (all - 5) + " 行", "--format csv");
    }

    @Test
    void the_database_is_the_file_itself() throws Exception {
        var file = out(TableExport.Format.DUCKDB).resolve("junheng-" + summary.snapshotId() + ".duckdb");
        assertThat(Files.mismatch(file, summary.file())).isEqualTo(-1);
    }

    @Test
    void the_description_names_every_file_with_its_bytes_hash_columns_and_key() throws Exception {
        for (var format : List.of(TableExport.Format.CSV, TableExport.Format.PARQUET)) {
            var described = description(format);
            assertThat(described.path("id").asText()).isEqualTo(summary.snapshotId());
            assertThat(described.path("resources")).hasSameSizeAs(relations());
            for (var resource : described.path("resources")) {
                var file = out(format).resolve(resource.path("path").asText());
                assertThat(resource.path("bytes").asLong()).isEqualTo(Files.size(file));
                assertThat(resource.path("hash").asText()).isEqualTo("sha256:" + Hashing.ofFile(file));
                var table = RULEBOOK.tables().get(resource.path("name").asText());
                if (table == null) {
                    continue; // a view
                }
                assertThat(resource.at("/schema/primaryKey"))
                        .extracting(JsonNode::asText)
                        .containsExactlyElementsOf(table.key());
                for (var field : resource.at("/schema/fields")) {
                    var column = table.columns().stream()
                            .filter(each ->
                                    each.name().equals(field.path("name").asText()))
                            .findFirst()
                            .orElseThrow();
                    assertThat(field.path("description").asText())
                            .startsWith(column.description().zh());
                    assertThat(field.path("unit").asText(null)).isEqualTo(column.unit());
                    assertThat(field.path("type").asText())
                            .isEqualTo(
                                    switch (column.type()) {
                                        case TEXT -> "string";
                                        case INTEGER -> "integer";
                                        case NUMBER -> "number";
                                        case FLAG -> "boolean";
                                        case TIMESTAMP -> "datetime";
                                    });
                }
            }
            assertThat(described.at("/junheng/standards").findValuesAsText("standard"))
                    .contains("cn-national-2017");
            assertThat(described.at("/junheng/generated").asBoolean()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_clock_and_no_path_stands_in_what_describes_an_export(TableExport.Format format) throws Exception {
        var created = rows(summary.connection(), "SELECT strftime(created, '%Y-%m-%d') FROM snapshot")
                .get(0)
                .get(0)
                .toString();
        for (var name : List.of("datapackage.json", "CITATION.cff", "README.md")) {
            assertThat(Files.readString(out(format).resolve(name)))
                    .as(name)
                    .contains(summary.snapshotId())
                    .doesNotContain(created, folder.toString(), System.getProperty("user.name") + "@");
        }
    }

    @Test
    void the_citation_has_what_its_format_demands_and_says_that_the_data_are_generated() throws Exception {
        var citation = new YAMLMapper()
                .readTree(out(TableExport.Format.CSV).resolve("CITATION.cff").toFile());
        assertThat(citation.path("cff-version").asText()).isEqualTo("1.2.0");
        assertThat(citation.path("type").asText()).isEqualTo("dataset");
        assertThat(citation.path("message").asText()).isNotBlank();
        assertThat(citation.path("title").asText()).contains("均衡", "Junheng", summary.snapshotId());
        assertThat(citation.at("/authors/0/name").asText()).contains("尚未署名", "not named yet");
        assertThat(citation.at("/identifiers/0/value").asText()).isEqualTo(summary.snapshotId());
        assertThat(citation.path("abstract").asText()).contains("生成的示例数据", "Generated sample data");
        assertThat(citation.has("date-released")).isFalse();
    }

    @Test
    void a_county_is_cut_out_of_every_table_by_one_rule() throws Exception {
        var all = rows(summary.connection(), "SELECT DISTINCT county_code FROM school ORDER BY 1");
        assertThat(all).hasSizeGreaterThan(1);
        var county = all.get(1).get(0).toString();
        var out = folder.resolve("county");
        export(TableExport.Format.PARQUET, out, Optional.of(new TableExport.Asked("county", county)));
        var duckdb = folder.resolve("county-duckdb");
        export(TableExport.Format.DUCKDB, duckdb, Optional.of(new TableExport.Asked("county", county)));
        var readOnly = new Properties();
        readOnly.setProperty("duckdb.read_only", "true");
        try (var memory = memory();
                var database = DriverManager.getConnection(
                        "jdbc:duckdb:" + duckdb.resolve("junheng-" + summary.snapshotId() + ".duckdb"), readOnly)) {
            for (var relation : relations()) {
                var cut = rows(memory, "FROM read_parquet('" + out.resolve(relation + ".parquet") + "')");
                assertThat(rows(database, published(relation))).as(relation).containsExactlyInAnyOrderElementsOf(cut);
            }
            var file = "read_parquet('" + out + "/%s.parquet')";
            assertThat(rows(
                            memory,
                            "SELECT DISTINCT county_code FROM " + file.formatted("school_indicator") + " ORDER BY 1"))
                    .containsExactly(List.of(county));
            assertThat(rows(memory, "SELECT DISTINCT county_code FROM " + file.formatted("school") + " ORDER BY 1"))
                    .containsExactly(List.of(county));
            // A school's verdict has no region: its code is known from the list of schools.
            assertThat(rows(memory, "SELECT count(*) FROM " + file.formatted("school_verdict")))
                    .isEqualTo(rows(
                            summary.connection(),
                            "SELECT count(*) FROM school_verdict WHERE school_code IN (SELECT school_code FROM school WHERE county_code = '"
                                    + county + "')"));
            assertThat(rows(memory, "SELECT DISTINCT level FROM " + file.formatted("equity") + " ORDER BY 1"))
                    .contains(List.of("county"), List.of("school_cluster"))
                    .doesNotContain(List.of("nation"), List.of("province"), List.of("city"));
            assertThat(rows(memory, "FROM " + file.formatted("standard_rule")))
                    .isEqualTo(rows(summary.connection(), "FROM standard_rule"));
            assertThat(rows(
                            database,
                            "SELECT count(*) FROM duckdb_columns() WHERE NOT internal AND comment IS NOT NULL"))
                    .isEqualTo(rows(
                            summary.connection(),
                            "SELECT count(*) FROM duckdb_columns() WHERE NOT internal AND comment IS NOT NULL"));
        }
        var described = JSON.readTree(out.resolve("datapackage.json").toFile());
        assertThat(described.at("/junheng/place/code").asText()).isEqualTo(county);
        for (var resource : described.path("resources")) {
            var filter = resource.at("/junheng/filter");
            assertThat(filter.isArray()).isTrue();
            if (resource.path("name").asText().equals("standard_rule")) {
                assertThat(filter).isEmpty();
            }
            if (resource.path("name").asText().equals("school_indicator")) {
                assertThat(filter).extracting(JsonNode::asText).containsExactly("county_code", "school_code");
            }
        }
    }

    @Test
    void an_unknown_place_is_refused_with_near_names_and_nothing_is_written() throws Exception {
        var name = rows(
                        summary.connection(),
                        "SELECT max(name) FROM division WHERE level = 'county' AND length(name) > 2")
                .get(0)
                .get(0)
                .toString();
        var typed = name.substring(0, name.length() - 1) + "镇";
        var out = folder.resolve("nowhere");
        assertThatExceptionOfType(FaultException.class)
                .isThrownBy(
                        () -> export(TableExport.Format.CSV, out, Optional.of(new TableExport.Asked("county", typed))))
                .satisfies(fault -> {
                    assertThat(fault.kind()).isEqualTo(FaultException.Kind.USAGE);
                    assertThat(fault.nextStep().zh()).contains("是否指", name);
                    assertThat(fault.nextStep().en()).contains("did you mean", name, "junheng query");
                });
        assertThat(out).doesNotExist();
    }

    @Test
    void an_export_takes_the_place_of_an_earlier_one_and_leaves_other_files_alone() throws Exception {
        var out = folder.resolve("again");
        export(TableExport.Format.PARQUET, out, Optional.empty());
        Files.writeString(out.resolve("notes.txt"), "mine");
        said.clear();
        export(TableExport.Format.CSV, out, Optional.empty());
        try (var files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("notes.txt", "school.csv")
                    .noneMatch(name -> name.endsWith(".parquet") || name.startsWith("."));
        }
        assertThat(said).extracting(Bilingual::en).contains("removed school.parquet of an earlier export");
        export(TableExport.Format.CSV, out, Optional.empty());
        assertThat(bytes(out, "notes.txt")).isEqualTo(bytes(out(TableExport.Format.CSV), ""));
    }

    @Test
    void a_file_that_no_export_wrote_is_never_written_over() throws Exception {
        var out = Files.createDirectories(folder.resolve("foreign"));
        Files.writeString(out.resolve("school.csv"), "mine");
        assertThatExceptionOfType(FaultException.class)
                .isThrownBy(() -> export(TableExport.Format.CSV, out, Optional.empty()))
                .satisfies(fault -> assertThat(fault.what().en()).contains("school.csv"));
        try (var files = Files.list(out)) {
            assertThat(files).hasSize(1);
        }
        assertThat(out.resolve("school.csv")).hasContent("mine");
    }

    @Test
    void a_list_that_somebody_changed_removes_nothing_elsewhere() throws Exception {
        var out = Files.createDirectories(folder.resolve("changed"));
        var elsewhere = folder.resolve("precious.txt");
        Files.writeString(elsewhere, "mine");
        Files.writeString(
                out.resolve("datapackage.json"),
                "{\"junheng\": {\"files\": [\"../precious.txt\", \"" + elsewhere + "\", \"datapackage.json\"]}}");
        export(TableExport.Format.XLSX, out, Optional.empty());
        assertThat(elsewhere).hasContent("mine");
    }

    /** File → hash. */
    private static TreeMap<String, String> bytes(Path folder, String except) throws IOException {
        var hashes = new TreeMap<String, String>();
        try (Stream<Path> files = Files.list(folder)) {
            for (var file : files.toList()) {
                if (!file.getFileName().toString().equals(except)) {
                    hashes.put(file.getFileName().toString(), Hashing.ofFile(file));
                }
            }
        }
        return hashes;
    }

    @Test
    void processes_with_other_threads_locale_time_zone_and_folder_write_the_same_bytes() throws Exception {
        var one = exportedByProcess("one", 1, "tr", "TR", "Pacific/Chatham");
        var eight = exportedByProcess("eight/another folder", 8, "zh", "CN", "America/Caracas");
        for (var format : ExportProcess.formats().toList()) {
            var name = format.name().toLowerCase(Locale.ROOT);
            var here = bytes(out(format), "");
            assertThat(here).hasSizeGreaterThan(3);
            assertThat(bytes(one.resolve(name), "")).as(name).isEqualTo(here);
            assertThat(bytes(eight.resolve(name), "")).as(name).isEqualTo(here);
        }
    }

    private Path exportedByProcess(String name, int threads, String language, String country, String zone)
            throws IOException, InterruptedException {
        var out = Files.createDirectories(folder.resolve(name));
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ActiveProcessorCount=" + threads,
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.language=" + language,
                        "-Duser.country=" + country,
                        "-Duser.timezone=" + zone,
                        "-Djunheng.home=" + TestRun.home(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExportProcess.class.getName(),
                        warehouse.toString(),
                        out.toString())
                .directory(out.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return out;
    }

    @Test
    void python_finds_csv_and_workbook_as_they_are_described() throws Exception {
        PythonPackages.demand("frictionless", "openpyxl");
        var said = PythonPackages.run("check_export.py", folder.resolve("exports"));
        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.text()).contains(relations().size() + " tables valid", "2 sheets read");
    }
}
