package org.junheng.validate;

import java.util.List;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.GradeSystems;
import org.junheng.rulebook.Rule;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;
import org.junheng.validate.SchoolForms.JoinedBreach;
import org.junheng.warehouse.TableShape;

/**
 * Counts a school's list of classes into classes, bands of class sizes and students by stage. Where a form says these
 * too, both must agree; where none does, the list stands.
 */
final class ClassCounts {
    private final Rulebook rulebook;
    private final TableShape shape;
    private final CensusProfile profile;
    private final GradeSystems grades;

    ClassCounts(Rulebook rulebook, TableShape shape, CensusProfile profile) {
        this.rulebook = rulebook;
        this.shape = shape;
        this.profile = profile;
        this.grades = GradeSystems.of(rulebook, profile);
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
        var byStage = new TreeMap<Stage, List<SchoolClass>>();
        for (var row : rows) {
            var schoolClass = row.row().schoolClass();
            var stage = schoolClass.stage() != null
                    ? schoolClass.stage()
                    : grades.stageOf(schoolClass.grade(), (String) values[CensusLayout.GRADE_SYSTEM])
                            .orElse(null);
            if (stage == null) {
                breaches.add(new JoinedBreach(
                        Rule.CLASSES_DISAGREE,
                        each -> each == row,
                        "grade_system",
                        (String) values[CensusLayout.GRADE_SYSTEM],
                        new Bilingual("学段列，或本校的规定年制", "a stage column, or the grade system of the school")));
                return;
            }
            byStage.computeIfAbsent(stage, each -> new java.util.ArrayList<>()).add(schoolClass);
        }
        byStage.forEach((stage, classes) -> {
            take(values, rows, breaches, "classes_" + stage.id(), classes.size());
            take(values, rows, breaches, "students_" + stage.id(), sum(classes, SchoolClass::students));
            rulebook.columns().forEach((name, column) -> {
                if (column.classSize() != null && name.endsWith("_" + stage.id())) {
                    take(
                            values,
                            rows,
                            breaches,
                            name,
                            sum(classes, each -> column.classSize().holds(each.students()) ? 1 : 0));
                }
            });
        });
    }

    private static long sum(List<SchoolClass> classes, ToIntFunction<SchoolClass> number) {
        return classes.stream().mapToLong(number::applyAsInt).sum();
    }

    private void take(Object[] values, List<Candidate> rows, List<JoinedBreach> breaches, String column, long counted) {
        var position = shape.positions().get(column);
        if (position == null) {
            return;
        }
        if (values[position] == null) {
            values[position] = counted;
        } else if (!values[position].equals(counted)) {
            var form = profile.tables().stream()
                    .filter(table -> table.columns().containsKey(column))
                    .findFirst()
                    .orElseThrow();
            breaches.add(new JoinedBreach(
                    Rule.CLASSES_DISAGREE,
                    row -> row.plan().table().equals(form.table()),
                    column,
                    values[position].toString(),
                    Bilingual.format(
                            "与班级清单相同：%1$d（%2$d 个班）",
                            "as in the list of classes: %1$d (%2$d classes)", counted, rows.size())));
        }
    }
}
