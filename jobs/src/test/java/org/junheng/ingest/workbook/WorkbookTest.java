package org.junheng.ingest.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junheng.ingest.workbook.HandMadeWorkbook.SHARED;
import static org.junheng.ingest.workbook.HandMadeWorkbook.SHEET;
import static org.junheng.ingest.workbook.HandMadeWorkbook.STYLES;
import static org.junheng.ingest.workbook.HandMadeWorkbook.sheet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.VisibilityState;
import org.junheng.ingest.CsvRecords;
import org.junheng.rulebook.ReadingLimits;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkbookTest {
    private static final ReadingLimits LIMITS = ShippedLimits.all();

    @TempDir
    Path folder;

    @Test
    void a_written_workbook_is_read_as_a_person_sees_it() throws IOException {
        var file = folder.resolve("a.xlsx");
        try (var out = Files.newOutputStream(file);
                var book = new org.dhatim.fastexcel.Workbook(out, "test", "1.0")) {
            var sheet = book.newWorksheet("教基3112_小学");
            sheet.value(0, 0, "某县小学学生情况");
            sheet.range(0, 0, 0, 5).merge();
            sheet.style(0, 0).bold().horizontalAlignment("center").set();
            sheet.comment(0, 0, "单位：人");
            sheet.value(2, 0, 2153000001L);
            sheet.value(2, 1, "会泽,\"一\"小\n分校");
            sheet.value(2, 2, 0.1);
            sheet.value(2, 4, true);
            sheet.value(2, 5, 515);
            sheet.value(3, 0, LocalDate.of(2016, 9, 1));
            sheet.style(3, 0).format("yyyy-MM-dd").set();
            sheet.value(3, 1, LocalDateTime.of(2016, 9, 1, 8, 30));
            sheet.style(3, 1).format("yyyy/m/d h:mm").set();
            sheet.inlineString(3, 2, " 前后有空格 ");
            sheet.value(3, 3, new java.math.BigDecimal("23079487"));
            sheet.formula(3, 4, "SUM(A1:A2)");
            sheet.value(3, 5, 1234.5);
            sheet.style(3, 5).format("#,##0.00").set();
            sheet.finish();
        }
        assertThat(rows(file))
                .containsExactly(
                        "1 [某县小学学生情况]",
                        "3 [2153000001][会泽,\"一\"小\n分校][0.1][][1][515]",
                        "4 [2016-09-01][2016-09-01T08:30:00][ 前后有空格 ][23079487][" + CellError.NOT_WORKED_OUT
                                + "][1234.5]");
    }

    @Test
    void sheets_come_in_their_order_and_hidden_ones_are_told() throws IOException {
        var file = folder.resolve("a.xlsx");
        try (var out = Files.newOutputStream(file);
                var book = new org.dhatim.fastexcel.Workbook(out, "test", "1.0")) {
            book.newWorksheet("目录").value(0, 0, "一");
            var hidden = book.newWorksheet("字典");
            hidden.value(0, 0, "二");
            hidden.setVisibilityState(VisibilityState.HIDDEN);
            var veryHidden = book.newWorksheet("码");
            veryHidden.value(0, 0, "三");
            veryHidden.setVisibilityState(VisibilityState.VERY_HIDDEN);
            book.newWorksheet("A & B").value(0, 0, "四");
        }
        try (var workbook = Workbook.open(file, "a.xlsx", LIMITS)) {
            assertThat(workbook.sheets())
                    .containsExactly(
                            new Workbook.Sheet("目录", false),
                            new Workbook.Sheet("字典", true),
                            new Workbook.Sheet("码", true),
                            new Workbook.Sheet("A & B", false));
            // in any order, and again
            assertThat(rows(workbook, 3)).containsExactly("1 [四]");
            assertThat(rows(workbook, 0)).containsExactly("1 [一]");
            assertThat(rows(workbook, 3)).containsExactly("1 [四]");
        }
    }

    /** Left a cell in XML, right what it reads as. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    <c><v>515</v></c>                                          | 515
                    <c t="n"><v>2.3079487E7</v></c>                            | 23079487
                    <c t="s"><v>0</v></c>                                      | 会泽
                    <c t="s"><v>1</v></c>                                      | 红河一小
                    <c t="b"><v>1</v></c>                                      | 1
                    <c t="b"><v>0</v></c>                                      | 0
                    <c t="str"><f>A1&amp;"x"</f><v>云_x000D_&#10;南</v></c>    | 云␍␊南
                    <c t="inlineStr"><is><t>a_x005F_b</t></is></c>             | a_b
                    <c t="inlineStr"><is><r><t>甲</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 乙</t></r></is></c> | 甲 乙
                    <c t="inlineStr"><is><t>A&amp;B<![CDATA[<c>]]></t></is></c> | A&B<c>
                    <c t="e"><v>#N/A</v></c>                                   | #N/A 公式错误 formula error
                    <c t="e"><f>1/0</f><v>#DIV/0!</v></c>                      | #DIV/0! 公式错误 formula error
                    <c t="e"><f>X</f></c>                                      | #N/A 公式错误 formula error
                    <c t="str"><v>#N/A</v></c>                                 | #N/A
                    <c><f>SUM(B1:B9)</f><v>12</v></c>                          | 12
                    <c><f>SUM(B1:B9)</f></c>                                   | #未计算! formula without a value
                    <c><f>SUM(B1:B9)</f><v></v></c>                            | #未计算! formula without a value
                    <c><f t="shared" si="7"/><v>12</v></c>                     | 12
                    <c t="str"><f>IF(B1="","",B1)</f><v></v></c>               | ~~
                    <c s="1"/>                                                 | ~~
                    <c t="s"/>                                                 | ~~
                    <c t="s"><v></v></c>                                       | ~~
                    <c s="1"><v>42614</v></c>                                  | 2016-09-01
                    <c s="2"><v>42614</v></c>                                  | 2016-09-01
                    <c s="3"><v>0.25</v></c>                                   | 06:00:00
                    <c s="4"><v>42614</v></c>                                  | 42614
                    <c s="99"><v>42614</v></c>                                 | 42614
                    <c s="1" t="s"><v>0</v></c>                                | 会泽
                    <c t="d"><v>2016-09-01T00:00:00</v></c>                    | 2016-09-01
                    """)
    void a_cell_reads_as_what_a_person_sees(String cell, String text) throws IOException {
        var file = HandMadeWorkbook.of("<row r=\"1\">" + cell + "<c><v>9</v></c></row>")
                .with(
                        SHARED,
                        HandMadeWorkbook.shared("<si><t>会泽</t></si><si><r><t>红河</t></r><r><t>一小</t></r>"
                                + "<rPh sb=\"0\" eb=\"2\"><t>ホンハ</t></rPh><phoneticPr fontId=\"1\"/></si>"))
                .with(
                        STYLES,
                        "<styleSheet><numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts>"
                                + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
                                + "<xf numFmtId=\"176\"/><xf numFmtId=\"20\"/><xf numFmtId=\"4\"/></cellXfs></styleSheet>")
                .write(folder.resolve("a.xlsx"));
        var seen = text.replace("␍", "\r").replace("␊", "\n");
        assertThat(rows(file)).containsExactly("1 [" + seen + "][9]");
    }

    @Test
    void errors_are_known_as_errors_and_other_texts_are_not() {
        assertThat(List.of(
                        "#N/A",
                        "#DIV/0!",
                        "#REF!",
                        CellError.text("#REF!"),
                        CellError.text(null),
                        CellError.NOT_WORKED_OUT))
                .allMatch(CellError::isIn);
        assertThat(List.of("", "0", "#1 小学", "N/A", "#")).noneMatch(CellError::isIn);
    }

    @Test
    void cells_keep_their_place_and_blank_rows_and_ends_are_left_out() throws IOException {
        var file = HandMadeWorkbook.of("""
                        <row r="2"><c r="B2"><v>1</v></c><c r="E2" t="inlineStr"><is><t> </t></is></c><c r="XFD2" s="1"/></row>
                        <row r="5"><c r="A5"/><c r="C5" t="inlineStr"><is><t>\u3000</t></is></c></row>
                        <row r="7"/>
                        <row><c r="C8"><v>3</v></c><c r="A8"><v>1</v></c></row>
                        <row><c><v>1</v></c><c/><c><v>3</v></c></row>
                        <row r="1048576"><c r="a1048576"><v>4</v></c></row>""").write(folder.resolve("a.xlsx"));
        assertThat(rows(file)).containsExactly("2 [][1]", "8 [1][][3]", "9 [1][][3]", "1048576 [4]");
    }

    @Test
    void other_forms_of_the_same_format_are_read() throws IOException {
        var prefixed = sheet("<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>")
                .replace("xmlns=", "xmlns:x=")
                .replaceAll("<(/?)([a-z])", "<$1x:$2");
        var utf16 =
                sheet("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>泽</v></c></row>").replace("UTF-8", "UTF-16");
        var commented = "\uFEFF" + sheet("<!-- a --><row r=\"1\"><?b c?><c r=\"A1\"><v>7<!-- d -->8</v></c></row>");
        assertThat(rowsOf(prefixed.getBytes(StandardCharsets.UTF_8))).containsExactly("1 [7]");
        assertThat(rowsOf(utf16.getBytes(StandardCharsets.UTF_16))).containsExactly("1 [泽]");
        assertThat(rowsOf(commented.getBytes(StandardCharsets.UTF_8))).containsExactly("1 [78]");
        assertThat(rowsOf(sheet("").getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    private List<String> rowsOf(byte[] sheet) throws IOException {
        return rows(HandMadeWorkbook.of("").with(SHEET, sheet).write(folder.resolve("form.xlsx")));
    }

    @Test
    void a_strict_workbook_with_days_from_1904_and_odd_names_of_parts_is_read() throws IOException {
        var strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
        var file = HandMadeWorkbook.empty()
                .with(
                        "_rels/.rels",
                        HandMadeWorkbook.relations("<Relationship Id=\"a\" Type=\"" + strict
                                + "/officeDocument\" Target=\"/book/Main.xml\"/>"))
                .with(
                        "book/_rels/main.xml.rels",
                        HandMadeWorkbook.relations("<Relationship Id=\"s\" Type=\"" + strict
                                + "/worksheet\" Target=\"../book/sheets/./A.xml\"/><Relationship Id=\"c\" Type=\""
                                + strict
                                + "/chartsheet\" Target=\"sheets/chart.xml\"/><Relationship Id=\"f\" Type=\"" + strict
                                + "/styles\" Target=\"styles.xml\"/>"))
                .with(
                        "BOOK/main.xml",
                        "<workbook xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" xmlns:r=\"" + strict
                                + "\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"图\" r:id=\"c\"/><sheet name=\"一\" r:id=\"s\"/></sheets></workbook>")
                .with("book\\styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>")
                .with("book/sheets/chart.xml", "<chartsheet/>")
                .with("book/sheets/a.xml", sheet("<row r=\"1\"><c s=\"0\"><v>41152</v></c></row>"))
                .write(folder.resolve("strict.xlsx"));
        assertThat(rows(file)).containsExactly("1 [2016-09-01]");
    }

    @Test
    void macros_of_a_workbook_are_left_alone() throws IOException {
        var file = HandMadeWorkbook.of("<row r=\"1\"><c><v>1</v></c></row>")
                .with("xl/vbaProject.bin", new byte[] {1, 2, 3})
                .write(folder.resolve("a.xlsm"));
        assertThat(rows(file)).containsExactly("1 [1]");
    }

    @Test
    void a_fault_in_the_middle_is_told_with_its_row_and_is_not_the_end() throws IOException {
        var rows = new StringBuilder();
        for (int row = 1; row <= 1000; row++) {
            rows.append(
                    "<row r=\"%d\"><c r=\"A%d\"><v>%s</v></c></row>".formatted(row, row, row == 500 ? "1</w>" : "1"));
        }
        var file = HandMadeWorkbook.of(rows.toString()).write(folder.resolve("a.xlsx"));
        try (var workbook = Workbook.open(file, "some/a.xlsx", LIMITS);
                var read = workbook.rows(workbook.sheets().get(0))) {
            for (int row = 1; row < 500; row++) {
                assertThat(read.next().line()).isEqualTo(row);
            }
            var fault = catchThrowableOfType(FaultException.class, read::next);
            assertThat(fault.kind()).isEqualTo(FaultException.Kind.INPUT);
            assertThat(fault.place()).hasToString("some/a.xlsx:500 [表!A500]");
            assertThat(fault.what().en()).startsWith("the file is damaged: Unexpected end tag: expected </v>");
            assertThat(fault.what().zh()).startsWith("文件已损坏：");
            assertThat(fault.nextStep().zh()).contains("另存为 .xlsx");
            assertThat(catchThrowableOfType(FaultException.class, read::next)).isSameAs(fault);
        }
    }

    @Test
    void bytes_that_do_not_agree_with_their_checksum_are_no_end_either() throws IOException {
        var right = sheet("<row r=\"1\"><c><v>515</v></c></row>");
        var wrong = right.replace("515", "516");
        var file = HandMadeWorkbook.of("")
                .withChecksumOf(SHEET, wrong.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8))
                .write(folder.resolve("a.xlsx"));
        var fault = catchThrowableOfType(FaultException.class, () -> rows(file));
        assertThat(fault.what().en()).contains("checksum", SHEET);
    }

    @ParameterizedTest
    @CsvSource({
        "a.xlsx, true",
        "A.XLSM, true",
        "b.xls, true",
        "c.xlsb, true",
        "d.csv, false",
        "e.csv.gz, false",
        "xlsx, false"
    })
    void a_file_is_claimed_by_its_name(String name, boolean claimed) throws IOException {
        assertThat(Workbook.claims(Files.writeString(folder.resolve(name), "a,b\n")))
                .isEqualTo(claimed);
    }

    @Test
    void a_workbook_under_another_name_is_claimed_by_its_bytes() throws IOException {
        assertThat(Workbook.claims(HandMadeWorkbook.of("").write(folder.resolve("a.csv"))))
                .isTrue();
        assertThat(Workbook.claims(Files.write(folder.resolve("empty.csv"), new byte[0])))
                .isFalse();
    }

    /** Each limit set to the last value that still reads this workbook, and to one below. */
    @ParameterizedTest
    @CsvSource({
        "sheets, 1",
        "rows, 9",
        "columns, 3",
        "cell_characters, 6",
        "row_characters, 8",
        "sheet_characters, 10",
        "entries, 6",
        "cell_formats, 1",
        "shared_text_bytes, 60",
    })
    void a_limit_is_the_greatest_that_is_still_read(String key, long value) throws IOException {
        var file = HandMadeWorkbook.of(
                        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"str\"><v>123456</v></c></row>"
                                + "<row r=\"9\"><c r=\"A9\"><v>12</v></c></row>")
                .write(folder.resolve("a.xlsx"));
        assertThat(rows(file, limits(key, value))).containsExactly("1 [会泽][][123456]", "9 [12]");
        if (value > 1) {
            var fault = catchThrowableOfType(FaultException.class, () -> rows(file, limits(key, value - 1)));
            assertThat(fault.code()).isEqualTo("workbook.too_large");
            assertThat(fault.what().en()).endsWith("at most " + (value - 1) + " are allowed");
            assertThat(fault.nextStep().en()).contains("raise " + key + " in census/limits.yaml");
        }
    }

    @Test
    void what_a_part_inflates_to_is_limited_by_its_word_and_by_count() throws IOException {
        var before = sheet("").replaceFirst("</sheetData>(?s).*", "");
        var after = "</sheetData></worksheet>";
        var honest = HandMadeWorkbook.of("")
                .withRepeated(SHEET, before, "<row/>", 1, after)
                .write(folder.resolve("a.xlsx"));
        assertThat(fault(honest, limits("entry_bytes", 1_000_000)).nextStep().en())
                .contains("raise entry_bytes");
        assertThat(fault(honest, limits("total_bytes", 1_000_000)).nextStep().en())
                .contains("raise total_bytes");
        assertThat(fault(honest, limits("inflation_ratio_from_bytes", 500_000))
                        .nextStep()
                        .en())
                .contains("raise inflation_ratio ");
        assertThat(fault(honest, limits("directory_bytes", 100)).nextStep().en())
                .contains("raise directory_bytes");
        // within all limits its checksum is still wrong
        assertThat(fault(honest, LIMITS).what().en()).contains("checksum");
        var lying = HandMadeWorkbook.of("")
                .withRepeated(SHEET, before, "<row/>", 1, after, 1000)
                .write(folder.resolve("b.xlsx"));
        assertThat(fault(lying, LIMITS).what().en()).contains("more than the 1000 bytes that it says");
    }

    private static FaultException fault(Path file, ReadingLimits limits) {
        return catchThrowableOfType(FaultException.class, () -> rows(file, limits));
    }

    private ReadingLimits limits(String key, long value) throws IOException {
        return ShippedLimits.with(key, value, folder.resolve("overlay"));
    }

    private static List<String> rows(Path file) throws IOException {
        return rows(file, LIMITS);
    }

    private static List<String> rows(Path file, ReadingLimits limits) throws IOException {
        try (var workbook = Workbook.open(file, "a.xlsx", limits)) {
            return rows(workbook, 0);
        }
    }

    private static List<String> rows(Workbook workbook, int sheet) {
        var found = new ArrayList<String>();
        try (var rows = workbook.rows(workbook.sheets().get(sheet))) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                assertThat(CsvRecords.cells(row.text())).containsExactly(row.cells());
                found.add(row.line() + " [" + String.join("][", row.cells()) + "]");
            }
        }
        return found;
    }
}
