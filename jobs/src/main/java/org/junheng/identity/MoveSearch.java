package org.junheng.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junheng.rulebook.SchoolMatching;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;

/**
 * Finds, in one county, the schools that went into another or came out of it. A merger and a split are the same seen forwards
 * and backwards in time: a school is larger in one of two years by about the students of schools that only the other year has.
 */
final class MoveSearch {
    /** From so many schools on, fewer are taken together: the number of combinations grows with their power. */
    private static final int MANY = 20;

    private static final int VERY_MANY = 60;

    /**
     * A school that may have taken others in, or from which they may have come.
     *
     * @param without it in the year in which the others stand for themselves; null where it has no row of its own there
     * @param with it in the year in which they are part of it
     */
    record Whole(YearSchool without, YearSchool with) {
        private long growth(Stage stage) {
            return with.students().getOrDefault(stage, 0L)
                    - (without == null ? 0 : without.students().getOrDefault(stage, 0L));
        }

        private boolean isKnown() {
            return hasStudents(with) && (without == null || hasStudents(without));
        }

        private static boolean hasStudents(YearSchool school) {
            return school.allStudents() != null && school.allStudents() > 0;
        }
    }

    /** A whole and its likely parts. */
    record Move(Whole whole, List<YearSchool> parts, Likeness likeness) {
        private String key() {
            return whole.with().code() + parts.stream().map(YearSchool::code).collect(Collectors.joining(" ", " ", ""));
        }
    }

    private final SchoolMatching.Moves rules;
    private final PairLikeness pairs;
    private final NameLikeness names;
    private final double usualChange;

    /**
     * @param staying the county's schools in both years, from which the usual change is taken
     */
    MoveSearch(SchoolMatching matching, PairLikeness pairs, NameLikeness names, List<Whole> staying) {
        this.rules = matching.moves();
        this.pairs = pairs;
        this.names = names;
        this.usualChange = Math.max(rules.usualChange(), medianChange(staying));
    }

    private static double medianChange(List<Whole> staying) {
        var changes = staying.stream()
                .filter(whole -> whole.without() != null && whole.isKnown())
                .map(whole -> 1
                        - Likeness.closeness(
                                whole.without().allStudents(), whole.with().allStudents()))
                .sorted()
                .toList();
        return changes.isEmpty() ? 0 : changes.get((changes.size() - 1) / 2);
    }

    /**
     * The best moves in which no school stands twice.
     *
     * @param parts schools that only the year without has
     * @param wholes schools that could hold them; one without a row in that year must hold several
     */
    List<Move> best(List<YearSchool> parts, List<Whole> wholes) {
        var candidates = new ArrayList<Move>();
        var known = parts.stream().filter(Whole::hasStudents).toList();
        for (var whole : wholes) {
            if (whole.isKnown()) {
                combine(whole, known, 0, new ArrayList<>(), candidates);
            }
        }
        candidates.sort(Comparator.comparing((Move move) -> -move.likeness().score())
                .thenComparing(move -> move.parts().size())
                .thenComparing(Move::key));
        var taken = new HashSet<String>();
        var best = new ArrayList<Move>();
        for (var move : candidates) {
            var codes = codes(move);
            if (codes.stream().noneMatch(taken::contains)) {
                taken.addAll(codes);
                best.add(move);
            }
        }
        return best;
    }

    private static Set<String> codes(Move move) {
        var codes = move.parts().stream().map(YearSchool::code).collect(Collectors.toSet());
        codes.add(move.whole().with().code());
        if (move.whole().without() != null) {
            codes.add(move.whole().without().code());
        }
        return codes;
    }

    private void combine(Whole whole, List<YearSchool> parts, int from, List<YearSchool> chosen, List<Move> found) {
        if (chosen.size() >= (whole.without() == null ? 2 : 1)) {
            consider(whole, chosen, found);
        }
        int most = parts.size() > VERY_MANY ? 1 : parts.size() > MANY ? 2 : rules.mostSchools();
        if (chosen.size() >= Math.min(most, rules.mostSchools())) {
            return;
        }
        for (int i = from; i < parts.size(); i++) {
            chosen.add(parts.get(i));
            combine(whole, parts, i + 1, chosen, found);
            chosen.remove(chosen.size() - 1);
        }
    }

    /** Most combinations fail by their numbers of students; the rest is compared only where it could still suffice. */
    private void consider(Whole whole, List<YearSchool> parts, List<Move> found) {
        double students = studentsLikeness(whole, parts);
        var best = new Likeness(rules.weights());
        best.add("students", students, () -> null);
        best.add("beyond_usual", whole.without() == null ? 1 : beyondUsual(whole, parts), () -> null);
        best.add("name", 1, () -> null);
        best.add("place", 1, () -> null);
        if (best.score() < rules.leastScore()) {
            return;
        }
        var chosen = List.copyOf(parts);
        var likeness = likeness(whole, chosen, students);
        if (likeness.score() >= rules.leastScore()) {
            found.add(new Move(whole, chosen, likeness));
        }
    }

    private static long students(List<YearSchool> parts) {
        return parts.stream().mapToLong(YearSchool::allStudents).sum();
    }

    /** How close the growth of the whole is to the students of the parts, stage by stage. */
    private static double studentsLikeness(Whole whole, List<YearSchool> parts) {
        double close = 0;
        for (var stage : Stage.values()) {
            long moved = 0;
            for (var part : parts) {
                moved += part.students().getOrDefault(stage, 0L);
            }
            if (moved > 0) {
                close += moved * Likeness.closeness(moved, Math.max(0, whole.growth(stage)));
            }
        }
        return close / students(parts);
    }

    /** How far the students of the parts exceed what the whole would change by in any year: 0 where they do not. */
    private double beyondUsual(Whole whole, List<YearSchool> parts) {
        return Math.max(0, 1 - usualChange * whole.without().allStudents() / students(parts));
    }

    private Likeness likeness(Whole whole, List<YearSchool> parts, double students) {
        var likeness = new Likeness(rules.weights());
        likeness.add(
                "students",
                students,
                () -> Bilingual.format(
                        "%1$s 有学生 %2$d，对方无其时 %3$d、有其时 %4$d",
                        "%1$s: %2$d students; the other had %3$d without and %4$d with them",
                        parts.stream().map(YearSchool::code).collect(Collectors.joining(" + ")),
                        students(parts),
                        whole.without() == null ? 0 : whole.without().allStudents(),
                        whole.with().allStudents()));
        if (whole.without() != null) {
            likeness.add(
                    "beyond_usual",
                    beyondUsual(whole, parts),
                    () -> Bilingual.format(
                            "该县学校通常变动 %.1f%%",
                            "a school of this county usually changes by %.1f %%", 100 * usualChange));
        }
        addNames(likeness, whole, parts);
        if (whole.without() != null && parts.size() == 1) {
            pairs.addPlace(likeness, parts.get(0), whole.without());
        }
        return likeness;
    }

    private void addNames(Likeness likeness, Whole whole, List<YearSchool> parts) {
        double name = parts.stream()
                .mapToDouble(part -> Math.max(
                        names.of(part.name(), whole.with().name()),
                        whole.without() == null
                                ? 0
                                : names.of(part.name(), whole.without().name())))
                .average()
                .orElse(0);
        likeness.add("name", name, () -> Bilingual.format("校名相似 %.2f", "likeness of names %.2f", name));
    }
}
