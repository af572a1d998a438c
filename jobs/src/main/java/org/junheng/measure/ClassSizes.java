package org.junheng.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junheng.rulebook.CanonicalColumn.ClassSize;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Level;
import org.junheng.terms.Stage;
import org.junheng.validate.CensusLayout;
import org.junheng.warehouse.TableShape;

/**
 * Adds up classes by band of class size, region and stage, over all open schools: also those that stand outside the
 * indicators (conventions C3). A school that does not report its bands is counted as missing, never as having none.
 */
final class ClassSizes {
    /**
     * A band of one stage.
     *
     * @param classes position of the number of classes in a census row
     * @param students position of the students in these classes, or −1 where the census lacks them
     */
    private record Band(ClassSize size, int classes, int students) {}

    /**
     * The bands of a stage.
     *
     * @param allClasses position of the number of all classes, or −1
     * @param allStudents position of the number of all students, or −1
     */
    private record StageBands(Stage stage, List<Band> bands, int allClasses, int allStudents) {}

    private record Place(String level, String region, Stage stage) {}

    private static final class Sum {
        private final long[] classes;
        private final Long[] students;
        private long schools;
        private long missing;

        Sum(int bands) {
            classes = new long[bands];
            students = new Long[bands];
            java.util.Arrays.fill(students, 0L);
        }
    }

    private final CensusProfile profile;
    private final Rulebook rulebook;
    private final NumericColumns columns;
    private final List<StageBands> stages = new ArrayList<>();
    private final Map<Place, Sum> sums = new TreeMap<>(java.util.Comparator.comparing(Place::level)
            .thenComparing(Place::region)
            .thenComparing(Place::stage));

    ClassSizes(CensusProfile profile, Rulebook rulebook, TableShape census) {
        this.profile = profile;
        this.rulebook = rulebook;
        this.columns = new NumericColumns(census, rulebook);
        for (var stage : profile.stages()) {
            var bands = bands(stage);
            if (!bands.isEmpty()) {
                stages.add(new StageBands(
                        stage, bands, columns.position("classes_" + stage.id()), columns.students(stage)));
            }
        }
    }

    /** Whether a column of a census is needed, beside those that every census has. */
    static boolean needs(CensusProfile profile, Rulebook rulebook, String column) {
        return rulebook.columns().get(column).classSize() != null
                || profile.stages().stream()
                        .anyMatch(stage ->
                                column.equals("classes_" + stage.id()) || column.equals("students_" + stage.id()));
    }

    private List<Band> bands(Stage stage) {
        var bands = new TreeMap<String, Band>();
        var students = new LinkedHashMap<String, Integer>();
        rulebook.columns().forEach((name, column) -> {
            int position = columns.position(name);
            if (column.classSize() == null || position < 0 || !name.endsWith("_" + stage.id())) {
                return;
            }
            var size = column.classSize();
            if (size.of() == ClassSize.Counted.STUDENTS) {
                students.put(size.band(), position);
            } else {
                bands.put(size.band(), new Band(size, position, -1));
            }
        });
        return bands.entrySet().stream()
                .map(entry -> new Band(
                        entry.getValue().size(), entry.getValue().classes(), students.getOrDefault(entry.getKey(), -1)))
                .toList();
    }

    /** Whether the census tells class sizes at all. */
    boolean isEmpty() {
        return stages.isEmpty();
    }

    /** Adds schools to the regions of their levels below the nation. */
    void addTo(List<String> levels, SchoolRegions regions, List<Object[]> rows) {
        for (var row : counted(rows)) {
            var offered = offered(row);
            for (var level : levels) {
                for (var region : regions.of(level, position -> (String) row[position])) {
                    add(level, region, row, offered);
                }
            }
        }
    }

    /** Adds schools to the nation. */
    void addToNation(List<Object[]> rows) {
        for (var row : counted(rows)) {
            add(Level.NATION, profile.nationCode(), row, offered(row));
        }
    }

    private List<Object[]> counted(List<Object[]> rows) {
        return isEmpty()
                ? List.of()
                : rows.stream().filter(CensusLayout::isOpen).toList();
    }

    private Set<Stage> offered(Object[] row) {
        return new School(row, columns, profile, rulebook).stages();
    }

    private void add(String level, String region, Object[] row, Set<Stage> offered) {
        for (var stage : stages) {
            if (!offered.contains(stage.stage())) {
                continue;
            }
            var sum = sums.computeIfAbsent(
                    new Place(level, region, stage.stage()),
                    place -> new Sum(stage.bands().size()));
            var known = classes(stage, row);
            if (known == null) {
                sum.missing++;
                continue;
            }
            sum.schools++;
            for (int i = 0; i < known.length; i++) {
                sum.classes[i] += known[i];
                var students =
                        known[i] == 0 ? (Long) 0L : number(stage.bands().get(i).students(), row);
                sum.students[i] = sum.students[i] == null || students == null ? null : sum.students[i] + students;
            }
        }
    }

    /** The classes in each band; null where the school does not tell them. Blanks beside bands that make all classes are none. */
    private static long[] classes(StageBands stage, Object[] row) {
        var classes = new long[stage.bands().size()];
        boolean complete = true;
        long sum = 0;
        for (int i = 0; i < classes.length; i++) {
            var number = number(stage.bands().get(i).classes(), row);
            complete &= number != null;
            classes[i] = number == null ? 0 : number;
            sum += classes[i];
        }
        var all = number(stage.allClasses(), row);
        var students = number(stage.allStudents(), row);
        boolean none = students != null && students == 0 && sum == 0;
        return complete || none || all != null && all == sum ? classes : null;
    }

    private static Long number(int position, Object[] row) {
        return position < 0 ? null : (Long) row[position];
    }

    /** Writes table {@code class_size}; a region and stage of which no school tells its bands has no rows. */
    void write(MetricTable table, int year) {
        sums.forEach((place, sum) -> {
            if (sum.schools == 0) {
                return;
            }
            var bands = stages.stream()
                    .filter(each -> each.stage() == place.stage())
                    .findFirst()
                    .orElseThrow()
                    .bands();
            for (int i = 0; i < bands.size(); i++) {
                var size = bands.get(i).size();
                table.add(
                        year,
                        place.level(),
                        place.region(),
                        place.stage().id(),
                        size.band(),
                        sum.classes[i],
                        sum.students[i],
                        size.least(),
                        size.most(),
                        sum.schools,
                        sum.missing);
            }
        });
    }
}
