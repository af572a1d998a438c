package org.junheng.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.junheng.rulebook.CanonicalColumn.ClassSize;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.CodeList;
import org.junheng.rulebook.GradeSystems;
import org.junheng.rulebook.Rule;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;
import org.junheng.validate.SchoolForms.JoinedBreach;
import org.junheng.warehouse.TableShape;

/**
 * Counts a school's list of classes into classes, students, and bands of class sizes, by stage. Where a form says these
 * too, both must agree; where none does, the list stands. A list is whole: a stage that it lacks has no classes. Only
 * students may be more than those in classes, since some are taught at home.
 */
final class ClassCounts {
    /**
     * A column that a list of classes fills.
     *
     * @param mayBeMore whether a form may have more than the list: pupils taught at home are in no class
     */
    private record Counted(String column, int position, ToLongFunction<List<SchoolClass>> count, boolean mayBeMore) {}

    private final CensusProfile profile;
    private final GradeSystems gradeSystems;
    private final Map<String, CodeList.Entry> systems;
    private final Map<Stage, List<Counted>> columns = new LinkedHashMap<>();

    ClassCounts(Rulebook rulebook, TableShape shape, CensusProfile profile) {
        this.profile = profile;
        this.gradeSystems = GradeSystems.of(rulebook, profile);
        var list = rulebook.codeLists().get("grade_system");
        this.systems = list == null ? Map.of() : list.entries();
        var positions = shape.positions();
        for (var stage : profile.stages()) {
            var ofStage = new ArrayList<Counted>();
            positions.forEach((name, position) -> {
                var column = rulebook.columns().get(name);
                if (name.equals("classes_" + stage.id())) {
                    ofStage.add(new Counted(name, position, List::size, false));
                } else if (name.equals("students_" + stage.id())) {
                    ofStage.add(new Counted(name, position, ClassCounts::students, true));
                } else if (name.equals(CensusLayout.LARGEST_CLASS + stage.id())) {
                    ofStage.add(new Counted(name, position, ClassCounts::largest, false));
                } else if (column != null && column.classSize() != null && name.endsWith("_" + stage.id())) {
                    ofStage.add(new Counted(name, position, inBand(column.classSize()), false));
                }
            });
            ofStage.sort(java.util.Comparator.comparingInt(Counted::position));
            columns.put(stage, ofStage);
        }
    }

    private static long students(List<SchoolClass> classes) {
        return classes.stream().mapToLong(SchoolClass::students).sum();
    }

    private static long largest(List<SchoolClass> classes) {
        return classes.stream().mapToLong(SchoolClass::students).max().orElse(0);
    }

    private static ToLongFunction<List<SchoolClass>> inBand(ClassSize size) {
        return classes -> {
            var inBand =
                    classes.stream().filter(each -> size.holds(each.students())).toList();
            return size.of() == ClassSize.Counted.STUDENTS ? students(inBand) : inBand.size();
        };
    }

    /**
     * Takes the list into a record.
     *
     * @param rows the rows of the list; none says nothing
     */
    void join(Object[] values, List<Candidate> rows, List<JoinedBreach> breaches) {
        if (rows.isEmpty()) {
            return;
        }
        var before = breaches.size();
        var byStage = byStage((String) values[CensusLayout.GRADE_SYSTEM], rows, breaches);
        if (breaches.size() > before) {
            return;
        }
        columns.forEach((stage, counted) -> {
            var classes = byStage.getOrDefault(stage, List.of());
            for (var column : counted) {
                take(values, rows.size(), breaches, column, column.count().applyAsLong(classes), !classes.isEmpty());
            }
        });
    }

    /** The classes of each stage; a class whose stage cannot be told, or that stands twice, is a breach. */
    private Map<Stage, List<SchoolClass>> byStage(String system, List<Candidate> rows, List<JoinedBreach> breaches) {
        var byStage = new LinkedHashMap<Stage, List<SchoolClass>>();
        var seen = new HashSet<String>();
        for (var row : rows) {
            var schoolClass = row.row().schoolClass();
            var byGrade = stageOf(schoolClass.grade(), system);
            var told = schoolClass.stage();
            if (told == null && byGrade.isEmpty()) {
                breach(
                        breaches,
                        row,
                        system,
                        new Bilingual("学段列，或本校的规定年制", "a stage column, or the grade system of the school"));
            } else if (told != null && byGrade.isPresent() && told != byGrade.get()) {
                breach(
                        breaches,
                        row,
                        told.id() + " " + schoolClass.grade(),
                        Bilingual.format(
                                "%2$s，即规定年制 %1$s 下该年级的学段",
                                "%2$s, the stage of the grade by grade system %1$s",
                                system == null ? systems.keySet() : system,
                                byGrade.get().id()));
            } else if (!seen.add(schoolClass.grade() + "/" + schoolClass.name())) {
                breach(
                        breaches,
                        row,
                        schoolClass.grade() + " " + schoolClass.name(),
                        new Bilingual("每班一行", "each class once"));
            } else {
                byStage.computeIfAbsent(told == null ? byGrade.get() : told, each -> new ArrayList<>())
                        .add(schoolClass);
            }
        }
        return byStage;
    }

    private static void breach(List<JoinedBreach> breaches, Candidate row, String found, Bilingual expected) {
        breaches.add(new JoinedBreach(Rule.CLASSES_DISAGREE, each -> each == row, gradeHeader(row), found, expected));
    }

    /** A list of classes has its columns beside the canonical ones: a header stands for itself. */
    private static String gradeHeader(Candidate row) {
        return row.plan().header().get(row.plan().classList()[ClassListReader.GRADE]);
    }

    /** The stage of a grade in the school's system; where it tells none, as far as all systems agree. */
    private Optional<Stage> stageOf(int grade, String system) {
        var stage = gradeSystems.stageOf(grade, system);
        return stage.isEmpty() && system == null ? gradeSystems.stageInEverySystem(grade) : stage;
    }

    /** Fills in a figure, or holds it against the one that is there; a stage without classes is filled in with nothing. */
    private void take(
            Object[] values, int rows, List<JoinedBreach> breaches, Counted column, long counted, boolean hasStage) {
        var told = values[column.position()];
        if (told == null) {
            values[column.position()] = hasStage ? (Object) counted : null;
        } else if (column.mayBeMore() ? (Long) told < counted : !told.equals(counted)) {
            var form = profile.tables().stream()
                    .filter(table -> table.columns().containsKey(column.column()))
                    .findFirst()
                    .orElseThrow();
            breaches.add(new JoinedBreach(
                    Rule.CLASSES_DISAGREE,
                    row -> row.plan().table().equals(form.table()),
                    column.column(),
                    told.toString(),
                    column.mayBeMore()
                            ? Bilingual.format(
                                    "不少于班级清单：%1$d（清单共 %2$d 个班）",
                                    "no less than in the list of classes: %1$d (%2$d classes in the list)",
                                    counted,
                                    rows)
                            : Bilingual.format(
                                    "与班级清单相同：%1$d（清单共 %2$d 个班）",
                                    "as in the list of classes: %1$d (%2$d classes in the list)", counted, rows)));
        }
    }
}
