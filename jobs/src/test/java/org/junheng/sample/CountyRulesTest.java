package org.junheng.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The truth of county sheets follows the words of the rules; each figure here is worked by hand. */
class CountyRulesTest {

    private static CountySheetFacts facts;

    @BeforeAll
    static void readFacts() throws IOException {
        facts = CountySheetFacts.read(WrittenCensus.SCHEMAS, SampleFacts.read(WrittenCensus.SCHEMAS));
    }

    private static Verdict judged(String item, String county, int year, String... cells) {
        var sheet = new HashMap<String, String>();
        for (var i = 0; i < cells.length; i += 2) {
            sheet.put(cells[i], cells[i + 1]);
        }
        var rules = new CountyRules(
                facts.limits(), new SheetCells(sheet, facts.facts().texts()), county, year);
        return rules.items().get("all").get(item);
    }

    private static Verdict judged(String item, String... cells) {
        return judged(item, "530303", 2025, cells);
    }

    @Test
    void whatIsBlankIsUnknownUnlessTheRestFails() {
        assertThat(judged("2.1", "layout_plan_exists", "是")).isEqualTo(Verdict.CANNOT_SAY);
        assertThat(judged("2.1", "layout_plan_exists", "否")).isEqualTo(Verdict.FAIL);
        assertThat(judged("2.1", "layout_plan_exists", "是", "layout_plan_conforms", "是"))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void theBaseOfPublicFundsIsComparedWhereTheStandardKnowsTheProvince() {
        String[] cells = {
            "unified_building_standard", "是", "unified_staffing_standard", "是", "unified_funds_base", "是",
            "unified_equipment_standard", "是", "public_funds_base_primary", "934", "public_funds_base_junior", "1155"
        };
        // Liaoning asks for 935 and 1155.
        assertThat(judged("2.2", "210502", 2025, cells)).isEqualTo(Verdict.FAIL);
        assertThat(judged("2.2", "530303", 2025, cells)).isEqualTo(Verdict.PASS);
    }

    @Test
    void fundsOfSpecialEducationRiseFromTheCensusOf2026On() {
        String[] cells = {"special_education_funds", "650000", "special_education_funded_pupils", "100"};
        assertThat(judged("2.7", "530303", 2025, cells)).isEqualTo(Verdict.PASS);
        assertThat(judged("2.7", "530303", 2026, cells)).isEqualTo(Verdict.FAIL);
    }

    @Test
    void noSmallSchoolsNeedNoFunds() {
        assertThat(judged("2.6", "small_rural_schools", "0")).isEqualTo(Verdict.PASS);
        assertThat(judged("2.6", "small_rural_schools", "2")).isEqualTo(Verdict.CANNOT_SAY);
    }

    @Test
    void retentionIsOpenWhereItsReadingsFallOnTwoSides() {
        // 950 of 1000 is exactly 0.95 by both readings.
        assertThat(retention(1000, 950, 0, 0)).isEqualTo(Verdict.PASS);
        assertThat(retention(1000, 949, 0, 0)).isEqualTo(Verdict.FAIL);
        // 1100 graduates, 150 moved in: 1100 / 1150 = 0.957; (1100 − 150) / 1000 = 0.95.
        assertThat(retention(1000, 1100, 150, 0)).isEqualTo(Verdict.PASS);
        // 1095 graduates: 1095 / 1150 = 0.952; 945 / 1000 = 0.945.
        assertThat(retention(1000, 1095, 150, 0)).isEqualTo(Verdict.CANNOT_SAY);
    }

    private static Verdict retention(int entrants, int graduates, int in, int out) {
        return judged(
                "3.1",
                "junior_cohort_entrants",
                Integer.toString(entrants),
                "junior_cohort_graduates",
                Integer.toString(graduates),
                "junior_cohort_transferred_in",
                Integer.toString(in),
                "junior_cohort_transferred_out",
                Integer.toString(out),
                "junior_cohort_deaths",
                "0");
    }

    @Test
    void everySubjectMonitoredNeedsLevelThreeAndADifferenceBelowTheLimit() {
        assertThat(judged("3.9")).isEqualTo(Verdict.CANNOT_SAY);
        assertThat(judged("3.9", "monitoring_level_sport", "3", "monitoring_difference_sport", "0.149"))
                .isEqualTo(Verdict.PASS);
        assertThat(judged("3.9", "monitoring_level_sport", "3", "monitoring_difference_sport", "0.15"))
                .isEqualTo(Verdict.FAIL);
        assertThat(judged("3.9", "monitoring_level_sport", "3")).isEqualTo(Verdict.CANNOT_SAY);
        assertThat(judged("3.9", "monitoring_level_sport", "2")).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aMissingTotalOfTrainingLeavesTheVerdictToTheSchools() {
        assertThat(judged("3.4", "schools_training_share_5", "20", "schools_with_public_funds", "20"))
                .isEqualTo(Verdict.PASS);
        assertThat(judged(
                        "3.4",
                        "schools_training_share_5",
                        "20",
                        "schools_with_public_funds",
                        "20",
                        "training_settlement",
                        "499",
                        "public_funds_budget",
                        "10000"))
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aVetoThatStandsFails() {
        assertThat(judged("V3", "veto_key_schools_or_classes", "是")).isEqualTo(Verdict.FAIL);
        assertThat(judged("V3", "veto_key_schools_or_classes", "否")).isEqualTo(Verdict.PASS);
        assertThat(judged("V3")).isEqualTo(Verdict.CANNOT_SAY);
        assertThat(judged("V7", "veto_poor_regulation", "是")).isEqualTo(Verdict.NOT_APPLICABLE);
    }

    @Test
    void threeYearsMustHavePassedSinceBasicBalance() {
        assertThat(judged("P1", "basic_balance_recognised_year", "2022")).isEqualTo(Verdict.PASS);
        assertThat(judged("P1", "basic_balance_recognised_year", "2023")).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aFigureIsThatOfTheSmallestRegionThenOfTheStageThenOfTheLatestYear() {
        var limits = facts.limits();
        assertThat(limits.of("2.2", "base_primary", new RuleLimits.Asked("210502", 2025, "primary")))
                .hasValueSatisfying(figure -> assertThat(figure).isEqualByComparingTo("935"));
        assertThat(limits.of("2.2", "base_primary", new RuleLimits.Asked("210102", 2025, "primary")))
                .hasValueSatisfying(figure -> assertThat(figure).isEqualByComparingTo("1150"));
        assertThat(limits.of("2.2", "base_primary", new RuleLimits.Asked("530303", 2025, "primary")))
                .isEmpty();
        assertThat(limits.certain("2.5", "most", new RuleLimits.Asked("530303", 2025, "junior")))
                .isEqualByComparingTo("50");
    }

    @Test
    void aReadingOfASwitchIsPartOfTheFacts() {
        assertThat(facts.facts().readings()).isNotEmpty();
        assertThat(Map.copyOf(facts.facts().readings()))
                .allSatisfy(
                        (id, reading) -> assertThat(facts.limits().reading(id)).isEqualTo(reading));
    }
}
