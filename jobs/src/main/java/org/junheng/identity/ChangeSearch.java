package org.junheng.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junheng.identity.MoveSearch.Move;
import org.junheng.identity.MoveSearch.Whole;
import org.junheng.rulebook.SchoolChange.Kind;
import org.junheng.rulebook.SchoolChanges;
import org.junheng.rulebook.SchoolMatching;
import org.junheng.terms.Bilingual;

/** Looks for changes of schools between two years, county by county. It proposes; it confirms nothing. */
public final class ChangeSearch {
    private final SchoolMatching matching;
    private final PairLikeness pairs;
    private final SchoolChanges known;

    /**
     * @param codePrefixes type of school → what the codes of such schools begin with
     * @param known changes that the facts tell already: schools that they explain are left alone
     */
    public ChangeSearch(SchoolMatching matching, Map<String, String> codePrefixes, SchoolChanges known) {
        this.matching = matching;
        this.pairs = new PairLikeness(matching, codePrefixes);
        this.known = known;
    }

    /** The schools of one county. */
    private static final class County {
        private final List<YearSchool> gone = new ArrayList<>();
        private final List<YearSchool> fresh = new ArrayList<>();
        private final List<Whole> staying = new ArrayList<>();
    }

    /** A school of the year before and one of the year that may be the same. */
    private record Pair(YearSchool before, YearSchool after, Likeness likeness) {}

    /** Looks through a year and the year before. The same schools give the same proposals in the same order. */
    public Findings search(YearPair years) {
        var proposals = new ArrayList<Proposal>();
        int gone = 0;
        int fresh = 0;
        var unexplainedGone = new ArrayList<YearSchool>();
        var unexplainedFresh = new ArrayList<YearSchool>();
        for (var county : counties(years).entrySet()) {
            var names = new NameLikeness(matching.names(), years.divisions().getOrDefault(county.getKey(), Set.of()));
            var unreported = county.getValue().gone.stream()
                    .filter(school -> !years.ended().containsKey(school.code()))
                    .toList();
            gone += unreported.size();
            fresh += county.getValue().fresh.size();
            var found = search(years, county.getValue(), names);
            proposals.addAll(found);
            var told = new HashSet<String>();
            found.forEach(proposal -> {
                told.add(proposal.fromCode());
                told.add(proposal.toCode());
            });
            unreported.stream().filter(school -> !told.contains(school.code())).forEach(unexplainedGone::add);
            county.getValue().fresh.stream()
                    .filter(school -> !told.contains(school.code()))
                    .forEach(unexplainedFresh::add);
        }
        return new Findings(years.year(), proposals, gone, fresh, inOrder(unexplainedGone), inOrder(unexplainedFresh));
    }

    private static List<YearSchool> inOrder(List<YearSchool> schools) {
        return schools.stream().sorted(Comparator.comparing(YearSchool::code)).toList();
    }

    private Map<String, County> counties(YearPair years) {
        var counties = new TreeMap<String, County>();
        var after = new HashMap<String, YearSchool>();
        years.after().forEach(school -> after.put(school.code(), school));
        for (var school : years.before()) {
            var county = counties.computeIfAbsent(school.county(), code -> new County());
            var same = after.get(school.code());
            if (known.explain(school.code(), years.year())) {
                continue;
            }
            if (same != null) {
                county.staying.add(new Whole(school, same));
            } else if (!years.quarantined().contains(school.code())) {
                county.gone.add(school);
            }
        }
        for (var school : years.after()) {
            if (!years.codesBefore().contains(school.code()) && !known.explain(school.code(), years.year())) {
                counties.computeIfAbsent(school.county(), code -> new County())
                        .fresh
                        .add(school);
            }
        }
        return counties;
    }

    private List<Proposal> search(YearPair years, County county, NameLikeness names) {
        int year = years.year();
        var recoded = recoded(years, county, names);
        var gone = new ArrayList<>(county.gone);
        var fresh = new ArrayList<>(county.fresh);
        var standing = new ArrayList<>(county.staying);
        recoded.keySet().forEach(pair -> {
            gone.remove(pair.before());
            fresh.remove(pair.after());
            standing.add(new Whole(pair.before(), pair.after()));
        });
        var proposals = new ArrayList<Proposal>();
        var moves = new MoveSearch(matching, pairs, names, county.staying);
        var wholes = new ArrayList<>(standing);
        fresh.forEach(school -> wholes.add(new Whole(null, school)));
        for (var move : moves.best(gone, wholes)) {
            move.parts().forEach(part -> proposals.add(merged(years, move, part)));
            // Where most students come from the others, no school goes on under another code: all went into a new one.
            recoded.keySet().stream()
                    .filter(pair -> pair.after().equals(move.whole().with())
                            && 2 * pair.before().allStudents()
                                    < move.whole().with().allStudents())
                    .findFirst()
                    .ifPresent(pair -> {
                        recoded.remove(pair);
                        proposals.add(merged(years, move, pair.before()));
                    });
            standing.remove(move.whole());
            fresh.remove(move.whole().with());
            gone.removeAll(move.parts());
        }
        // Backwards in time a split is a merger.
        var backwards = new ArrayList<Whole>();
        standing.forEach(whole -> backwards.add(new Whole(whole.with(), whole.without())));
        gone.forEach(school -> backwards.add(new Whole(null, school)));
        for (var move : moves.best(fresh, backwards)) {
            proposals.addAll(split(year, move));
            var without = move.whole().without();
            recoded.keySet()
                    .removeIf(pair -> pair.before().equals(move.whole().with())
                            && pair.after().equals(without));
        }
        proposals.addAll(recoded.values());
        county.staying.forEach(whole -> renamed(year, whole, proposals));
        proposals.sort(Comparator.comparing(Proposal::kind)
                .thenComparing(Proposal::fromCode)
                .thenComparing(proposal -> String.valueOf(proposal.toCode())));
        return proposals;
    }

    /** The likely pairs of a vanished and a new code, the best first, no code twice. */
    private Map<Pair, Proposal> recoded(YearPair years, County county, NameLikeness names) {
        var candidates = new ArrayList<Pair>();
        for (var before : county.gone) {
            for (var after : county.fresh) {
                var likeness = pairs.ofCodes(before, after, names);
                if (likeness.score() >= matching.pairs().leastScore()
                        && likeness.compared() >= matching.pairs().leastCompared()) {
                    candidates.add(new Pair(before, after, likeness));
                }
            }
        }
        candidates.sort(Comparator.comparing((Pair pair) -> -pair.likeness().score())
                .thenComparing(pair -> pair.before().code())
                .thenComparing(pair -> pair.after().code()));
        var chosen = new LinkedHashMap<Pair, Proposal>();
        var taken = new HashSet<String>();
        for (var pair : candidates) {
            if (taken.contains(pair.before().code())
                    || taken.contains(pair.after().code())) {
                continue;
            }
            taken.add(pair.before().code());
            taken.add(pair.after().code());
            var evidence = evidence(years, pair.before(), pair.likeness());
            candidates.stream()
                    .filter(other -> other != pair
                            && (other.before().equals(pair.before())
                                    || other.after().equals(pair.after())))
                    .findFirst()
                    .ifPresent(other -> evidence.add(rival(pair, other)));
            chosen.put(
                    pair,
                    new Proposal(
                            years.year(),
                            Kind.RECODED,
                            pair.before().code(),
                            pair.before().name(),
                            pair.after().code(),
                            pair.after().name(),
                            pair.likeness().score(),
                            evidence));
        }
        return chosen;
    }

    private static Bilingual rival(Pair pair, Pair other) {
        var school = other.before().equals(pair.before()) ? other.after() : other.before();
        return Bilingual.format(
                "也可能是 %1$s %2$s（%3$.2f）",
                "could also be %1$s %2$s (%3$.2f)",
                school.code(),
                school.name(),
                other.likeness().score());
    }

    private static Proposal merged(YearPair years, Move move, YearSchool part) {
        var into = move.whole().with();
        return new Proposal(
                years.year(),
                Kind.MERGED,
                part.code(),
                part.name(),
                into.code(),
                into.name(),
                move.likeness().score(),
                evidence(years, part, move.likeness()));
    }

    /** What was compared, and what the census itself says of the school that has gone. */
    private static List<Bilingual> evidence(YearPair years, YearSchool gone, Likeness likeness) {
        var evidence = new ArrayList<>(likeness.evidence());
        var situation = years.ended().get(gone.code());
        if (situation != null) {
            evidence.add(Bilingual.format("普查报为 %s", "the census reports it as %s", situation));
        }
        return evidence;
    }

    private static List<Proposal> split(int year, Move move) {
        var from = move.whole().with();
        var parts = new ArrayList<>(move.parts());
        if (move.whole().without() != null) {
            parts.add(move.whole().without());
        }
        return parts.stream()
                .map(part -> new Proposal(
                        year,
                        Kind.SPLIT,
                        from.code(),
                        from.name(),
                        part.code(),
                        part.name(),
                        move.likeness().score(),
                        move.likeness().evidence()))
                .toList();
    }

    private void renamed(int year, Whole whole, List<Proposal> proposals) {
        var before = whole.without();
        var after = whole.with();
        if (NameLikeness.even(before.name()).equals(NameLikeness.even(after.name()))
                || known.tellRename(before.code(), year)) {
            return;
        }
        var likeness = pairs.ofNames(before, after);
        proposals.add(new Proposal(
                year,
                Kind.RENAMED,
                before.code(),
                before.name(),
                null,
                after.name(),
                likeness.score(),
                likeness.evidence()));
    }
}
