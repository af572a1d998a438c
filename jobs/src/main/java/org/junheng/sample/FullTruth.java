package org.junheng.sample;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What must come out for one county over all items of the standard.
 *
 * @param basis {@code full} with a sheet; without one {@code resource_only}, and the verdict is that on resources
 * @param items those beyond the seven indicators and their CVs: stage ({@code all} for those judged once), item, status
 */
record FullTruth(String basis, Verdict verdict, Map<String, Map<String, Verdict>> items) {

    static FullTruth of(
            CountySheetFacts facts, CountyTruth resources, TruthCalculator.Evidence evidence, SheetEvidence written) {
        var texts = facts.facts().texts();
        var cells = new SheetCells(written.sheet(), texts);
        var ofCounty = new CountyRules(facts.limits(), cells, resources.code(), resources.year());
        var ofSchools = new SchoolRules(facts, resources.code(), resources.year());
        var items = new LinkedHashMap<String, Map<String, Verdict>>();
        add(items, ofSchools.items(evidence, written.rooms()));
        add(items, ofCounty.items());
        if (facts.columns().columns().keySet().stream().noneMatch(cells::has)) {
            return new FullTruth("resource_only", resources.verdict(), items);
        }
        var verdict = items.values().stream()
                .flatMap(ofStage -> ofStage.values().stream())
                .reduce(resources.verdict(), Verdict::and);
        return new FullTruth("full", verdict, items);
    }

    private static void add(Map<String, Map<String, Verdict>> items, Map<String, Map<String, Verdict>> more) {
        more.forEach((stage, ofStage) ->
                items.computeIfAbsent(stage, none -> new LinkedHashMap<>()).putAll(ofStage));
    }
}
