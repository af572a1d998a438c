package org.junheng.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCensusTest {

    private static final SampleOptions SMALL = SampleOptions.defaults(WrittenCensus.SCHEMAS)
            .withCounties(4)
            .withSchoolsPerCounty(12)
            .withYears(2016, 2020);

    @TempDir
    Path folder;

    @Test
    void theSameOptionsGiveTheSameBytes() throws IOException {
        SampleCensus.generate(SMALL, folder.resolve("one"));
        SampleCensus.generate(SMALL, folder.resolve("two"));

        assertThat(contents("one")).hasSize(7).isEqualTo(contents("two"));
    }

    @Test
    void theLocaleOfTheMachineChangesNoByte() throws IOException {
        SampleCensus.generate(SMALL, folder.resolve("one"));
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            SampleCensus.generate(SMALL, folder.resolve("two"));
        } finally {
            Locale.setDefault(before);
        }

        assertThat(contents("one")).isEqualTo(contents("two"));
    }

    @Test
    void anotherSeedGivesAnotherCensus() throws IOException {
        SampleCensus.generate(SMALL, folder.resolve("one"));
        SampleCensus.generate(SMALL.withSeed(7), folder.resolve("two"));

        assertThat(contents("one").get("junheng-sample-2020.csv"))
                .isNotEqualTo(contents("two").get("junheng-sample-2020.csv"));
    }

    @Test
    void twoCountiesOfSixSchoolsOverTwoYearsMakeASample() throws IOException {
        var report = SampleCensus.generate(
                SMALL.withCounties(2).withSchoolsPerCounty(6).withYears(2024, 2025), folder);

        assertThat(report.files()).extracting(SampleReport.File::year).containsExactly(2024, 2025);
        // 2 counties of 6 schools and the zone of the first, which has 0.3 × 6, in whole numbers 2.
        assertThat(report.rows()).isEqualTo(2 * (6 + 6 + 2));
        assertThat(report.quarantined()).isZero();
    }

    @Test
    void aSingleYearMakesASample() throws IOException {
        var report = SampleCensus.generate(SMALL.withYears(2025, 2025), folder);

        assertThat(report.files()).hasSize(1);
    }

    @Test
    void everyRowSaysThatItIsGenerated() throws IOException {
        SampleCensus.generate(SMALL, folder);

        for (var year = 2016; year <= 2020; year++) {
            assertThat(new WrittenCensus(folder).rows(year)).isNotEmpty().allSatisfy(row -> assertThat(row.cell("数据来源"))
                    .isEqualTo("generated"));
        }
        assertThat(folder.resolve("README.md")).content().contains("不是真实数据", "not real data", "20260101");
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("truth.json").toFile())
                        .path("generated")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theYearThatIsNotUtf8DecodesAsGb18030() throws IOException {
        SampleCensus.generate(SMALL, folder);

        var bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("junheng-sample-2019.csv")));
        var text = Charset.forName("GB18030").newDecoder().decode(bytes).toString();
        assertThat(text).startsWith("学年,学校标识码,学校名称").contains("麒麟");
    }

    @Test
    void aCountyHasItsOldCodeInTheCensusOfTheYearOfTheChange() throws IOException {
        SampleCensus.generate(SMALL, folder);

        assertThat(countyCodes(2016)).contains("530328", "530321").doesNotContain("530303", "530304");
        assertThat(countyCodes(2017)).contains("530303", "530321").doesNotContain("530328", "530304");
        assertThat(countyCodes(2018)).contains("530303", "530321").doesNotContain("530328", "530304");
        assertThat(countyCodes(2019)).contains("530303", "530304").doesNotContain("530328", "530321");
    }

    @Test
    void schoolsOfAZoneStandInARealCounty() throws IOException {
        SampleCensus.generate(SMALL, folder);

        assertThat(new WrittenCensus(folder).rows(2020))
                .filteredOn(row -> row.cell("管理部门区划代码").equals("5303Z1"))
                .hasSize(4)
                .allSatisfy(row -> assertThat(row.cell("驻地县代码")).isEqualTo("530302"));
    }

    @Test
    void aSchoolThatEndedHasOneRowWithoutNumbersAndNoneAfter() throws IOException {
        SampleCensus.generate(SMALL.withSchoolsPerCounty(80), folder);
        var ended = new HashSet<String>();

        for (var year = 2016; year <= 2020; year++) {
            for (var row : new WrittenCensus(folder).rows(year)) {
                assertThat(ended).doesNotContain(row.cell("学校标识码"));
                if (!row.isOpen() && row.cell("学校状态") != null) {
                    assertThat(row.fields().subList(15, row.fields().size())).containsOnly("");
                }
            }
            for (var row : new WrittenCensus(folder).rows(year)) {
                if (!row.isOpen()) {
                    ended.add(row.cell("学校标识码"));
                }
            }
        }
        assertThat(ended).isNotEmpty();
    }

    @Test
    void gradesBoysAndGirlsAndClassesMakeTheWholeOfAStage() throws IOException {
        SampleCensus.generate(SMALL.withSchoolsPerCounty(40), folder);
        var rows = new WrittenCensus(folder)
                .rows(2020).stream()
                        .filter(row -> row.isOpen() && row.cell("学校名称") != null)
                        .filter(row -> number(row, "小学在校生数") > 0)
                        .toList();

        // All counties of the sample of four have six grades of primary; two of 本溪 have five.
        assertThat(rows).hasSizeGreaterThan(50).allSatisfy(row -> {
            assertThat(number(row, "小学在校男生数") + number(row, "小学在校女生数")).isEqualTo(number(row, "小学在校生数"));
            assertThat(number(row, "小学寄宿生数")).isBetween(0, number(row, "小学在校生数"));
            var grades = 0;
            for (var grade : List.of("一", "二", "三", "四", "五", "六")) {
                grades += number(row, grade + "年级在校生数");
            }
            assertThat(grades).isEqualTo(number(row, "小学在校生数"));
        });
    }

    @Test
    void childrenOfMigrantWorkersAreInTownsOfDistrictsAndLeftBehindOnesInVillages() throws IOException {
        SampleCensus.generate(SMALL.withSchoolsPerCounty(40), folder);
        var rows = new WrittenCensus(folder)
                .rows(2020).stream()
                        .filter(row -> number(row, "小学在校生数") > 0 && row.cell("小学随迁子女数") != null)
                        .toList();

        assertThat(rows).hasSizeGreaterThan(50).allSatisfy(row -> {
            assertThat(number(row, "小学随迁子女数")).isBetween(0, number(row, "小学在校生数"));
            assertThat(number(row, "小学留守儿童数")).isBetween(0, number(row, "小学在校生数"));
        });
        // 麒麟 is a district, 陆良 a county.
        assertThat(share(rows, "小学随迁子女数", "530302", "11"))
                .isGreaterThan(2 * share(rows, "小学随迁子女数", "530322", "12"))
                .isGreaterThan(2 * share(rows, "小学随迁子女数", "530302", "2"));
        assertThat(share(rows, "小学留守儿童数", "530322", "2"))
                .isGreaterThan(2 * share(rows, "小学留守儿童数", "530322", "12"))
                .isGreaterThan(2 * share(rows, "小学留守儿童数", "530302", "11"));
    }

    private static double share(List<WrittenCensus.Row> rows, String header, String county, String place) {
        var there = rows.stream()
                .filter(row -> row.cell("驻地县代码").equals(county))
                .filter(row -> row.cell("城乡分类码").startsWith(place))
                .toList();
        return (double) there.stream().mapToInt(row -> number(row, header)).sum()
                / there.stream().mapToInt(row -> number(row, "小学在校生数")).sum();
    }

    @Test
    void howTheseChildrenAreSpreadChangesNothingElse() throws IOException {
        var schemas = folder.resolve("schemas");
        try (var files = Files.walk(WrittenCensus.SCHEMAS)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var to = schemas.resolve(WrittenCensus.SCHEMAS.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        var facts = schemas.resolve("sample/resources.yaml");
        var text = Files.readString(facts);
        var changed = text.replace("unevenness: {school: 0.45,", "unevenness: {school: 0.10,");
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(facts, changed);
        SampleCensus.generate(SMALL, folder.resolve("one"));
        SampleCensus.generate(
                SampleOptions.defaults(schemas)
                        .withCounties(4)
                        .withSchoolsPerCounty(12)
                        .withYears(2016, 2020),
                folder.resolve("two"));

        var one = new WrittenCensus(folder.resolve("one")).rows(2020);
        var two = new WrittenCensus(folder.resolve("two")).rows(2020);
        assertThat(one).hasSameSizeAs(two).isNotEqualTo(two);
        for (var i = 0; i < one.size(); i++) {
            assertThat(withoutThem(one.get(i))).isEqualTo(withoutThem(two.get(i)));
        }
    }

    private static Map<String, String> withoutThem(WrittenCensus.Row row) {
        var cells = new HashMap<>(row.cells());
        cells.keySet().removeIf(header -> header.contains("随迁子女") || header.contains("留守儿童"));
        return cells;
    }

    private static int number(WrittenCensus.Row row, String header) {
        var cell = row.cell(header);
        return cell != null && cell.strip().matches("[0-9]+") ? Integer.parseInt(cell.strip()) : -1;
    }

    @Test
    void countiesBeyondTheRealOnesAreInventedWithDivisionsOfTheirOwn() throws IOException {
        SampleCensus.generate(SMALL.withCounties(60).withYears(2024, 2025), folder);

        var lines = Files.readAllLines(folder.resolve("divisions-generated.csv"));
        // 60 − 33 = 27 counties at 9 a city: 3 cities of 1 province.
        assertThat(lines).hasSize(1 + 1 + 3 + 27);
        assertThat(lines.subList(0, 4))
                .containsExactly(
                        "code,name,level,parent_code,valid_from,valid_to,successor_code,pseudo,generated",
                        "010000,示例省01,province,CN,1990,,,0,1",
                        "010100,示例市0101,city,010000,1990,,,0,1",
                        "010101,示例县010101(生成),county,010100,1990,,,0,1");
        assertThat(countyCodes(2025)).hasSizeGreaterThanOrEqualTo(60).contains("010101", "010309", "430382");
    }

    @Test
    void aFolderWithAnotherSampleIsRefused() throws IOException {
        SampleCensus.generate(SMALL, folder);

        assertThatThrownBy(() -> SampleCensus.generate(SMALL.withYears(2017, 2020), folder))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("junheng-sample-2016.csv");
    }

    @Test
    void optionsOutsideTheirBoundsAreRefused() {
        assertThatThrownBy(() -> SMALL.withCounties(2851)).hasMessage("counties: expected 1 to 2850, found 2851");
        assertThatThrownBy(() -> SMALL.withYears(2020, 2019)).hasMessageContaining("last year");
        assertThatThrownBy(() -> SMALL.withSchoolsPerCounty(1)).hasMessageContaining("schools per county");
    }

    private List<String> countyCodes(int year) throws IOException {
        return new WrittenCensus(folder)
                .rows(year).stream().map(row -> row.cell("驻地县代码")).distinct().toList();
    }

    private Map<String, String> contents(String name) throws IOException {
        var contents = new HashMap<String, String>();
        try (var files = Files.list(folder.resolve(name))) {
            for (var file : files.collect(Collectors.toList())) {
                // One character a byte, so that comparing texts compares bytes.
                contents.put(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
