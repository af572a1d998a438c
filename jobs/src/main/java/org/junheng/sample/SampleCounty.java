package org.junheng.sample;

import java.util.List;
import java.util.Optional;

/**
 * A county of the sample.
 *
 * @param index place in the list of counties
 * @param code code in force at the end of the real list
 * @param earlierCode the code of earlier censuses, if it changed
 * @param balancedFrom first year in which its schools are level
 * @param fallsBackFrom the year from which they no longer are, if any
 * @param truth the verdict known beforehand, if it is one of the chosen counties
 */
record SampleCounty(
        int index,
        String code,
        String label,
        String cityCode,
        boolean urban,
        String gradeSystem,
        int balancedFrom,
        Optional<Integer> fallsBackFrom,
        Optional<CountyFacts.EarlierCode> earlierCode,
        List<CountyFacts.Zone> zones,
        Optional<CountyFacts.Truth> truth) {

    /** The code that the census of a year uses. */
    String codeIn(int year) {
        return earlierCode
                .filter(earlier -> year <= earlier.lastCensus())
                .map(CountyFacts.EarlierCode::code)
                .orElse(code);
    }

    String provinceDigits() {
        return code.substring(0, 2);
    }

    /** Years until the county is level; 0 once it is. */
    int yearsToGo(int year, ResourceFacts facts) {
        if (fallsBackFrom.isPresent() && year >= fallsBackFrom.get()) {
            return facts.afterFallingBack().years() + year - fallsBackFrom.get();
        }
        return Math.min(facts.before().mostYears(), Math.max(0, balancedFrom - year));
    }
}
