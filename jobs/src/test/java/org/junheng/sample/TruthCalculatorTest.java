package org.junheng.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthCalculatorTest {

    private static TruthCalculator calculator;

    @TempDir
    Path folder;

    @BeforeAll
    static void readStandard() throws IOException {
        var facts = SampleFacts.read(WrittenCensus.SCHEMAS);
        calculator = new TruthCalculator(facts.standard(), facts.changes());
    }

    @Test
    void aVariationEqualToItsLimitPasses() {
        // 100 pupils each, 3 and 9 classrooms per 100: mean 6, deviation 3, so CV 3 / 6 = 0.5, the primary limit.
        var truth = judged(List.of(
                primary("2100000001", Map.of("multimedia_classrooms", "3")),
                primary("2100000002", Map.of("multimedia_classrooms", "9"))));

        assertThat(truth.items().get("primary").get("1.7"))
                .isEqualTo(new CountyTruth.Item(Verdict.PASS, new BigDecimal("0.500000000000000")));
    }

    @Test
    void largerSchoolsWeighMore() {
        // 300 pupils at 3 and 100 at 9 per 100: mean 4.5, variance (300 × 2.25 + 100 × 20.25) / 400 = 6.75, CV √6.75 /
        // 4.5.
        var truth = judged(List.of(
                primary("2100000001", Map.of("students_primary", "300", "multimedia_classrooms", "9")),
                primary("2100000002", Map.of("multimedia_classrooms", "9"))));

        assertThat(truth.items().get("primary").get("1.7").cv()).isEqualByComparingTo("0.577350269189626");
        assertThat(truth.items().get("primary").get("1.7").status()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void facilitiesOfANineYearSchoolAreSplitByWeightedPupils() {
        // 100 + 1.1 × 100 = 210 weighted; 483 / 210 = 2.3 per primary pupil-hundred, 1.1 × 2.3 = 2.53 for junior.
        var row = new HashMap<>(primary("3100000001", Map.of("school_type", "312", "multimedia_classrooms", "4.83")));
        for (var column : List.of(
                "students",
                "classes",
                "teachers_above_required_degree",
                "backbone_teachers",
                "pe_teachers",
                "art_teachers")) {
            row.put(column + "_junior", row.get(column + "_primary"));
        }

        var truth = judged(List.of(row));

        assertThat(truth.schoolsFailing()).isEmpty();
        row.put("multimedia_classrooms", "4.82");
        row.put("backbone_teachers_primary", "0.99");
        // Just under 2.3 and just under 1: two between floor and threshold, so the primary stage fails.
        assertThat(judged(List.of(row)).schoolsFailing())
                .containsExactly(new CountyTruth.FailingSchool("3100000001", "primary", 5, 2, 0));
    }

    @Test
    void aSchoolBelowOneFloorFailsThoughSixIndicatorsAreMet() {
        var truth = judged(List.of(primary("2100000001", Map.of("backbone_teachers_primary", "0.84"))));

        assertThat(truth.schoolsFailing())
                .containsExactly(new CountyTruth.FailingSchool("2100000001", "primary", 6, 0, 1));
    }

    @Test
    void smallPointsSpecialAndClosedSchoolsStandOutsideAndCampusesJoinTheirParent() {
        var campus = Map.of("counted", "0", "parent_school_code", "2100000001", "multimedia_classrooms", "20");
        var truth = judged(List.of(
                primary("2100000001", Map.of("multimedia_classrooms", "0")),
                primary("2100000002", campus),
                primary("2100000003", Map.of("school_type", "218", "students_primary", "49", "equipment_value", "0")),
                primary("5100000004", Map.of("school_type", "514", "equipment_value", "0")),
                primary("2100000005", Map.of("situation", "closed", "equipment_value", "0"))));

        assertThat(truth.schoolsFailing()).isEmpty();
        assertThat(truth.items().get("primary").get("1.7").cv()).isEqualByComparingTo("0");
    }

    @Test
    void anUnreportedSchoolOfLastYearLeavesTheVerdictOpen() {
        var row = primary("2100000001", Map.of());
        var gone = primary("2100000002", Map.of());
        var truth = calculator.truth(
                "530303", "沾益区", 2025, new TruthCalculator.Evidence(List.of(row), List.of(), List.of(row, gone)));

        // 100 pupils may have become 50 to 150, 4.2 teachers 0 to 14.2 and so on: most CVs may lie on either side of
        // 0.5.
        var items = truth.items().get("primary");
        assertThat(truth.verdict()).isEqualTo(Verdict.CANNOT_SAY);
        assertThat(items.get("1.8").status()).isEqualTo(Verdict.CANNOT_SAY);
        assertThat(items.get("1.1").status()).isEqualTo(Verdict.CANNOT_SAY);
    }

    @Test
    void aCvWhoseEveryPossibleValueKeepsItsLimitPassesThoughASchoolIsMissing() {
        var many = Map.of("students_primary", "10000", "backbone_teachers_primary", "100");
        var row = primary("2100000001", many);
        var gone = primary("2100000002", many);
        var truth = calculator.truth(
                "530303", "沾益区", 2025, new TruthCalculator.Evidence(List.of(row), List.of(), List.of(row, gone)));
        // 100 teachers may have become 70 to 130 and 10,000 pupils 7,000 to 13,000: 0.7 to 1.3 beside 1.
        assertThat(truth.items().get("primary").get("1.2").status()).isEqualTo(Verdict.PASS);

        var quarantined = calculator.truth(
                "530303", "沾益区", 2025, new TruthCalculator.Evidence(List.of(row), List.of(gone), List.of(row)));
        assertThat(quarantined.items().get("primary").get("1.2").status()).isEqualTo(Verdict.CANNOT_SAY);
    }

    @Test
    void threeCountiesGetTheThreeVerdictsWhateverTheSeedAndSize() throws IOException {
        for (var seed = 1; seed <= 20; seed++) {
            var options = SampleOptions.defaults(WrittenCensus.SCHEMAS)
                    .withCounties(3)
                    .withSchoolsPerCounty(4 + seed * 2)
                    .withYears(2025 - seed % 3 - 1, 2025)
                    .withSeed(seed);
            var out = folder.resolve("seed-" + seed);
            SampleCensus.generate(options, out);

            var counties = new ObjectMapper()
                    .readTree(out.resolve("truth.json").toFile())
                    .path("counties");
            assertThat(counties)
                    .extracting(county -> county.path("code").asText() + " "
                            + county.path("verdict").asText())
                    .containsExactly("530302 fail", "530303 pass", "530304 cannot_say");
        }
    }

    private static CountyTruth judged(List<Map<String, String>> rows) {
        return calculator.truth("530303", "沾益区", 2025, new TruthCalculator.Evidence(rows, List.of(), List.of()));
    }

    /** A primary school of 100 pupils that meets every indicator of either stage. */
    private static Map<String, String> primary(String code, Map<String, String> changes) {
        var row = new HashMap<String, String>();
        row.put("school_code", code);
        row.put("school_type", "211");
        row.put("situation", "open");
        row.put("counted", "1");
        row.put("students_primary", "100");
        row.put("classes_primary", "3");
        row.put("teachers_above_required_degree_primary", "9");
        row.put("backbone_teachers_primary", "9");
        row.put("pe_teachers_primary", "9");
        row.put("art_teachers_primary", "9");
        row.put("teaching_area", "9000");
        row.put("indoor_sports_area", "100");
        row.put("sports_ground_area", "9000");
        row.put("equipment_value", "900000");
        row.put("multimedia_classrooms", "9");
        row.putAll(changes);
        return row;
    }
}
