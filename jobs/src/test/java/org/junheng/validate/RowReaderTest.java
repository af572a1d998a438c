package org.junheng.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junheng.ingest.MatchedHeader;
import org.junheng.ingest.SheetPlan;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Divisions.Division;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.Rule;
import org.junheng.rulebook.Rulebook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {
    private static final String GOOD = "0001,东风小学,A,北区,甲县,100,110,15.5,2.5,2";
    private static Rulebook rulebook;

    @BeforeAll
    static void read(@TempDir Path overlay) {
        rulebook = MadeUpCountry.in(overlay).rulebook();
    }

    @Test
    void a_good_row_breaks_nothing_and_its_values_are_typed() {
        assertThat(breaches(GOOD)).isEmpty();
        assertThat(value(GOOD, "year")).isEqualTo(2022L);
        assertThat(value(GOOD, "school_code")).isEqualTo("0001");
        assertThat(value(GOOD, "ownership")).isEqualTo("1");
        assertThat(value(GOOD, "city_code")).isEqualTo("北区");
        assertThat(value(GOOD, "county_code")).isEqualTo("北区/甲县");
        assertThat(value(GOOD, "students_primary")).isEqualTo(210L);
        assertThat(value(GOOD, "expenditure")).isEqualTo(2500.0);
        assertThat(value(GOOD, "computers")).isEqualTo(31.0);
        assertThat(value(GOOD, "staff")).isNull();
        assertThat(value(GOOD, "counted")).isEqualTo(true);
        assertThat(value(GOOD, "situation")).isEqualTo("open");
    }

    @Test
    void blanks_around_cells_do_not_matter() {
        assertThat(breaches("0001 ,\u00A0东风小学\u3000, A ,北区,甲县,\t100 ,110,15.5,2.5,2"))
                .isEmpty();
        assertThat(value(GOOD.replace("100,", " 100\u00A0,"), "students_primary"))
                .isEqualTo(210L);
    }

    @Test
    void a_control_character_is_no_blank_and_does_not_shorten_a_code() {
        assertThat(rules(GOOD.replace("0001", "0001\u0000"))).containsExactly("encoding", "code");
        assertThat(rules(GOOD.replace("100,", "10\u001F,"))).containsExactly("encoding", "type");
    }

    @Test
    void a_nul_breaks_encoding_wherever_it_stands_and_is_shown() {
        assertThat(breaches(GOOD.replace("东风", "东\u0000风")))
                .containsExactly("encoding|name|东␀风小学|不含控制字符（如 NUL）的文字 / text without control characters such as"
                        + " NUL|[name] 应为不含控制字符（如 NUL）的文字；请以 UTF-8 或 GB18030 重新导出 / expected text without control"
                        + " characters such as NUL; export again as UTF-8 or GB18030");
    }

    @Test
    void a_short_or_long_row_breaks_row_shape() {
        assertThat(breaches("0001,东风小学,A,北区,甲县,100"))
                .contains("row_shape|null|6 列 / cells|10 列 / 10 cells|应为10 列；请检查逗号与引号 / expected 10 cells;"
                        + " check the commas and quotes of this row");
        assertThat(breaches(GOOD + ",x"))
                .containsExactly("row_shape|null|11 列 / cells|10 列 / 10 cells|应为10 列；请检查逗号与引号 / expected 10"
                        + " cells; check the commas and quotes of this row");
    }

    @Test
    void a_row_of_a_million_cells_breaks_row_shape() {
        assertThat(read(MadeUpCountry.HEADER, GOOD + ",".repeat(1_000_000)).breaches())
                .extracting(breach -> breach.rule().id() + " " + breach.found())
                .containsExactly("row_shape 1000010 列 / cells");
    }

    @Test
    void a_character_that_could_not_be_decoded_breaks_encoding() {
        assertThat(breaches(GOOD.replace("东", "\uFFFD")))
                .containsExactly("encoding|name|\uFFFD风小学|可按 UTF-8 解码的字节 / bytes that UTF-8 can decode|[name]"
                        + " 应为可按 UTF-8 解码的字节；请以 UTF-8 或 GB18030 重新导出 / expected bytes that UTF-8 can decode;"
                        + " export again as UTF-8 or GB18030");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021", "abcd", "", "99999", "-2022", "2022.0", "2022年", "二〇二二"})
    void a_year_that_is_none_or_not_that_of_the_file_breaks_year(String year) {
        var row = read("year," + MadeUpCountry.HEADER, year + "," + GOOD);
        assertThat(row.breaches()).extracting(Breach::rule).containsExactly(Rule.YEAR);
        assertThat(row.breaches().get(0).column()).isEqualTo("year");
        assertThat(row.breaches().get(0).found()).isEqualTo(year);
        assertThat(row.values()[CensusLayout.YEAR]).isEqualTo(2022L);
    }

    @Test
    void a_year_in_wide_digits_is_that_year_and_noted() {
        var row = read("year," + MadeUpCountry.HEADER, "２０２２," + GOOD);
        assertThat(row.breaches()).isEmpty();
        assertThat(row.normalised()).containsExactly(new Normalised("year", "２０２２", "2022"));
    }

    @Test
    void a_year_that_agrees_with_the_file_name_is_good() {
        assertThat(read("学年," + MadeUpCountry.HEADER, "2022," + GOOD).breaches())
                .isEmpty();
    }

    @Test
    void a_blank_cell_that_must_not_be_blank_breaks_required() {
        assertThat(breaches(GOOD.replace("北区", "")))
                .containsExactly("required|region||非空的市名称 / a value: name of the city|[region]"
                        + " 应为非空的市名称；请补填后重新报送 / expected a value: name of the city; fill it in and send the row again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "5.5", "1 000", "0x10", ".", "NaN", "1/2", "五六", "1.2.3", "=5"})
    void what_is_no_plain_whole_number_breaks_type_in_a_count(String cell) {
        var breaches = breaches(GOOD.replace("100,", "\"" + cell + "\","));
        assertThat(breaches)
                .containsExactly(
                        "type|boys|" + cell + "|非负整数 / a whole number, not negative|[boys]"
                                + " 应为非负整数；请改正后重新报送 / expected a whole number, not negative; correct it and send the row again");
    }

    @Test
    void a_number_with_a_unit_breaks_type_and_the_unit_is_named() {
        assertThat(breaches(GOOD.replace("100,", "100人,")))
                .containsExactly("type|boys|100人|非负整数，不带「人」 / a whole number, not negative, without '人'|[boys]"
                        + " 应为非负整数，不带「人」；请改正后重新报送 / expected a whole number, not negative, without '人'; correct it and"
                        + " send the row again");
    }

    @Test
    void a_number_written_otherwise_is_read_and_noted() {
        var row = read(MadeUpCountry.HEADER, "０００１,东风小学,Ａ,北区,甲县,\"1,100\",一百一十,15.5,２．５,45%");
        assertThat(row.breaches()).isEmpty();
        assertThat(row.normalised())
                .containsExactlyInAnyOrder(
                        new Normalised("id", "０００１", "0001"),
                        new Normalised("kind", "Ａ", "A"),
                        new Normalised("boys", "1,100", "1100"),
                        new Normalised("girls", "一百一十", "110"),
                        new Normalised("cost_thousand", "２．５", "2.5"),
                        new Normalised("rate", "45%", "0.45"));
        var values = row.values();
        var positions = CensusLayout.of(rulebook.profiles().get(MadeUpCountry.ID), rulebook)
                .positions();
        assertThat(values[positions.get("school_code")]).isEqualTo("0001");
        assertThat(values[positions.get("ownership")]).isEqualTo("1");
        assertThat(values[positions.get("students_primary")]).isEqualTo(1210L);
        assertThat(values[positions.get("expenditure")]).isEqualTo(2500.0);
        assertThat(values[positions.get("computers")]).isEqualTo(6.975);
    }

    @Test
    void nothing_is_noted_of_a_row_that_says_what_it_means() {
        assertThat(read(MadeUpCountry.HEADER, GOOD).normalised()).isEmpty();
        assertThat(read(MadeUpCountry.HEADER, " 0001 ,东风小学\u3000,A,北区,甲县,100.0,007,1e1,2.5,")
                        .normalised())
                .isEmpty();
    }

    @Test
    void a_word_for_missing_is_blank_and_noted_and_breaks_a_required_column() {
        var row = read(MadeUpCountry.HEADER, "0001,东风小学,—,北区,甲县,—,110,15.5,N/A,2");
        assertThat(row.breaches()).isEmpty();
        var positions = CensusLayout.of(rulebook.profiles().get(MadeUpCountry.ID), rulebook)
                .positions();
        assertThat(row.values()[positions.get("students_primary")]).isNull();
        assertThat(row.values()[positions.get("expenditure")]).isNull();
        assertThat(row.values()[positions.get("ownership")]).as("the default").isEqualTo("3");
        assertThat(row.normalised())
                .containsExactlyInAnyOrder(
                        new Normalised("kind", "—", ""),
                        new Normalised("boys", "—", ""),
                        new Normalised("cost_thousand", "N/A", ""));
        assertThat(read(MadeUpCountry.HEADER, GOOD.replace("北区", "/")).breaches())
                .extracting(breach -> breach.rule().id() + " " + breach.column() + " " + breach.found())
                .containsExactly("required region /");
    }

    @Test
    void a_name_keeps_its_characters() {
        var name = "（Ａ）第１小\u200B学";
        assertThat(value(GOOD.replace("东风小学", name + "\u200B "), "school_name")).isEqualTo(name);
        assertThat(read(MadeUpCountry.HEADER, GOOD.replace("东风小学", name)).normalised())
                .isEmpty();
    }

    @Test
    void a_word_for_missing_that_a_profile_lists_as_a_code_is_that_code(@TempDir Path overlay) {
        var dashed = MadeUpCountry.in(overlay)
                .with(
                        "census/xx-primary/profile.yaml",
                        MadeUpCountry.PROFILE.replace("{A: '1', B: '2'}", "{A: '1', '-': '2'}"))
                .rulebook();
        assertThat(valueOf(dashed, GOOD.replace(",A,", ",-,"), "ownership")).isEqualTo("2");
        assertThat(valueOf(dashed, GOOD.replace(",A,", ",—,"), "ownership")).isEqualTo("3");
    }

    @Test
    void no_in_a_column_of_flags_is_no_and_not_missing() {
        var flat = new FlatRow(rulebook.profiles().get("junheng-flat"));
        var reader = new RowReader(
                plan(flat.profile(), "f.csv", flat.header()),
                rulebook,
                rulebook.divisions().get("cn"));
        var row = reader.read(flat.cells(Map.of("counted", "无", "county_code", "５３０３０２")));
        assertThat(row.breaches()).isEmpty();
        assertThat(row.values()[CensusLayout.COUNTED]).isEqualTo(false);
        assertThat(row.values()[CensusLayout.COUNTY_CODE]).isEqualTo("530302");
        assertThat(row.normalised()).containsExactly(new Normalised("county_code", "５３０３０２", "530302"));
        assertThat(reader.partition(flat.cells(Map.of("county_code", "５３０３０２", "year", "２０２３"))))
                .isEqualTo(Map.entry(2023, "53"));
        assertThat(reader.read(flat.cells(Map.of("counted", "—"))).values()[CensusLayout.COUNTED])
                .as("the default")
                .isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({"0,110", "515.0,625", "007,117", "0.000,110", "12.00000000000000000000,122"})
    void a_whole_number_may_have_zeros(String cell, long sum) {
        assertThat(breaches(GOOD.replace("100,", cell + ","))).isEmpty();
        assertThat(value(GOOD.replace("100,", cell + ","), "students_primary")).isEqualTo(sum);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "-0", "-0.5"})
    void a_negative_number_breaks_range(String cell) {
        assertThat(breaches(GOOD.replace("15.5", cell)))
                .containsExactly("range|teachers|" + cell + "|0 至 1000000000000000 之间的数 / a number from 0 to"
                        + " 1000000000000000|[teachers] 应为0 至 1000000000000000 之间的数；请改正后重新报送 / expected a"
                        + " number from 0 to 1000000000000000; correct it and send the row again");
    }

    @Test
    void a_number_above_the_maximum_or_below_the_minimum_breaks_range() {
        assertThat(breaches(GOOD.replace("100,", "4891,")))
                .containsExactly("range|boys|5001|0 至 5000 之间的数 / a number from 0 to 5000|[boys] 应为0 至 5000"
                        + " 之间的数；请改正后重新报送 / expected a number from 0 to 5000; correct it and send the row again");
        assertThat(breaches(GOOD.replace("100,", "4890,"))).isEmpty();
        var row = read(MadeUpCountry.HEADER + ",staff", GOOD + ",0.5");
        assertThat(row.breaches()).extracting(Breach::found).containsExactly("0.5");
        assertThat(row.breaches()).extracting(breach -> breach.rule().id()).containsExactly("range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999999999999999", "99999999999999999999999999", "1e99"})
    void a_very_large_number_breaks_range_and_never_wraps_round(String cell) {
        assertThat(rules(GOOD.replace("15.5", cell))).contains("range").doesNotContain("type");
    }

    @ParameterizedTest
    @CsvSource({"1e3,1000", "1.5E2,150", "0.12345678901234567890,0.12345678901234568", "2.5e-1,0.25", "15.50,15.5"})
    void a_decimal_number_may_have_an_exponent_and_twenty_decimals(String cell, double expected) {
        assertThat(value(GOOD.replace("15.5", cell), "teachers_primary")).isEqualTo(expected);
    }

    @Test
    void a_sum_with_one_blank_cell_is_missing_and_not_zero() {
        assertThat(breaches(GOOD.replace("100,", ","))).isEmpty();
        assertThat(value(GOOD.replace("100,", ","), "students_primary")).isNull();
    }

    @Test
    void a_product_with_one_blank_cell_is_missing() {
        assertThat(value("0001,东风小学,A,北区,甲县,100,110,15.5,2.5,", "computers")).isNull();
    }

    @Test
    void a_count_that_is_scaled_may_have_decimals_in_the_cell_but_must_come_out_whole(@TempDir Path overlay) {
        var scaled = MadeUpCountry.in(overlay)
                .with(
                        "census/xx-primary/profile.yaml",
                        MadeUpCountry.PROFILE
                                .replace("{sum: [boys, girls], maximum: 5000}", "{header: boys, factor: 1000}")
                                .replace("unused: [remark]", "unused: [remark, girls]"))
                .rulebook();
        var row = GOOD.replace("100,", "1.234,");
        assertThat(read(scaled, MadeUpCountry.HEADER, row).breaches()).isEmpty();
        assertThat(valueOf(scaled, row, "students_primary")).isEqualTo(1234L);
        assertThat(read(scaled, MadeUpCountry.HEADER, GOOD.replace("100,", "1.2345,"))
                        .breaches())
                .extracting(breach -> breach.rule().id() + " " + breach.found())
                .containsExactly("type 1234.5");
    }

    @Test
    void a_code_that_the_profile_does_not_list_breaks_code_even_where_it_is_one_of_ours() {
        assertThat(breaches(GOOD.replace(",A,", ",1,")))
                .containsExactly("code|kind|1|方案所列的代码：A B / a code that the profile lists: A B|[kind]"
                        + " 应为方案所列的代码：A B；请改正后重新报送 / expected a code that the profile lists: A B;"
                        + " correct it and send the row again");
    }

    @Test
    void a_default_stands_for_a_blank_cell_as_one_of_our_codes() {
        assertThat(value(GOOD.replace(",A,", ",,"), "ownership")).isEqualTo("3");
    }

    @Test
    void a_cell_that_does_not_match_its_pattern_breaks_code() {
        assertThat(rules(GOOD.replace("0001", "12"))).containsExactly("code");
    }

    @Test
    void a_row_that_breaks_several_rules_lists_all_and_is_filed_under_the_first() {
        var row = read(MadeUpCountry.HEADER, "12,\uFFFD,A,,甲县,x,-1,15.5,2.5,2,extra");
        assertThat(row.breaches())
                .extracting(breach -> breach.rule().id() + " " + breach.column())
                .containsExactly(
                        "row_shape null", "encoding name", "required region", "type boys", "range girls", "code id");
    }

    @Test
    void a_quote_that_is_never_closed_breaks_row_shape_and_never_throws() {
        assertThat(rules(GOOD.replace("东风小学", "\"东风小学"))).contains("row_shape");
    }

    @Test
    void a_long_cell_is_shortened_where_it_is_shown() {
        var found = read(MadeUpCountry.HEADER, GOOD.replace("100,", "9x".repeat(5000) + ","))
                .breaches()
                .get(0)
                .found();
        assertThat(found).hasSize(61).endsWith("…");
    }

    @ParameterizedTest
    @CsvSource({
        "2019, 410999, true", // before the change
        "2020, 410999, true", // the code is dated on 31 December, the census is of the autumn: both are good
        "2020, 410998, true",
        "2021, 410999, false",
        "2021, 410998, true",
        "2019, 410998, false",
        "2021, 410000, false" // a province is no county
    })
    void a_division_must_be_in_use_in_the_year_and_in_the_year_of_change_both_codes_are(
            int year, String code, boolean good) {
        var divisions = new Divisions(List.of(
                new Division("410000", "省", "province", null, 1981, null, null, false, false),
                new Division("410999", "旧县", "county", "410000", 1981, 2020, "410998", false, false),
                new Division("410998", "新县", "county", "410000", 2020, null, null, false, false)));
        var flat = new FlatRow(rulebook.profiles().get("junheng-flat"));
        var cells = flat.cells(Map.of("year", "" + year, "county_code", code));
        var reader = new RowReader(plan(flat.profile(), "f.csv", flat.header()), rulebook, divisions);
        var row = reader.read(cells);
        if (good) {
            assertThat(row.breaches()).isEmpty();
            assertThat(row.values()[CensusLayout.PROVINCE_CODE]).isEqualTo("410000");
            assertThat(reader.partition(cells)).isEqualTo(Map.entry(year, "41"));
        } else {
            assertThat(row.breaches())
                    .extracting(breach -> breach.rule().id() + " " + breach.column() + " "
                            + breach.expected().both())
                    .containsExactly(
                            "code county_code " + year + " 年在用的区划代码（county） / the code of a county in use in " + year);
            assertThat(reader.partition(cells)).isEqualTo(Map.entry(year, "00"));
        }
    }

    @Test
    void a_code_outside_its_list_breaks_code_and_the_list_is_shown() {
        var flat = new FlatRow(rulebook.profiles().get("junheng-flat"));
        var row = new RowReader(
                        plan(flat.profile(), "f.csv", flat.header()),
                        rulebook,
                        rulebook.divisions().get("cn"))
                .read(flat.cells(Map.of("school_type", "219")));
        assertThat(row.breaches())
                .extracting(breach -> breach.rule().id() + " " + breach.column() + " " + breach.found())
                .containsExactly("code school_type 219");
        assertThat(row.breaches().get(0).expected().en()).startsWith("a code of list school_type: 211 ");
    }

    @Test
    void a_level_with_code_and_name_columns_takes_its_code(@TempDir Path overlay) {
        var coded = MadeUpCountry.in(overlay)
                .with(
                        "census/xx-primary/profile.yaml",
                        MadeUpCountry.PROFILE
                                .replace("city: {name: city_name}", "city: {code: city_code, name: city_name}")
                                .replace("columns:\n", "columns:\n  city_code: {header: city, required: true}\n"))
                .rulebook();
        var row = read(coded, "city," + MadeUpCountry.HEADER, "C7," + GOOD);
        assertThat(row.breaches()).isEmpty();
        assertThat(row.values()[CensusLayout.CITY_CODE]).isEqualTo("C7");
        assertThat(row.values()[CensusLayout.CITY_NAME]).isEqualTo("北区");
        assertThat(row.values()[CensusLayout.COUNTY_CODE]).isEqualTo("C7/甲县");
    }

    private static List<String> rules(String text) {
        return read(MadeUpCountry.HEADER, text).breaches().stream()
                .map(breach -> breach.rule().id())
                .toList();
    }

    private static List<String> breaches(String text) {
        var found = new ArrayList<String>();
        for (var breach : read(MadeUpCountry.HEADER, text).breaches()) {
            found.add(String.join(
                    "|",
                    breach.rule().id(),
                    breach.column() == null ? "null" : breach.column(),
                    breach.found(),
                    breach.expected().both(),
                    breach.reason()));
        }
        return found;
    }

    private static Object value(String text, String column) {
        return valueOf(rulebook, text, column);
    }

    private static Object valueOf(Rulebook facts, String text, String column) {
        var position = CensusLayout.of(facts.profiles().get(MadeUpCountry.ID), facts)
                .positions()
                .get(column);
        return read(facts, MadeUpCountry.HEADER, text).values()[position];
    }

    private static RowReader.Row read(String header, String text) {
        return read(rulebook, header, text);
    }

    private static RowReader.Row read(Rulebook facts, String header, String text) {
        var profile = facts.profiles().get(MadeUpCountry.ID);
        return new RowReader(plan(profile, "x_2022.csv", header), facts, Divisions.NONE).read(text);
    }

    static SheetPlan plan(CensusProfile profile, String file, String header) {
        return MatchedHeader.plan(profile, file, header);
    }

    private static RowReader.Row corrected(Path overlay, String header, String row, String... corrections) {
        var country = MadeUpCountry.in(overlay)
                .with(
                        "corrections/a.csv",
                        "profile,table,year,school_code,column,found,value,reason,source,date\n"
                                + Arrays.stream(corrections)
                                        .map(line -> "xx-primary,,2022,0001," + line + ",r,s,2023-01-01\n")
                                        .collect(Collectors.joining()));
        return read(country.rulebook(), header, row);
    }

    private static Object cell(RowReader.Row row, String column) {
        return row.values()[
                CensusLayout.of(rulebook.profiles().get(MadeUpCountry.ID), rulebook)
                        .positions()
                        .get(column)];
    }

    @Test
    void a_declared_correction_replaces_its_cell_in_the_writing_of_the_source(@TempDir Path overlay) {
        var row = corrected(
                overlay,
                MadeUpCountry.HEADER,
                GOOD.replace("15.5", "1550 "),
                "teachers_primary,1550,15.5",
                "ownership,A,B",
                "expenditure,2.5,3");
        assertThat(row.breaches()).isEmpty();
        assertThat(cell(row, "teachers_primary")).isEqualTo(15.5);
        assertThat(cell(row, "ownership")).isEqualTo("2");
        assertThat(cell(row, "expenditure"))
                .as("in thousands, as the source writes it")
                .isEqualTo(3000.0);
        assertThat(cell(row, "computers")).as("the cell feeds a product too").isEqualTo(31.0);
        assertThat(row.corrections()).hasSize(3).noneMatch(RowCorrections.Outcome::isStale);
    }

    @Test
    void a_correction_of_a_sum_or_product_replaces_its_result_and_what_is_wrong_with_its_cells(@TempDir Path overlay) {
        var sum = corrected(overlay, MadeUpCountry.HEADER, GOOD, "students_primary,210,211", "computers,31,");
        assertThat(sum.breaches()).isEmpty();
        assertThat(cell(sum, "students_primary")).isEqualTo(211L);
        assertThat(cell(sum, "computers")).isNull();
        var broken =
                corrected(overlay, MadeUpCountry.HEADER, GOOD.replace("100,", "about 100,"), "students_primary,,211");
        assertThat(broken.breaches()).isEmpty();
        assertThat(cell(broken, "students_primary")).isEqualTo(211L);
        assertThat(broken.corrections()).noneMatch(RowCorrections.Outcome::isStale);
    }

    @Test
    void a_corrected_value_is_held_against_the_rules_like_any_other(@TempDir Path overlay) {
        assertThat(corrected(overlay, MadeUpCountry.HEADER, GOOD, "students_primary,210,5001")
                        .breaches())
                .extracting(breach -> breach.rule().id() + " " + breach.found())
                .containsExactly("range 5001");
        assertThat(corrected(overlay, MadeUpCountry.HEADER, GOOD, "students_primary,210,210.5")
                        .breaches())
                .extracting(breach -> breach.rule().id())
                .containsExactly("type");
        assertThat(corrected(overlay, MadeUpCountry.HEADER, GOOD, "city_name,北区,")
                        .breaches())
                .extracting(breach -> breach.rule().id())
                .containsExactly("required");
    }

    @Test
    void a_stale_correction_leaves_the_row_as_it_is(@TempDir Path overlay) {
        var row = corrected(
                overlay, MadeUpCountry.HEADER, GOOD, "teachers_primary,1550,15.5", "students_primary,200,211");
        assertThat(cell(row, "teachers_primary")).isEqualTo(15.5);
        assertThat(cell(row, "students_primary")).isEqualTo(210L);
        assertThat(row.corrections()).hasSize(2).allMatch(RowCorrections.Outcome::isStale);
        assertThat(row.corrections()).extracting(RowCorrections.Outcome::found).containsExactly("15.5", "210");
    }

    @Test
    void a_correction_gives_a_value_where_the_file_lacks_the_column(@TempDir Path overlay) {
        var row = corrected(overlay, MadeUpCountry.HEADER, GOOD, "staff,,4");
        assertThat(row.breaches()).isEmpty();
        assertThat(cell(row, "staff")).isEqualTo(4.0);
        assertThat(row.corrections()).noneMatch(RowCorrections.Outcome::isStale);
        assertThat(corrected(overlay, MadeUpCountry.HEADER, GOOD.replace("0001", "0002"), "staff,,4")
                        .corrections())
                .isEmpty();
    }
}
