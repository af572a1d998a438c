package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.offset;
import static org.junheng.nightly.WrittenWorkbook.sheets;
import static org.junheng.nightly.WrittenWorkbook.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junheng.export.dossier.Dossier;
import org.junheng.rulebook.DossierLayout;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.Rulebook;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.summary.Language;
import org.junheng.summary.PublishedSummary;
import org.junheng.terms.FaultException;
import org.junheng.warehouse.Manifest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dossiers of a run: a county with a county sheet and a list of rooms, where one value is missing and one school is
 * quarantined, and a county without a sheet, where a school did not report.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountyDossierTest {
    private static final Rulebook RULEBOOK = Rulebook.read(MadeUpCountry.shipped(), Optional.empty());
    private static final String COUNTY = "530302";
    private static final String WITHOUT_SPORTS_AREA = "2153000002";
    private static final String QUARANTINED = "2153000003";
    private static final String WITHOUT_SHEET = "530304";
    private static final String UNREPORTED = "2153000021";
    private static final String PLAN = "曲靖市义务教育优质均衡发展实施方案";
    private static final String WORKBOOK = "530302-麒麟区-2025-优质均衡.xlsx";
    private static final List<String> CHINESE_SHEETS = List.of(
            "封面与目录",
            "来源与定义",
            "表1 基本情况",
            "表2 小学",
            "表2 初中",
            "差异系数汇总",
            "界限与可信等级",
            "趋势与预测",
            "市内名次",
            "表4 政府保障程度",
            "表5 教育质量",
            "满意度 否决 前提",
            "地方方案",
            "评估日程",
            "路线图",
            "督导抽查与结果运用",
            "问题清单",
            "大班额与大规模学校",
            "佐证索引",
            "数据来源");

    private Path folder;
    private Path warehouse;
    private TestRun run;
    private Path lastCensus;
    private Map<String, List<List<String>>> chinese;
    private Map<String, List<List<String>>> withoutSheet;

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
        lastCensus = census.resolve("junheng-sample-2025.csv");
        change(lastCensus, WITHOUT_SPORTS_AREA, "运动场地面积", "");
        change(lastCensus, QUARANTINED, "小学在校生数", "many");
        leaveOut(lastCensus, UNREPORTED);
        DossierCounty.write(census, COUNTY, 2025);
        run = new TestRun(warehouse);
        run.nightly(census, null);
        export(warehouse, folder.resolve("zh"), Language.ZH);
        chinese = sheets(folder.resolve("zh").resolve(WORKBOOK));
        export(
                warehouse,
                folder.resolve("zh"),
                WITHOUT_SHEET,
                Optional.empty(),
                Optional.empty(),
                Language.ZH,
                Optional.empty());
        withoutSheet = sheets(folder.resolve("zh").resolve("530304-马龙区-2025-优质均衡.xlsx"));
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

    private static void leaveOut(Path file, String school) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(file));
        assertThat(lines.removeIf(line -> line.split(",")[1].equals(school))).isTrue();
        Files.write(file, lines, StandardCharsets.UTF_8);
    }

    private static Dossier.Written export(Path warehouse, Path out, Language language) throws Exception {
        return export(warehouse, out, COUNTY, Optional.empty(), Optional.empty(), language, Optional.empty());
    }

    private static Dossier.Written export(
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
            return new Dossier(summary, layout, RULEBOOK)
                    .write(out, new Dossier.Question(county, year, standard, language));
        }
    }

    private List<String> row(String sheet, String first, String second) {
        return chinese.get(sheet).stream()
                .filter(row ->
                        row.size() > 1 && row.get(0).equals(first) && row.get(1).equals(second))
                .findFirst()
                .orElseThrow(() -> new AssertionError(sheet + " has no row " + first + " " + second));
    }

    @Test
    void the_sheets_stand_in_the_order_of_the_inspectors_and_the_first_lists_them() {
        assertThat(chinese.keySet()).containsExactlyElementsOf(CHINESE_SHEETS);
        var contents = chinese.get(CHINESE_SHEETS.get(0));
        int first = contents.indexOf(List.of("序号\nno.", "表号\nform", "名称\ntitle", "", "", "", "", "行数\nrows")) + 1;
        assertThat(contents.subList(first, first + CHINESE_SHEETS.size()))
                .extracting(row -> row.get(0))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, CHINESE_SHEETS.size())
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(contents.get(first + 2)).startsWith("3", "表1 （表号未经核实）", "基本情况");
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
                .contains("判定依据, , 覆盖全部条目（full）")
                .contains("通过 " + cell("items_passed") + " 项，不通过 " + cell("items_failed") + " 项")
                .contains("2.4; 2.5 小学; 2.8; 2.13 小学; 2.15; 4.1; V3]");
        assertThat(text(withoutSheet, "封面与目录"))
                .contains("只覆盖普查可算的部分（resource_only）：不能单独作为认定结论")
                .contains("判定依据以外不通过的条目, , 2.5 小学");
    }

    private String cell(String column) {
        return run.query("SELECT " + column + " FROM county_verdict WHERE year = 2025 AND county_code = '530302'"
                        + " AND standard = 'cn-national-2017'")
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
                        + " AND standard = 'cn-national-2017' AND stage = 'junior' ORDER BY list_position(['teachers_above_required_degree_per_100', 'backbone_teachers_per_100',"
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
    void a_value_of_a_school_equals_what_the_census_file_says() throws IOException {
        var lines = Files.readAllLines(lastCensus);
        var header = Arrays.asList(lines.get(0).replace("\uFEFF", "").split(","));
        var rows = lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
        var joined = rows.stream()
                .map(row -> row[header.indexOf("所属学校标识码")])
                .filter(code -> !code.isEmpty())
                .toList();
        int checked = 0;
        for (var row : rows) {
            if (row[header.indexOf("驻地县代码")].equals(COUNTY)
                    && row[header.indexOf("办学类型码")].equals("211")
                    && row[header.indexOf("所属学校标识码")].isEmpty()
                    && !joined.contains(row[1])
                    && !row[1].equals(QUARANTINED)) {
                var shown = chinese.get("表2 小学").stream()
                        .filter(cells -> cells.size() > 1 && cells.get(1).equals(row[1]))
                        .findFirst()
                        .orElseThrow();
                double students = Double.parseDouble(row[header.indexOf("小学在校生数")]);
                assertThat(Double.parseDouble(shown.get(7)))
                        .isEqualTo(Double.parseDouble(row[header.indexOf("小学高于规定学历专任教师数")]) * 100 / students);
                assertThat(Double.parseDouble(shown.get(17)))
                        .isEqualTo(Double.parseDouble(row[header.indexOf("教学仪器设备资产值")]) / students);
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(3);
    }

    /** The cells of an item: stage, title, observed, comparison, required, unit, status, and the last two: inputs and reason. */
    private static List<String> item(Map<String, List<List<String>>> sheets, String sheet, String item, String stage) {
        return sheets.get(sheet).stream()
                .filter(row ->
                        row.size() > 7 && row.get(0).equals(item) && row.get(1).equals(stage))
                .findFirst()
                .orElseThrow(() -> new AssertionError(sheet + " has no item " + item + " " + stage));
    }

    private static List<String> answer(
            Map<String, List<List<String>>> sheets, String sheet, String item, String stage) {
        var row = item(sheets, sheet, item, stage);
        return List.of(row.get(3), row.get(4), row.get(5), row.get(7));
    }

    @Test
    void items_stand_in_the_order_of_their_numbers() {
        assertThat(chinese.get("表4 政府保障程度").stream()
                        .map(row -> row.get(0))
                        .filter(item -> item.startsWith("2."))
                        .distinct()
                        .toList())
                .containsExactly(
                        "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8", "2.9", "2.10", "2.11", "2.12", "2.13",
                        "2.14", "2.15");
    }

    /** Figures worked by hand from the sheet in {@link DossierCounty}. */
    @Test
    void forms_4_and_5_hold_what_the_county_sheet_comes_to() {
        var form4 = "表4 政府保障程度";
        assertThat(answer(chinese, form4, "2.1", "不分学段")).containsExactly("—", "—", "—", "✓ 达标");
        assertThat(answer(chinese, form4, "2.6", "不分学段")).containsExactly("缺", "≥", "1", "? 无法判断");
        assertThat(answer(chinese, form4, "2.8", "不分学段")).containsExactly("0.98", "≥", "1", "▼ 不达标");
        assertThat(answer(chinese, form4, "2.11", "不分学段")).containsExactly("0.12", "≥", "0.1", "✓ 达标");
        assertThat(answer(chinese, form4, "2.13", "小学")).containsExactly("0.995", "≥", "1", "▼ 不达标");
        assertThat(answer(chinese, form4, "2.13", "初中")).containsExactly("0.95", "≥", "0.95", "✓ 达标");
        assertThat(answer(chinese, form4, "2.15", "不分学段")).containsExactly("0.84", "≥", "0.85", "▼ 不达标");
        assertThat(item(chinese, form4, "2.15", "不分学段").get(9)).isEqualTo("县级人民政府、教育局");
        assertThat(item(chinese, form4, "2.15", "不分学段").subList(10, 12))
                .containsExactly("留守儿童关爱体系健全 = 是; 在公办学校就读的随迁子女数 = 80; 在政府购买学位就读的随迁子女数 = 4; 符合条件的随迁子女数 = 100", "—");
        var form5 = "表5 教育质量";
        assertThat(answer(chinese, form5, "3.1", "不分学段")).containsExactly("缺", "≥", "0.95", "? 无法判断");
        assertThat(item(chinese, form5, "3.1", "不分学段").get(10))
                .contains("初中毕业年级毕业人数 = 950; ")
                .endsWith("初中毕业年级死亡人数 = 缺");
        assertThat(item(chinese, form5, "3.1", "不分学段").get(11)).isEqualTo("缺：初中毕业年级死亡人数");
        // 低于0.15: the figure itself is not enough.
        assertThat(answer(chinese, form5, "3.9", "不分学段")).containsExactly("缺", "＜", "0.15", "? 无法判断");
        assertThat(answer(chinese, form5, "3.2", "不分学段")).containsExactly("0.95", "≥", "0.95", "✓ 达标");
    }

    @Test
    void the_trend_shows_every_cv_beside_its_limit_and_forecasts_after_the_last_census() {
        var heading = chinese.get("趋势与预测").stream()
                .filter(row -> row.contains("2024") && row.contains("2025"))
                .findFirst()
                .orElseThrow();
        int last = heading.indexOf("2025");
        var cvs = run.query(
                "SELECT e.cv FROM equity e JOIN standard_rule r ON r.standard = e.standard AND r.indicator = e.indicator AND r.stage = e.stage"
                        + " AND r.level = 'county' WHERE e.year = 2025 AND e.level = 'county' AND e.region_code = '530302' AND e.standard = 'cn-national-2017'"
                        + " ORDER BY e.stage DESC, r.item");
        var shown = chinese.get("趋势与预测").stream()
                .filter(row -> row.get(0).equals("小学") || row.get(0).equals("初中"))
                .limit(14)
                .toList();
        assertThat(shown)
                .extracting(row -> row.get(last))
                .containsExactlyElementsOf(cvs.stream()
                        .map(row -> row.get(0) == null ? "— ?" : row.get(0))
                        .toList());
        assertThat(shown).extracting(row -> row.get(2)).containsOnly("0.5", "0.45");
    }

    @Test
    void roadmap_bounds_rank_and_sample_hold_what_was_published() {
        assertThat(text(chinese, "路线图")).contains("麒麟区", "曲靖市");
        var roadmaps = run.query("SELECT count(*) FROM roadmap WHERE region_code IN ('530302', '530300', '530000')");
        assertThat(rowsAfterHeading("路线图")).isEqualTo(roadmaps.get(0).get(0));
        assertThat(rowsAfterHeading("界限与可信等级"))
                .isEqualTo(run.query(
                                "SELECT count(*) FROM equity_bound WHERE year = 2025 AND county_code = '530302' AND standard = 'cn-national-2017'")
                        .get(0)
                        .get(0));
        assertThat(text(chinese, "市内名次")).contains("人/百名学生");
        var sample = run.query(
                "SELECT school_code FROM inspection_sample WHERE year = 2025 AND county_code = '530302' ORDER BY plan, school_code");
        assertThat(entries("督导抽查与结果运用", 0))
                .extracting(row -> row.get(2))
                .startsWith(sample.stream().map(row -> row.get(0)).toArray(String[]::new));
    }

    /** How many entries a sheet has, as the list of sheets says. */
    private String rowsAfterHeading(String sheet) {
        return entries("封面与目录", 0).get(CHINESE_SHEETS.indexOf(sheet)).get(7);
    }

    @Test
    void approval_vetoes_and_preconditions_hold_what_the_county_sheet_comes_to() {
        var sheet = "满意度 否决 前提";
        assertThat(answer(chinese, sheet, "4.1", "不分学段")).containsExactly("0.83", "≥", "0.85", "▼ 不达标");
        assertThat(answer(chinese, sheet, "V1", "不分学段")).containsExactly("—", "—", "—", "✓ 达标");
        assertThat(answer(chinese, sheet, "V3", "不分学段")).containsExactly("— ▼", "—", "—", "▼ 不达标");
        assertThat(item(chinese, sheet, "V3", "不分学段").subList(10, 12)).containsExactly("存在重点学校或重点班 = 是", "一票否决");
        assertThat(answer(chinese, sheet, "V5", "不分学段")).containsExactly("缺", "—", "—", "? 无法判断");
        assertThat(answer(chinese, sheet, "V7", "不分学段").get(3)).isEqualTo("– 不适用");
        assertThat(answer(chinese, sheet, "P1", "不分学段")).containsExactly("7", "≥", "3", "✓ 达标");
    }

    @Test
    void of_a_rule_over_schools_the_county_shows_the_share_that_meets_it() {
        var large = run.query(
                        "SELECT count(*) FROM finding WHERE county_code = '530302' AND standard = 'cn-national-2017'"
                                + " AND rule = '2.5' AND stage = 'primary' AND closed_year IS NULL")
                .get(0)
                .get(0);
        var sizes = item(chinese, "表4 政府保障程度", "2.5", "小学");
        assertThat(sizes.subList(4, 8)).containsExactly("≥", "1", "比值", "▼ 不达标");
        assertThat(sizes.get(11)).contains("所中" + large + "所不符合：");
        var rooms = item(chinese, "表4 政府保障程度", "2.3", "不分学段");
        assertThat(rooms.get(7)).isEqualTo("▼ 不达标");
        assertThat(rooms.get(11)).endsWith("所中1所不符合：" + DossierCounty.WITHOUT_ROOMS);
    }

    private List<String> planItem(String item, String stage) {
        return chinese.get("地方方案").stream()
                .filter(row -> row.size() > 10
                        && row.get(0).startsWith(PLAN)
                        && row.get(1).equals(item)
                        && row.get(3).equals(stage))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no item " + item));
    }

    @Test
    void what_is_not_due_yet_is_not_what_does_not_apply() {
        var notDue = planItem("S0-04", "不分学段");
        assertThat(notDue.get(8)).isEqualTo("2028");
        assertThat(notDue.get(9)).isEqualTo("◷ 尚未到期");
        assertThat(notDue.get(12)).isEqualTo("通过国家优质均衡认定 = 否");
        assertThat(notDue.get(13)).isEqualTo("2028年普查起须达到，目前未达到，尚未到期");
        var notConcerned = planItem("S0-32.2", "不分学段");
        assertThat(notConcerned.get(9)).isEqualTo("– 不适用");
        assertThat(notConcerned.get(13)).isEqualTo("不适用");
        assertThat(planItem("S0-11", "不分学段").subList(4, 7)).containsExactly("0.84", "≥", "0.85");
        assertThat(planItem("S0-03", "不分学段").get(4)).isEqualTo("2028");
    }

    @Test
    void quotas_of_the_city_show_what_is_known_as_a_range() {
        // Nine counties by the divisions; the three that reported have all failed an item, of the others it cannot be
        // told.
        var recognised = planItem("S0-01", "不分学段");
        assertThat(recognised.get(0)).isEqualTo(PLAN + " · 曲靖市");
        assertThat(recognised.get(9)).isEqualTo("? 无法判断");
        assertThat(recognised.get(12)).isEqualTo("通过国家认定的县（市、区）数 = 0–6; 县（市、区）数 = 9");
        assertThat(planItem("S0-02", "不分学段").get(9)).isEqualTo("◷ 尚未到期");
        assertThat(planItem("S0-24", "不分学段").get(12)).isEqualTo("2022年起累计培训校长数 ≥ 12");
        assertThat(planItem("S0-19.2", "不分学段").subList(12, 14)).containsExactly("学科教研基地数（各县合计） ≥ 3", "缺：学科教研基地数（各县合计）");
    }

    @Test
    void a_plan_shows_coefficients_of_variation_of_the_schools_that_the_county_manages() {
        var expected = run.query("""
                WITH x AS (SELECT i.students AS p, i.value AS x FROM school_indicator i JOIN school s USING (year, school_code)
                  WHERE i.year = 2025 AND i.standard = 'cn-national-2017' AND i.stage = 'primary' AND i.status <> 'not_applicable'
                    AND i.indicator = 'equipment_value_per_student' AND s.manager_code = '530302'),
                m AS (SELECT sum(p * x) / sum(p) AS mean FROM x)
                SELECT sqrt(sum(p * (x - mean) * (x - mean)) / sum(p)) / any_value(mean), count(*) FROM x, m""").get(0);
        var shown = planItem("1.6", "小学");
        assertThat(Double.parseDouble(shown.get(4))).isCloseTo(Double.parseDouble(expected.get(0)), offset(1e-12));
        assertThat(shown.get(12)).isEqualTo("本方案计 " + expected.get(1) + " 所");
        assertThat(shown.get(13)).startsWith("国家标准计 ");
        assertThat(withoutSheet.get("地方方案"))
                .noneMatch(row -> row.size() > 1 && row.get(1).equals("1.6"));
    }

    @Test
    void the_calendar_tells_what_was_done_in_time_and_what_late() {
        var steps = chinese.get("评估日程").stream()
                .filter(row -> row.get(0).equals(PLAN))
                .toList();
        assertThat(steps).extracting(row -> row.get(1)).containsExactly("县级自评", "市级复核", "省级评估", "国家认定");
        assertThat(steps.get(0).subList(3, 6)).containsExactly("2025-09-30", "2025-09-20", "✓ 按期完成");
        assertThat(steps.get(1).subList(3, 6)).containsExactly("2025-10-30", "2025-11-02", "▼ 逾期完成");
        assertThat(steps.get(3).subList(3, 6)).containsExactly("—", "—", "○ 未报完成日期");
        assertThat(steps.get(0).get(7)).contains(" 3.1").contains("V5");
    }

    @Test
    void every_problem_stands_on_the_list_and_those_of_the_listed_rules_in_the_ledger() {
        var all = run.query("SELECT count(*) FROM finding WHERE county_code = '530302'");
        assertThat(entries("问题清单", 0)).hasSize(Integer.parseInt(all.get(0).get(0)));
        var large = run.query(
                "SELECT code, rule, state FROM finding WHERE county_code = '530302' AND (standard, rule) IN"
                        + " (('cn-national-2017', '2.4'), ('cn-national-2017', '2.5'), ('qujing-2022', 'S0-05'), ('qujing-2022', 'S0-05.2'), ('qujing-2022', 'S0-05.3'))");
        assertThat(large).isNotEmpty();
        var ledger = entries("大班额与大规模学校", 0);
        assertThat(ledger)
                .extracting(row -> List.of(row.get(1), row.get(5)))
                .containsExactlyInAnyOrderElementsOf(
                        large.stream().map(row -> row.subList(0, 2)).toList());
        assertThat(ledger)
                .anyMatch(row -> row.get(4).equals(PLAN) && row.get(11).equals("▼ 逾期"));
    }

    /** Rows whose first cell is a number. */
    private List<List<String>> entries(String sheet, int from) {
        return chinese.get(sheet).stream()
                .skip(from)
                .filter(row -> row.size() > 1 && row.get(0).matches("[0-9]+"))
                .toList();
    }

    @Test
    void what_an_indicator_lacks_is_told_in_its_resource() {
        var expected = run.query(
                        "SELECT f.code, (i.threshold * i.students / 100 - i.numerator)::VARCHAR FROM finding f JOIN school_indicator i"
                                + " ON i.school_code = f.code AND i.stage = f.stage AND i.year = f.last_year AND i.indicator = 'teachers_above_required_degree_per_100'"
                                + " AND i.standard = f.standard WHERE f.county_code = '530302' AND f.rule = '1.1' AND f.level = 'school' AND f.stage = 'primary'"
                                + " ORDER BY 1 LIMIT 1")
                .get(0);
        var shown = entries("问题清单", 0).stream()
                .filter(row -> row.get(1).equals(expected.get(0))
                        && row.get(5).equals("1.1")
                        && row.get(3).equals("小学"))
                .findFirst()
                .orElseThrow();
        assertThat(shown.get(6)).isEqualTo("每百名学生拥有高于规定学历教师数");
        assertThat(shown.get(9)).isEqualTo("人/百名学生");
        assertThat(Double.parseDouble(shown.get(10))).isCloseTo(Double.parseDouble(expected.get(1)), offset(1e-9));
        assertThat(shown.get(11)).isEqualTo("人");
    }

    @Test
    void without_a_county_sheet_what_is_missing_is_named_by_its_titles() {
        var row = item(withoutSheet, "表4 政府保障程度", "2.7", "不分学段");
        assertThat(row.get(7)).isEqualTo("? 无法判断");
        assertThat(row.subList(10, 12)).containsExactly("特殊教育公用经费 = 缺; 特殊教育经费核定学生数 = 缺", "缺：特殊教育公用经费、特殊教育经费核定学生数");
        assertThat(answer(withoutSheet, "表4 政府保障程度", "2.3", "不分学段")).containsExactly("缺", "≥", "1", "? 无法判断");
        assertThat(text(withoutSheet, "佐证索引")).contains("缺：特殊教育公用经费、特殊教育经费核定学生数");
        assertThat(text(withoutSheet, "评估日程")).contains("没有县级数据表");
        assertThat(text(withoutSheet, "表1 基本情况")).contains(UNREPORTED).contains("? 未报送");
    }

    @Test
    void no_sheet_names_an_input_by_its_id() {
        for (var sheets : List.of(chinese, withoutSheet)) {
            for (var sheet : List.of("表4 政府保障程度", "表5 教育质量", "满意度 否决 前提", "地方方案", "评估日程", "佐证索引")) {
                assertThat(text(sheets, sheet))
                        .doesNotContainPattern("[a-z]+_[a-z]+")
                        .doesNotContain("true", "false", "null");
            }
        }
    }

    @Test
    void a_table_that_the_summary_lacks_is_not_the_same_as_none(@TempDir Path out) throws Exception {
        assertThat(text(chinese, "问题清单")).doesNotContain("发布的汇总库没有");
        var older = withoutTables(out.resolve("warehouse"), "finding", "review_calendar", "region_item");
        export(older, out, Language.ZH);
        var sheets = sheets(out.resolve(WORKBOOK));
        assertThat(text(sheets, "问题清单")).contains("发布的汇总库没有：finding").doesNotContain("没有问题");
        assertThat(text(sheets, "评估日程")).contains("发布的汇总库没有：review_calendar");
        assertThat(text(sheets, "地方方案")).contains("发布的汇总库没有：region_item", "S0-04", "尚未到期");
    }

    /** A warehouse with the summary of the run as an older version would have published it. */
    private Path withoutTables(Path to, String... tables) throws IOException, SQLException {
        var id = run.warehouse().currentId().orElseThrow();
        var file = to.resolve(Manifest.summaryPath(id));
        Files.createDirectories(file.getParent());
        Files.copy(warehouse.resolve(Manifest.summaryPath(id)), file);
        Files.writeString(to.resolve("CURRENT"), id + "\n");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                var statement = connection.createStatement()) {
            for (var table : tables) {
                statement.execute("DROP TABLE " + table);
            }
        }
        return to;
    }

    @Test
    void a_dossier_by_a_plan_shows_its_verdict_beside_the_national_forms(@TempDir Path out) throws Exception {
        export(warehouse, out, COUNTY, Optional.empty(), Optional.of("qujing-2022"), Language.ZH, Optional.empty());
        var sheets = sheets(out.resolve(WORKBOOK));
        assertThat(text(sheets, "封面与目录")).contains(PLAN + " · qujing-2022", "目标任务");
        assertThat(sheets.get("表2 小学").subList(4, 12))
                .isEqualTo(chinese.get("表2 小学").subList(4, 12));
        assertThat(answer(sheets, "表4 政府保障程度", "2.15", "不分学段")).contains("▼ 不达标");
        assertThat(text(sheets, "地方方案")).contains("S0-04");
    }

    @Test
    void an_english_dossier_is_english(@TempDir Path out) throws Exception {
        export(warehouse, out, Language.EN);
        var sheets = sheets(out.resolve(WORKBOOK));
        assertThat(sheets.keySet())
                .startsWith("Contents", "Origin and definitions", "Form 1 basic situation", "Form 2 primary");
        assertThat(text(sheets, "Contents"))
                .contains("▼ fail", "every item is covered", "government support", "form number unconfirmed")
                .doesNotContain("不通过");
        var row = item(sheets, "Form 4 government support", "2.15", "all stages");
        assertThat(row.get(10)).startsWith("a system of care for left-behind children = yes; ");
        assertThat(item(sheets, "Form 5 quality", "3.1", "all stages").get(11)).startsWith("missing: ");
        assertThat(text(sheets, "Local plans"))
                .contains("◷ not due yet", "to be met from the census of 2028 on: not met yet, not due yet")
                .contains("principals trained since 2022 ≥ 12", "year, —, ✓ pass");
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
                        .contains("fitToWidth=\"1\" fitToHeight=\"", "state=\"frozen\"");
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
            var sheet = part(zip, "xl/worksheets/sheet4.xml");
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
                .isEqualTo("use --standard with one of: cn-national-2017, qujing-2022");
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
    void an_overlay_takes_another_rule_into_the_ledger(@TempDir Path out) throws Exception {
        var overlay = overlay(out, "qujing-2022: [S0-05, S0-05.2, S0-05.3]", "qujing-2022: [S0-05, S0-05.2, S0-07.3]");
        export(warehouse, out, COUNTY, Optional.empty(), Optional.empty(), Language.ZH, Optional.of(overlay));
        var added = run.query("SELECT count(*) FROM finding WHERE county_code = '530302' AND rule = 'S0-07.3'");
        assertThat(sheets(out.resolve(WORKBOOK)).get("大班额与大规模学校").stream()
                        .filter(row -> row.size() > 5 && row.get(5).equals("S0-07.3")))
                .hasSize(Integer.parseInt(added.get(0).get(0)))
                .isNotEmpty();
        assertThat(text(chinese, "大班额与大规模学校")).doesNotContain("S0-07.3");
    }

    @Test
    void a_rule_on_a_list_that_no_standard_has_is_told_with_its_line(@TempDir Path out) throws Exception {
        var faulty = overlay(out, "nanyang-2024: [S1-04, S1-04.2, S1-05]", "nanyang-2024: [S1-04, S1-04.2, S1-55]");
        var fault = faultOf(faulty, out);
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.FACTS);
        assertThat(fault.place().toString())
                .matches(".*dossier/shared/common.yaml:\\d+ \\[rule_lists\\.large_classes\\.nanyang-2024]");
        assertThat(fault.what().en()).contains("the standard nanyang-2024 has no rule 'S1-55'");
    }

    @Test
    void a_query_at_fault_is_told_with_file_line_and_key(@TempDir Path out) throws Exception {
        var faulty = overlay(out, "FROM asked a JOIN row_ledger l", "FROM asked a JOIN row_ledgers l");
        var fault = faultOf(faulty, out);
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.FACTS);
        assertThat(fault.place().toString())
                .matches(".*dossier/county.yaml:\\d+ \\[sheets\\.\\[17]\\.tables\\.\\[0]\\.rows\\.\\[0]]");
        assertThat(fault.what().en()).contains("row_ledgers");
        assertThat(out.resolve(WORKBOOK)).doesNotExist();
    }

    @Test
    void a_figure_that_no_column_shows_is_a_fault(@TempDir Path out) throws Exception {
        var faulty = overlay(out, "f.source, l.sha256\n", "f.source, l.sha256, l.rows_corrected\n");
        var fault = faultOf(faulty, out);
        assertThat(fault.what().en()).contains("the query gives 'rows_corrected', which no column shows");
    }

    private FaultException faultOf(Path facts, Path out) {
        return catchThrowableOfType(
                FaultException.class,
                () -> export(
                        warehouse, out, COUNTY, Optional.empty(), Optional.empty(), Language.ZH, Optional.of(facts)));
    }

    /** An overlay with one of the files of the layout changed. */
    private static Path overlay(Path folder, String what, String by) throws IOException {
        var overlay = folder.resolve("overlay");
        for (var name : List.of("dossier/county.yaml", "dossier/shared/common.yaml")) {
            var shipped = Files.readString(MadeUpCountry.shipped().resolve(name));
            if (shipped.contains(what)) {
                Files.createDirectories(overlay.resolve(name).getParent());
                Files.writeString(overlay.resolve(name), shipped.replace(what, by));
                return overlay;
            }
        }
        throw new AssertionError("no file of the layout says " + what);
    }
}
