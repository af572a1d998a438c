package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published measures of real censuses equal the references that two other programs computed. */
class ReferenceTest {
    /** Column of the reference → column of table equity. */
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("n_units", "units"),
            Map.entry("n_excluded", "excluded"),
            Map.entry("students", "students"),
            Map.entry("resource", "resource"),
            Map.entry("mean", "mean"),
            Map.entry("min", "min"),
            Map.entry("max", "max"),
            Map.entry("cv", "cv"),
            Map.entry("gini", "gini"),
            Map.entry("theil_t", "theil_t"),
            Map.entry("p10", "p10"),
            Map.entry("p50", "p50"),
            Map.entry("p90", "p90"),
            Map.entry("p90_p10", "p90_p10"),
            Map.entry("p90_p10_unweighted_type7", "p90_p10_unweighted"),
            Map.entry("mcloone_le", "mcloone"),
            Map.entry("mean_unweighted", "mean_unweighted"),
            Map.entry("cv_unweighted_pop", "cv_unweighted"));

    /** Column of the reference → column of table decomposition, by the next level for which the reference has groups. */
    private static final Map<String, String> GROUPED = Map.of(
            "n_groups", "groups",
            "theil_within", "theil_t_within",
            "theil_between", "theil_t_between",
            "cv_between", "cv_between");

    /** Columns of the reference that count persons, schools or things, in whatever unit it has. */
    private static final Set<String> COUNTED = Set.of("students", "resource");

    @TempDir
    Path warehouse;

    private TestRun published(Path census, String profile) {
        return References.published(warehouse, census, profile);
    }

    @Test
    void every_figure_of_the_taiwan_references_is_published() throws IOException {
        var census = SharedData.folder("data/tw_primary_2017_2022");
        var reference = References.rows(census.resolve("reference.csv"));
        reference.addAll(References.rows(census.resolve("reference_group2.csv.gz")));
        int compared = compare(
                published(census, "tw-primary"), reference, Map.of("group1", "city", "group2", "county"), 1, null);
        System.out.println("tw-primary: reference cells compared: " + compared);
        assertThat(compared).isGreaterThan(20_000);
    }

    @Test
    void every_figure_of_the_california_reference_is_published() throws IOException {
        var census = SharedData.folder("data/us_ca_districts_1999");
        var reference = References.rows(census.resolve("reference.csv"));
        int compared = compare(published(census, "us-ca-districts"), reference, Map.of("group1", "county"), 1, null);
        System.out.println("us-ca-districts: reference cells compared: " + compared);
        assertThat(compared).isGreaterThan(2_000);
    }

    @Test
    void every_figure_of_the_brazil_reference_is_published() throws IOException {
        var census = SharedData.folder("data/br_maracanau_2015_2022");
        var run = published(census, "br-censo-escolar");
        var reference = References.rows(census.resolve("reference.csv"));
        int compared = compare(run, reference, Map.of("group1", "network"), 1, "network");
        // The census is of one municipality, so its figures are those of the whole.
        var whole = reference.stream()
                .filter(row -> row.get("scope_level").equals("all"))
                .toList();
        whole.forEach(row -> row.putAll(Map.of("scope_level", "municipality", "scope", "Maracanaú")));
        compared += compare(run, whole, Map.of("municipality", "city"), 1, "network");
        System.out.println("br-censo-escolar: reference cells compared: " + compared);
        assertThat(compared).isEqualTo((40 + 8) * COLUMNS.size() + (8 + 8) * GROUPED.size());
        assertThat(run.query("SELECT year, sum(rows_read), sum(rows_accepted) FROM source_file"
                        + " WHERE state = 'accepted' GROUP BY year ORDER BY year"))
                .containsExactly(
                        List.of("2015", "87", "87"),
                        List.of("2016", "87", "87"),
                        List.of("2017", "87", "87"),
                        List.of("2018", "87", "87"),
                        List.of("2019", "83", "83"),
                        List.of("2020", "81", "81"),
                        List.of("2021", "338", "338"),
                        List.of("2022", "346", "346"));
        assertThat(run.query("SELECT count(*) FROM equity WHERE year < 2021")).containsExactly(List.of("0"));
        assertThat(SummaryContract.breaches(run)).isEmpty();
    }

    @Test
    void every_figure_of_the_reference_of_chinas_provinces_is_published() throws IOException {
        var census = SharedData.folder("data/cn_province_primary_2000_2019");
        var run = published(census, "cn-province-yearbook");
        // Students, staff and schools stand there in units of 10,000 (万).
        var reference = References.rows(census.resolve("reference.csv"));
        int compared = compare(run, reference, Map.of("all", "nation", "group1", "region"), 10_000, null);
        System.out.println("cn-province-yearbook: reference cells compared: " + compared);
        assertThat(compared).isEqualTo(387 * COLUMNS.size() + 56 * GROUPED.size());
        assertThat(run.query("SELECT name, rows_read, rows_accepted FROM source_file WHERE state = 'accepted'"))
                .containsExactly(List.of("primary_by_province_2000_2019.csv.gz", "620", "620"));
        assertThat(SummaryContract.breaches(run)).isEmpty();
    }

    @Test
    void chinas_provinces_add_up_to_the_published_nation() throws IOException {
        var census = SharedData.folder("data/cn_province_primary_2000_2019");
        var run = published(census, "cn-province-yearbook");
        var sums = run.query("SELECT year, students, resource FROM equity"
                + " WHERE level = 'nation' AND indicator = 'teachers_per_100' ORDER BY year");
        var nation = References.rows(census.resolve("published_national_primary.csv.gz"));
        assertThat(sums).hasSize(20).hasSameSizeAs(nation);
        for (int i = 0; i < sums.size(); i++) {
            var published = nation.get(i);
            double students = Double.parseDouble(sums.get(i).get(1)) / 10_000;
            double teachers = Double.parseDouble(sums.get(i).get(2)) / 10_000;
            assertThat(sums.get(i).get(0)).isEqualTo(published.get("年份"));
            // One unit of the last digit that the yearbook prints: its own sum was rounded, and some of the addends.
            assertThat(students).isCloseTo(number(published, "普通小学在校学生数(万人)"), within(0.1));
            assertThat(teachers).isCloseTo(number(published, "普通小学专任教师数(万人)"), within(0.1));
            assertThat(students / teachers).isCloseTo(number(published, "小学生师比"), within(0.01));
        }
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }

    /**
     * Compares every row of a reference, and demands that no other is published at its levels.
     *
     * @param levels level of the reference → level of table equity, beside all → nation
     * @param unit how many persons or schools one in the reference stands for
     * @param grouping the groups of the reference, or null for the regions of the next lower level
     */
    private static int compare(
            TestRun run,
            List<Map<String, String>> reference,
            Map<String, String> levels,
            double unit,
            String grouping) {
        var published = published(run, grouping);
        var differences = new ArrayList<String>();
        var keys = new HashSet<String>();
        int compared = 0;
        for (var row : reference) {
            var level = levels.getOrDefault(row.get("scope_level"), "nation");
            var region = level.equals("nation") ? "*" : row.get("scope");
            var key = String.join("|", row.get("year"), level, region, row.get("indicator"));
            keys.add(key);
            var actual = published.get(key);
            if (actual == null) {
                differences.add("no row for " + key);
                continue;
            }
            var cells = new HashMap<>(COLUMNS);
            // Rows of the lowest level have no groups.
            if (!row.get("n_groups").isEmpty()) {
                cells.putAll(GROUPED);
            }
            for (var column : cells.entrySet()) {
                var expected = row.get(column.getKey());
                var found = actual.get(column.getValue());
                double scale = COUNTED.contains(column.getKey()) ? unit : 1;
                compared++;
                if (!References.isClose(expected, scale, found)) {
                    differences.add(key + " " + column.getKey() + ": expected " + expected + ", found " + found);
                }
            }
        }
        published.forEach((key, row) -> {
            // The references have no rows for regions that have nothing of a resource at all.
            boolean hasResource = Double.parseDouble(row.get("resource")) > 0;
            if (levels.containsValue(key.split("[|]")[1]) && !keys.contains(key) && hasResource) {
                differences.add("not in the reference: " + key);
            }
        });
        assertThat(differences).isEmpty();
        return compared;
    }

    /**
     * Year, level, region as the path of its names below the nation, and indicator → measures.
     *
     * @param grouping the groups that are meant, or null for the regions of the next lower level
     */
    private static Map<String, Map<String, String>> published(TestRun run, String grouping) {
        var columns = new ArrayList<>(COLUMNS.values());
        columns.addAll(GROUPED.values());
        return References.byKey(
                run.query(References.NAMED
                        + """
                SELECT e.year, e.level, CASE e.level WHEN 'nation' THEN '*' ELSE path END, e.indicator, %s
                FROM equity e JOIN named n ON n.year = e.year AND n.code = e.region_code
                LEFT JOIN (
                  SELECT g.year, g.level, g.region_code, g.indicator, g.groups, g.theil_t_within, g.theil_t_between, g.cv_between
                  FROM decomposition g JOIN contribution c USING (year, standard, level, region_code, stage, indicator)
                  WHERE g.grouping = coalesce(%s, c.member_level) GROUP BY ALL) g
                  ON g.year = e.year AND g.level = e.level AND g.region_code = e.region_code AND g.indicator = e.indicator
                """.formatted(String.join(", ", columns), grouping == null ? "NULL" : "'" + grouping + "'")),
                4,
                columns);
    }
}
