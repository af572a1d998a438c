package org.junheng.sample;

import java.util.ArrayList;
import java.util.Map;

/** Collects the written rows of the chosen counties until their verdicts are worked out. */
record TruthEvidence(SampleCounty county, TruthCalculator.Evidence evidence, CensusLayout layout, int lastYear) {

    static TruthEvidence of(SampleCounty county, CensusLayout layout, int lastYear) {
        var evidence = new TruthCalculator.Evidence(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        return new TruthEvidence(county, evidence, layout, lastYear);
    }

    void add(int year, OutgoingRow row) {
        if (year < lastYear - 1 || row.cells().size() != layout.width()) {
            return;
        }
        var byName = layout.byName(row.cells());
        if (year == lastYear) {
            (row.fault().isPresent() ? evidence.quarantined() : evidence.accepted()).add(byName);
        } else if (row.fault().isEmpty()) {
            evidence.lastYear().add(byName);
        }
    }

    String code() {
        return county.code();
    }

    CountyTruth truth(TruthCalculator calculator, Map<String, String> names) {
        var code = county.codeIn(lastYear);
        return calculator.truth(code, names.get(county.code()), lastYear, evidence);
    }
}
