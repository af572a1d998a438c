package org.junheng.measure;

import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Divisions;
import org.junheng.terms.Level;

/** Writes table {@code division} of one year for regions that the facts of divisions know, each once. */
final class DivisionRows {
    private final MetricTable table;
    private final Divisions divisions;
    private final CensusCodes codes;
    private final int year;
    private final TreeSet<String> written = new TreeSet<>();

    /**
     * @param codes the codes of the census of this year and province
     */
    DivisionRows(MetricTable table, Divisions divisions, CensusCodes codes, int year) {
        this.table = table;
        this.divisions = divisions;
        this.codes = codes;
        this.year = year;
    }

    /** Adds a division and all above it but the nation; a code that is not in use is left out. */
    void addWithAncestors(String code) {
        // A county that ended last year and became nothing is known by last year's facts: its schools are still
        // expected.
        var division = divisions.find(code, year).or(() -> divisions.find(code, year - 1));
        if (division.isEmpty() || division.get().level().equals(Level.NATION) || !written.add(code)) {
            return;
        }
        var it = division.get();
        var parent = codes.now(it.parentCode());
        var breaks = divisions.breaks(code, year);
        table.add(
                year,
                code,
                it.name(),
                it.level(),
                parent,
                it.pseudo(),
                it.wholeSuccessors().isEmpty() ? null : String.join(";", it.wholeSuccessors()),
                divisions.seriesCode(code, year),
                breaks.isEmpty()
                        ? null
                        : breaks.stream().map(each -> each.kind().id()).collect(Collectors.joining(" ")),
                breaks.isEmpty()
                        ? null
                        : breaks.stream().map(each -> each.text().both()).collect(Collectors.joining("\n")),
                it.generated() ? "{\"generated\": true}" : null);
        if (parent != null) {
            addWithAncestors(parent);
        }
    }

    /** Adds the nation of a profile. */
    static void addNation(MetricTable table, CensusProfile profile, int year) {
        var nation = profile.levels().get(Level.NATION);
        table.add(year, nation.code(), nation.name(), Level.NATION, null, false, null, nation.code(), null, null, null);
    }
}
