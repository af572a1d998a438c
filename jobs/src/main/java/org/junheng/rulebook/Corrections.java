package org.junheng.rulebook;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junheng.terms.Bilingual;

/** All declared corrections, by the row that they concern. */
public final class Corrections implements Serializable {
    private static final long serialVersionUID = 1L;

    public static final Corrections NONE = new Corrections(List.of());

    private record School(String profile, int year, String code) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private final ArrayList<Correction> all;
    private final HashMap<School, ArrayList<Correction>> bySchool = new HashMap<>();

    /**
     * @throws Facts.PlaceFault where two correct the same cell
     */
    Corrections(List<Correction> corrections) {
        all = new ArrayList<>(corrections);
        for (var correction : all) {
            var ofSchool = bySchool.computeIfAbsent(
                    new School(correction.profile(), correction.year(), correction.schoolCode()),
                    school -> new ArrayList<>());
            ofSchool.stream()
                    .filter(other -> other.column().equals(correction.column())
                            && (other.table() == null
                                    || correction.table() == null
                                    || other.table().equals(correction.table())))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new Facts.PlaceFault(
                                correction.place(), "column", "the same cell is corrected at " + other.place());
                    });
            ofSchool.add(correction);
        }
    }

    /** All corrections, in the order of files and lines. */
    public List<Correction> all() {
        return List.copyOf(all);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** The corrections of a school's row of a year, of all tables; usually none. */
    public List<Correction> of(String profile, int year, String schoolCode) {
        var found = bySchool.get(new School(profile, year, schoolCode));
        return found == null ? List.of() : List.copyOf(found);
    }

    /** The corrections of a school's row in one table of the profile. */
    public List<Correction> of(String profile, String table, int year, String schoolCode) {
        return of(profile, year, schoolCode).stream()
                .filter(correction ->
                        correction.table() == null || correction.table().equals(table))
                .toList();
    }

    /**
     * The corrections that changed nothing, since the data of their year do not have their school, or not their column.
     *
     * @param met those whose cell was looked up
     * @param years profile → the years of which there are data; corrections of other years are not asked for
     */
    public List<Correction> unmet(Set<Correction> met, Map<String, Set<Integer>> years) {
        return all.stream()
                .filter(correction -> !met.contains(correction)
                        && years.getOrDefault(correction.profile(), Set.of()).contains(correction.year()))
                .toList();
    }

    /** The warning about a correction that is unmet. */
    public static Bilingual warning(Correction unmet) {
        return Bilingual.format(
                "%1$s：更正未用到：%2$d 年的数据中没有学校 %3$s 的列 %4$s",
                "%1$s: the correction corrects nothing: the data of %2$d have no school %3$s with column %4$s",
                unmet.place(),
                unmet.year(),
                unmet.schoolCode(),
                unmet.column());
    }
}
