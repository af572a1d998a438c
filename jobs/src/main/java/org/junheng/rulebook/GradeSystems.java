package org.junheng.rulebook;

import java.util.Map;
import java.util.Optional;
import org.junheng.terms.Stage;

/**
 * To which stage a grade belongs (规定年制): grades 1 to 6 are primary and 7 to 9 junior where a school has six and three
 * grades, 1 to 5 and 6 to 9 where it has five and four.
 */
public final class GradeSystems {
    private final Map<String, CodeList.Entry> systems;
    private final String fallback;

    /**
     * @param systems the code list of grade systems
     * @param fallback the system of a school that tells none, or null where nothing can be said of such a school
     */
    GradeSystems(Map<String, CodeList.Entry> systems, String fallback) {
        this.systems = systems;
        this.fallback = fallback;
    }

    /** Those of the facts, with the system that a profile takes where a school tells none, if it takes one. */
    public static GradeSystems of(Rulebook rulebook, CensusProfile profile) {
        var list = rulebook.codeLists().get("grade_system");
        var mapping = profile.columns().get("grade_system");
        var fallback =
                mapping == null ? null : mapping.constant() == null ? mapping.defaultValue() : mapping.constant();
        return new GradeSystems(list == null ? Map.of() : list.entries(), fallback);
    }

    /**
     * The stage of a grade.
     *
     * @param grade counted from the first year of primary school, which is 1
     * @param system the school's grade system, or null where it tells none
     * @return empty where it cannot be told, or the system's stages do not reach so far
     */
    public Optional<Stage> stageOf(int grade, String system) {
        int last = 0;
        for (var entry : grades(system).entrySet()) {
            int first = last + 1;
            last += entry.getValue();
            if (first <= grade && grade <= last) {
                return Optional.of(entry.getKey());
            }
        }
        return Optional.empty();
    }

    /** The stage of a grade where all systems agree on it, as on grades 1 to 5 and 7 to 9; empty where they do not. */
    public Optional<Stage> stageInEverySystem(int grade) {
        var stages = systems.keySet().stream()
                .map(system -> stageOf(grade, system))
                .distinct()
                .toList();
        return stages.size() == 1 ? stages.get(0) : Optional.empty();
    }

    /** How many grades a stage has; empty where it cannot be told. Retention of a stage runs over so many years. */
    public Optional<Integer> gradesOf(Stage stage, String system) {
        return Optional.ofNullable(grades(system).get(stage));
    }

    private Map<Stage, Integer> grades(String system) {
        var code = system == null ? fallback : system;
        // A code of which the list tells no grades is another system: the default would be a guess.
        var entry = code == null ? null : systems.get(code);
        return entry == null ? Map.of() : entry.grades();
    }
}
