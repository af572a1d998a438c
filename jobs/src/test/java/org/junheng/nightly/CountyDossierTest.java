package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junheng.export.CountyDossier;
import org.junheng.ingest.CensusSheets;
import org.junheng.ingest.CsvRecords;
import org.junheng.rulebook.DossierLayout;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.Rulebook;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.summary.Language;
import org.junheng.summary.PublishedSummary;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The dossier of a county of a sample in which one value is missing and one school is quarantined. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountyDossierTest {
    private static final Rulebook RULEBOOK = Rulebook.read(MadeUpCountry.shipped(), Optional.empty());
    private static final String COUNTY = "530302";
    private static final String WITHOUT_SPORTS_AREA = "2153000002";
    private static final String QUARANTINED = "2153000003";
    private static final String WORKBOOK = "530302-麒麟区-2025-优质均衡.xlsx";
    private static final List<String> CHINESE_SHEETS = List.of(
            "封面与目录",
            "表1 基本情况",
            "表2 小学",
            "表2 初中",
            "差异系数汇总",
            "表4 政府保障程度",
            "表5 教育质量",
            "满意度 否决 前提",
            "地方方案",
            "评估日程",
            "问题清单",
            "大班额与大规模学校",
            "佐证索引",
            "数据来源");

    private Path folder;
    private Path warehouse;
    private TestRun run;
    private Map<String, List<List<String>>> chinese;

    @BeforeAll
    void publish_a_sample_and_write_the_dossier_of_a_county(@TempDir Path temporary) throws Exception {
        folder = temporary;
        warehouse = folder.resolve("warehouse");
        var census = folder.resolve("census");
        SampleCensus.generate(
                SampleOptions.defaults(TestRun.home().resolve("schemas"))
                        .withCounties(3)
                        .withSchoolsPerCounty(12)
                        .withYears(2024, 2025),
                census);
        var last = census.resolve("junheng-sample-2025.csv");
        change(last, WITHOUT_SPORTS_AREA, "运动场地面积", "");
        change(last, QUARANTINED, "小学在校生数", "many");
        run = new TestRun(warehouse);
        run.nightly(census, null);
        export(warehouse, folder.resolve("zh"), Language.ZH);
        chinese = sheets(folder.resolve("zh").resolve(WORKBOOK));
    }

    private static void change(Path file, String school, String column, String value) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(file));
        int at = Arrays.asList(lines.get(0).replace("\uFEFF", "").split(",")).indexOf(column);
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).split(",")[1].equals(school)) {
                var cells = lines.get(i).split(",", -1);
                cells[at] = value;
                lines.set(i, String.join(",", cells));
            }
        }
        Files.write(file, lines, StandardCharsets.UTF_8);
    }

    private static CountyDossier.Written export(Path warehouse, Path out, Language language) throws Exception {
        return export(warehouse, out, COUNTY, Optional.empty(), Optional.empty(), language, Optional.empty());
    }

    private static CountyDossier.Written export(
            Path warehouse,
            Path out,
            String county,
            Optional<Integer> year,
            Optional<String> standard,
            Language language,
            Optional<Path> overlay)
            throws Exception {
        try (var summary = PublishedSummary.open(warehouse)) {
            var layout = DossierLayout.read(MadeUpCountry.shipped(), overlay, "county");
            return new CountyDossier(summary, layout, RULEBOOK)
                    .write(out, new CountyDossier.Question(county, year, standard, language));
        }
    }

    /** Every sheet's cells as the code base's own reader of workbooks gives them; blank cells at the end are left out. */
    private static Map<String, List<List<String>>> sheets(Path file) throws IOException {
        var all = new LinkedHashMap<String, List<List<String>>>();
        try (var sheets = CensusSheets.open(file, file.toString(), RULEBOOK.limits())) {
            for (var name : sheets.names()) {
                var rows = new ArrayList<List<String>>();
                try (var source = sheets.rows(name, 0)) {
                    for (CsvRecords.Record row = source.next(); row != null; row = source.next()) {
                        rows.add(List.of(row.cells()));
                    }
                }
                all.put(name, rows);
            }
        }
        return all;
    }

    private List<String> row(String sheet, String first, String second) {
        return chinese.get(sheet).stream()
                .filter(row ->
                        row.size() > 1 && row.get(0).equals(first) && row.get(1).equals(second))
                .findFirst()
                .orElseThrow(() -> new AssertionError(sheet + " has no row " + first + " " + second));
    }

    private static String text(Map<String, List<List<String>>> sheets, String sheet) {
        return String.join(
                "\n", sheets.get(sheet).stream().map(Object::toString).toList());
    }

    @Test
    void the_sheets_stand_in_the_order_of_the_inspectors_and_the_first_lists_them() {
        assertThat(chinese.keySet()).containsExactlyElementsOf(CHINESE_SHEETS);
        var contents = chinese.get(CHINESE_SHEETS.get(0));
        int first = contents.indexOf(List.of("序号\nno.", "表号\nform", "名称\ntitle", "", "", "", "", "行数\nrows")) + 1;
        assertThat(contents.subList(first, first + CHINESE_SHEETS.size()))
                .extracting(row -> row.get(0))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14");
        assertThat(contents.get(first + 1)).startsWith("2", "表1 （表号未经核实）", "基本情况");
    }

    @Test
    void every_sheet_says_where_it_comes_from_that_it_is_generated_and_where_to_sign() throws IOException {
        var id = run.warehouse().currentId().orElseThrow();
        for (var sheet : CHINESE_SHEETS) {
            assertThat(text(chinese, sheet))
                    .contains("麒麟区（530302）  2025—2026学年")
                    .contains("※ 生成的示例数据，并非真实学校\n数据快照 " + id)
                    .contains("事实文件版本 " + RULEBOOK.version())
                    .contains("填表人：", "审核人：", "单位负责人：", "日期：");
        }
    }

    @Test
    void the_cover_has_the_verdict_its_basis_and_what_that_means() {
        assertThat(text(chinese, "封面与目录"))
                .contains("▼ 不通过")
                .contains("只覆盖普查可算的部分（resource_only）：不能单独作为认定结论")
                .contains("通过 " + cell("items_passed") + " 项，不通过 " + cell("items_failed") + " 项");
    }

    private String cell(String column) {
        return run.query("SELECT " + column + " FROM county_verdict WHERE year = 2025 AND county_code = '530302'")
                .get(0)
                .get(0);
    }

    @Test
    void every_figure_of_every_school_equals_the_summary() {
        var figures = run.query(
                "SELECT school_code, string_agg(coalesce(i.numerator::VARCHAR, '缺') || ' ' || coalesce(i.value::VARCHAR, '缺'),"
                        + " ' ' ORDER BY r.clause) FROM school_indicator i JOIN standard_rule r ON r.standard = i.standard AND r.item = i.indicator"
                        + " AND r.stage = i.stage WHERE i.year = 2025 AND i.county_code = '530302' AND i.stage = 'primary'"
                        + " AND i.status <> 'not_applicable' GROUP BY school_code ORDER BY school_code");
        assertThat(figures).hasSizeGreaterThan(5);
        for (int i = 0; i < figures.size(); i++) {
            var row = row("表2 小学", Integer.toString(i + 1), figures.get(i).get(0));
            var expected = figures.get(i).get(1).split(" ");
            for (int j = 0; j < expected.length; j++) {
                assertThat(row.get(6 + j)).isEqualTo(expected[j].replaceFirst("\\.0$", ""));
            }
        }
    }

    @Test
    void means_and_coefficients_of_variation_equal_the_summary() {
        var figures = run.query(
                "SELECT mean, sd, cv FROM equity WHERE year = 2025 AND level = 'county' AND region_code = '530302'"
                        + " AND stage = 'junior' ORDER BY list_position(['teachers_above_required_degree_per_100', 'backbone_teachers_per_100',"
                        + " 'pe_art_teachers_per_100', 'teaching_area_per_student', 'sports_area_per_student', 'equipment_value_per_student',"
                        + " 'multimedia_classrooms_per_100'], indicator)");
        var summary = chinese.get("差异系数汇总").stream()
                .filter(row -> row.get(0).equals("初中") && !row.get(1).equals("1.8"))
                .toList();
        var schools = chinese.get("表2 初中");
        assertThat(figures).hasSize(7);
        for (int i = 0; i < 7; i++) {
            assertThat(summary.get(i).subList(6, 9)).containsExactlyElementsOf(figures.get(i));
            assertThat(foot(schools, "平均值（按学生加权）").get(7 + 2 * i))
                    .isEqualTo(figures.get(i).get(0));
            assertThat(foot(schools, "标准差").get(7 + 2 * i))
                    .isEqualTo(figures.get(i).get(1));
            assertThat(foot(schools, "差异系数").get(7 + 2 * i))
                    .isEqualTo(figures.get(i).get(2));
        }
    }

    private static List<String> foot(List<List<String>> rows, String label) {
        return rows.stream().filter(row -> row.get(0).equals(label)).findFirst().orElseThrow();
    }

    @Test
    void what_is_missing_is_told_in_words_and_is_no_zero() {
        var row = row("表2 小学", "2", WITHOUT_SPORTS_AREA);
        assertThat(row.subList(14, 16)).containsExactly("缺", "缺");
        assertThat(text(chinese, "差异系数汇总")).contains("无法判断");
        var quarantined = row("表2 小学", "1", QUARANTINED);
        assertThat(quarantined.get(2)).isNotEmpty();
        assertThat(quarantined.get(5)).isEqualTo("缺");
        assertThat(quarantined.get(6)).startsWith("[小学在校生数] 应为非负整数");
        assertThat(quarantined).contains("? 被隔离");
        assertThat(text(chinese, "表1 基本情况")).contains(QUARANTINED).contains("junheng-sample-2025.csv:");
    }

    @Test
    void a_table_that_the_summary_lacks_is_not_the_same_as_none(@TempDir Path out) throws Exception {
        assertThat(text(chinese, "问题清单")).contains("发布的汇总库没有：finding").doesNotContain("没有问题");
        var completed = CompletedSummary.in(out.resolve("warehouse"), run, COUNTY, 2025);
        export(completed, out, Language.ZH);
        var sheets = sheets(out.resolve(WORKBOOK));
        assertThat(text(sheets, "问题清单"))
                .contains("2.5, 班额, 52, 45, 7, 人, ▼ 逾期", "○ 未整改", "● 已销号", "分班并补充教师, 教育局")
                .doesNotContain("发布的汇总库没有");
        assertThat(text(sheets, "大班额与大规模学校"))
                .contains("2.5, 52, 45, 7, 人, ▼ 逾期")
                .doesNotContain("2.15, 52");
        assertThat(text(sheets, "地方方案")).contains("S0-05", "曲靖市, S0-01", "9县中1县");
        assertThat(text(sheets, "评估日程")).contains("县级自评, 2025-09-30, 否, 学校材料");
        assertThat(text(sheets, "表1 基本情况")).contains("2153009999", "? 未报送");
        assertThat(text(sheets, "满意度 否决 前提")).contains("社会认可度", "4.1", "V1", "P1", "? 未判定");
    }

    @Test
    void items_stand_in_the_order_of_their_numbers_with_their_inputs(@TempDir Path out) throws Exception {
        export(CompletedSummary.in(out.resolve("warehouse"), run, COUNTY, 2025), out, Language.ZH);
        var sheets = sheets(out.resolve(WORKBOOK));
        assertThat(sheets.get("表4 政府保障程度").stream()
                        .map(row -> row.get(0))
                        .filter(item -> item.startsWith("2."))
                        .toList())
                .containsExactly(
                        "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8", "2.9", "2.10", "2.11", "2.12", "2.13",
                        "2.14", "2.15");
        assertThat(text(sheets, "表4 政府保障程度"))
                .contains("留守儿童关爱体系健全 = 是")
                .contains("在公办学校就读的随迁子女数 = 84")
                .contains("县级人民政府 教育局")
                .doesNotContain("county government");
        assertThat(text(sheets, "表5 教育质量")).contains(" = 缺", "? 无法判断", "缺：初中入学人数");
        assertThat(text(sheets, "佐证索引")).contains("缺：初中入学人数").doesNotContain("missing: junior");
    }

    @Test
    void an_english_dossier_is_english(@TempDir Path out) throws Exception {
        export(CompletedSummary.in(out.resolve("warehouse"), run, COUNTY, 2025), out, Language.EN);
        var sheets = sheets(out.resolve(WORKBOOK));
        assertThat(sheets.keySet()).startsWith("Contents", "Form 1 basic situation", "Form 2 primary");
        assertThat(text(sheets, "Contents"))
                .contains("▼ fail", "no recognition by itself", "government support", "form number unconfirmed")
                .doesNotContain("不通过");
        assertThat(text(sheets, "Form 4 government support"))
                .contains("what item 2.15 asks", "county government, education bureau");
        assertThat(text(sheets, "Form 2 primary")).contains("missing", "? quarantined", "primary school");
    }

    @Test
    void the_same_snapshot_gives_the_same_bytes_and_a_file_with_other_content_stays(@TempDir Path out)
            throws Exception {
        export(warehouse, out, Language.ZH);
        var file = out.resolve(WORKBOOK);
        assertThat(file).hasSameBinaryContentAs(folder.resolve("zh").resolve(WORKBOOK));
        export(warehouse, out, Language.ZH);
        var fault = catchThrowableOfType(FaultException.class, () -> export(warehouse, out, Language.EN));
        assertThat(fault.code()).isEqualTo("export.exists");
        assertThat(fault.place().toString()).isEqualTo(WORKBOOK);
        assertThat(file).hasSameBinaryContentAs(folder.resolve("zh").resolve(WORKBOOK));
        try (var left = Files.list(out)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void every_sheet_prints_on_landscape_a3_fitted_to_the_width_with_its_heading_on_every_page() throws IOException {
        try (var zip = new ZipFile(folder.resolve("zh").resolve(WORKBOOK).toFile())) {
            for (int i = 1; i <= CHINESE_SHEETS.size(); i++) {
                assertThat(part(zip, "xl/worksheets/sheet" + i + ".xml"))
                        .contains("fitToPage=\"true\"", "paperSize=\"8\"", "orientation=\"landscape\"")
                        .contains("fitToWidth=\"1\" fitToHeight=\"0\"", "state=\"frozen\"");
            }
            var workbook = part(zip, "xl/workbook.xml");
            assertThat(workbook.split("_xlnm.Print_Titles", -1)).hasSize(CHINESE_SHEETS.size() + 1);
            // Heading of two rows, threshold and floor.
            assertThat(workbook).contains("'表2 小学'!$5:$8");
        }
    }

    private static String part(ZipFile zip, String name) throws IOException {
        return unescaped(new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8));
    }

    private static String unescaped(String xml) {
        return java.util.regex.Pattern.compile("&#x([0-9a-f]+);")
                .matcher(xml)
                .replaceAll(character -> new String(Character.toChars(Integer.parseInt(character.group(1), 16))));
    }

    @Test
    void figures_are_numbers_and_codes_are_text() throws IOException {
        try (var zip = new ZipFile(folder.resolve("zh").resolve(WORKBOOK).toFile())) {
            var sheet = part(zip, "xl/worksheets/sheet3.xml");
            assertThat(sheet).containsPattern("<c r=\"F9\"[^>]* t=\"n\">").containsPattern("<c r=\"B9\"[^>]* t=\"s\">");
            assertThat(part(zip, "xl/styles.xml")).contains("0.000&quot; ▼▼&quot;", "&quot;≥ &quot;0.000");
        }
    }

    @Test
    void a_county_year_or_standard_that_is_not_there_is_wrong_usage_with_what_can_be_asked(@TempDir Path out) {
        assertThat(usage(out, "530399", Optional.empty(), Optional.empty()))
                .satisfies(fault -> assertThat(fault.what().zh()).contains("530399"))
                .satisfies(fault -> assertThat(fault.nextStep().en()).contains("junheng query"));
        assertThat(usage(out, COUNTY, Optional.of(1999), Optional.empty())
                        .nextStep()
                        .en())
                .isEqualTo("published years: 2024, 2025");
        assertThat(usage(out, "麒麟区", Optional.empty(), Optional.of("cn-basic-2012"))
                        .nextStep()
                        .en())
                .isEqualTo("use --standard with one of: cn-national-2017");
        assertThat(out).isEmptyDirectory();
    }

    private FaultException usage(Path out, String county, Optional<Integer> year, Optional<String> standard) {
        var fault = catchThrowableOfType(
                FaultException.class,
                () -> export(warehouse, out, county, year, standard, Language.EN, Optional.empty()));
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.USAGE);
        return fault;
    }

    @Test
    void an_overlay_renames_a_form_and_moves_a_column_without_a_line_of_java(@TempDir Path out) throws Exception {
        var overlay = overlay(
                out,
                "form: {number: {zh: 表1, en: Form 1}, confidence: UNCONFIRMED}",
                "form: {number: {zh: 附表甲, en: Annex A}, confidence: C}");
        export(warehouse, out, COUNTY, Optional.empty(), Optional.empty(), Language.ZH, Optional.of(overlay));
        var sheet = sheets(out.resolve(WORKBOOK)).get("表1 基本情况");
        assertThat(sheet.get(0).get(0)).isEqualTo("附表甲  基本情况");
        assertThat(sheet.get(1).get(0)).doesNotContain("未经核实");
    }

    @Test
    void a_query_at_fault_is_told_with_file_line_and_key(@TempDir Path out) throws Exception {
        var faulty = overlay(out, "FROM asked a JOIN row_ledger l", "FROM asked a JOIN row_ledgers l");
        var fault = catchThrowableOfType(
                FaultException.class,
                () -> export(
                        warehouse, out, COUNTY, Optional.empty(), Optional.empty(), Language.ZH, Optional.of(faulty)));
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.FACTS);
        assertThat(fault.place().toString())
                .matches(".*dossier/county.yaml:\\d+ \\[sheets\\.\\[11]\\.tables\\.\\[0]\\.rows\\.\\[0]]");
        assertThat(fault.what().en()).contains("row_ledgers");
        assertThat(out.resolve(WORKBOOK)).doesNotExist();
    }

    @Test
    void a_figure_that_no_column_shows_is_a_fault(@TempDir Path out) throws Exception {
        var faulty = overlay(out, "f.source, l.sha256\n", "f.source, l.sha256, l.rows_corrected\n");
        var fault = catchThrowableOfType(
                FaultException.class,
                () -> export(
                        warehouse, out, COUNTY, Optional.empty(), Optional.empty(), Language.ZH, Optional.of(faulty)));
        assertThat(fault.what().en()).contains("the query gives 'rows_corrected', which no column shows");
    }

    private static Path overlay(Path folder, String what, String by) throws IOException {
        var shipped = Files.readString(MadeUpCountry.shipped().resolve("dossier/county.yaml"));
        assertThat(shipped).contains(what);
        var overlay = folder.resolve("overlay");
        Files.createDirectories(overlay.resolve("dossier"));
        Files.writeString(overlay.resolve("dossier/county.yaml"), shipped.replace(what, by));
        return overlay;
    }
}
