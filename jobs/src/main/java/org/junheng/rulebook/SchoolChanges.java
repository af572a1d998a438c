package org.junheng.rulebook;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junheng.rulebook.SchoolChange.Kind;

/**
 * The confirmed changes of schools over the years, free of contradictions: a code begins and ends at most once, and chains
 * lead somewhere.
 */
public final class SchoolChanges implements Serializable {
    private static final long serialVersionUID = 1L;

    public static final SchoolChanges NONE = new SchoolChanges(List.of());

    private record CodeOfYear(String code, int year) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private final ArrayList<SchoolChange> all;
    private final HashSet<CodeOfYear> explained = new HashSet<>();
    private final HashSet<CodeOfYear> renamed = new HashSet<>();
    private final HashMap<String, SchoolChange> recodedFrom = new HashMap<>();
    private final HashMap<String, SchoolChange> recodedTo = new HashMap<>();
    /** Old code → the lines by which it ends: one, or those of a split. */
    private final HashMap<String, ArrayList<SchoolChange>> endings = new HashMap<>();

    /**
     * @throws Facts.PlaceFault where lines contradict each other, at the later one
     */
    SchoolChanges(List<SchoolChange> changes) {
        all = new ArrayList<>(changes);
        refuseDoubles();
        var beginnings = new HashMap<String, SchoolChange>();
        for (var change : all) {
            if (change.ends()) {
                addEnding(change);
            }
            if (change.begins()) {
                addBeginning(change, beginnings);
            }
            (change.kind() == Kind.RENAMED ? renamed : explained)
                    .addAll(List.of(
                            new CodeOfYear(String.valueOf(change.fromCode()), change.year()),
                            new CodeOfYear(String.valueOf(change.toCode()), change.year())));
            if (change.kind() == Kind.RECODED) {
                recodedFrom.put(change.fromCode(), change);
                recodedTo.put(change.toCode(), change);
            }
        }
        refuseCircles();
        refuseUntimely(beginnings);
        refuseLonelySplits();
    }

    private void refuseDoubles() {
        record Line(int year, Kind kind, String from, String to) {}
        var seen = new HashMap<Line, SchoolChange>();
        for (var change : all) {
            var other = seen.putIfAbsent(
                    new Line(change.year(), change.kind(), change.fromCode(), change.toCode()), change);
            if (other != null) {
                throw fault(change, "kind", "the same change stands at " + other.place());
            }
        }
    }

    private void addEnding(SchoolChange change) {
        var others = endings.computeIfAbsent(change.fromCode(), code -> new ArrayList<>());
        if (!others.isEmpty() && !isSameSplit(change, others.get(0))) {
            throw hasEnded(change, "from_code", others.get(0));
        }
        others.add(change);
    }

    private static void addBeginning(SchoolChange change, Map<String, SchoolChange> beginnings) {
        var other = beginnings.putIfAbsent(change.toCode(), change);
        boolean partsOfSeveral = other != null
                && other.kind() == Kind.SPLIT
                && change.kind() == Kind.SPLIT
                && other.year() == change.year();
        if (other != null && !partsOfSeveral) {
            throw fault(
                    change,
                    "to_code",
                    "school %s began in %d already (%s)".formatted(change.toCode(), other.year(), other.place()));
        }
    }

    private static boolean isSameSplit(SchoolChange one, SchoolChange other) {
        return one.kind() == Kind.SPLIT && other.kind() == Kind.SPLIT && one.year() == other.year();
    }

    private void refuseUntimely(Map<String, SchoolChange> beginnings) {
        for (var change : all) {
            var beginning = change.fromCode() == null ? null : beginnings.get(change.fromCode());
            if (beginning != null && change.year() < beginning.year()) {
                throw fault(
                        change,
                        "year",
                        "school %s began in %d only (%s)"
                                .formatted(change.fromCode(), beginning.year(), beginning.place()));
            }
        }
        for (var change : all) {
            var ending = change.toCode() == null ? null : endings.get(change.toCode());
            if (ending != null && !continues(change.toCode()) && ending.get(0).year() < change.year()) {
                throw hasEnded(change, "to_code", ending.get(0));
            }
        }
    }

    private static Facts.PlaceFault hasEnded(SchoolChange change, String column, SchoolChange ending) {
        return fault(
                change,
                column,
                "school %s was %s in %d already (%s)"
                        .formatted(ending.fromCode(), ending.kind().id(), ending.year(), ending.place()));
    }

    /** Whether a code lives on beside the parts that were split from it. */
    private boolean continues(String code) {
        return endings.getOrDefault(code, new ArrayList<>()).stream().anyMatch(change -> code.equals(change.toCode()));
    }

    private void refuseLonelySplits() {
        endings.forEach((code, parts) -> {
            if (parts.size() == 1 && code.equals(parts.get(0).toCode())) {
                throw fault(parts.get(0), "to_code", "school " + code + " was split and no other part is told");
            }
        });
    }

    private void refuseCircles() {
        for (var change : all) {
            if (leadsOn(change)) {
                var way = way(change.toCode(), change.fromCode(), new HashSet<>());
                if (!way.isEmpty()) {
                    throw fault(
                            change,
                            "to_code",
                            "changes turn in a circle: " + change.fromCode() + " → " + String.join(" → ", way));
                }
            }
        }
    }

    private static boolean leadsOn(SchoolChange change) {
        return change.ends() && change.toCode() != null && !change.toCode().equals(change.fromCode());
    }

    /** The codes from one to another along the changes, both included; empty where no way leads there. */
    private List<String> way(String code, String goal, Set<String> visited) {
        if (code.equals(goal)) {
            return List.of(code);
        }
        if (visited.add(code)) {
            for (var next : endings.getOrDefault(code, new ArrayList<>())) {
                var rest = leadsOn(next) ? way(next.toCode(), goal, visited) : List.<String>of();
                if (!rest.isEmpty()) {
                    var way = new ArrayList<>(List.of(code));
                    way.addAll(rest);
                    return way;
                }
            }
        }
        return List.of();
    }

    private static Facts.PlaceFault fault(SchoolChange change, String column, String reason) {
        return new Facts.PlaceFault(change.place(), column, reason);
    }

    /** All changes, in the order of files and lines. */
    public List<SchoolChange> all() {
        return List.copyOf(all);
    }

    /**
     * The code under which a school's series continues: the last that it was given. A school that merged into another has
     * ended; its series is its own.
     */
    public String seriesCode(String code) {
        var current = code;
        for (var next = recodedFrom.get(code); next != null; next = recodedFrom.get(current)) {
            current = next.toCode();
        }
        return current;
    }

    /** The code that the school with this code, of whatever year, has in a census year. */
    public String codeIn(String code, int year) {
        var current = code;
        for (var next = recodedFrom.get(current);
                next != null && next.year() <= year;
                next = recodedFrom.get(current)) {
            current = next.toCode();
        }
        for (var last = recodedTo.get(current); last != null && last.year() > year; last = recodedTo.get(current)) {
            current = last.fromCode();
        }
        return current;
    }

    /**
     * The codes under which a census must report what was the school with this code: itself where nothing became of it up
     * to that year, its new code, the school that took it in, its parts; none where it closed.
     */
    public Set<String> expectedIn(String code, int year) {
        var expected = new LinkedHashSet<String>();
        addExpected(code, year, expected, new HashSet<>());
        return expected;
    }

    private void addExpected(String code, int year, Set<String> expected, Set<String> visited) {
        if (!visited.add(code)) {
            return;
        }
        var ending = endings.getOrDefault(code, new ArrayList<>());
        if (ending.isEmpty() || ending.get(0).year() > year) {
            expected.add(code);
            return;
        }
        for (var part : ending) {
            if (code.equals(part.toCode())) {
                expected.add(code);
            } else if (part.toCode() != null) {
                addExpected(part.toCode(), year, expected, visited);
            }
        }
    }

    /** Whether a change of that census year, other than of the name, tells what became of a code or where it came from. */
    public boolean explain(String code, int year) {
        return explained.contains(new CodeOfYear(code, year));
    }

    /** Whether a change of that census year tells that the school has another name. */
    public boolean tellRename(String code, int year) {
        return renamed.contains(new CodeOfYear(code, year));
    }
}
