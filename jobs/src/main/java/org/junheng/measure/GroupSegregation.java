package org.junheng.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Level;
import org.junheng.terms.Stage;
import org.junheng.warehouse.TableShape;

/**
 * Brings together, by region and stage, how many students of each group the open schools have, campuses with their
 * parents, and tells how unevenly they are spread. Schools outside the indicators (conventions C3) count too: their
 * students meet others like all do. A school that does not report the group, or reports more than all its students, is
 * counted as missing, never as having none; one without students has no part in it.
 */
final class GroupSegregation {
    /** A group of students within a stage, and the column that counts it. */
    private record Group(Stage stage, String id, String column) {}

    private record Place(String level, String region, Stage stage, String group) {}

    /** The schools of a place: whole numbers that grow by a school at a time. */
    private static final class Schools {
        private long[] members = new long[16];
        private long[] students = new long[16];
        private int size;
        private long missing;

        void add(long ofGroup, long ofAll) {
            if (size == members.length) {
                members = java.util.Arrays.copyOf(members, 2 * size);
                students = java.util.Arrays.copyOf(students, 2 * size);
            }
            members[size] = ofGroup;
            students[size] = ofAll;
            size++;
        }

        Segregation measures() {
            return Segregation.of(java.util.Arrays.copyOf(members, size), java.util.Arrays.copyOf(students, size));
        }
    }

    private final CensusProfile profile;
    private final List<Group> groups = new ArrayList<>();
    private final Map<Place, Schools> places = new TreeMap<>(Comparator.comparing(Place::level)
            .thenComparing(Place::region)
            .thenComparing(Place::stage)
            .thenComparing(Place::group));

    GroupSegregation(CensusProfile profile, Rulebook rulebook, TableShape census) {
        this.profile = profile;
        var columns = new NumericColumns(census, rulebook);
        for (var stage : profile.stages()) {
            rulebook.columns().forEach((name, column) -> {
                if (column.studentGroup() != null
                        && name.endsWith("_" + stage.id())
                        && columns.position(name) >= 0
                        && columns.students(stage) >= 0) {
                    groups.add(new Group(stage, column.studentGroup(), name));
                }
            });
        }
    }

    /** Whether a column of a census is needed, beside those that every census has. */
    static boolean needs(CensusProfile profile, Rulebook rulebook, String column) {
        return rulebook.columns().get(column).studentGroup() != null
                || profile.stages().stream().anyMatch(stage -> column.equals("students_" + stage.id()));
    }

    /** Whether the census counts no groups at all. */
    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** Adds schools to the regions of their levels below the nation. */
    void addTo(List<String> levels, SchoolRegions regions, List<School> schools) {
        if (isEmpty()) {
            return;
        }
        for (var school : schools) {
            for (var level : levels) {
                for (var region : regions.of(level, school::text)) {
                    add(level, region, school);
                }
            }
        }
    }

    /** Adds schools to the nation. */
    void addToNation(List<School> schools) {
        schools.forEach(school -> add(Level.NATION, profile.nationCode(), school));
    }

    private void add(String level, String region, School school) {
        for (var group : groups) {
            if (!school.stages().contains(group.stage())) {
                continue;
            }
            var members = school.count(group.column());
            var students = school.students(group.stage());
            if (students != null && students == 0 && (members == null || members == 0)) {
                continue;
            }
            var schools =
                    places.computeIfAbsent(new Place(level, region, group.stage(), group.id()), place -> new Schools());
            if (members == null || students == null || members > students) {
                schools.missing++;
            } else {
                schools.add(members, students);
            }
        }
    }

    /** Writes table {@code group_segregation}; a group that no school of a region and stage reports has no row there. */
    void write(MetricTable table, int year) {
        places.forEach((place, schools) -> {
            if (schools.size == 0) {
                return;
            }
            var measures = schools.measures();
            table.add(
                    year,
                    place.level(),
                    place.region(),
                    place.stage().id(),
                    place.group(),
                    measures.dissimilarity(),
                    measures.isolation(),
                    measures.exposure(),
                    measures.members(),
                    measures.others(),
                    schools.size,
                    schools.missing);
        });
    }
}
