package org.junheng.ingest;

import java.util.List;
import org.junheng.rulebook.CensusProfile;

/** Holds the first line of a text file against the first form of a profile. */
public final class MatchedHeader {
    private MatchedHeader() {}

    public static HeaderMatch of(CensusProfile profile, String file, String... cells) {
        var text = String.join(",", cells);
        var key =
                profile.mainTable().columns().get("school_code").terms().get(0).get(0);
        var header = SheetHeader.find(List.of(new CsvRecords.Record(1, text)), profile.mainTable(), key, true)
                .orElseThrow();
        var year = profile.year().ofFile(file, profile.files()).orElse(null);
        return HeaderMatch.of(profile, profile.mainTable(), year, header);
    }

    /** The plan of a text file whose header fits. */
    public static SheetPlan plan(CensusProfile profile, String file, String header) {
        var match = of(profile, file, header.split(",", -1));
        if (!match.fits()) {
            throw new IllegalArgumentException(match.faults().toString());
        }
        return new SheetPlan(
                0,
                file,
                "raw/" + file,
                "sha-of-" + file,
                TextEncoding.UTF_8,
                "",
                profile.profile(),
                profile.mainTable().table(),
                match.year(),
                1,
                match.header(),
                1,
                match.yearColumn(),
                -1,
                match.terms(),
                null);
    }
}
