package org.junheng.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junheng.rulebook.CanonicalColumn.Type;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The facts of county sheets are complete, and profile and page of the sheet are in step with them. */
class CountySheetFactsTest {
    private static final Rulebook RULEBOOK = Rulebook.read(MadeUpCountry.shipped(), Optional.empty());
    private static final CensusProfile PROFILE = RULEBOOK.profiles().get("cn-county");
    private static final Path PAGE = MadeUpCountry.shipped().resolve("census/cn-county/README.md");
    private static final String FROM =
            "<!-- columns: made from county_columns.yaml; CountySheetFactsTest tells when it is out of date and writes the new one -->\n";
    private static final String TO = "<!-- end of columns -->\n";

    @TempDir
    Path overlay;

    private static List<String> columnsOfCounties() {
        return RULEBOOK.columns().entrySet().stream()
                .filter(entry -> entry.getValue().reference() != null)
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    @Test
    void the_profile_maps_every_column_of_a_county_sheet_by_its_title_and_id_and_asks_for_none() {
        var mapped = new ArrayList<>(PROFILE.columns().keySet());
        mapped.removeAll(List.of("county_code", "county_name", "data_origin"));
        assertThat(mapped).isEqualTo(columnsOfCounties());
        for (var name : mapped) {
            var mapping = PROFILE.columns().get(name);
            assertThat(mapping.optional()).as(name).isTrue();
            assertThat(mapping.required()).as(name).isFalse();
            assertThat(mapping.defaultValue()).as(name).isNull();
            assertThat(mapping.terms().get(0).get(0).namesIn(null))
                    .containsExactly(RULEBOOK.columns().get(name).zh(), name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "曲靖县级表2025.csv, cn-county",
        "县级表.xlsx, cn-county",
        "county_sheet-2025.csv.gz, cn-county",
        "County_Sheet.csv, cn-county",
        "音美专用教室2025.csv, cn-rooms",
        "rooms.xlsx, cn-rooms",
        "rooms_2025.csv, cn-rooms",
        "Room-list.csv.gz, cn-rooms",
        "roommates.csv, junheng-flat",
        "classrooms-2025.csv, junheng-flat",
        "530302-2025.csv, junheng-flat"
    })
    void a_file_belongs_to_one_profile_by_its_name(String file, String profile) {
        assertThat(List.of("cn-county", "cn-rooms", "junheng-flat"))
                .filteredOn(id -> RULEBOOK.profiles().get(id).files().fit(file))
                .containsExactly(profile);
    }

    @Test
    void every_item_that_a_school_census_cannot_judge_alone_has_columns() {
        var served = new TreeSet<String>();
        columnsOfCounties()
                .forEach(name ->
                        served.addAll(RULEBOOK.columns().get(name).reference().serves()));
        // 2.3 to 2.5 are judged by rooms, enrolment and class sizes.
        assertThat(served)
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                "2.1 2.2 2.6 2.7 2.8 2.9 2.10 2.11 2.12 2.13 2.14 2.15",
                                "3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9 4.1",
                                "V1 V2 V3 V4 V5 V6 V7 P1 P2")
                        .flatMap(line -> Stream.of(line.split(" ")))
                        .toList());
    }

    @Test
    void money_and_salaries_are_those_of_the_year_before() {
        for (var name : columnsOfCounties()) {
            var column = RULEBOOK.columns().get(name);
            if (column.reference().period() == CanonicalColumn.Period.FISCAL_YEAR) {
                assertThat(column.reference().lag()).as(name).isNegative();
            }
            if (column.unit() != null && column.unit().startsWith("元")) {
                assertThat(column.reference().period()).as(name).isEqualTo(CanonicalColumn.Period.FISCAL_YEAR);
            }
            if (column.type() != Type.FLAG) {
                assertThat(column.unit()).as(name).isNotBlank();
            }
        }
    }

    @Test
    void the_page_lists_the_columns_as_the_facts_have_them() throws IOException {
        var page = Files.readString(PAGE);
        var before = page.substring(0, page.indexOf(FROM) + FROM.length());
        var after = page.substring(page.indexOf(TO));
        var expected = before + table() + after;
        if (!page.equals(expected)) {
            Files.createDirectories(Path.of("target"));
            Files.writeString(Path.of("target", "cn-county-README.md"), expected);
        }
        assertThat(page)
                .as("the page as it should be is in jobs/target/cn-county-README.md")
                .isEqualTo(expected);
    }

    private static String table() {
        var lines = new StringBuilder("\n| 中文表头 | English header | type | unit | period, lag | serves | definition |\n"
                + "| --- | --- | --- | --- | --- | --- | --- |\n");
        for (var name : columnsOfCounties()) {
            var column = RULEBOOK.columns().get(name);
            var reference = column.reference();
            var serves = new ArrayList<>(reference.serves());
            reference.plans().forEach((document, clause) -> serves.add(document + " " + clause));
            var part = reference.partOf() == null ? "" : " (part of `" + reference.partOf() + "`)";
            lines.append("| %s | `%s` | %s | %s | %s, %d | %s | %s %s: %s%s |%n"
                    .formatted(
                            column.zh(),
                            name,
                            column.type().name().toLowerCase(java.util.Locale.ROOT),
                            column.unit() == null ? "" : column.unit(),
                            reference.period().id(),
                            reference.lag(),
                            String.join("; ", serves),
                            reference.definition().zh() + "。",
                            column.en(),
                            reference.definition().en(),
                            part));
        }
        return lines.append('\n').toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    period: fiscal_year  | period: fiscal        | columns.salary.reference_period
                    lag: -1              | lag: 1                | columns.salary.lag
                    ', lag: -1'          | ''                    | columns.salary.lag
                    "serves: ['2.8']"    | "serves: ['1.8']"     | columns.salary.serves
                    plan: 一             | other: 一             | columns.salary.plans
                    part_of: teachers    | part_of: pupils       | columns.salary.part_of
                    'zh: 工资定义, '      | ''                    | columns.salary.definition
                    'salary:'            | 'students_primary:'   | columns.students_primary
                    """)
    void a_faulty_column_is_told_with_file_and_key(String good, String bad, String key) {
        var facts = """
                documents: {plan: {zh: 方案, en: plan}}
                columns:
                  teachers: {type: count, unit: 人, reference_period: census_moment, lag: 0, serves: [V4], zh: 教师, en: teachers, definition: {zh: 教师数, en: teachers}}
                  salary: {type: number, unit: 元, reference_period: fiscal_year, lag: -1, part_of: teachers, serves: ['2.8'], plans: {plan: 一}, zh: 工资, en: salary, definition: {zh: 工资定义, en: salary}}
                """;
        // The shipped profile maps the shipped columns: take it out of the way.
        var country = MadeUpCountry.in(overlay)
                .with(
                        "census/cn-county/profile.yaml",
                        MadeUpCountry.PROFILE.replace("xx-primary", "cn-county").replace("x_(", "y_("));
        country.with("census/county_columns.yaml", facts);
        assertThat(country.rulebook().columns()).containsKey("salary");
        country.with(
                "census/county_columns.yaml",
                facts.replace(good.replace("\"", ""), bad == null ? "" : bad.replace("\"", "")));
        var fault = catchThrowableOfType(FaultException.class, country::rulebook);
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.FACTS);
        assertThat(fault.place().file()).endsWith("census/county_columns.yaml");
        assertThat(fault.place().column()).isEqualTo(key);
    }
}
