package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junheng.nightly.WrittenWorkbook.sheets;
import static org.junheng.nightly.WrittenWorkbook.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
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

/** Reports of cities: of a sample, of a census without law, and of a summary from which something was taken out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CityReportTest {
    private static final Rulebook RULEBOOK = Rulebook.read(MadeUpCountry.shipped(), Optional.empty());
    private static final String CITY = "530300";
    private static final String COUNTY = "530302";
    private static final String REPORT = "530300-曲靖市-2025-市级报告.xlsx";
    private static final String DOSSIER = "530302-麒麟区-2025-优质均衡.xlsx";

    private Path folder;
    private TestRun run;
    private Map<String, List<List<String>>> chinese;

    @BeforeAll
    void publish_a_sample_and_write_the_report_of_a_city(@TempDir Path temporary) throws Exception {
        folder = temporary;
        var census = folder.resolve("census");
        SampleCensus.generate(
                SampleOptions.defaults(TestRun.home().resolve("schemas"))
                        .withCounties(3)
                        .withSchoolsPerCounty(12)
                        .withYears(2024, 2025),
                census);
        DossierCounty.write(census, COUNTY, 2025);
        run = new TestRun(folder.resolve("warehouse"));
        run.nightly(census, null);
        export(folder.resolve("zh"), "city", CITY, Language.ZH);
        chinese = sheets(folder.resolve("zh").resolve(REPORT));
    }

    private Path summaryFile() throws IOException {
        return folder.resolve("warehouse")
                .resolve(Manifest.summaryPath(run.warehouse().currentId().orElseThrow()));
    }

    private void export(Path out, String layout, String place, Language language) throws Exception {
        export(summaryFile(), out, layout, place, Optional.empty(), Optional.empty(), language);
    }

    private static void export(
            Path file,
            Path out,
            String layout,
            String place,
            Optional<Integer> year,
            Optional<String> standard,
            Language language)
            throws Exception {
        try (var summary = PublishedSummary.ofFile(file, "0123456789abcdef")) {
            new Dossier(summary, DossierLayout.read(MadeUpCountry.shipped(), Optional.empty(), layout), RULEBOOK)
                    .write(out, new Dossier.Question(place, year, standard, language));
        }
    }

    private List<List<String>> rows(String sheet, String first) {
        return chinese.get(sheet).stream()
                .filter(row -> row.get(0).equals(first))
                .toList();
    }

    @Test
    void the_cover_lists_the_sheets_and_the_origin_tells_snapshot_switches_and_signs() {
        assertThat(chinese.keySet())
                .startsWith("封面与目录", "来源与定义", "各县一览", "差异系数矩阵", "水平矩阵")
                .hasSize(20);
        assertThat(text(chinese, "来源与定义"))
                .contains(run.query("SELECT id FROM snapshot").get(0).get(0))
                .contains("民办学校是否计入七项指标", "? 来源未确认", "private_schools_counted=true")
                .contains("✓ 达标", "▼▼ 低于下限", "缺 / missing", "※ 含生成的示例数据");
        assertThat(chinese.values()).allSatisfy(sheet -> assertThat(
                        sheet.stream().map(Object::toString).toList())
                .anyMatch(row -> row.contains("※ 生成的示例数据，并非真实学校\n数据快照 ")));
    }

    @Test
    void every_cv_of_the_matrix_equals_the_summary() {
        var expected = run.query("""
                SELECT d.name, e.cv FROM equity e JOIN division d ON d.year = e.year AND d.code = e.region_code
                JOIN standard_rule r ON r.standard = e.standard AND r.indicator = e.indicator AND r.stage = e.stage AND r.level = 'county'
                WHERE e.year = 2025 AND e.standard = 'cn-national-2017' AND (d.parent_code = '530300' AND e.level = 'county' OR d.code = '530300')
                ORDER BY e.region_code, e.stage DESC, r.item""");
        var byPlace = new LinkedHashMap<String, List<String>>();
        expected.forEach(row -> byPlace.computeIfAbsent(row.get(0), place -> new ArrayList<>())
                .add(row.get(1) == null ? "缺" : row.get(1)));
        assertThat(byPlace).hasSizeGreaterThan(3).containsKeys("麒麟区", "曲靖市");
        byPlace.forEach((place, figures) -> {
            assertThat(figures).hasSize(14);
            assertThat(rows("差异系数矩阵", place).get(0).subList(1, 15))
                    .extracting(shown -> shown.replaceFirst(" \\?$", ""))
                    .containsExactlyElementsOf(
                            figures.stream().map(CityReportTest::whole).toList());
        });
        assertThat(rows("差异系数矩阵", "上限").get(0).subList(1, 15))
                .containsExactlyElementsOf(java.util.stream.Stream.concat(
                                java.util.Collections.nCopies(7, "0.5").stream(),
                                java.util.Collections.nCopies(7, "0.45").stream())
                        .toList());
    }

    private static String whole(String figure) {
        return figure.replaceFirst("\\.0$", "");
    }

    @Test
    void shares_of_the_counties_in_the_inequality_of_the_city_equal_the_summary_and_sum_to_one() {
        var first = run.query("""
                SELECT d.name, k.theil_t_share FROM contribution k JOIN division d ON d.year = k.year AND d.code = k.member_code
                WHERE k.year = 2025 AND k.level = 'city' AND k.region_code = '530300' AND k.standard = 'cn-national-2017' AND k.stage = 'primary'
                  AND k.indicator = 'teachers_above_required_degree_per_100' ORDER BY 1""");
        assertThat(first).hasSizeGreaterThanOrEqualTo(3);
        first.forEach(row -> assertThat(
                        Double.parseDouble(rows("各县贡献", row.get(0)).get(0).get(1)))
                .isEqualTo(Double.parseDouble(row.get(1))));
        for (int part = 0; part < 3; part++) {
            double sum = 0;
            for (var row : first) {
                sum += Double.parseDouble(rows("各县贡献", row.get(0)).get(part).get(1));
            }
            assertThat(sum).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void within_and_between_of_every_grouping_equal_the_summary() {
        var expected = run.query("""
                SELECT d.groups, d.theil_t_within, d.theil_t_between FROM decomposition d
                JOIN standard_rule r ON r.standard = d.standard AND r.indicator = d.indicator AND r.stage = d.stage AND r.level = 'county'
                WHERE d.year = 2025 AND d.level = 'city' AND d.region_code = '530300' AND d.standard = 'cn-national-2017'
                ORDER BY d.stage DESC, r.item, list_position(['county', 'urban_rural', 'ownership', 'education_group', 'school_cluster'], d.grouping)""");
        var shown = chinese.get("差异分解").stream()
                .filter(row -> row.get(0).equals("小学") || row.get(0).equals("初中"))
                .toList();
        assertThat(shown).hasSameSizeAs(expected).hasSizeGreaterThan(28);
        for (int i = 0; i < shown.size(); i++) {
            assertThat(shown.get(i).get(3)).isEqualTo(expected.get(i).get(0));
            assertThat(Double.parseDouble(shown.get(i).get(4)))
                    .isEqualTo(Double.parseDouble(expected.get(i).get(1)));
            assertThat(Double.parseDouble(shown.get(i).get(5)))
                    .isEqualTo(Double.parseDouble(expected.get(i).get(2)));
        }
    }

    @Test
    void what_the_first_schools_to_mend_must_add_is_what_their_findings_say() {
        var schools = chinese.get("优先改善的学校").stream()
                .filter(row -> row.size() > 8 && row.get(0).matches("\\d+"))
                .toList();
        assertThat(schools).hasSizeBetween(5, 50);
        int checked = 0;
        for (var school : schools) {
            var stage = school.get(3).equals("小学") ? "primary" : "junior";
            var lacks = run.query("SELECT rule, shortfall FROM finding WHERE standard = 'cn-national-2017' AND code = '"
                    + school.get(4) + "' AND stage = '" + stage + "' AND rule LIKE '1._' AND state <> 'closed'");
            assertThat(school.get(6)).isEqualTo(Integer.toString(lacks.size()));
            for (var lack : lacks) {
                int column = 7 + Integer.parseInt(lack.get(0).substring(2));
                assertThat(Double.parseDouble(school.get(column)))
                        .isCloseTo(Double.parseDouble(lack.get(1)), within(1e-6));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(20);
        var sums = schools.stream().map(row -> Double.parseDouble(row.get(7))).toList();
        assertThat(sums).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(text(chinese, "优先改善的学校")).containsPattern("共 \\d+ 个（学校 × 学段）未达标，未列出 \\d+ 个");
    }

    @Test
    void every_sheet_keeps_its_heading_in_sight_and_every_state_has_a_sign_and_a_colour() throws Exception {
        export(folder.resolve("zh"), "county", COUNTY, Language.ZH);
        var layout = DossierLayout.read(MadeUpCountry.shipped(), Optional.empty(), "city");
        for (var name : List.of(REPORT, DOSSIER)) {
            var looks = new WorkbookLooks(folder.resolve("zh").resolve(name));
            assertThat(looks.sheets()).hasSize(20).allMatch(WorkbookLooks.Sheet::frozen);
            var signed = new HashSet<String>();
            for (var list : List.of(
                    "status",
                    "verdict",
                    "state",
                    "roadmap_state",
                    "meaning",
                    "confidence",
                    "done",
                    "kind",
                    "reading")) {
                layout.words().get(list).values().forEach(word -> {
                    assertThat(word.sign()).as(list + " " + word.text().zh()).isNotEmpty();
                    assertThat(word.fill()).isNotNull();
                    signed.add(word.sign() + " " + word.text().zh());
                });
            }
            var states = looks.cells().stream()
                    .filter(cell -> signed.contains(cell.text()))
                    .toList();
            assertThat(states).hasSizeGreaterThan(100).allMatch(cell -> cell.fill()
                    .matches("(FF)?[0-9A-F]{6}"));
            var marked = looks.cells().stream()
                    .filter(cell -> cell.number() && cell.format().contains("▼\""))
                    .toList();
            assertThat(marked).hasSizeGreaterThan(5).allMatch(cell -> !cell.fill()
                    .isEmpty());
        }
    }

    @Test
    void the_same_snapshot_gives_the_same_bytes_in_another_locale_and_time_zone(@TempDir Path out) throws Exception {
        var locale = Locale.getDefault();
        var zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
            export(out, "city", CITY, Language.ZH);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        assertThat(out.resolve(REPORT))
                .hasSameBinaryContentAs(folder.resolve("zh").resolve(REPORT));
    }

    @Test
    void a_file_with_other_content_stays(@TempDir Path out) throws Exception {
        export(out, "city", CITY, Language.EN);
        var fault = catchThrowableOfType(FaultException.class, () -> export(out, "city", CITY, Language.ZH));
        assertThat(fault.code()).isEqualTo("export.exists");
    }

    @Test
    void workbooks_open_in_libreoffice_and_print(@TempDir Path out) throws Exception {
        export(out, "city", CITY, Language.ZH);
        export(out, "county", COUNTY, Language.EN);
        LibreOffice.print(out, List.of(out.resolve(REPORT), out.resolve(DOSSIER)));
        for (var name : List.of(REPORT, DOSSIER)) {
            assertThat(LibreOffice.pages(out.resolve(name.replace(".xlsx", ".pdf"))))
                    .isBetween(20, 80);
        }
    }

    /** As a copy that may leave the department: some tables are empty, some cells null. */
    @Test
    void what_was_taken_out_of_the_summary_is_shown_as_missing(@TempDir Path out) throws Exception {
        var copy = out.resolve("copy.duckdb");
        Files.copy(summaryFile(), copy);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + copy);
                var statement = connection.createStatement()) {
            for (var table : List.of(
                    "county_sheet",
                    "quarantine",
                    "group_segregation",
                    "cohort",
                    "review_calendar",
                    "inspection_sample")) {
                statement.execute("DELETE FROM " + table);
            }
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS withheld (table_name VARCHAR, column_name VARCHAR, row_key VARCHAR, reason VARCHAR)");
            statement.execute(
                    "INSERT INTO withheld VALUES ('quarantine', 'text', '{}', 'personal'), ('finding', 'measure', '{}', 'personal'),"
                            + " ('review_calendar', 'done_on', '{}', 'personal')");
            statement.execute("UPDATE class_size SET classes = NULL, students = NULL");
            statement.execute(
                    "UPDATE finding SET responsible_unit = NULL, measure = NULL, evidence_ref = NULL, observed = NULL, shortfall = NULL");
            statement.execute("UPDATE county_item SET observed = NULL, inputs = NULL, reason = NULL");
            statement.execute("UPDATE region_item SET observed = NULL, inputs = NULL, reason = NULL");
        }
        export(copy, out, "city", CITY, Optional.empty(), Optional.empty(), Language.ZH);
        export(copy, out, "county", COUNTY, Optional.empty(), Optional.empty(), Language.ZH);
        var city = sheets(out.resolve(REPORT));
        assertThat(city.get("大班额与大规模学校").stream()
                        .filter(row -> row.get(0).equals("麒麟区") && row.get(1).equals("小学")))
                .hasSize(1)
                .allSatisfy(row -> assertThat(row.subList(2, 4)).containsExactly("缺", "缺"));
        assertThat(text(sheets(out.resolve(DOSSIER)), "表4 政府保障程度")).contains("缺", "◇ 公开版：");
        assertThat(text(city, "评估日程"))
                .contains("◇ 公开版不公开其中一部分：review_calendar；空着不等于没有")
                .doesNotContain("没有适用于本市各县的日程");
        assertThat(text(city, "来源与定义")).contains("◇ 可能含个人信息或原始行");
        assertThat(text(chinese, "来源与定义")).contains("没有：本册出自部门自用的汇总库").doesNotContain("◇ 公开版：");
        assertThat(rows("差异系数矩阵", "麒麟区").get(0))
                .isEqualTo(city.get("差异系数矩阵").stream()
                        .filter(row -> row.get(0).equals("麒麟区"))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void a_city_year_or_standard_that_is_not_there_is_wrong_usage_with_what_can_be_asked(@TempDir Path out) {
        assertThat(refused(out, "530000", Optional.empty(), Optional.empty()))
                .satisfies(fault -> assertThat(fault.what().en())
                        .isEqualTo("'530000' (云南省) is of the level province; a city is wanted here"))
                .satisfies(fault -> assertThat(fault.nextStep().en()).startsWith("nearest: 530300 曲靖市"));
        assertThat(refused(out, "曲靖", Optional.empty(), Optional.empty())
                        .nextStep()
                        .zh())
                .startsWith("相近的有：530300 曲靖市");
        assertThat(refused(out, CITY, Optional.of(1999), Optional.empty())
                        .what()
                        .en())
                .isEqualTo("there is no '530300' in 1999");
        assertThat(refused(out, CITY, Optional.empty(), Optional.of("cn-basic-2012"))
                        .nextStep()
                        .en())
                .isEqualTo("use --standard with one of: cn-national-2017, qujing-2022");
        assertThat(out).isEmptyDirectory();
    }

    private FaultException refused(Path out, String city, Optional<Integer> year, Optional<String> standard) {
        var fault = catchThrowableOfType(
                FaultException.class, () -> export(summaryFile(), out, "city", city, year, standard, Language.EN));
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.USAGE);
        return fault;
    }

    @Test
    void a_year_without_figures_is_told_with_those_that_have_some(@TempDir Path out) throws Exception {
        var copy = out.resolve("copy.duckdb");
        Files.copy(summaryFile(), copy);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + copy);
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM equity WHERE year = 2024");
            statement.execute("DELETE FROM region_item WHERE year = 2024");
        }
        var fault = catchThrowableOfType(
                FaultException.class,
                () -> export(copy, out, "city", CITY, Optional.of(2024), Optional.empty(), Language.EN));
        assertThat(fault.what().en()).isEqualTo("in 2024 nothing was measured of 530300 曲靖市");
        assertThat(fault.nextStep().en()).isEqualTo("years with figures: 2025");
    }

    @Test
    void a_city_of_a_census_without_law_has_figures_and_says_that_nothing_is_judged(@TempDir Path out)
            throws Exception {
        var census = Files.createDirectories(out.resolve("census"));
        Files.write(
                census.resolve("2022_EESCOLAS_2300001.CSV"),
                List.of(
                        "NU_ANO_CENSO,CO_ENTIDADE,NO_ENTIDADE,CO_MUNICIPIO,TP_DEPENDENCIA,TP_SITUACAO_FUNCIONAMENTO,NO_MUNICIPIO,QT_MAT_BAS,"
                                + "QT_DOC_BAS,QT_TUR_BAS,QT_SALAS_UTILIZADAS,QT_DESKTOP_ALUNO,QT_COMP_PORTATIL_ALUNO,QT_COMP_ALUNO",
                        "2022,23000001,A,2300001,3,1,Vila,500.0,20.0,16.0,12.0,15.0,5.0,",
                        "2022,23000002,B,2300001,4,1,Vila,100.0,10.0,8.0,6.0,,,"));
        var other = new TestRun(out.resolve("warehouse"));
        other.nightly(census, "br-censo-escolar");
        var file = out.resolve("warehouse")
                .resolve(Manifest.summaryPath(other.warehouse().currentId().orElseThrow()));
        export(file, out, "city", "Vila", Optional.empty(), Optional.empty(), Language.EN);
        var sheets = sheets(out.resolve("2300001-Vila-2022-市级报告.xlsx"));
        assertThat(text(sheets, "Contents")).contains("this standard holds no law: nothing is judged", "no limits");
        assertThat(text(sheets, "Counties at a glance")).contains("– no law");
        assertThat(text(sheets, "Schools to mend first")).contains("this standard sets no thresholds");
        // 12 rooms for 500 students and 6 for 100
        assertThat(sheets.get("Level matrix").stream()
                        .filter(row -> row.get(0).equals("municipal"))
                        .findFirst()
                        .orElseThrow())
                .contains("2.4");
        assertThat(text(sheets, "Origin and definitions")).doesNotContain("sample data");
        assertThat(out.resolve("2300001-Vila-2022-市级报告.xlsx")).exists();
    }
}
