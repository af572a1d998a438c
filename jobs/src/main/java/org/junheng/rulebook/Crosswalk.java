package org.junheng.rulebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junheng.rulebook.DivisionBreak.Kind;
import org.junheng.rulebook.Divisions.Division;

/**
 * Which records of divisions are one series, and what changed where they are not.
 *
 * <p>Every change is a step of one year: a record ends, and the records in use at the end of that year take its place. A
 * record whose successors are not told goes on under its code where the next record of that code begins in the same year.
 * Where nothing at all is told of a division that others lie in (a prefecture that became a city), it went where they went.
 */
final class Crosswalk {
    private static final int NONE = -1;

    /** What reached a record in one year. */
    private static final class Arrival {
        /** Records that became it as a whole, its own earlier record left out. */
        private final List<Integer> whole = new ArrayList<>();

        /** Records of which it got a part. */
        private final List<Integer> part = new ArrayList<>();

        /** Records of another level that became it. */
        private final List<Integer> ofOtherLevel = new ArrayList<>();

        /** Its own earlier record where that ended in this year, or none. */
        private int before = NONE;
    }

    private record At(int record, int year) {}

    private record Event(int year, String code, String series, Kind kind) {}

    private record Noted(int record, List<Side> sides) {}

    /** One end of a change: what a code became, or what it came from. */
    private record Side(boolean became, int other, String dangling) {}

    private final List<Division> records;
    private final Map<String, int[]> byCode = new HashMap<>();
    private final Map<Division, Integer> positions = new HashMap<>();
    private final Map<String, List<Integer>> children = new HashMap<>();
    private final int[][] targets;
    private final boolean[] inProgress;
    private final int[] next;
    private final int[] previous;
    private final int earliest;
    private final String[] series;
    private final Map<At, Arrival> arrivals = new HashMap<>();
    private final TreeMap<Event, Noted> events = new TreeMap<>(Comparator.comparingInt(Event::year)
            .thenComparing(Event::code)
            .thenComparing(Event::kind)
            .thenComparing(Event::series));
    private final List<DivisionBreak> breaks = new ArrayList<>();
    private final Map<String, List<DivisionBreak>> breaksByCode = new HashMap<>();

    /**
     * @param records by code and year
     */
    Crosswalk(List<Division> records) {
        this.records = records;
        int size = records.size();
        targets = new int[size][];
        inProgress = new boolean[size];
        next = new int[size];
        previous = new int[size];
        series = new String[size];
        earliest = records.stream().mapToInt(Division::validFrom).min().orElse(0);
        Arrays.fill(next, NONE);
        Arrays.fill(previous, NONE);
        index();
        for (int i = 0; i < size; i++) {
            arrive(i);
        }
        for (int i = 0; i < size; i++) {
            partsBetweenParents(i);
        }
        arrivals.forEach(this::link);
        nameSeries();
        for (int i = 0; i < size; i++) {
            departure(i);
            beginning(i);
        }
        arrivals.forEach(this::changes);
        tell();
    }

    private void index() {
        var lists = new TreeMap<String, List<Integer>>();
        for (int i = 0; i < records.size(); i++) {
            var record = records.get(i);
            positions.put(record, i);
            lists.computeIfAbsent(record.code(), code -> new ArrayList<>()).add(i);
            if (record.parentCode() != null) {
                children.computeIfAbsent(record.parentCode(), code -> new ArrayList<>())
                        .add(i);
            }
        }
        lists.forEach((code, list) ->
                byCode.put(code, list.stream().mapToInt(Integer::intValue).toArray()));
    }

    /** The record that has a code on 31 December of a year, or none. */
    private int at(String code, int year) {
        var list = byCode.get(code);
        if (list != null) {
            for (int i = list.length - 1; i >= 0; i--) {
                if (records.get(list[i]).isInUse(year)) {
                    return list[i];
                }
            }
        }
        return NONE;
    }

    private int lastYear(int record) {
        var end = records.get(record).validTo();
        return end == null ? Integer.MAX_VALUE : end - 1;
    }

    private boolean ended(int record) {
        return records.get(record).validTo() != null;
    }

    /** The record of the same code that begins in the year in which this one ends, or none. */
    private int sameCodeAfter(int record) {
        int end = records.get(record).validTo();
        for (var other : byCode.get(records.get(record).code())) {
            if (records.get(other).validFrom() == end && other != record) {
                return other;
            }
        }
        return NONE;
    }

    /** The records that took the place of one that ended; empty where these facts tell none. */
    private int[] targets(int record) {
        if (targets[record] != null) {
            return targets[record];
        }
        if (!ended(record) || inProgress[record]) {
            return new int[0];
        }
        inProgress[record] = true;
        var it = records.get(record);
        var found = new TreeSet<Integer>();
        var told = it.wholeSuccessors();
        for (var code : told) {
            int target = at(code, it.validTo());
            if (target != NONE) {
                found.add(target);
            }
        }
        if (told.isEmpty()) {
            int after = sameCodeAfter(record);
            if (after != NONE) {
                found.add(after);
            } else {
                found.addAll(asChildrenWent(record));
            }
        }
        // A successor in which another one lies, as the new city in which the county's successor lies, adds nothing.
        targets[record] = found.stream()
                .filter(one -> found.stream().noneMatch(other -> liesIn(other, one, it.validTo())))
                .mapToInt(Integer::intValue)
                .toArray();
        inProgress[record] = false;
        return targets[record];
    }

    /** The parents of those that took the place of what lay in a division when it ended. */
    private Set<Integer> asChildrenWent(int parent) {
        var found = new HashSet<Integer>();
        int end = records.get(parent).validTo();
        for (var child : children.getOrDefault(records.get(parent).code(), List.of())) {
            if (records.get(child).isInUse(end - 1) && lastYear(child) == end - 1) {
                for (var target : targets(child)) {
                    int above = parent(target, end);
                    if (above != NONE && sameLevel(above, parent)) {
                        found.add(above);
                    }
                }
            }
        }
        return found;
    }

    private int parent(int record, int year) {
        var code = records.get(record).parentCode();
        return code == null ? NONE : at(code, year);
    }

    private boolean sameLevel(int one, int other) {
        return records.get(one).level().equals(records.get(other).level());
    }

    /** Whether one lies in the other, at any depth, at the end of a year or of the year before. */
    private boolean liesIn(int inner, int outer, int year) {
        return liesInAt(inner, outer, year) || liesInAt(inner, outer, year - 1);
    }

    private boolean liesInAt(int inner, int outer, int year) {
        var seen = new HashSet<Integer>();
        for (int above = parent(inner, year); above != NONE && seen.add(above); above = parent(above, year)) {
            if (records.get(above).code().equals(records.get(outer).code())) {
                return true;
            }
        }
        return false;
    }

    private Arrival arrival(int record, int year) {
        return arrivals.computeIfAbsent(new At(record, year), at -> new Arrival());
    }

    /** Hands a record that ended, and the parts that left a record, to those that took them over. */
    private void arrive(int record) {
        var it = records.get(record);
        if (ended(record)) {
            var to = targets(record);
            for (var target : to) {
                var arrival = arrival(target, it.validTo());
                if (records.get(target).code().equals(it.code()) && sameLevel(record, target)) {
                    arrival.before = record;
                } else if (to.length > 1) {
                    arrival.part.add(record);
                } else if (sameLevel(record, target)) {
                    arrival.whole.add(record);
                } else {
                    arrival.ofOtherLevel.add(record);
                }
            }
        }
        for (var successor : it.successors()) {
            if (successor.partialIn() != null && !successor.code().equals(it.code())) {
                int target = at(successor.code(), successor.partialIn());
                if (target != NONE) {
                    arrival(target, successor.partialIn()).part.add(record);
                }
            }
        }
    }

    /** What moves from one division to another, both of which stay, moves a part of the one above it too. */
    private void partsBetweenParents(int record) {
        if (ended(record)) {
            int end = records.get(record).validTo();
            for (var target : targets(record)) {
                partBetweenParents(record, target, end);
            }
        }
        for (var successor : records.get(record).successors()) {
            if (successor.partialIn() != null) {
                int target = at(successor.code(), successor.partialIn());
                if (target != NONE) {
                    partBetweenParents(record, target, successor.partialIn());
                }
            }
        }
    }

    private void partBetweenParents(int record, int target, int year) {
        for (int from = parent(record, year - 1); from != NONE; from = above(from, year - 1)) {
            for (int to = parent(target, year); to != NONE; to = above(to, year)) {
                var code = records.get(from).code();
                if (sameLevel(from, to)
                        && !code.equals(records.get(to).code())
                        && at(code, year) != NONE
                        && !arrival(to, year).part.contains(from)) {
                    arrival(to, year).part.add(from);
                }
            }
        }
    }

    /** The parent of a parent; none where a fault in the facts would lead in a circle. */
    private int above(int record, int year) {
        int above = parent(record, year);
        return above != NONE && liesInAt(above, record, year) ? NONE : above;
    }

    /** Whether a record goes on from one of its own code. */
    private boolean ownBefore(int record, int year, Arrival arrival) {
        return records.get(record).validFrom() < year || arrival.before != NONE;
    }

    private void link(At at, Arrival arrival) {
        int from = NONE;
        if (arrival.before != NONE) {
            from = arrival.before;
        } else if (!ownBefore(at.record(), at.year(), arrival) && arrival.whole.size() == 1) {
            from = arrival.whole.get(0);
        }
        if (from != NONE) {
            next[from] = at.record();
            previous[at.record()] = from;
        }
    }

    private void nameSeries() {
        var lastOfCode = new HashMap<String, Integer>();
        for (int i = 0; i < records.size(); i++) {
            if (next[i] == NONE) {
                lastOfCode.put(records.get(i).code(), i); // records come by year: the latest stays
            }
        }
        for (int i = 0; i < records.size(); i++) {
            if (next[i] != NONE) {
                continue;
            }
            var code = records.get(i).code();
            int first = i;
            while (previous[first] != NONE
                    && records.get(previous[first]).code().equals(code)) {
                first = previous[first];
            }
            var name = lastOfCode.get(code) == i
                    ? code
                    : code + "@" + records.get(first).validFrom();
            for (int each = i; each != NONE; each = previous[each]) {
                series[each] = name;
            }
        }
    }

    private void note(int year, int record, Kind kind, boolean became, int other) {
        note(year, record, kind, new Side(became, other, null));
    }

    private void note(int year, int record, Kind kind, Side side) {
        var event = new Event(year, records.get(record).code(), series[record], kind);
        events.computeIfAbsent(event, each -> new Noted(record, new ArrayList<>()))
                .sides()
                .add(side);
    }

    /** The end of a record, as far as its successors do not tell it: nothing is known of them, or there are several. */
    private void departure(int record) {
        var it = records.get(record);
        if (!ended(record)) {
            return;
        }
        var to = targets(record);
        if (to.length == 0 && !it.pseudo()) {
            var told = it.wholeSuccessors();
            if (told.isEmpty()) {
                note(it.validTo(), record, Kind.ENDED, new Side(true, NONE, null));
            }
            told.forEach(code -> note(it.validTo(), record, Kind.ENDED, new Side(true, NONE, code)));
        }
        if (to.length > 1 && isGone(record, it.validTo())) {
            for (var target : to) {
                note(it.validTo(), record, Kind.SPLIT, true, target);
            }
        }
    }

    /** Whether a record has ended by a year and does not go on under its code. */
    private boolean isGone(int record, int year) {
        return lastYear(record) < year
                && (next[record] == NONE
                        || !records.get(next[record])
                                .code()
                                .equals(records.get(record).code()));
    }

    /** The beginning of a record that nothing reached; the first year of these facts begins nothing. */
    private void beginning(int record) {
        var it = records.get(record);
        if (it.validFrom() > earliest && !it.pseudo() && !arrivals.containsKey(new At(record, it.validFrom()))) {
            note(it.validFrom(), record, Kind.FOUNDED, new Side(false, NONE, null));
        }
    }

    private void changes(At at, Arrival arrival) {
        int record = at.record();
        int year = at.year();
        boolean own = ownBefore(record, year, arrival);
        if (arrival.before != NONE) {
            compare(year, arrival.before, record);
        }
        if (arrival.whole.size() == 1 && !own) {
            int from = arrival.whole.get(0);
            note(year, from, Kind.RECODED, true, record);
            note(year, record, Kind.RECODED, false, from);
            compareParents(year, from, record);
        } else {
            for (var from : arrival.whole) {
                note(year, from, Kind.MERGED, true, record);
                note(year, record, Kind.MERGED, false, from);
            }
        }
        boolean known = own || !arrival.whole.isEmpty();
        for (var from : arrival.part) {
            part(year, from, record, known);
        }
        for (var from : arrival.ofOtherLevel) {
            note(year, from, Kind.LEVEL_CHANGED, true, record);
            if (!liesIn(from, record, year) || !known) {
                note(year, record, Kind.LEVEL_CHANGED, false, from);
            }
        }
    }

    private void part(int year, int from, int to, boolean known) {
        boolean gone = isGone(from, year);
        if (liesInAt(to, from, year) && !gone) {
            // Land that lay in the upper division and in none of its level: nothing leaves the upper one.
            note(year, to, known ? Kind.TERRITORY : Kind.FOUNDED, false, from);
            return;
        }
        var kind = known ? Kind.TERRITORY : Kind.SPLIT;
        if (!gone) {
            note(year, from, kind, true, to);
        }
        if (!known || !liesIn(from, to, year)) {
            note(year, to, kind, false, from);
        }
    }

    /** Tells what is different in the next record of a code. */
    private void compare(int year, int before, int after) {
        if (!records.get(before).name().equals(records.get(after).name())) {
            note(year, after, Kind.RENAMED, false, before);
        }
        compareParents(year, before, after);
    }

    /** A parent that only changed its code is the same parent. */
    private void compareParents(int year, int before, int after) {
        var old = records.get(before).parentCode();
        var present = records.get(after).parentCode();
        if (Objects.equals(old, present)) {
            return;
        }
        int from = parent(before, year - 1);
        int to = parent(after, year);
        if (from == NONE || to == NONE || !series[from].equals(series[to])) {
            note(year, after, Kind.PARENT_CHANGED, false, before);
        }
    }

    private void tell() {
        var words = new BreakWords((code, year) -> {
            int record = at(code, year);
            return record == NONE ? null : records.get(record);
        });
        events.forEach((event, noted) -> {
            var others = new TreeSet<String>();
            var became = new TreeMap<String, Division>();
            var cameFrom = new TreeMap<String, Division>();
            for (var side : noted.sides()) {
                if (side.other() != NONE) {
                    var other = records.get(side.other());
                    (side.became() ? became : cameFrom).put(other.code(), other);
                    others.add(other.code());
                } else if (side.dangling() != null) {
                    others.add(side.dangling());
                }
            }
            var text = words.of(event.kind(), records.get(noted.record()), event.year(), became, cameFrom, others);
            var its = event.kind() == Kind.PARENT_CHANGED
                    ? parents(cameFrom.values().iterator().next(), records.get(noted.record()))
                    : others.stream()
                            .filter(other -> !other.equals(event.code()))
                            .toList();
            var change = new DivisionBreak(
                    event.year(),
                    event.code(),
                    records.get(noted.record()).name(),
                    event.series(),
                    event.kind(),
                    its,
                    text);
            breaks.add(change);
            breaksByCode
                    .computeIfAbsent(event.code(), code -> new ArrayList<>())
                    .add(change);
        });
    }

    private static List<String> parents(Division before, Division after) {
        return java.util.stream.Stream.of(before.parentCode(), after.parentCode())
                .filter(Objects::nonNull)
                .toList();
    }

    String seriesCode(Division division) {
        return series[positions.get(division)];
    }

    List<Division> series(Division division) {
        int first = positions.get(division);
        while (previous[first] != NONE) {
            first = previous[first];
        }
        var its = new ArrayList<Division>();
        for (int each = first; each != NONE; each = next[each]) {
            its.add(records.get(each));
        }
        return its;
    }

    List<DivisionBreak> breaks() {
        return java.util.Collections.unmodifiableList(breaks);
    }

    List<DivisionBreak> breaks(String code, int year) {
        return breaksByCode.getOrDefault(code, List.of()).stream()
                .filter(change -> change.year() == year)
                .toList();
    }

    /** Adds the codes under which a census knows a division; see {@link Divisions#codesIn}. */
    void follow(Division division, int censusYear, Collection<String> used, SortedSet<String> codes) {
        follow(positions.get(division), censusYear, used, codes);
    }

    private void follow(int record, int censusYear, Collection<String> used, SortedSet<String> codes) {
        var it = records.get(record);
        if (it.validTo() == null || it.validTo() > censusYear) {
            codes.add(it.code());
            return;
        }
        var to = Arrays.stream(targets(record))
                .filter(target -> sameLevel(record, target))
                .toArray();
        boolean onChange = it.validTo() == censusYear;
        boolean staysUsed = onChange && used.contains(it.code());
        if (to.length == 0 || staysUsed && !(next[record] != NONE && used.contains(codeAfter(record)))) {
            codes.add(it.code());
            return;
        }
        for (var target : to) {
            follow(target, censusYear, used, codes);
        }
    }

    private String codeAfter(int record) {
        return records.get(next[record]).code();
    }
}
