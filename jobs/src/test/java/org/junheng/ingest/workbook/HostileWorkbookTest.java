package org.junheng.ingest.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junheng.ingest.workbook.HandMadeWorkbook.MAIN;
import static org.junheng.ingest.workbook.HandMadeWorkbook.SHARED;
import static org.junheng.ingest.workbook.HandMadeWorkbook.SHEET;
import static org.junheng.ingest.workbook.HandMadeWorkbook.STYLES;
import static org.junheng.ingest.workbook.HandMadeWorkbook.relation;
import static org.junheng.ingest.workbook.HandMadeWorkbook.relations;
import static org.junheng.ingest.workbook.HandMadeWorkbook.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that are no workbooks, damaged or made to do harm: each is refused, in words, with two seconds of the processor and
 * 256 MB of memory.
 */
class HostileWorkbookTest {
    private static final int TEN_GIBIBYTES = 10 * 1024;
    private static final long MOST_MILLISECONDS = 2000;
    private static final String ONE_ROW = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    private static final String BEFORE_ROWS = "<worksheet><sheetData>";
    private static final String AFTER_ROWS = "</sheetData></worksheet>";
    private static final String OLE2 = "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1";

    @TempDir
    Path folder;

    /** File → what its line must hold: code, place, words. */
    private final Map<Path, List<String>> expected = new LinkedHashMap<>();

    @Test
    void bombs_are_refused_before_they_go_off() throws IOException, InterruptedException {
        expect(
                HandMadeWorkbook.of("")
                        .withRepeated(SHEET, BEFORE_ROWS + "<row>", "<c/>", TEN_GIBIBYTES, "</row>" + AFTER_ROWS)
                        .write(folder.resolve("honest.xlsx")),
                "workbook.too_large",
                "honest.xlsx [表]",
                "entry_bytes");
        expect(
                HandMadeWorkbook.of("")
                        .withRepeated(SHEET, BEFORE_ROWS + "<row>", "<c/>", 900, "</row>" + AFTER_ROWS)
                        .write(folder.resolve("dense.xlsx")),
                "workbook.too_large",
                "dense.xlsx [表]",
                "raise inflation_ratio ");
        lying("sheet.xlsx", SHEET, BEFORE_ROWS + "<row>", "<c/>");
        lying("shared.xlsx", SHARED, "<sst>", "<a/>");
        lying("styles.xlsx", STYLES, "<styleSheet>", "<a/>");
        lying("main.xlsx", MAIN, "<workbook>", "<a/>");
        lying("tail.xlsx", SHEET, BEFORE_ROWS + ONE_ROW + AFTER_ROWS, " ");
        swollen("rows.xlsx", SHEET, BEFORE_ROWS, "<row/>", AFTER_ROWS, "rows.xlsx:1048576 [表]", "raise rows");
        swollen("blanks.xlsx", SHEET, BEFORE_ROWS, " ", AFTER_ROWS, "[表]", "markup_characters");
        swollen("attribute.xlsx", SHEET, BEFORE_ROWS + "<row r='", "1", "'/>", "[表]", "markup_characters");
        swollen("comment.xlsx", SHEET, BEFORE_ROWS + "<!--", "<a>", "-->", "[表]", "markup_characters");
        swollen("cdata.xlsx", SHEET, BEFORE_ROWS + "<row><c><v><![CDATA[", "<a>", "]]>", "cdata.xlsx:1", "characters");
        swollen("text.xlsx", SHEET, BEFORE_ROWS + "<row><c><v>", "x", "</v>", "text.xlsx:1 [表]", "characters");
        swollen("deep.xlsx", SHEET, BEFORE_ROWS, "<a>", "", "[表]", "markup_depth");
        swollen("styles.xlsx", STYLES, "<styleSheet><cellXfs>", "<xf/>", "", "styles.xlsx", "cell_formats");
        expect(
                HandMadeWorkbook.of(ONE_ROW)
                        .with(SHARED, HandMadeWorkbook.shared(numbered("<si><t>%d</t></si>", 2_000_000)))
                        .write(folder.resolve("texts.xlsx")),
                "workbook.too_large",
                "shared_text_bytes");
        expect(
                HandMadeWorkbook.of(numbered("<a%d/>", 1_000_000)).write(folder.resolve("names.xlsx")),
                "workbook.too_large",
                "names.xlsx [表]",
                "markup_names");
        expect(
                HandMadeWorkbook.of("<row r=\"7\">" + "<c t=\"s\"><v>0</v></c>".repeat(4000) + "</row>")
                        .with(SHARED, HandMadeWorkbook.shared("<si><t>" + "长".repeat(32_767) + "</t></si>"))
                        .write(folder.resolve("amplified.xlsx")),
                "workbook.too_large",
                "amplified.xlsx:7 [表]",
                "row_characters");
        expect(
                HandMadeWorkbook.of("<row r=\"2\"><c><v>" + "x".repeat(32_768) + "</v></c></row>")
                        .write(folder.resolve("long.xlsx")),
                "workbook.too_large",
                "long.xlsx:2 [表]",
                "cell_characters");
        requireRefused();
    }

    /** A part of 10 GiB that says it has 5 MB. */
    private void lying(String name, String part, String before, String repeated) throws IOException {
        expect(
                HandMadeWorkbook.of(ONE_ROW)
                        .withRepeated(part, before, repeated, TEN_GIBIBYTES, "", 5_000_000)
                        .write(folder.resolve("lying-" + name)),
                "workbook.broken",
                "more than the 5000000 bytes that it says it has");
    }

    /** A part of 8 MiB, which is not refused for its size. */
    private void swollen(String name, String part, String before, String repeated, String after, String... words)
            throws IOException {
        var all = new ArrayList<>(List.of(words));
        all.add(0, "workbook.too_large");
        expect(
                HandMadeWorkbook.of(ONE_ROW)
                        .withRepeated(part, before, repeated, 8, after)
                        .write(folder.resolve(name)),
                all.toArray(String[]::new));
    }

    private static String numbered(String form, int times) {
        var text = new StringBuilder();
        for (int i = 0; i < times; i++) {
            text.append(form.replace("%d", Integer.toString(i)));
        }
        return text.toString();
    }

    @Test
    void sheets_wider_or_longer_than_any_are_refused() throws IOException, InterruptedException {
        var wide = new StringBuilder("<row r=\"3\">");
        for (int column = 0; column < 1_000_000; column++) {
            wide.append("<c><v>").append(column * 7919L % 1_000_003).append("</v></c>");
        }
        rows("wide.xlsx", wide.append("</row>").toString(), "workbook.too_large", "wide.xlsx:3 [表]", "column 4097");
        rows(
                "far.xlsx",
                "<row r=\"1\"><c r=\"ZZZZZZZZZZ1\"><v>1</v></c></row>",
                "workbook.too_large",
                "far.xlsx:1 [表!ZZZZZZZZZZ1]",
                "columns");
        rows("low.xlsx", "<row r=\"1048577\"><c><v>1</v></c></row>", "workbook.too_large", "row 1048577", "raise rows");
        rows("lowest.xlsx", "<row r=\"99999999999\"/>", "workbook.broken", "'99999999999' is no whole number above 0");
        rows("back.xlsx", ONE_ROW + ONE_ROW, "workbook.broken", "'1' is no whole number above 1");
        rows(
                "twice.xlsx",
                "<row r=\"1\"><c r=\"B1\"/><c r=\"B1\"/></row>",
                "workbook.broken",
                "twice.xlsx:1 [表!B1]",
                "stands twice");
        rows("astray.xlsx", "<row r=\"1\"><c r=\"B2\"/></row>", "workbook.broken", "row 1 has a cell 'B2'");
        rows("nowhere.xlsx", "<row r=\"1\"><c r=\"1\"/></row>", "workbook.broken", "row 1 has a cell '1'");
        rows("type.xlsx", "<row r=\"1\"><c t=\"x\"><v>1</v></c></row>", "workbook.broken", "type 'x'");
        rows("unshared.xlsx", "<row r=\"1\"><c t=\"s\"><v>1</v></c></row>", "workbook.broken", "shared text 1");
        rows("minus.xlsx", "<row r=\"1\"><c t=\"s\"><v>-1</v></c></row>", "workbook.broken", "shared text -1");
        requireRefused();
    }

    private void rows(String name, String rows, String... words) throws IOException {
        expect(HandMadeWorkbook.of(rows).write(folder.resolve(name)), words);
    }

    @Test
    void entities_are_never_resolved() throws IOException, InterruptedException {
        var secret = Files.writeString(folder.resolve("secret.txt"), "1");
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var address = "http://127.0.0.1:" + server.getLocalPort() + "/";
            var laughs = new StringBuilder("<!DOCTYPE worksheet [<!ENTITY a0 \"ha\">");
            for (int i = 1; i < 30; i++) {
                laughs.append("<!ENTITY a%d \"%s\">".formatted(i, ("&a" + (i - 1) + ";").repeat(10)));
            }
            document("laughs.xlsx", SHEET, laughs + "]>", "&a29;");
            document("file.xlsx", SHEET, "<!DOCTYPE w [<!ENTITY a SYSTEM \"" + secret.toUri() + "\">]>", "&a;");
            document("web.xlsx", SHEET, "<!DOCTYPE w [<!ENTITY a SYSTEM \"" + address + "\">]>", "&a;");
            document("subset.xlsx", SHEET, "<!DOCTYPE w SYSTEM \"" + address + "\">", "1");
            document("parameter.xlsx", SHEET, "<!DOCTYPE w [<!ENTITY % a SYSTEM \"" + address + "\"> %a;]>", "1");
            document("undeclared.xlsx", SHEET, "", "&a;");
            var doctype = "<!DOCTYPE w SYSTEM \"" + address + "\">";
            part("main.xlsx", MAIN, doctype + "<workbook/>");
            part("shared.xlsx", SHARED, doctype + "<sst/>");
            part("styles.xlsx", STYLES, doctype + "<styleSheet/>");
            part("relations.xlsx", "_rels/.rels", doctype + "<Relationships/>");
            expect(
                    HandMadeWorkbook.of("<row r=\"1\" a=\"&b;\"/>").write(folder.resolve("inside.xlsx")),
                    "workbook.broken",
                    "ENTITY");
            requireRefused();
            server.setSoTimeout(1);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(server::accept))
                    .as("nobody called")
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    private void document(String name, String part, String doctype, String value) throws IOException {
        part(
                name,
                part,
                doctype
                        + sheet("<row r=\"1\"><c><v>" + value + "</v></c></row>")
                                .replaceFirst("<\\?xml.*\\n", ""));
    }

    private void part(String name, String part, String xml) throws IOException {
        expect(
                HandMadeWorkbook.of(ONE_ROW).with(part, xml).write(folder.resolve(name)),
                "workbook.entity",
                "do not open it");
    }

    @Test
    void what_is_no_workbook_is_refused_by_what_it_is() throws IOException, InterruptedException {
        bytes("empty.xlsx", "", "workbook.other_format", "empty");
        bytes("text.xlsx", "学校,人数\n一小,5\n", "workbook.other_format", "no workbook");
        bytes("page.xls", "<html><table><tr><td>1</td></tr></table></html>", "workbook.other_format", "web page");
        var gzipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(gzipped)) {
            gzip.write(1);
        }
        expect(Files.write(folder.resolve("gzip.xlsx"), gzipped.toByteArray()), "workbook.other_format", "no workbook");
        latin("old.xls", OLE2 + "\0".repeat(100_000), "workbook.other_format", ".xls", "save it as .xlsx");
        latin(
                "locked.xlsx",
                OLE2 + "\0".repeat(65_500) + "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0" + "x".repeat(9999),
                "workbook.encrypted",
                "remove the password");
        expect(
                HandMadeWorkbook.empty().with("a/b.txt", "x").write(folder.resolve("other.xlsx")),
                "workbook.other_format",
                "xl/workbook.xml");
        expect(
                HandMadeWorkbook.empty().with("县/a.xlsx", "x").write(folder.resolve("nested.xlsx")),
                "workbook.other_format",
                "a.xlsx",
                "unpack it first");
        expect(
                HandMadeWorkbook.empty()
                        .with("mimetype", "x")
                        .with("content.xml", "x")
                        .write(folder.resolve("open.ods")),
                "workbook.other_format",
                "OpenDocument");
        expect(
                HandMadeWorkbook.of(ONE_ROW)
                        .with("_rels/.rels", relations(relation("a", "officeDocument", "xl/workbook.bin")))
                        .with("xl/workbook.bin", "x")
                        .write(folder.resolve("binary.xlsb")),
                "workbook.other_format",
                "binary workbook");
        latin("nothing.xlsx", "PK\5\6" + "\0".repeat(18), "workbook.other_format", "holds no workbook");
        requireRefused();
    }

    private void bytes(String name, String text, String... words) throws IOException {
        expect(Files.writeString(folder.resolve(name), text), words);
    }

    private void latin(String name, String text, String... words) throws IOException {
        expect(Files.write(folder.resolve(name), text.getBytes(StandardCharsets.ISO_8859_1)), words);
    }

    @Test
    void damaged_workbooks_are_refused() throws IOException, InterruptedException {
        var whole = Files.readAllBytes(HandMadeWorkbook.of(ONE_ROW).write(folder.resolve("whole")));
        for (int kept : List.of(4, 30, whole.length / 2, whole.length - 10)) {
            expect(
                    Files.write(folder.resolve("cut" + kept + ".xlsx"), java.util.Arrays.copyOf(whole, kept)),
                    "workbook.broken",
                    "cut off",
                    "fetch the file again");
        }
        part(
                "nosheet.xlsx",
                HandMadeWorkbook.of(ONE_ROW).without(SHEET),
                "nosheet.xlsx [表]",
                "content of the sheet is missing");
        part("notexts.xlsx", HandMadeWorkbook.of(ONE_ROW).without(SHARED), "'xl/sharedStrings.xml' is missing");
        part(
                "norelations.xlsx",
                HandMadeWorkbook.of(ONE_ROW).without("xl/_rels/workbook.xml.rels"),
                "[表]",
                "content of the sheet is missing");
        part(
                "outside.xlsx",
                HandMadeWorkbook.of(ONE_ROW)
                        .with(
                                "xl/_rels/workbook.xml.rels",
                                relations(relation("rId1", "worksheet", "file:///etc/passwd")
                                        .replace("/>", " TargetMode=\"External\"/>"))),
                "content of the sheet is missing");
        part("none.xlsx", HandMadeWorkbook.of(ONE_ROW).with(MAIN, HandMadeWorkbook.main("", "")), "no sheet");
        part(
                "double.xlsx",
                HandMadeWorkbook.of(ONE_ROW)
                        .with(
                                MAIN,
                                HandMadeWorkbook.main(
                                        "", "<sheet name=\"A\" r:id=\"rId1\"/><sheet name=\"a\" r:id=\"rId1\"/>")),
                "stands twice: 'a'");
        part(
                "chart.xlsx",
                HandMadeWorkbook.of("").with(SHEET, "<chartsheet/>"),
                "<worksheet> is expected, <chartsheet> was found");
        part("nodata.xlsx", HandMadeWorkbook.of("").with(SHEET, "<worksheet/>"), "[表]", "sheetData");
        part(
                "broken.xlsx",
                HandMadeWorkbook.of(ONE_ROW + "<row r=\"2\"><c r=\"A2\"></d></row>"),
                "broken.xlsx:2 [表!A2]");
        part(
                "ends.xlsx",
                HandMadeWorkbook.of("").with(SHEET, BEFORE_ROWS + ONE_ROW + "<row r=\"2\">"),
                "ends.xlsx:2 [表]");
        part("blank.xlsx", HandMadeWorkbook.of("").with(SHEET, ""), "[表]", "damaged");
        part("control.xlsx", HandMadeWorkbook.of("<row><c><v>\u0001</v></c></row>"), "control.xlsx:1 [表]");
        part(
                "encoding.xlsx",
                HandMadeWorkbook.of("")
                        .with(
                                SHEET,
                                sheet("<row><c t='str'><v>会泽</v></c></row>")
                                        .getBytes(java.nio.charset.Charset.forName("GB18030"))),
                "not UTF-8");
        part("odd.xlsx", HandMadeWorkbook.of(ONE_ROW).with("../evil.xml", "x"), "odd name: '../evil.xml'");
        part("odd2.xlsx", HandMadeWorkbook.of(ONE_ROW).with("a\\..\\..\\evil.xml", "x"), "odd name");
        part("odd3.xlsx", HandMadeWorkbook.of(ONE_ROW).with("/etc/passwd", "x"), "odd name");
        part("odd4.xlsx", HandMadeWorkbook.of(ONE_ROW).with("C:/evil.xml", "x"), "odd name");
        part("odd5.xlsx", HandMadeWorkbook.of(ONE_ROW).with("a\nb.xml", "x"), "odd name: 'a?b.xml'");
        part(
                "again.xlsx",
                HandMadeWorkbook.of(ONE_ROW).withAlso(SHEET, sheet("").getBytes(StandardCharsets.UTF_8)),
                "twice");
        part("cased.xlsx", HandMadeWorkbook.of(ONE_ROW).with("XL/worksheets/SHEET1.xml", sheet("")), "twice");
        expect(
                HandMadeWorkbook.of(ONE_ROW).writeWithBits(folder.resolve("secret.xlsx"), 8, 1),
                "workbook.broken",
                "encrypted entry");
        expect(
                HandMadeWorkbook.of(ONE_ROW).writeWithBits(folder.resolve("method.xlsx"), 10, 99),
                "workbook.broken",
                "compression method");
        var many = HandMadeWorkbook.of(ONE_ROW);
        for (int i = 0; i < 100_000; i++) {
            many.withAlso("media/" + i, new byte[0]);
        }
        expect(many.write(folder.resolve("many.xlsx")), "workbook.too_large", "100006 parts", "raise entries");
        requireRefused();
    }

    private void part(String name, HandMadeWorkbook workbook, String... words) throws IOException {
        var all = new ArrayList<>(List.of(words));
        all.add(0, "workbook.broken");
        expect(workbook.write(folder.resolve(name)), all.toArray(String[]::new));
    }

    private void expect(Path file, String... words) {
        expected.put(file, List.of(words));
    }

    /** Reads all files in one process with 256 MB and looks at the line of each. */
    private void requireRefused() throws IOException, InterruptedException {
        var out = folder.resolve("out");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dsun.stdout.encoding=UTF-8",
                "-Djunheng.home=" + System.getProperty("junheng.home"),
                "-cp",
                System.getProperty("java.class.path"),
                HostileReading.class.getName()));
        expected.keySet().forEach(file -> command.add(file.toString()));
        var process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        var lines = Files.readAllLines(out);
        assertThat(lines).hasSize(expected.size());
        int at = 0;
        for (var entry : expected.entrySet()) {
            var line = lines.get(at++);
            assertThat(line)
                    .startsWith(entry.getKey().getFileName() + "\t")
                    .contains("\tINPUT\t")
                    .contains(entry.getValue());
            assertThat(Long.parseLong(line.split("\t")[1])).as(line).isLessThanOrEqualTo(MOST_MILLISECONDS);
        }
    }
}
