package org.junheng.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junheng.nightly.FlatCensus;
import org.junheng.nightly.TestRun;
import org.junheng.summary.Column;
import org.junheng.terms.FaultException;
import org.junheng.warehouse.Manifest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two years of counties whose schools are few enough to work the parts out by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComparerTest {
    private static final String BY_HAND = "530303";
    private static final String BY_CAUSE = "530304";
    private static final String OTHER = "530322";
    private static final String AREA = "teaching_area_per_student";

    private TestRun run;
    private Path withGroups;

    @BeforeAll
    void publish(@TempDir Path folder) throws Exception {
        var census = new FlatCensus();
        // A 100 pupils at 2 m², then 100 at 4 under another code; B 100 at 4, then 300; C 200 at 5 closes; D 100 at 9
        // opens.
        school(census, 2024, BY_HAND, "2153000001", 100, 200);
        school(census, 2025, BY_HAND, "2153000091", 100, 400);
        school(census, 2024, BY_HAND, "2153000002", 100, 400).with("sports_ground_area", "");
        school(census, 2025, BY_HAND, "2153000002", 300, 1200);
        school(census, 2024, BY_HAND, "2153000003", 200, 1000);
        census.closed(2025, BY_HAND, "2153000003");
        school(census, 2025, BY_HAND, "2153000004", 100, 900);

        for (int year = 2024; year <= 2025; year++) {
            school(census, year, BY_CAUSE, "2153000011", 200, 1000).with("urban_rural", "121");
            school(census, year, OTHER, "2153000021", 300, 1200).with("urban_rural", "220");
        }
        // It moves to the other county; one is not reported; of one the rows of a year contradict each other.
        school(census, 2024, BY_CAUSE, "2153000012", 100, 700);
        school(census, 2025, OTHER, "2153000012", 100, 700);
        school(census, 2024, BY_CAUSE, "2153000013", 100, 300);
        school(census, 2024, BY_CAUSE, "2153000014", 100, 300);
        school(census, 2024, BY_CAUSE, "2153000014", 100, 400);
        school(census, 2025, BY_CAUSE, "2153000014", 100, 300);
        var files = census.write(folder.resolve("census"));
        var changes = Files.createDirectories(folder.resolve("facts/school_changes"));
        Files.writeString(
                changes.resolve("2025.csv"),
                "year,kind,from_code,to_code,source,note,confirmed\n2025,recoded,2153000001,2153000091,letter,,yes\n");
        run = new TestRun(folder.resolve("warehouse")).withOverlay(folder.resolve("facts"));
        run.nightly(files, "junheng-flat");
        withGroups = folder.resolve("groups.duckdb");
        addGroups();
    }

    private static FlatCensus.Row school(
            FlatCensus census, int year, String county, String code, int students, int area) {
        return census.primary(year, county, code)
                .with("students_primary", "" + students)
                .with("teaching_area", "" + area);
    }

    /** The same summary with what stands in no small one: an education group, ranks and gaps. */
    private void addGroups() throws Exception {
        Files.copy(
                run.warehouse()
                        .root()
                        .resolve(
                                Manifest.summaryPath(run.warehouse().currentId().orElseThrow())),
                withGroups);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + withGroups);
                var statement = connection.createStatement()) {
            for (var sql : List.of(
                    "UPDATE school SET education_group = '示范集团' WHERE county_code = '530303'",
                    "INSERT INTO equity SELECT * REPLACE ('education_group' AS level, '530303/示范集团' AS region_code)"
                            + " FROM equity WHERE region_code = '530303'",
                    "INSERT INTO division SELECT * REPLACE ('530303/示范集团' AS code, '示范集团' AS name,"
                            + " 'education_group' AS level, '530303' AS parent_code, '530303/示范集团' AS series_code)"
                            + " FROM division WHERE code = '530303'",
                    "INSERT INTO division SELECT * REPLACE (code || '/共名' AS code, '共名' AS name, 'education_group' AS level,"
                            + " code AS parent_code, code || '/共名' AS series_code) FROM division WHERE level = 'county'",
                    // Ranks and gaps of its own: the county of these rows is too small to have any that tell.
                    "DELETE FROM region_rank WHERE region_code = '530303'",
                    "DELETE FROM gap WHERE region_code = '530303'",
                    "INSERT INTO region_rank BY NAME SELECT year, standard, level, region_code, stage, indicator,"
                            + " 'cv' AS measure, '530300' AS parent_code, cv AS value, 1 AS rank_low, 1 + year - 2024 AS rank_high,"
                            + " 9 AS ranked FROM equity WHERE region_code = '530303'",
                    "INSERT INTO gap BY NAME SELECT year, standard, level, region_code, stage, indicator, 'urban_rural' AS dimension,"
                            + " 'city' AS group_a, 'village' AS group_b, 1.5 AS ratio FROM equity WHERE region_code = '530303'")) {
                statement.execute(sql);
            }
        }
    }

    private static Comparer.Selection selection(String indicator) {
        return new Comparer.Selection(Optional.empty(), Optional.ofNullable(indicator), Optional.empty(), 9);
    }

    private interface Asked {
        Comparer.Answer of(Comparer comparer) throws SQLException;
    }

    private Comparer.Answer compare(Asked asked) {
        try (var connection = run.summary()) {
            return asked.of(new Comparer(connection));
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private Comparer.Answer compareWithGroups(Asked asked) {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + withGroups)) {
            return asked.of(new Comparer(connection));
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static JsonNode json(Comparer.Answer answer) {
        return new ObjectMapper().valueToTree(answer.explanation().content());
    }

    private static JsonNode component(JsonNode change, String name) {
        for (var component : change.get("components")) {
            if (component.get("component").asText().equals(name)) {
                return component.get("value");
            }
        }
        throw new AssertionError(name + " in " + change);
    }

    private static JsonNode only(JsonNode report) {
        assertThat(report.get("indicators")).hasSize(1);
        return report.get("indicators").get(0);
    }

    @Test
    void two_years_of_a_county_come_apart_as_by_hand() {
        var report = json(compare(comparer -> comparer.years(BY_HAND, 2024, 2025, selection(AREA))));
        var area = only(report);
        var mean = area.get("mean");
        assertThat(mean.get("from").asDouble()).isEqualTo(4);
        assertThat(mean.get("to").asDouble()).isEqualTo(5);
        assertThat(mean.get("agrees").asBoolean()).isTrue();
        assertThat(component(mean, "staying_values").asDouble()).isCloseTo(0.75, within(1e-12));
        assertThat(component(mean, "staying_weights").asDouble()).isCloseTo(0.25, within(1e-12));
        assertThat(component(mean, "openings").asDouble()).isCloseTo(1, within(1e-12));
        assertThat(component(mean, "closings").asDouble()).isCloseTo(-1, within(1e-12));
        assertThat(area.get("cv2").get("from").asDouble()).isCloseTo(0.09375, within(1e-12));
        assertThat(area.get("cv2").get("to").asDouble()).isCloseTo(0.16, within(1e-12));
        double sum = 0;
        for (var part : area.get("cv").get("components")) {
            sum += part.get("value").asDouble();
        }
        assertThat(sum).isCloseTo(0.4 - Math.sqrt(0.09375), within(1e-12));
    }

    @Test
    void a_school_whose_code_changed_stays_and_a_closed_one_says_so() {
        var schools = only(json(compare(comparer -> comparer.years(BY_HAND, 2024, 2025, selection(AREA)))))
                .get("schools");
        assertThat(schools.get("staying").asInt()).isEqualTo(2);
        assertThat(schools.get("recoded").asInt()).isEqualTo(1);
        assertThat(schools.get("only_after").toString()).isEqualTo("{\"absent\":1}");
        assertThat(schools.get("only_before").toString()).isEqualTo("{\"closed\":1}");
        var moved = schools.get("moved_mean");
        assertThat(moved).hasSize(4);
        // D +1 and C −1 alike, by code; then A +0.875; then B +0.125.
        assertThat(moved.findValuesAsText("school_code"))
                .containsExactly("2153000003", "2153000004", "2153000091", "2153000002");
        assertThat(moved.get(2).get("code_before").asText()).isEqualTo("2153000001");
        assertThat(moved.get(2).get("mean").asDouble()).isCloseTo(0.875, within(1e-12));
    }

    @Test
    void a_school_in_one_year_alone_says_why() {
        var sports = only(json(
                        compare(comparer -> comparer.years(BY_HAND, 2024, 2025, selection("sports_area_per_student")))))
                .get("schools");
        assertThat(sports.get("only_after").toString()).isEqualTo("{\"absent\":1,\"without_value\":1}");
        var schools = only(json(compare(comparer -> comparer.years(BY_CAUSE, 2024, 2025, selection(AREA)))))
                .get("schools");
        assertThat(schools.get("staying").asInt()).isEqualTo(1);
        assertThat(schools.get("only_after").toString()).isEqualTo("{\"quarantined\":1}");
        assertThat(schools.get("only_before").toString()).isEqualTo("{\"elsewhere\":1,\"unreported\":1}");
    }

    @Test
    void what_was_left_out_is_told_in_both_languages() {
        var text = compare(comparer -> comparer.years(BY_HAND, 2024, 2025, selection(null)))
                .explanation()
                .parts();
        var lines = text.stream()
                .filter(Explanation.Line.class::isInstance)
                .map(part -> ((Explanation.Line) part).text())
                .toList();
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.en()).startsWith("※ schools with missing data are left out");
            assertThat(line.zh()).startsWith("※ 有学校缺数据而未计入");
        });
        assertThat(lines).anySatisfy(line -> assertThat(line.en())
                .startsWith("worked out again from the schools in school_indicator, all means and CVs are those"));
    }

    @Test
    void the_years_the_other_way_round_change_signs() {
        var back = only(json(compare(comparer -> comparer.years(BY_HAND, 2025, 2024, selection(AREA)))));
        assertThat(component(back.get("mean"), "staying_values").asDouble()).isCloseTo(-0.75, within(1e-12));
        assertThat(component(back.get("mean"), "openings").asDouble()).isCloseTo(1, within(1e-12));
        assertThat(component(back.get("mean"), "closings").asDouble()).isCloseTo(-1, within(1e-12));
        assertThat(back.get("schools").get("only_after").toString()).isEqualTo("{\"closed\":1}");
    }

    @Test
    void verdicts_and_items_that_changed_are_those_of_the_tables() {
        var report = json(compare(comparer -> comparer.years(BY_HAND, 2024, 2025, selection(null))));
        var expected = run.query("""
                SELECT a.stage, a.item, a.status, b.status FROM county_item a JOIN county_item b USING (standard, county_code, stage, item)
                WHERE a.year = 2024 AND b.year = 2025 AND standard = 'cn-national-2017' AND county_code = '530303'
                  AND a.status IS DISTINCT FROM b.status""");
        var found = report.get("items");
        assertThat(expected).isNotEmpty();
        assertThat(found).hasSize(expected.size());
        for (var item : found) {
            assertThat(expected)
                    .contains(List.of(
                            item.get("stage").asText(),
                            item.get("item").asText(),
                            item.get("from").asText(),
                            item.get("to").asText()));
        }
        assertThat(report.get("verdicts").get(0).get("standard").asText()).isEqualTo("cn-national-2017");
        assertThat(report.get("school_verdicts").findValuesAsText("verdict")).contains("fail");
    }

    @Test
    void two_places_are_compared_by_classes_and_size() {
        var report = json(compare(comparer -> comparer.places("沾益区", BY_CAUSE, Optional.of(2025), selection(AREA))));
        var area = only(report);
        // 沾益: cities A 100·4, B 300·4, D 100·9 → 5. 马龙: town 200·5, city 100·3 → 13/3. The 401st of 800 pupils: in the
        // school of 200.
        assertThat(area.get("groups").get("by").asText()).isEqualTo("urban_rural");
        assertThat(area.get("groups").get("large_from").asInt()).isEqualTo(200);
        assertThat(area.get("groups").get("groups").findValuesAsText("group"))
                .containsExactly("city/large", "city/small", "town/large");
        // City, small: 2/5 at 6.5 against 1/3 at 3. City, large: 3/5 at 4 and none. Town, large: none and 2/3 at 5.
        double rates = (2 / 5.0 + 1 / 3.0) / 2 * (3 - 6.5);
        assertThat(component(area.get("mean"), "rates").asDouble()).isCloseTo(rates, within(1e-12));
        assertThat(component(area.get("mean"), "composition").asDouble())
                .isCloseTo(13 / 3.0 - 5 - rates, within(1e-12));
        assertThat(report.get("from").get("name").asText()).isEqualTo("沾益区");
        assertThat(area.get("schools").isNull()).isTrue();
    }

    @Test
    void the_year_of_two_places_is_the_last_unless_told() {
        var report = json(compare(comparer -> comparer.places(BY_HAND, OTHER, Optional.empty(), selection(AREA))));
        assertThat(report.get("to").get("year").asInt()).isEqualTo(2025);
    }

    @Test
    void an_education_group_is_compared_with_its_ranks_and_gaps() {
        var group = json(compareWithGroups(comparer -> comparer.years("530303/示范集团", 2024, 2025, selection(AREA))));
        assertThat(group.get("to").get("level").asText()).isEqualTo("education_group");
        assertThat(only(group).get("mean").get("agrees").asBoolean()).isTrue();
        assertThat(component(only(group).get("mean"), "staying_values").asDouble())
                .isCloseTo(0.75, within(1e-12));
        var county = json(compareWithGroups(comparer -> comparer.years(BY_HAND, 2024, 2025, selection(AREA))));
        assertThat(county.get("ranks")).hasSize(1);
        assertThat(county.get("ranks").get(0).get("high_from").asInt()).isEqualTo(1);
        assertThat(county.get("ranks").get(0).get("high_to").asInt()).isEqualTo(2);
        assertThat(county.get("gaps").get(0).get("ratio_to").asDouble()).isEqualTo(1.5);
    }

    @Test
    void figures_that_are_not_as_published_are_told() throws SQLException {
        var other = withGroups.resolveSibling("changed.duckdb");
        try {
            Files.copy(withGroups, other);
        } catch (java.io.IOException failure) {
            throw new AssertionError(failure);
        }
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + other);
                var statement = connection.createStatement()) {
            statement.execute("UPDATE equity SET mean = mean + 1e-6 WHERE region_code = '530303' AND year = 2025");
            var answer = new Comparer(connection).years(BY_HAND, 2024, 2025, selection(AREA));
            assertThat(only(json(answer)).get("mean").get("agrees").asBoolean()).isFalse();
            assertThat(answer.explanation().parts())
                    .anySatisfy(part -> assertThat(part.toString()).contains("not as in table equity"));
        }
    }

    @Test
    void the_components_of_a_csv_sum_to_the_difference() {
        var answer = compare(comparer -> comparer.years(BY_HAND, 2024, 2025, selection(null)));
        var names = answer.columns().stream().map(Column::name).toList();
        var sums = new java.util.TreeMap<String, Double>();
        var differences = new java.util.TreeMap<String, Double>();
        for (var row : answer.components()) {
            var key = row.get(names.indexOf("stage")) + " " + row.get(names.indexOf("indicator")) + " "
                    + row.get(names.indexOf("measure"));
            sums.merge(key, (Double) row.get(names.indexOf("contribution")), Double::sum);
            differences.put(key, (Double) row.get(names.indexOf("difference")));
        }
        assertThat(sums).hasSize(21);
        sums.forEach((key, sum) -> assertThat(sum).as(key).isCloseTo(differences.get(key), within(1e-9)));
    }

    private void refused(String code, String next, Asked asked) {
        assertThatExceptionOfType(FaultException.class)
                .isThrownBy(() -> compareWithGroups(asked))
                .satisfies(fault -> {
                    assertThat(fault.kind()).isEqualTo(FaultException.Kind.USAGE);
                    assertThat(fault.code()).isEqualTo(code);
                    assertThat(fault.nextStep().en()).contains(next);
                    assertThat(fault.nextStep().zh()).isNotBlank();
                });
    }

    @Test
    void a_name_that_two_places_bear_is_refused_with_their_codes() {
        refused("usage.shared_name", "530303/共名 沾益区, ", comparer -> comparer.years("共名", 2024, 2025, selection(null)));
        refused("usage.shared_name", "530303/共名 沾益区, ", comparer -> {
            try (var connection = DriverManager.getConnection("jdbc:duckdb:" + withGroups)) {
                new Explainer(connection)
                        .explain(new Explainer.Question("共名", Optional.empty(), Optional.empty(), Optional.empty()));
                return null;
            }
        });
    }

    @Test
    void a_code_with_blanks_is_quoted_in_a_command() {
        assertThat(Where.quoted("530303/示范集团")).isEqualTo("530303/示范集团");
        assertThat(Where.quoted("530303/A 集团")).isEqualTo("'530303/A 集团'");
        assertThat(Where.quoted("A'B")).isEqualTo("'A'\\''B'");
    }

    @Test
    void what_is_not_there_is_refused_with_what_is() {
        refused(
                "compare.unknown",
                "did you mean: 530303 沾益区",
                comparer -> comparer.years("沾益", 2024, 2025, selection(null)));
        refused("compare.unknown", "530303/示范集团", comparer -> comparer.years("530303/示范", 2024, 2025, selection(null)));
        refused(
                "compare.unknown",
                "junheng query",
                comparer -> comparer.years("nowhere at all", 2024, 2025, selection(null)));
        refused(
                "compare.school",
                "junheng explain 2153000002",
                comparer -> comparer.years("2153000002", 2024, 2025, selection(null)));
        refused("compare.year", "2024, 2025", comparer -> comparer.years(BY_HAND, 2020, 2025, selection(null)));
        refused(
                "compare.indicator",
                "1.4 teaching_area_per_student",
                comparer -> comparer.years(BY_HAND, 2024, 2025, selection("9.9")));
        refused(
                "compare.same_place",
                "--years",
                comparer -> comparer.places(BY_HAND, "沾益区", Optional.empty(), selection(null)));
        refused(
                "explain.standard",
                "cn-national-2017",
                comparer -> comparer.years(
                        BY_HAND,
                        2024,
                        2025,
                        new Comparer.Selection(Optional.empty(), Optional.empty(), Optional.of("none"), 3)));
    }
}
