package org.junheng.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junheng.explain.Explanation.Cells;
import org.junheng.explain.Explanation.Entries;
import org.junheng.nightly.FlatCensus;
import org.junheng.nightly.TestRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Counties of Qujing in 2024, each explained for another reason. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainerTest {
    private static final String WITH_SHEET = "530302";
    private static final String PASSES_ON_RESOURCES = "530303";
    private static final String LACKS_A_SCHOOL = "530304";
    private static final String FAILS = "530322";

    private TestRun run;

    @BeforeAll
    void publish(@TempDir Path folder) throws Exception {
        var census = new FlatCensus();
        for (int year = 2023; year <= 2024; year++) {
            for (var county : List.of(WITH_SHEET, PASSES_ON_RESOURCES, LACKS_A_SCHOOL)) {
                meets(census.primary(year, county, county + "0001"));
                census.junior(year, county, county + "0003");
                if (year == 2023 || !county.equals(LACKS_A_SCHOOL)) {
                    meets(census.primary(year, county, county + "0002"));
                }
            }
            // Two schools of 1,000 pupils with 15.0001 and 4.9999 m² a pupil: mean 10, CV 5.0001 / 10 = 0.50001.
            meets(census.primary(year, FAILS, FAILS + "0001")).with("teaching_area", "15000.1");
            meets(census.primary(year, FAILS, FAILS + "0002"))
                    .with("teaching_area", "4999.9")
                    // 30 where 42 are needed, and 8 where 10: two indicators below the floor.
                    .with("teachers_above_required_degree_primary", "30")
                    .with("backbone_teachers_primary", "8");
            census.junior(year, FAILS, FAILS + "0003");
            // Stands in the county, and is managed by another: it counts here under the national standard alone.
            meets(census.primary(year, PASSES_ON_RESOURCES, "5303030009"))
                    .with("manager_code", WITH_SHEET)
                    .with("teaching_area", "5400");
        }
        var input = census.write(folder.resolve("census"));
        Files.writeString(
                input.resolve("county_sheet.csv"),
                "year,county_code,veto_entry_by_examination,veto_illegal_school_choice,teachers_eligible_for_rotation,"
                        + "teachers_rotated,backbone_teachers_rotated,full_time_teachers,full_time_teachers_certified\n"
                        + "2024,530302,1,0,100,9,3,120,120\n");
        run = new TestRun(folder.resolve("warehouse"));
        run.nightly(input, null);
    }

    /** No class above 45, so that class sizes are known. */
    private static FlatCensus.Row meets(FlatCensus.Row row) {
        return row.with("classes_41_45_primary", "25");
    }

    private Explanation explain(String code) {
        return explain(code, Optional.empty());
    }

    private Explanation explain(String code, Optional<String> standard) {
        try (var connection = run.summary()) {
            return new Explainer(connection)
                    .explain(new Explainer.Question(
                            code, Optional.of(2024), Optional.empty(), Optional.empty(), standard));
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static JsonNode json(Explanation explanation) {
        return new ObjectMapper().valueToTree(explanation.content());
    }

    /** Everything that the English text says, a line each. */
    private static List<String> said(Explanation explanation) {
        var lines = new ArrayList<String>();
        for (var part : explanation.parts()) {
            if (part instanceof Explanation.Line line) {
                lines.add(line.text().en());
            } else if (part instanceof Explanation.Heading heading) {
                lines.add(heading.text().en());
            } else if (part instanceof Entries entries) {
                lines.add(entries.title().en());
                for (var entry : entries.entries()) {
                    lines.add((entry.keys().stream().map(key -> key.en()).collect(Collectors.joining(" ")) + " "
                                    + entry.text().en())
                            .strip());
                    entry.details().forEach(detail -> lines.add(detail.en()));
                }
            } else if (part instanceof Cells cells) {
                lines.add(cells.title().en());
                cells.rows()
                        .forEach(row ->
                                lines.add(row.stream().map(cell -> cell.en()).collect(Collectors.joining(" "))));
            }
        }
        return lines;
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.get(field).asText())
                .toList();
    }

    private static JsonNode standard(Explanation explanation, String id) {
        return StreamSupport.stream(json(explanation).get("standards").spliterator(), false)
                .filter(each -> each.get("standard").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void with_a_county_sheet_the_verdict_covers_everything_and_a_veto_comes_first() {
        var explained = explain(WITH_SHEET);
        var said = said(explained);
        assertThat(said)
                .contains("Standard cn-national-2017 (nation): fail")
                .contains("Basis full: there is a county sheet for 2024, so every item counts.")
                .containsSubsequence("What fails (2)", "V1  entry by examination", "2.11  rotation of teachers");
        // 9 of 100 are 0.09 where 0.1 is required.
        assertThat(said)
                .anyMatch(line -> line.startsWith("observed 0.09, required ≥ 0.1, short by 0.01; teachers rotated 9"));
        var national = standard(explained, "cn-national-2017");
        assertThat(national.get("basis").asText()).isEqualTo("full");
        assertThat(texts(national.get("items").get("failing"), "item")).containsExactly("V1", "2.11");
        assertThat(texts(national.get("items").get("passing"), "item")).contains("V2", "2.12");
    }

    @Test
    void what_a_county_sheet_lacks_is_counted_and_named_when_one_standard_is_asked_for() {
        assertThat(said(explain(WITH_SHEET)))
                .anyMatch(line -> line.matches(
                        "The county sheet for 2024 lacks \\d+ columns, so \\d+ items cannot be said: V3.*"))
                .noneMatch(line -> line.contains("(civil_servant_average_salary)"));
        assertThat(said(explain(WITH_SHEET, Optional.of("cn-national-2017"))))
                .anyMatch(line ->
                        line.contains("average yearly salary of local civil servants (civil_servant_average_salary)"));
        var items =
                standard(explain(WITH_SHEET), "cn-national-2017").get("items").get("cannot_say");
        var salaries = StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.get("item").asText().equals("2.8"))
                .findFirst()
                .orElseThrow();
        assertThat(texts(salaries.get("missing"), "column"))
                .containsExactly("teacher_average_salary", "civil_servant_average_salary", "performance_pay_in_full");
        assertThat(salaries.get("missing").get(1).get("title").get("zh").asText())
                .isEqualTo("当地公务员年平均工资收入");
        assertThat(salaries.get("missing").get(1).get("county_sheet").asBoolean())
                .isTrue();
    }

    @Test
    void a_county_that_passes_on_resources_alone_is_told_that_this_is_no_recognition() {
        var explained = explain(PASSES_ON_RESOURCES);
        assertThat(said(explained))
                .contains("Standard cn-national-2017 (nation): resources pass (no recognition)")
                .anyMatch(line -> line.startsWith("Basis resource_only: there is no county sheet for 2024"))
                .anyMatch(line -> line.matches(
                        "There is no county sheet for 2024 \\(\\d+ columns are missing\\), so 31 items .*"))
                .contains("no school falls short of the seven indicators");
        assertThat(said(explained)).anyMatch(line -> line.startsWith("recognition: none announced"));
    }

    @Test
    void the_cvs_over_the_schools_that_a_plan_counts_stand_beside_the_national_ones() {
        var explained = explain(PASSES_ON_RESOURCES);
        var plan = standard(explained, "qujing-2022");
        assertThat(plan.get("title").get("zh").asText()).isEqualTo("曲靖市义务教育优质均衡发展实施方案");
        assertThat(plan.get("indicators_of").asText()).isEqualTo("cn-national-2017");
        assertThat(texts(plan.get("variations"), "stage")).hasSize(7).containsOnly("primary");
        var area = StreamSupport.stream(plan.get("variations").spliterator(), false)
                .filter(each -> each.get("item").asText().equals("1.4"))
                .findFirst()
                .orElseThrow();
        // Nationally a third school, of 5.4 m² beside two of 4.5, counts: mean 4.8, squares 2 × 0.09 + 0.36, CV √0.18 /
        // 4.8.
        assertThat(area.get("cv").asDouble()).isZero();
        assertThat(area.get("schools").asInt()).isEqualTo(2);
        assertThat(area.get("beside").get("standard").asText()).isEqualTo("cn-national-2017");
        assertThat(area.get("beside").get("cv").asDouble()).isCloseTo(Math.sqrt(0.18) / 4.8, within(1e-9));
        assertThat(said(explained))
                .anyMatch(
                        line -> line.startsWith("The CVs of the seven indicators over the schools that this plan counts"
                                + " (a school counts in the county or zone that manages it;"))
                .contains("1.4 teaching and auxiliary rooms per student 0.0884 0", " schools in the figures 3 2");
        assertThat(standard(explain(FAILS), "qujing-2022").get("variations")).isEmpty();
    }

    private Explanation workSheet(String code, Optional<String> standard) throws SQLException {
        try (var connection = run.summary()) {
            return new Explainer(connection)
                    .explain(new Explainer.Question(
                            code, Optional.of(2024), Optional.of("primary"), Optional.of("1.4"), standard));
        }
    }

    @Test
    void a_work_sheet_is_the_national_one_unless_a_plan_is_asked_for() throws Exception {
        for (var standard : List.of(Optional.<String>empty(), Optional.of("qujing-2022"))) {
            var sheets = json(workSheet(PASSES_ON_RESOURCES, standard)).get("work_sheets");
            assertThat(texts(sheets, "standard")).containsExactly(standard.orElse("cn-national-2017"));
            assertThat(texts(sheets.get(0).get("schools"), "school_code"))
                    .hasSize(standard.isEmpty() ? 3 : 2)
                    .hasSize(sheets.get(0).get("units").asInt());
        }
        var same = workSheet(FAILS, Optional.of("qujing-2022"));
        assertThat(said(same)).contains("qujing-2022 counts the same schools here as cn-national-2017");
        assertThat(json(same).get("work_sheets").get(0).get("schools")).hasSize(2);
    }

    @Test
    void a_plan_alone_shows_the_schools_that_it_counts() {
        var behind = json(explain(FAILS, Optional.of("qujing-2022"))).get("schools_behind");
        assertThat(texts(behind, "school_code")).containsExactly("5303220002");
        assertThat(behind.get(0).get("counts_under").get(0).asText()).isEqualTo("qujing-2022");
        var nation = json(explain(FAILS)).get("schools_behind");
        assertThat(nation.get(0).get("counts_under")).hasSize(2);
    }

    @Test
    void the_county_s_entry_in_the_ledger_stands_with_the_failing_item() {
        var explained = explain(FAILS);
        var area = standard(explained, "cn-national-2017")
                .get("items")
                .get("failing")
                .get(0);
        assertThat(area.get("item").asText()).isEqualTo("1.4");
        assertThat(area.get("ledger").get("first_year").asInt()).isEqualTo(2023);
        assertThat(area.get("ledger").get("state").asText()).isEqualTo("open");
        assertThat(said(explained))
                .anyMatch(line -> line.contains("clause 第四条（一）4; in the ledger since 2023"))
                .contains("no measure is reported for the county's problems in the ledger (schemas/findings)");
    }

    @Test
    void what_rests_on_an_unconfirmed_switch_says_so() {
        var explained = explain(FAILS);
        var unconfirmed = standard(explained, "qujing-2022")
                .get("items")
                .get("not_due")
                .get(0)
                .get("unconfirmed");
        assertThat(unconfirmed.get(0).get("name").asText()).isEqualTo("census_year_for_target");
        assertThat(unconfirmed.get(0).get("reading").asText()).isEqualTo("0");
        assertThat(said(explained))
                .anyMatch(
                        line -> line.startsWith(
                                "What passes or is not due by readings that the source leaves unconfirmed: census_year_for_target=0 ("));
    }

    @Test
    void where_a_school_did_not_report_nothing_is_said_and_the_school_is_named() {
        var explained = explain(LACKS_A_SCHOOL);
        assertThat(said(explained))
                .contains("Standard cn-national-2017 (nation): cannot say")
                .containsSubsequence(
                        "primary 1.2, 1.3",
                        "the CV covers 1 schools only; 1 expected schools did not report (5303040002);"
                                + " the CV lies between 0.0000 and 1.1402; it crosses the limit 0.50")
                .containsSubsequence(
                        "Schools that should be there and are not (1)", "5303040002 学校5303040002 primary not reported");
        assertThat(json(explained).get("absent_schools").get(0).get("name").asText())
                .isEqualTo("学校5303040002");
    }

    @Test
    void a_county_that_fails_is_told_what_by_how_much_and_which_schools_come_first() {
        var said = said(explain(FAILS));
        assertThat(said)
                .contains("Standard cn-national-2017 (nation): fail")
                .containsSubsequence(
                        "1.4 primary CV between schools: teaching and auxiliary rooms per student",
                        "observed 0.50001, required ≤ 0.5, too much by 0.00001; the CV over 2 schools; clause 第四条（一）4; in the ledger since 2023")
                .containsSubsequence(
                        "primary 5303220002 学校5303220002 fail, 5 of 7 met",
                        "1.1: 3 < 4.2 (+12 teachers); 1.2: 0.8 < 1 (+2 teachers)");
        // Both lie 5.0001 from the mean of 10: each makes half of it.
        assertThat(said)
                .anyMatch(line -> line.contains("1.4 primary 0.50001 > 0.5 5303220002") && line.endsWith("50 %"));
    }

    @Test
    void the_object_holds_the_figures_of_the_tables_not_rounded() {
        for (var county : List.of(WITH_SHEET, PASSES_ON_RESOURCES, LACKS_A_SCHOOL, FAILS)) {
            var explained = explain(county);
            var found = new ArrayList<List<String>>();
            for (var standard : json(explained).get("standards")) {
                for (var kind : List.of("failing", "cannot_say", "passing", "not_due", "not_applicable")) {
                    for (var item : standard.get("items").get(kind)) {
                        found.add(List.of(
                                standard.get("standard").asText(),
                                item.get("stage").asText(),
                                item.get("item").asText(),
                                item.get("status").asText(),
                                item.get("observed").asText(),
                                item.get("required").asText(),
                                item.get("clause").asText(),
                                item.get("reason").isNull()
                                        ? "null"
                                        : item.get("reason").get("zh").asText() + " / "
                                                + item.get("reason").get("en").asText()));
                    }
                }
                assertThat(StreamSupport.stream(
                                        standard.get("items").get("failing").spliterator(), false)
                                .filter(item -> item.get("counts").asBoolean()))
                        .hasSize(standard.get("items_failed").asInt());
            }
            assertThat(found)
                    .containsExactlyInAnyOrderElementsOf(
                            run.query("SELECT standard, stage, item, status, coalesce(observed::VARCHAR, 'null'),"
                                    + " coalesce(required::VARCHAR, 'null'), clause, coalesce(reason, 'null')"
                                    + " FROM county_item WHERE year = 2024 AND county_code = '" + county + "'"));
        }
    }

    @Test
    void shares_in_the_object_are_those_of_the_lawful_formula() {
        var contribution = json(explain(FAILS)).get("contributions").get(0);
        assertThat(contribution.get("item").asText()).isEqualTo("1.4");
        assertThat(contribution.get("cv").asDouble()).isCloseTo(0.50001, within(1e-12));
        for (var school : contribution.get("schools")) {
            assertThat(school.get("share").asDouble()).isCloseTo(0.5, within(1e-9));
        }
    }

    @Test
    void a_school_is_told_with_its_indicators_and_problems() {
        var explained = explain(FAILS + "0002");
        assertThat(said(explained))
                .contains(
                        "primary: fail; of 7 indicators 5 met, 0 between floor and threshold, 2 below the floor, 0 unknown"
                                + " (cn-national-2017)")
                .contains(
                        "a stage passes with at least 6 indicators met and the others at 85 % of their threshold or more")
                .anyMatch(line -> line.startsWith("cn-national-2017 1.1 primary open since 2023"));
        var school = json(explained);
        assertThat(school.get("kind").asText()).isEqualTo("school");
        assertThat(school.get("figures").get("students").asInt()).isEqualTo(1000);
        assertThat(school.get("indicators")).hasSize(7);
        var degrees = school.get("indicators").get(0);
        assertThat(degrees.get("value").asDouble()).isEqualTo(3.0);
        assertThat(degrees.get("needed").asDouble()).isCloseTo(12, within(1e-9));
        assertThat(texts(school.get("findings"), "rule")).contains("1.1", "1.2");
    }

    @Test
    void a_city_is_told_with_its_rules_and_its_counties_side_by_side() {
        var explained = explain("530300");
        assertThat(said(explained))
                .contains("What standard qujing-2022 asks of this level")
                .anyMatch(line -> line.startsWith("530322 陆良县 fail* "))
                .anyMatch(line -> line.startsWith("530302 麒麟区 fail 2/"));
        var city = json(explained);
        assertThat(texts(city.get("counties"), "code"))
                .containsExactly(WITH_SHEET, PASSES_ON_RESOURCES, LACKS_A_SCHOOL, FAILS);
        var tally = city.get("tallies").get(0);
        assertThat(List.of(
                        tally.get("pass").asInt(),
                        tally.get("fail").asInt(),
                        tally.get("cannot_say").asInt()))
                .containsExactly(1, 2, 1);
        assertThat(city.get("measures")).isNotEmpty();
        assertThat(run.query("SELECT count(*) FROM region_item WHERE year = 2024 AND region_code = '530300'"))
                .containsExactly(
                        List.of(String.valueOf(rules(city.get("rules").get(0).get("items")))));
    }

    private static int rules(JsonNode items) {
        int count = 0;
        for (var kind : items) {
            count += kind.size();
        }
        return count;
    }

    @Test
    void every_table_that_may_be_empty_is_and_the_county_is_still_told(@TempDir Path folder) throws Exception {
        var file = Files.list(run.warehouse().root().resolve("summary"))
                .findFirst()
                .orElseThrow();
        var copy = folder.resolve("emptied.duckdb");
        Files.copy(file, copy);
        try (var connection = java.sql.DriverManager.getConnection("jdbc:duckdb:" + copy);
                var statement = connection.createStatement()) {
            for (var table : List.of(
                    "county_item",
                    "finding",
                    "expected_school",
                    "recognition",
                    "review_calendar",
                    "inspection_sample",
                    "region_item",
                    "county_sheet",
                    "county_column",
                    "room",
                    "school_verdict",
                    "school_indicator",
                    "equity",
                    "standard_rule",
                    "standard",
                    "quarantine")) {
                statement.execute("DELETE FROM " + table);
            }
            var question = Map.of("county", FAILS, "region", "530300", "school", FAILS + "0002");
            for (var kind : question.keySet()) {
                var explained = new Explainer(connection)
                        .explain(new Explainer.Question(
                                question.get(kind), Optional.of(2024), Optional.empty(), Optional.empty()));
                assertThat(json(explained).get("kind").asText()).isEqualTo(kind);
                assertThat(said(explained)).isNotEmpty();
            }
        }
    }

    /** A plan measured alone has no items of the standard whose indicators it takes over. */
    @Test
    void an_indicator_without_an_item_is_called_by_its_id(@TempDir Path folder) throws Exception {
        var file = Files.list(run.warehouse().root().resolve("summary"))
                .findFirst()
                .orElseThrow();
        var copy = folder.resolve("plan-alone.duckdb");
        Files.copy(file, copy);
        try (var connection = java.sql.DriverManager.getConnection("jdbc:duckdb:" + copy);
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM standard_rule WHERE standard = 'cn-national-2017'");
            var explained = new Explainer(connection)
                    .explain(new Explainer.Question(FAILS, Optional.of(2024), Optional.empty(), Optional.empty()));
            assertThat(said(explained))
                    .anyMatch(line -> line.contains("backbone_teachers_per_100: 0.8 < 1"))
                    .noneMatch(line -> line.contains("null"));
        }
    }
}
