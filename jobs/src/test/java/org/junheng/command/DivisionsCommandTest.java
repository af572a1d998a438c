package org.junheng.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junheng.nightly.SharedData;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.DivisionBreak;
import org.junheng.rulebook.DivisionBreak.Kind;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Divisions.Division;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Divisions by year at the command line, with a made-up table and with the real one. */
class DivisionsCommandTest {
    private static final String TABLE = """
            代码,一级行政区,二级行政区,名称,级别,状态,启用时间,变更/弃用时间,新代码
            530000,云南省,,云南省,省级,在用,1981,,
            530300,云南省,曲靖市,曲靖市,地级,在用,1997,,
            530328,云南省,曲靖市,沾益县,县级,弃用,1997,2016,530303
            530303,云南省,曲靖市,沾益区,县级,在用,2016,,
            """;

    @TempDir
    Path folder;

    @BeforeAll
    static void shipped_facts_stand_beside_the_program() {
        System.setProperty("junheng.home", TestRun.home().toString());
    }

    private static Said divisions(String... arguments) {
        return Said.to(List.of("divisions"), arguments);
    }

    private Said importing(String table, String... more) throws Exception {
        var file = folder.resolve("table.csv");
        Files.writeString(file, table);
        var arguments = new ArrayList<>(List.of(
                "import", file.toString(), "--out", folder.resolve("out").toString()));
        arguments.addAll(List.of(more));
        return divisions(arguments.toArray(String[]::new));
    }

    private Divisions imported() {
        return Rulebook.read(TestRun.home().resolve("schemas"), Optional.of(folder.resolve("out")))
                .divisions()
                .get("cn");
    }

    @Test
    void a_table_becomes_an_overlay_with_a_note_of_its_source() throws Exception {
        var said = importing(TABLE, "--source", "Some Office", "--licence", "CC0 1.0");
        assertThat(said.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(said.out())
                .contains("4 rows read (UTF-8) = 4 taken + 0 not taken")
                .contains("county    2        1")
                .contains("taken over from the facts in force: 5303Z1 曲靖经济技术开发区, CN 中国");
        assertThat(Files.readString(folder.resolve("out/divisions/cn.SOURCE.md")))
                .contains("source: Some Office", "licence: CC0 1.0", "SHA-256", "table.csv");
        var divisions = imported();
        assertThat(divisions.seriesCode("530328", 2010)).isEqualTo("530303");
        // The zone and the nation are no part of any public table.
        assertThat(divisions.find("5303Z1", 2020).orElseThrow().pseudo()).isTrue();
        assertThat(divisions.ancestor("530303", "nation", 2020).orElseThrow().code())
                .isEqualTo("CN");
    }

    @Test
    void bad_rows_are_told_and_kept_in_the_note_and_the_others_are_written() throws Exception {
        var said = importing(TABLE + "530304,云南省,曲靖市,马龙区,县级,暂停,2018,,\n530321,云南省,曲靖市,马龙县,县级,弃用,1997,2018,530304\n");
        assertThat(said.exitCode()).isEqualTo(ExitCode.PUBLISHED_WITH_REFUSALS);
        assertThat(said.out())
                .contains("table.csv:6 [状态]: is '暂停', expected 在用 变更 弃用")
                .contains("table.csv:7 [新代码]: successor 530304 does not exist in 2018; left out")
                .contains("6 rows read (UTF-8) = 5 taken + 1 not taken");
        assertThat(Files.readString(folder.resolve("out/divisions/cn.SOURCE.md")))
                .contains("530304,云南省,曲靖市,马龙区,县级,暂停,2018,,")
                .contains("not told");
        assertThat(imported().records("530321")).hasSize(1);
        assertThat(divisions("import", folder.resolve("table.csv").toString(), "--out", folder + "/zh", "--lang", "zh")
                        .out())
                .contains("[状态]：为“暂停”，应为 在用 变更 弃用");
    }

    @Test
    void nothing_is_written_where_nothing_is_good() throws Exception {
        var said = importing(TABLE.lines().findFirst().orElseThrow() + "\n5,云南省,,云南省,省级,在用,1981,,\n");
        assertThat(said.exitCode()).isEqualTo(ExitCode.NOTHING_PUBLISHED);
        assertThat(said.out()).contains("table.csv:2 [代码]");
        assertThat(said.err()).contains("nothing is written");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(importing("a,b\n1,2\n").exitCode()).isEqualTo(ExitCode.NOTHING_PUBLISHED);
    }

    @Test
    void a_file_of_divisions_that_is_there_is_replaced_only_where_that_is_asked_for() throws Exception {
        importing(TABLE);
        var again = importing(TABLE);
        assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(again.err()).contains("cn.csv exists already", "--replace");
        assertThat(importing(TABLE.replace("沾益区", "新区"), "--replace").exitCode())
                .isEqualTo(ExitCode.DONE);
        assertThat(imported().find("530303", 2020).orElseThrow().name()).isEqualTo("新区");
    }

    @Test
    void wrong_calls_say_what_is_missing() {
        assertThat(divisions().err()).contains("import FILE | show CODE | breaks");
        assertThat(divisions("list").err()).contains("import, show, breaks");
        assertThat(divisions("import").err()).contains("FILE");
        assertThat(divisions("import", "x.csv").err()).contains("--out");
        assertThat(divisions("import", folder + "/none.csv", "--out", folder.toString())
                        .err())
                .contains("no file");
        assertThat(divisions("show").err()).contains("CODE");
        assertThat(divisions("show", "999999").err()).contains("no code 999999");
        assertThat(divisions("show", "530303", "--year", "2010").err()).contains("not in use in the census of 2010");
        assertThat(divisions("show", "1", "2").err()).contains("\"2\"");
        assertThat(divisions("breaks", "x").err()).contains("\"x\"");
        assertThat(divisions("breaks", "--years", "soon").err()).contains("--years");
        assertThat(divisions("breaks", "--region", "999999").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void show_tells_the_history_of_a_code_and_breaks_what_concerns_a_region() {
        var old = divisions("show", "530328", "--year", "2016");
        assertThat(old.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(old.out())
                .contains("series 530303", "530000 云南省", "took over from 530328 沾益县")
                .containsPattern("\\* +530328")
                .containsPattern("(?m)^ +530303");
        assertThat(divisions("show", "210112", "--lang", "zh").out()).contains("由“东陵区”更名为“浑南区”");
        var city = divisions("breaks", "--region", "530300", "--years", "2000-2024");
        assertThat(city.out().lines().skip(1)).hasSize(4).allMatch(line -> line.contains("recoded"));
        assertThat(divisions("breaks", "--region", "530300", "--years", "2020").err())
                .contains("No change");
        assertThat(divisions("breaks", "--region", "211103").out().lines().skip(1))
                .allMatch(line -> line.contains("211103"));
    }

    private static Divisions real;

    /** The whole public table, taken in as a user would. */
    private Divisions real() {
        if (real == null) {
            var table = SharedData.folder("data/cn_admin_codes_1981_2024").resolve("result.csv.gz");
            var said = divisions(
                    "import", table.toString(), "--out", folder.resolve("out").toString());
            assertThat(said.out()).contains("6823 rows read (UTF-8 BOM) = 6823 taken + 0 not taken");
            assertThat(said.exitCode()).isEqualTo(ExitCode.DONE);
            real = imported();
        }
        return real;
    }

    @ParameterizedTest
    @CsvSource({
        "1985, 3185, 30, 327, 2828",
        "2000, 3231, 34, 333, 2864",
        "2010, 3226, 34, 333, 2859",
        "2017, 3219, 34, 334, 2851",
        "2020, 3211, 34, 333, 2844",
        "2024, 3213, 34, 333, 2846"
    })
    void the_real_table_has_the_divisions_that_its_source_counts(
            int year, int all, int provinces, int cities, int counties) {
        var counts = real().counts(year);
        assertThat(counts).containsEntry("province", provinces);
        assertThat(counts).containsEntry("city", cities);
        assertThat(counts).containsEntry("county", counties);
        assertThat(provinces + cities + counties).isEqualTo(all);
        // And each lies in one that is in use too.
        var inUse = real().inUse(year);
        var codes = inUse.stream().map(Division::code).collect(Collectors.toSet());
        assertThat(inUse.stream().filter(division -> !division.level().equals("nation")))
                .allMatch(division -> codes.contains(division.parentCode()));
    }

    @ParameterizedTest
    @CsvSource({
        "沾益, 530328, 2015, 530303, 2017",
        "马龙, 530321, 2017, 530304, 2019",
        "普兰店, 210282, 2014, 210214, 2016",
        "辽中, 210122, 2015, 210115, 2017",
        "大洼, 211121, 2015, 211104, 2017",
        "寻甸, 530327, 1997, 530129, 1998"
    })
    void a_county_that_changed_its_code_is_one_series(String name, String old, int before, String code, int after) {
        assertThat(real().seriesCode(old, before)).isEqualTo(code);
        assertThat(real().seriesCode(code, after)).isEqualTo(code);
        assertThat(real().series(code, after))
                .extracting(Division::name)
                .filteredOn(each -> each.startsWith(name))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void in_each_year_every_real_division_has_a_series_of_its_own() {
        for (int year = 1981; year <= 2024; year++) {
            var names = new java.util.HashMap<String, String>();
            for (var division : real().inUse(year)) {
                assertThat(names.put(real().seriesCode(division.code(), year), division.code()))
                        .as(division.code() + " in " + year)
                        .isNull();
            }
        }
    }

    private List<String> kinds(String code, int year) {
        return real().breaks(code, year).stream()
                .map(change -> change.kind().id() + " " + String.join(",", change.others()))
                .toList();
    }

    @Test
    void real_changes_are_told_apart() {
        // 寻甸 went from 曲靖 to 昆明.
        assertThat(kinds("530129", 1998)).containsExactly("recoded 530327", "parent_changed 530300,530100");
        assertThat(kinds("530300", 1998)).containsExactly("territory 530100");
        assertThat(real().ancestor("530129", "city", 1999).orElseThrow().name()).isEqualTo("昆明市");
        // 崇文区 joined 东城区; 襄阳区 was renamed with its city.
        assertThat(kinds("110103", 2010)).containsExactly("merged 110101");
        assertThat(kinds("110101", 2010)).containsExactly("merged 110103");
        assertThat(real().seriesCode("110103", 2009)).isEqualTo("110103");
        assertThat(kinds("420607", 2010)).containsExactly("renamed ");
        // 桥东区 was divided among two that stood, 文登市 among one that stood and a new one.
        assertThat(kinds("130103", 2014)).containsExactly("split 130102,130104");
        assertThat(kinds("371003", 2014)).containsExactly("split 371081");
        assertThat(kinds("371002", 2014)).containsExactly("territory 371081");
        // 南区 of 株洲 ended in the year in which its code was used again.
        assertThat(real().seriesCode("430204", 1996)).isEqualTo("430204@1983");
        // 重庆 was made of parts of 四川; 那曲地区 became 那曲市.
        assertThat(kinds("500000", 1997)).containsExactly("split 510000");
        assertThat(real().seriesCode("542400", 2016)).isEqualTo("540600");
        // 儋州 rose from county to city.
        assertThat(kinds("460400", 2015)).containsExactly("level_changed 469003");
        // Every merger and split of counties since 2000 is listed on both sides.
        assertThat(real().breaks().stream().filter(change -> change.year() >= 2000 && change.kind() == Kind.MERGED))
                .allSatisfy(change -> assertThat(change.others()).isNotEmpty().allSatisfy(other -> assertThat(
                                real().breaks(other, change.year()))
                        .extracting(DivisionBreak::kind)
                        .contains(Kind.MERGED)));
    }
}
