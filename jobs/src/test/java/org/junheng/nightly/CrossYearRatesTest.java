package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junheng.rulebook.Rulebook;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.validate.CensusLayout;
import org.junheng.validate.CrossYearCheck;
import org.junheng.validate.CrossYearFinding;
import org.junheng.warehouse.ParquetTable;
import org.junheng.warehouse.StepRecord.RuleCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped limits between years: a sound census is hardly told of, a spoiled column is. */
class CrossYearRatesTest {
    private static final Rulebook RULEBOOK = Rulebook.read(TestRun.home().resolve("schemas"), Optional.empty());

    @TempDir
    Path folder;

    @Test
    void a_sound_sample_shows_no_drift_and_few_changes_and_a_spoiled_column_is_found() throws Exception {
        SampleCensus.generate(
                SampleOptions.defaults(TestRun.home().resolve("schemas"))
                        .withCounties(6)
                        .withSchoolsPerCounty(30)
                        .withYears(2023, 2024),
                folder.resolve("census"));
        var years = accepted(folder.resolve("census"), "junheng-flat", "53");
        var sound = check("junheng-flat", 2024, years);
        assertThat(counts(sound, "column_", "columns_", "county_"))
                .isNotEmpty()
                .allMatch(count -> count.rowsFailing() == 0 && count.rowsChecked() >= 6);
        assertThat(counts(sound, "students_", "teachers_", "area_", "equipment_"))
                .hasSize(4)
                .allMatch(count -> count.rowsFailing() * 100 <= count.rowsChecked() && count.rowsChecked() > 150);

        var rows = years.get(2024);
        multiply(rows, "530302", "equipment_value", 0.0001);
        blank(rows, "530303", "multimedia_classrooms");
        swap(rows, "530304", "teaching_area", "sports_ground_area");
        swap(rows, "530322", "students_primary", "classes_primary");
        assertThat(check("junheng-flat", 2024, years).findings())
                .filteredOn(finding -> finding.rule().id().startsWith("column"))
                .extracting(finding -> finding.rule().id() + " " + finding.countyCode() + " " + finding.column())
                .contains(
                        "column_median 530302 equipment_value",
                        "column_blank 530303 multimedia_classrooms",
                        "columns_swapped 530304 teaching_area ↔ sports_ground_area",
                        "columns_swapped 530322 students_primary ↔ classes_primary",
                        "column_median 530322 students_primary")
                .allMatch(found -> found.matches("column.* 530(30[234]|322) .*"));
    }

    @Test
    void of_real_schools_three_in_a_thousand_are_told_of_and_no_county() throws Exception {
        var years = accepted(SharedData.folder("data/tw_primary_2017_2022"), "tw-primary", "00");
        var counts = new TreeMap<String, RuleCount>();
        var findings = new ArrayList<CrossYearFinding>();
        for (int year = 2018; year <= 2022; year++) {
            var outcome = check("tw-primary", year, years);
            outcome.counts().forEach(count -> counts.merge(count.rule(), count, RuleCount::plus));
            findings.addAll(outcome.findings());
        }
        assertThat(counts.get("students_change").rowsChecked()).isGreaterThan(13_000);
        for (var rule : List.of("students_change", "teachers_change", "classes_change")) {
            var count = counts.get(rule);
            assertThat(1000.0 * count.rowsFailing() / count.rowsChecked())
                    .as(rule)
                    .isBetween(1.0, 3.5);
        }
        assertThat(findings).allMatch(finding -> finding.level().equals("school"));
        assertThat(counts.get("columns_swapped").rowsChecked()).isGreaterThan(500);
    }

    private static CrossYearCheck.Outcome check(String profile, int year, Map<Integer, List<Object[]>> years) {
        return new CrossYearCheck(RULEBOOK.profiles().get(profile), RULEBOOK)
                .check(year, years.get(year), years.get(year - 1));
    }

    private static List<RuleCount> counts(CrossYearCheck.Outcome outcome, String... begins) {
        return outcome.counts().stream()
                .filter(count -> List.of(begins).stream().anyMatch(count.rule()::startsWith))
                .toList();
    }

    /** Year → the accepted rows of one province. */
    private Map<Integer, List<Object[]>> accepted(Path census, String profile, String province)
            throws IOException, SQLException {
        var run = new TestRun(folder.resolve("warehouse"));
        run.run().ingest(TestRun.options(census, profile));
        var shape = CensusLayout.of(RULEBOOK.profiles().get(profile), RULEBOOK);
        var years = new TreeMap<Integer, List<Object[]>>();
        for (var partition :
                run.warehouse().lastOutcome("ingest").orElseThrow().loaded().partitions()) {
            if (partition.province().equals(province) && partition.census() != null) {
                years.put(partition.year(), ParquetTable.read(run.warehouse().resolve(partition.census()), shape));
            }
        }
        return years;
    }

    private static int position(String column) {
        return CensusLayout.of(RULEBOOK.profiles().get("junheng-flat"), RULEBOOK)
                .positions()
                .get(column);
    }

    private static List<Object[]> of(List<Object[]> rows, String county) {
        return rows.stream()
                .filter(row -> county.equals(row[CensusLayout.COUNTY_CODE]))
                .toList();
    }

    private static void multiply(List<Object[]> rows, String county, String column, double factor) {
        int at = position(column);
        of(rows, county).forEach(row -> row[at] = row[at] == null ? null : (Double) row[at] * factor);
    }

    private static void blank(List<Object[]> rows, String county, String column) {
        of(rows, county).forEach(row -> row[position(column)] = null);
    }

    private static void swap(List<Object[]> rows, String county, String one, String other) {
        int first = position(one);
        int second = position(other);
        of(rows, county).forEach(row -> {
            var kept = row[first];
            row[first] = row[second];
            row[second] = kept;
        });
    }
}
