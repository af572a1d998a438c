package org.junheng.identity;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.junheng.terms.Stage;

/**
 * An open school of one year, as published.
 *
 * @param type type of school, or null
 * @param county the code under which the series of its county continues
 * @param place what tells its place: column → value, those that it has
 * @param students students of each stage that it has ({@link Stage#ALL} where there are no stages); empty where missing
 * @param classes classes of compulsory schooling, or null where missing
 * @param resources resource → amount in the whole school, those that are known
 */
public record YearSchool(
        String code,
        String name,
        String type,
        String county,
        Map<String, String> place,
        Map<Stage, Long> students,
        Long classes,
        Map<String, Double> resources) {

    public YearSchool {
        place = Map.copyOf(place);
        var byStage = new EnumMap<Stage, Long>(Stage.class);
        byStage.putAll(students);
        students = byStage;
        resources = new TreeMap<>(resources);
    }

    /** All its students, or null where missing. */
    Long allStudents() {
        return students.isEmpty()
                ? null
                : Long.valueOf(
                        students.values().stream().mapToLong(Long::longValue).sum());
    }
}
