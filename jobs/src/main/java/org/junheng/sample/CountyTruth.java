package org.junheng.sample;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What must come out for one county.
 *
 * @param items stage, then item, then status and coefficient of variation
 * @param schoolsFailing schools, by stage, that fail the seven indicators
 * @param why the reason in one sentence
 * @param full what comes out with county sheet and rooms; null where the sample has none
 */
record CountyTruth(
        String code,
        String name,
        int year,
        Verdict verdict,
        Map<String, Map<String, Item>> items,
        List<FailingSchool> schoolsFailing,
        String why,
        @JsonInclude(JsonInclude.Include.NON_NULL) FullTruth full) {

    CountyTruth with(FullTruth withSheet) {
        return new CountyTruth(code, name, year, verdict, items, schoolsFailing, why, withSheet);
    }

    /** One item; {@code cv} is null where there is none. */
    record Item(Verdict status, BigDecimal cv) {}

    /** How many of the indicators a failing school meets, has between floor and threshold, and has below the floor. */
    record FailingSchool(String schoolCode, String stage, int met, int between, int below) {}
}
