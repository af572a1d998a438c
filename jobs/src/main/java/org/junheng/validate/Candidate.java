package org.junheng.validate;

import java.util.List;
import org.junheng.ingest.RawRow;
import org.junheng.ingest.SheetPlan;

/**
 * A row on its way to be accepted or quarantined.
 *
 * @param plan the plan of its sheet
 */
record Candidate(SheetPlan plan, RawRow raw, RowReader.Row row) {
    /** What its school (or other unit) is called within the year; null where it cannot be told. */
    String key(CensusLayout.Key key) {
        return key.of(row.values());
    }

    /** Where it stands, as people are told. */
    String place() {
        return plan.place(raw.line());
    }

    /** The header of the file that a canonical column is made from; the column's own name where there is none. */
    String header(String canonical) {
        var terms = plan.terms().get(canonical);
        return terms == null ? canonical : plan.header().get(terms[0][0]);
    }

    Candidate with(List<Breach> breaches) {
        return new Candidate(plan, raw, row.with(breaches));
    }

    String county() {
        return (String) row.values()[CensusLayout.COUNTY_CODE];
    }
}
