package org.junheng.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junheng.rulebook.Grouping;
import org.junheng.terms.Level;

/** How the schools of a census year are parted: by the regions of each level, and by each grouping that a column tells. */
final class Partitionings {
    /**
     * Where a school belongs.
     *
     * @param regions its region at each level, from the top down; null where it has none
     * @param groups what each grouping's column says of it; null where blank
     */
    record Placed(String[] regions, String[] groups) {}

    /**
     * One way to part schools; each belongs to one group.
     *
     * @param keys ids of the groups, in ascending order
     * @param levels the level of the region that each key is; null for groups that are none
     * @param ofSchool position of the school → position of its key
     * @param isKnown position of the school → whether its group is told, rather than made up for a school without one
     */
    record Partitioning(String id, List<String> keys, List<String> levels, int[] ofSchool, boolean[] isKnown) {}

    private final List<String> levels;
    private final Map<String, Grouping> groupings;
    private final List<Placed> schools;
    private final Map<String, Partitioning> byLevel = new HashMap<>();
    private final Map<String, Partitioning> byGrouping = new TreeMap<>();

    /**
     * @param levels the levels of regions below the nation, from the top down
     * @param groupings those that a column tells, in the order of {@link Placed#groups}
     */
    Partitionings(List<String> levels, Map<String, Grouping> groupings, List<Placed> schools) {
        this.levels = levels;
        this.groupings = groupings;
        this.schools = schools;
        for (int i = 0; i < levels.size(); i++) {
            byLevel.put(levels.get(i), ofLevel(i));
        }
        int position = 0;
        for (var entry : groupings.entrySet()) {
            byGrouping.put(entry.getKey(), ofGrouping(entry.getKey(), entry.getValue(), position++));
        }
    }

    /** By the regions of a level that lies below another. */
    List<Partitioning> below(String level) {
        int from = level.equals(Level.NATION) ? 0 : levels.indexOf(level) + 1;
        return from == 0 && !level.equals(Level.NATION)
                ? List.of()
                : levels.subList(from, levels.size()).stream().map(byLevel::get).toList();
    }

    /** By the regions of a level. */
    Partitioning ofLevel(String level) {
        return byLevel.get(level);
    }

    /** The lowest region of a school that is known, the school itself where it is one; null where there is none. */
    String lowest(int school) {
        return lowest(schools.get(school));
    }

    Partitioning of(String grouping) {
        return byGrouping.get(grouping);
    }

    Collection<Partitioning> ofGroupings() {
        return byGrouping.values();
    }

    Grouping grouping(String id) {
        return groupings.get(id);
    }

    /**
     * Where a school has no region of a level, the next one below stands for itself, as a county that no city contains; and
     * where nothing below is known, what lies above.
     */
    private Partitioning ofLevel(int level) {
        var keys = new String[schools.size()];
        var known = new boolean[schools.size()];
        var levelOf = new HashMap<String, String>();
        for (int i = 0; i < keys.length; i++) {
            var regions = schools.get(i).regions();
            int at = level;
            while (at < regions.length && regions[at] == null) {
                at++;
            }
            if (at == regions.length) {
                at = level;
                while (at >= 0 && regions[at] == null) {
                    at--;
                }
            }
            known[i] = regions[level] != null;
            keys[i] = at < 0 ? "" : regions[at];
            levelOf.put(keys[i], at < 0 ? Level.NATION : levels.get(at));
        }
        return partitioning(levels.get(level), keys, known, levelOf);
    }

    /** Schools of which the column says nothing are one group together. */
    private Partitioning ofGrouping(String id, Grouping grouping, int position) {
        var keys = new String[schools.size()];
        var known = new boolean[schools.size()];
        for (int i = 0; i < keys.length; i++) {
            var group = grouping.groupOf(schools.get(i).groups()[position]);
            known[i] = group != null;
            keys[i] = group == null ? "" : grouping.level() ? path(schools.get(i), group) : group;
        }
        return partitioning(id, keys, known, Map.of());
    }

    /** The code of a group that is a region: what it lies in, and its name. Equal names in two counties are two groups. */
    private static String path(Placed school, String name) {
        var lowest = lowest(school);
        return lowest == null ? name : lowest + "/" + name;
    }

    private static String lowest(Placed school) {
        String lowest = null;
        for (var region : school.regions()) {
            lowest = region == null ? lowest : region;
        }
        return lowest;
    }

    private static Partitioning partitioning(String id, String[] keys, boolean[] known, Map<String, String> levelOf) {
        var positions = new TreeMap<String, Integer>();
        for (var key : keys) {
            positions.put(key, 0);
        }
        int next = 0;
        for (var entry : positions.entrySet()) {
            entry.setValue(next++);
        }
        var ofSchool = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            ofSchool[i] = positions.get(keys[i]);
        }
        var sorted = new ArrayList<>(positions.keySet());
        var levels = new ArrayList<String>();
        sorted.forEach(key -> levels.add(levelOf.get(key)));
        return new Partitioning(id, sorted, levels, ofSchool, known);
    }
}
