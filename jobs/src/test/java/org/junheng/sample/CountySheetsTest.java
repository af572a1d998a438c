package org.junheng.sample;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountySheetsTest {

    private static final SampleOptions ALONE =
            SampleOptions.defaults(WrittenCensus.SCHEMAS).withCounties(6).withYears(2020, 2025);
    private static final SampleOptions SMALL = ALONE.withSchoolsPerCounty(7).withYears(2022, 2025);

    private static CountySheetFacts facts;

    private Path shared;

    @BeforeAll
    void makeASample(@TempDir Path folder) throws IOException {
        shared = folder;
        facts = CountySheetFacts.read(WrittenCensus.SCHEMAS, SampleFacts.read(WrittenCensus.SCHEMAS));
        SampleCensus.generate(ALONE.withCountySheets(), shared);
    }

    /** The rows of a county sheet by county, each by canonical column without blank cells. */
    private static Map<String, Map<String, String>> sheets(Path folder, int year) throws IOException {
        var sheets = new HashMap<String, Map<String, String>>();
        try (var reader = CsvReader.builder().ofNamedCsvRecord(folder.resolve("county_sheet-" + year + ".csv"))) {
            for (NamedCsvRecord row : reader) {
                var cells = facts.columns().layout().byName(row.getFields());
                sheets.put(cells.get("county_code"), cells);
            }
        }
        return sheets;
    }

    private static List<Map<String, String>> census(Path folder, int year, String county) throws IOException {
        return new WrittenCensus(folder)
                .rows(year).stream()
                        .filter(row -> row.isOpen() && county.equals(row.cell("驻地县代码")))
                        .map(WrittenCensus.Row::cells)
                        .toList();
    }

    @Test
    void withoutTheOptionNoByteIsAnother(@TempDir Path folder) throws IOException {
        SampleCensus.generate(SMALL, folder);
        var digest = hash(folder);

        // Facts of the sample or the standard that change on purpose change this too.
        assertThat(digest).isEqualTo("33582fa5f1c80756");
    }

    private static String hash(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files.sorted().toList()) {
                digest.update(file.getFileName().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (java.security.NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }

    @Test
    void theOptionChangesTheSchoolsOfCountiesInOrderAlone(@TempDir Path folder) throws IOException {
        SampleCensus.generate(ALONE, folder);

        var changed = new TreeSet<String>();
        for (var year = 2020; year <= 2025; year++) {
            var name = "junheng-sample-" + year + ".csv";
            var before = Files.readAllLines(folder.resolve(name));
            var after = Files.readAllLines(shared.resolve(name));
            assertThat(after).hasSameSizeAs(before);
            for (var i = 0; i < before.size(); i++) {
                if (!before.get(i).equals(after.get(i))) {
                    changed.add(before.get(i).replaceFirst(".*,(\\d{6}),(\\d{6}|530\\dZ1|530300),.*", "$1"));
                }
            }
        }
        assertThat(changed).containsExactly("530303", "530304");
    }

    @Test
    void thereAreSheetsFrom2022OnOrForTheLastFourYears() {
        var said = facts.facts();
        assertThat(said.firstSheetYear(2016, 2025)).isEqualTo(2022);
        assertThat(said.firstSheetYear(2016, 2030)).isEqualTo(2022);
        assertThat(said.firstSheetYear(2016, 2020)).isEqualTo(2017);
        assertThat(said.firstSheetYear(2024, 2025)).isEqualTo(2024);
    }

    @Test
    void everyCountyAndZoneHasASheetButOneInTheLastYear() throws IOException {
        var all = List.of("530302", "530303", "530304", "530322", "530323", "530324", "5303Z1");
        assertThat(sheets(shared, 2024)).containsOnlyKeys(all);
        assertThat(sheets(shared, 2025).keySet()).hasSize(6).doesNotContain("530323");
        assertThat(sheets(shared, 2025).values())
                .allSatisfy(cells -> assertThat(cells).containsEntry("data_origin", "generated"));
    }

    @Test
    void schoolsPupilsAndTeachersAreThoseOfTheCensus() throws IOException {
        // A county that the planted faults leave alone in the last two years.
        var schools = census(shared, 2025, "530303");
        var sheet = sheets(shared, 2025).get("530303");

        assertThat(sheet.get("compulsory_schools")).isEqualTo(count(schools, "[123].*"));
        assertThat(sheet.get("rural_schools")).isEqualTo(count(schools, "(12|2).*"));
        assertThat(sheet.get("village_schools")).isEqualTo(count(schools, "2.*"));
        assertThat(sheet.get("compulsory_pupils")).isEqualTo(sum(schools, "小学在校生数", "初中在校生数"));
        assertThat(sheet.get("full_time_teachers")).isEqualTo(sum(schools, "小学专任教师数", "初中专任教师数"));
        // Who graduated in the summer of 2025 was in the ninth grade in the autumn of 2024.
        assertThat(sheet.get("junior_cohort_graduates")).isEqualTo(sum(census(shared, 2024, "530303"), "九年级在校生数"));
        assertThat(sheet.get("junior_cohort_entrants")).isEqualTo(sum(census(shared, 2022, "530303"), "七年级在校生数"));
    }

    /** Schools of a kind of place; points and campuses are no schools of their own. */
    private static String count(List<Map<String, String>> rows, String place) {
        return Long.toString(rows.stream()
                .filter(row ->
                        !row.get("办学类型码").equals("218") && row.get("是否计校数").equals("1"))
                .filter(row -> row.get("城乡分类码").matches(place))
                .count());
    }

    private static String sum(List<Map<String, String>> rows, String... headers) {
        var sum = 0L;
        for (var row : rows) {
            for (var header : headers) {
                sum += row.get(header).isBlank()
                        ? 0
                        : Long.parseLong(row.get(header).strip());
            }
        }
        return Long.toString(sum);
    }

    @Test
    void spendingRisesEveryYearButOnceInOneCounty() throws IOException {
        var falls = new ArrayList<String>();
        for (var year = 2022; year <= 2025; year++) {
            for (var sheet : sheets(shared, year).entrySet()) {
                var cells = sheet.getValue();
                for (var column : List.of("education_spending", "education_spending_per_pupil")) {
                    if (cells.containsKey(column) && cells.containsKey(column + "_before")) {
                        var now = new BigDecimal(cells.get(column));
                        if (now.compareTo(new BigDecimal(cells.get(column + "_before"))) < 0) {
                            falls.add(sheet.getKey() + " " + year + " " + column);
                        }
                    }
                }
            }
        }
        assertThat(falls).containsExactly("530324 2024 education_spending", "530324 2024 education_spending_per_pupil");
    }

    @Test
    void whatASheetSaysOfTheYearBeforeIsWhatThatYearsSheetSaid() throws IOException {
        for (var year = 2023; year <= 2025; year++) {
            var before = sheets(shared, year - 1);
            sheets(shared, year).forEach((county, cells) -> {
                for (var column : List.of("education_spending", "rural_allowance_average", "inspections_of_schools")) {
                    var then = before.get(county).get(column);
                    if (then != null && cells.containsKey(column + "_before")) {
                        assertThat(cells).containsEntry(column + "_before", then);
                    }
                }
            });
        }
    }

    @Test
    void everySheetHasBlankCellsButACountyInOrderNoneThatAnItemNeeds() throws IOException {
        var sheets = sheets(shared, 2025);
        var columns = facts.columns().columns().values();
        assertThat(sheets).allSatisfy((county, cells) -> assertThat(columns)
                .anyMatch(column -> !column.served() && !cells.containsKey(column.name())));
        assertThat(columns)
                .filteredOn(column -> column.served() && !column.name().startsWith("monitoring_"))
                .allMatch(column -> sheets.get("530303").containsKey(column.name()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void withAnySeedNumbersStayWithinTheirBoundsAndPartsWithinTheirWholes(long seed, @TempDir Path folder)
            throws IOException {
        SampleCensus.generate(SMALL.withSeed(seed).withCountySheets(), folder);

        var wrong = new ArrayList<String>();
        for (var year = 2022; year <= 2025; year++) {
            sheets(folder, year).forEach((county, cells) -> {
                for (var column : facts.columns().columns().values()) {
                    var text = cells.get(column.name());
                    if (text == null || column.flag() || !text.matches("-?[0-9.]+")) {
                        continue;
                    }
                    var number = new BigDecimal(text).doubleValue();
                    var whole =
                            column.partOf().map(cells::get).map(Double::valueOf).orElse(Double.MAX_VALUE);
                    if (number < column.minimum() || number > column.maximum() || number > whole) {
                        wrong.add(county + " " + column.name() + " " + text);
                    }
                }
            });
        }
        assertThat(wrong).isEmpty();
        var truth = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(folder.resolve("truth.json").toFile());
        var verdicts = new ArrayList<String>();
        truth.get("counties")
                .forEach(county ->
                        verdicts.add(county.path("full").path("verdict").asText()));
        assertThat(verdicts).containsExactly("fail", "pass", "cannot_say");
    }
}
