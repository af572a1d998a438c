package org.junheng.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junheng.summary.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as files, and how many rows they have. */
class QueryCommandTest {
    @TempDir
    static Path warehouse;

    @TempDir
    Path folder;

    @BeforeAll
    static void publish() throws Exception {
        PublishedSchools.in(warehouse);
    }

    private Said query(String sql, String... options) {
        var rest = new ArrayList<>(List.of(sql, "--warehouse", warehouse.toString()));
        rest.addAll(List.of(options));
        return Said.to(List.of("query"), rest.toArray(String[]::new));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void the_ending_of_a_file_tells_its_format_and_all_rows_are_written() throws Exception {
        for (var name : List.of("q.csv", "q.json", "q.parquet", "Q2.CSV")) {
            var said = query("FROM school ORDER BY id", "--out", file(name));
            assertThat(said.exitCode()).as(said.err()).isEqualTo(ExitCode.DONE);
            assertThat(said.out()).isEmpty();
        }
        // As on standard output: without byte order mark.
        assertThat(Files.readString(folder.resolve("q.csv")))
                .isEqualTo(query("FROM school ORDER BY id", "--format", "csv").out());
        assertThat(Files.readString(folder.resolve("q.json")))
                .isEqualTo(query("FROM school ORDER BY id", "--format", "json").out());
        assertThat(folder.resolve("Q2.CSV")).hasSameBinaryContentAs(folder.resolve("q.csv"));
        assertThat(rows("SELECT count(*), min(id), max(name) FROM '" + file("q.parquet") + "'"))
                .isEqualTo("60 0 学校9");
        assertThat(folder.toFile().list()).hasSize(4);
    }

    /** Expected: what DuckDB itself says of the values. */
    @Test
    void parquet_keeps_the_types_that_it_has_and_repeats_byte_by_byte() throws Exception {
        var values = "SELECT 1::TINYINT a, 2::HUGEINT b, 3::UBIGINT c, -0.5::DOUBLE d, 0.25::FLOAT e,"
                + " (-1.50)::DECIMAL(4,2) f, 12345678901234567890.1::DECIMAL(38,1) g, true h, DATE '1969-12-31' i,"
                + " TIMESTAMP '1969-12-31 23:59:59.999999' j, TIMESTAMPTZ '2024-01-01 08:00:00+08' k, '' l, '均衡' m,"
                + " [1, NULL] n, {'x': '一'} o, NULL::BIGINT p, TIME '01:02:03' q, 'a' AS \"A\"";
        for (var name : List.of("one.parquet", "two.parquet")) {
            var said = query(values, "--out", file(name));
            assertThat(said.exitCode()).as(said.err()).isEqualTo(ExitCode.DONE);
        }
        assertThat(folder.resolve("one.parquet")).hasSameBinaryContentAs(folder.resolve("two.parquet"));
        assertThat(rows(
                        "SELECT string_agg(column_type, ' ' ORDER BY rowid) FROM (SELECT column_type, row_number() OVER () AS"
                                + " rowid FROM (DESCRIBE FROM '" + file("one.parquet") + "'))"))
                .isEqualTo("BIGINT BIGINT BIGINT DOUBLE DOUBLE DECIMAL(4,2) DECIMAL(38,1) BOOLEAN DATE TIMESTAMP"
                        + " TIMESTAMP WITH TIME ZONE VARCHAR VARCHAR VARCHAR VARCHAR BIGINT VARCHAR VARCHAR");
        assertThat(rows(
                        "SELECT a, b, c, d, e, f, g, h, i, j::VARCHAR, epoch(k)::BIGINT, l = '', m, n, o, p, q, \"A_1\" FROM '"
                                + file("one.parquet") + "'"))
                .isEqualTo("1 2 3 -0.5 0.25 -1.50 12345678901234567890.1 true 1969-12-31 1969-12-31 23:59:59.999999"
                        + " 1704067200 true 均衡 [1,null] {\"x\":\"一\"} null 01:02:03 a");
    }

    private static String rows(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            var cells = new java.util.ArrayList<String>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                cells.add(row.getString(i));
            }
            return String.join(" ", cells.stream().map(String::valueOf).toList());
        }
    }

    @Test
    void a_whole_number_that_does_not_fit_is_refused_and_nothing_is_left() {
        var said = query("SELECT 170141183460469231731687303715884105727::HUGEINT AS x", "--out", file("q.parquet"));
        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("column x does not fit into Parquet", "CAST(x AS VARCHAR)");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void rows_are_limited_in_every_format_and_those_left_out_are_counted() throws Exception {
        assertThat(query("FROM school", "--format", "csv", "--rows", "7").out()).hasLineCount(8);
        assertThat(query("FROM school", "--format", "json", "--rows", "7").out())
                .hasLineCount(9);
        for (var format : List.of("csv", "json", "table")) {
            var cut = query("FROM school", "--format", format, "--rows", "7");
            assertThat(cut.exitCode().number()).as(format).isZero();
            assertThat(cut.err()).as(format).contains("53 more rows beyond --rows");
        }
        assertThat(query("FROM school", "--rows", "7").out()).hasLineCount(9);
        var said = query("FROM school", "--out", file("q.parquet"), "--rows", "7");
        assertThat(said.err()).contains("53 more rows beyond --rows");
        assertThat(rows("SELECT count(*) FROM '" + file("q.parquet") + "'")).isEqualTo("7");
        assertThat(query("FROM school").err()).contains("10 more rows");
        assertThat(query("FROM school", "--rows", "0").out()).hasLineCount(62);
        assertThat(query("FROM school", "--format", "csv").err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--out q.xml | The ending of q.xml tells no format",
                "--format parquet | Parquet is written to a file",
                "--out q.csv --format table | A table is for the terminal",
                "--out no-such-folder/q.csv | there is no folder no-such-folder",
                "--out q.csv --rows -1 | is no value of --rows"
            })
    void what_makes_no_sense_is_refused_before_the_query_runs(String options, String said) {
        var refused = query("FROM school", options.split(" "));
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains(said).hasLineCount(said.contains("--rows") ? 1 : 2);
    }

    @Test
    void a_file_that_is_there_is_not_written_over() throws Exception {
        Files.writeString(folder.resolve("q.csv"), "mine");
        var said = query("FROM school", "--out", file("q.csv"));
        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("q.csv is there already", "--out");
        assertThat(folder.resolve("q.csv")).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELEC 1",
                "COPY school TO 'x.csv'",
                "FROM read_csv('/etc/passwd')",
                "SELECT error('half way') FROM school"
            })
    void a_query_that_fails_leaves_no_file(String sql) {
        assertThat(query(sql, "--out", file("q.csv")).exitCode()).isNotEqualTo(ExitCode.DONE);
        assertThat(folder).isEmptyDirectory();
    }
}
