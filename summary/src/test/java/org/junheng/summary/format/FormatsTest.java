package org.junheng.summary.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junheng.summary.Answer;
import org.junheng.summary.Column;
import org.junheng.summary.PublishedSummary;
import org.junheng.summary.PublishedWarehouse;
import org.junheng.summary.QueryLimits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
    @TempDir
    static Path folder;

    static PublishedSummary summary;

    @BeforeAll
    static void open() throws Exception {
        summary = PublishedSummary.open(PublishedWarehouse.in(folder));
    }

    @AfterAll
    static void close() {
        summary.close();
    }

    @Test
    void csvTellsNullFromEmptyTextAndQuotesWhatMustBeQuoted() throws IOException {
        assertThat(csv("FROM school ORDER BY year, name DESC")).isEqualTo("""
                        year,name,students,mean
                        2023,第一小学,1200,0.1
                        2023,"No. 2, ""East""\",80,2.0
                        2024,"",,
                        """);
    }

    @Test
    void csvWritesTruthTimesAndNestedValues() throws IOException {
        assertThat(
                        csv(
                                "SELECT true AS t, DATE '2026-01-02' AS d, TIMESTAMP '2026-01-02 03:04:05' AS ts,"
                                        + " TIMESTAMPTZ '2026-01-02 03:04:05+08' AS tz, 1.50::DECIMAL(4,2) AS n, [1, NULL] AS l, {'a': 'x'} AS s"))
                .isEqualTo("""
                        t,d,ts,tz,n,l,s
                        true,2026-01-02,2026-01-02T03:04:05Z,2026-01-01T19:04:05Z,1.50,"[1,null]","{""a"":""x""}"
                        """);
    }

    @Test
    void csvWritesEveryRow() throws IOException {
        assertThat(csv("FROM range(5000)").lines()).hasSize(5001);
    }

    @Test
    void csvForSpreadsheetsBeginsWithAByteOrderMarkAndTouchesNoNumber() throws IOException {
        var out = new StringWriter();
        try (var answer = answer("SELECT -1 AS n, -0.5::DOUBLE AS x, '-1' AS t, '' AS e, NULL AS z, '均衡' AS w")) {
            CsvFormat.writeForSpreadsheets(answer, () -> {}, out);
        }
        assertThat(out).hasToString("\uFEFFn,x,t,e,z,w\n-1,-0.5,'-1,\"\",,均衡\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|' /C calc'!A0",
                "+1",
                "-name",
                "@x",
                "\t=",
                "\tname",
                "\rname",
                " =1",
                "\u3000＝1",
                "\u00A0+1",
                "\u200B=1",
                "\n=1",
                "＝1",
                "＋1",
                "－1",
                "＠x",
                "'=1",
                "''-1",
                "-"
            })
    void whatASpreadsheetWouldRunGetsAnApostropheWhichTakenAwayGivesItBack(String text) {
        var safe = CsvFormat.neutralised(text);
        assertThat(safe).isEqualTo("'" + text);
        // It is marked again where it stands: so texts with and without apostrophe stay apart.
        assertThat(CsvFormat.neutralised(safe)).isEqualTo("''" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "第一小学", "a=b", "1-2", "'quoted'", "x@y", "2024-01-01", "{\"a\":1}", "530302", " a"})
    void otherTextsStayAsTheyAre(String text) {
        assertThat(CsvFormat.neutralised(text)).isEqualTo(text);
    }

    @Test
    void csvOfRowsThatAreThereAlreadyIsWrittenLikeThatOfAnAnswer() throws IOException {
        var out = new StringWriter();
        CsvFormat.write(
                List.of(new Column("name", false), new Column("share", true)),
                List.of(Arrays.asList("a,b", 0.1), Arrays.asList("", null)),
                out);
        assertThat(out).hasToString("name,share\n\"a,b\",0.1\n\"\",\n");
    }

    @Test
    void jsonIsAnArrayOfObjectsInWhichOnlyFiniteNumbersAreNumbers() throws IOException {
        assertThat(
                        json(
                                "SELECT 1 AS a, 'x' AS a, 1e0 / 0 AS inf, 0.5::DOUBLE AS half, NULL AS nothing, [{'k': true}] AS l"))
                .isEqualTo("""
                        [
                        {"a":1,"a_1":"x","inf":null,"half":0.5,"nothing":null,"l":[{"k":true}]}
                        ]
                        """);
    }

    @Test
    void jsonOfNoRowsIsAnEmptyArray() throws IOException {
        assertThat(json("FROM school WHERE false")).isEqualTo("[\n]\n");
    }

    @Test
    void tableAlignsWideCharactersAndNumbers() throws IOException {
        assertThat(table("SELECT name, students FROM school ORDER BY students DESC NULLS LAST", 50))
                .isEqualTo("""
                        name           students
                        ─────────────  ────────
                        第一小学           1200
                        No. 2, "East"        80
                                           NULL
                        """);
    }

    @Test
    void tableCountsTheRowsThatItLeavesOut() throws IOException {
        var out = new StringWriter();
        try (var answer = answer("FROM range(60)")) {
            assertThat(TableFormat.write(answer, 50, out)).isEqualTo(new Answer.LeftOut(10, true));
        }
        assertThat(out.toString().lines()).hasSize(52);
    }

    @Test
    void tableShortensLongCellsAndShowsControlCharactersHarmlessly() throws IOException {
        assertThat(table("SELECT repeat('均', 100) AS a, chr(27) || '[31m' || chr(10) || 'x' AS b", 50)
                        .lines()
                        .skip(2))
                .containsExactly("均".repeat(29) + "…  �[31m⏎x");
    }

    private static Answer answer(String sql) {
        return summary.select(sql, QueryLimits.DEFAULT);
    }

    private static String csv(String sql) throws IOException {
        var out = new StringWriter();
        try (var answer = answer(sql)) {
            CsvFormat.write(answer, out);
        }
        return out.toString();
    }

    private static String json(String sql) throws IOException {
        var out = new StringWriter();
        try (var answer = answer(sql)) {
            JsonFormat.write(answer, out);
        }
        return out.toString();
    }

    private static String table(String sql, int mostRows) throws IOException {
        var out = new StringWriter();
        try (var answer = answer(sql)) {
            TableFormat.write(answer, mostRows, out);
        }
        return out.toString();
    }
}
