package org.junheng.sample;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the schools and classes of counties in order within the standard's ceilings; others are left as they are. */
final class SchoolCeilings {

    /** Leaves all schools as they are. */
    static final SchoolCeilings NONE = new SchoolCeilings(Optional.empty());

    private final Optional<CountySheetFacts> facts;

    private SchoolCeilings(Optional<CountySheetFacts> facts) {
        this.facts = facts;
    }

    static SchoolCeilings of(CountySheetFacts facts) {
        return new SchoolCeilings(Optional.of(facts));
    }

    private boolean holdsFor(School school) {
        return facts.isPresent()
                && facts.get().facts().known(school.county().code()).inOrder();
    }

    /** Pupils by stage, no more in the compulsory stages together than a share of the ceiling. */
    Map<String, Integer> students(School school, Map<String, Integer> students, int year) {
        if (!holdsFor(school)) {
            return students;
        }
        var said = facts.get().facts();
        var stages = facts.get().sample().standard().stages();
        var most = said.sizeShare()
                * limit(said.ceilings().sizeItem(), "ceiling", new RuleLimits.Asked(code(school), year, null));
        var all = stages.stream()
                .mapToInt(stage -> students.getOrDefault(stage, 0))
                .sum();
        if (all <= most) {
            return students;
        }
        var kept = new LinkedHashMap<>(students);
        stages.forEach(stage -> kept.computeIfPresent(stage, (same, number) -> (int) (number * most / all)));
        return kept;
    }

    /** Sizes of classes, evened out over more classes where one is above the ceiling. */
    int[] classes(School school, String stage, int[] sizes, int year) {
        if (!holdsFor(school)) {
            return sizes;
        }
        var item = facts.get().facts().ceilings().classItem();
        var most = (int) limit(item, "most", new RuleLimits.Asked(code(school), year, stage));
        if (Arrays.stream(sizes).noneMatch(size -> size > most)) {
            return sizes;
        }
        var students = Arrays.stream(sizes).sum();
        var even = new int[Math.max(sizes.length, (students + most - 1) / most)];
        for (var i = 0; i < even.length; i++) {
            even[i] = students / even.length + (i < students % even.length ? 1 : 0);
        }
        return even;
    }

    private double limit(String item, String name, RuleLimits.Asked asked) {
        return facts.orElseThrow().limits().certain(item, name, asked).doubleValue();
    }

    private static String code(School school) {
        return school.county().code();
    }
}
