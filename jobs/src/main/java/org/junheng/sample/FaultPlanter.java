package org.junheng.sample;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;

/**
 * Decides where faults stand. Each year saves up a share of its rows; kinds take turns over all years, and a kind that
 * finds no fitting row in a county keeps its place in the queue.
 */
final class FaultPlanter {

    private final SampleOptions options;
    private final FileFacts facts;
    private final FaultMaker maker;
    private final List<FaultKind> queue = new LinkedList<>(List.of(FaultKind.values()));
    private final Set<Integer> yearsWithBrokenBytes = new HashSet<>();
    private final double[] credit;
    private final long[] rowsSeen;
    private final long[] planted;

    FaultPlanter(SampleOptions options, SampleFacts facts) {
        this.options = options;
        this.facts = facts.files();
        this.maker = new FaultMaker(facts.layout(), this.facts.faulty(), options.fileType() == FileType.CSV);
        this.credit = new double[options.years()];
        this.rowsSeen = new long[options.years()];
        this.planted = new long[options.years()];
        for (var i = 0; i < credit.length; i++) {
            // Years begin at different fractions, so that they do not all choose the same county.
            credit[i] = (double) i / credit.length;
        }
    }

    /** A county's rows of one year, with the faults whose turn has come. */
    List<OutgoingRow> planted(SampleCounty county, int year, List<OutgoingRow> sound) {
        var rows = new ArrayList<>(sound);
        var place = year - options.firstYear();
        rowsSeen[place] += sound.size();
        credit[place] += sound.size() * facts.quarantinedShare();
        if (isKept(county, year)) {
            plantForTruth(county, year, rows, place);
            return rows;
        }
        var chance =
                Chance.ofSeed(options.seed()).at("faults").at(county.code()).at(year);
        var taken = new HashSet<School>();
        while (plantNext(year, place, rows, taken, chance.at(taken.size()))) {
            // each turn plants one fault until the year's credit is spent
        }
        return rows;
    }

    /** Whether a county is kept free of faults and gaps, since its verdict is known beforehand. */
    boolean isKept(SampleCounty county, int year) {
        return county.truth().isPresent() && year >= options.lastYear() - 1;
    }

    private void plantForTruth(SampleCounty county, int year, List<OutgoingRow> rows, int place) {
        if (year < options.lastYear() || county.truth().orElseThrow().verdict() != Verdict.CANNOT_SAY) {
            return;
        }
        for (var i = rows.size() - 1; i >= 0; i--) {
            var school = rows.get(i).school();
            var plain = school.kind().size() == null
                    && school.stages().equals(List.of("primary"))
                    && school.openIn(Math.max(options.firstYear(), year - 1));
            if (plain && isOrdinary(rows.get(i), year)) {
                rows.set(i, maker.approximate(rows.get(i)).get(0));
                spend(FaultKind.APPROXIMATE_NUMBER, place);
                return;
            }
        }
    }

    private boolean plantNext(int year, int place, List<OutgoingRow> rows, Set<School> taken, Chance chance) {
        for (var kind : queue) {
            var cost = kind.quarantinedRows();
            var most = facts.mostQuarantinedShare() * rowsSeen[place];
            if (credit[place] < cost || planted[place] + cost > most) {
                // A dear kind waits for its turn, or cheap ones would always spend the credit before it.
                return false;
            }
            var fitting = fitting(kind, year, rows, taken);
            if (fitting.isEmpty()) {
                continue;
            }
            var at = fitting.get(chance.between(0, fitting.size() - 1));
            taken.add(rows.get(at).school());
            var spoiled = maker.spoiled(rows.get(at), kind);
            rows.set(at, spoiled.get(0));
            rows.addAll(spoiled.subList(1, spoiled.size()));
            spend(kind, place);
            if (kind == FaultKind.BROKEN_BYTES) {
                yearsWithBrokenBytes.add(year);
            }
            queue.remove(kind);
            queue.add(kind);
            return true;
        }
        return false;
    }

    private List<Integer> fitting(FaultKind kind, int year, List<OutgoingRow> rows, Set<School> taken) {
        var fitting = new ArrayList<Integer>();
        if (kind == FaultKind.BROKEN_BYTES
                && (facts.encodingOf(year) == SampleEncoding.GB18030 || yearsWithBrokenBytes.contains(year))) {
            return fitting;
        }
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var suits = kind == FaultKind.UNKNOWN_PARENT ? isOpenCampus(row, year) : isOrdinary(row, year);
            if (suits && row.fault().isEmpty() && !taken.contains(row.school())) {
                fitting.add(i);
            }
        }
        return fitting;
    }

    /** A school on which no other row depends and whose name has nothing odd. */
    private static boolean isOrdinary(OutgoingRow row, int year) {
        var school = row.school();
        return school.openIn(year)
                && !school.emptyIn(year)
                && !school.campus()
                && !school.hasCampuses()
                && !school.kind().outOfScope()
                && school.name().indexOf('"') < 0
                && school.name().indexOf('\n') < 0;
    }

    /** Teaching points are units of their own, so an unknown parent would not matter to them. */
    private static boolean isOpenCampus(OutgoingRow row, int year) {
        var school = row.school();
        return school.openIn(year) && school.campus() && school.kind().size() == null;
    }

    private void spend(FaultKind kind, int place) {
        credit[place] -= kind.quarantinedRows();
        planted[place] += kind.quarantinedRows();
    }
}
