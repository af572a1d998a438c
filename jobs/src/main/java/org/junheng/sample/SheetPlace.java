package org.junheng.sample;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A county, or a functional zone in it, with what its schools come to year by year. Years outside the sample take the
 * nearest.
 *
 * @param county the county; for a zone, the one in which it lies
 * @param chance the place's own draws
 */
record SheetPlace(String code, String name, SampleCounty county, Chance chance, TreeMap<Integer, CensusCounts> counts) {

    static SheetPlace of(
            String code,
            String name,
            SampleCounty county,
            Chance chance,
            Map<Integer, List<Map<String, String>>> rows,
            CountySheetFacts facts) {
        var counts = new TreeMap<Integer, CensusCounts>();
        rows.forEach((year, ofYear) -> counts.put(year, CensusCounts.of(ofYear, facts)));
        return new SheetPlace(code, name, county, chance, counts);
    }

    CensusCounts counts(int year) {
        return counts.get(Math.max(counts.firstKey(), Math.min(counts.lastKey(), year)));
    }
}
