package org.junheng.validate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junheng.ingest.SheetPlan;
import org.junheng.rulebook.CensusTable.ClassList;
import org.junheng.rulebook.Rule;
import org.junheng.terms.Bilingual;

/** Reads the class that a row of a list of classes is about. */
final class ClassListReader {
    /** A number of students beyond which a cell cannot be about one class. */
    private static final BigDecimal LARGEST_CLASS = BigDecimal.valueOf(1000);

    private static final int STAGE = 0;
    static final int GRADE = 1;
    private static final int NAME = 2;
    private static final int STUDENTS = 3;

    private final SheetPlan plan;
    private final ClassList list;
    private final NumberReader numbers;

    ClassListReader(SheetPlan plan, ClassList list, NumberReader numbers) {
        this.plan = plan;
        this.list = list;
        this.numbers = numbers;
    }

    /** The class, or null where the row does not tell it; what is wrong goes to the breaches. */
    SchoolClass read(String[] cells, List<Breach> breaches) {
        var stage = coded(
                list.stages(), STAGE, cells, breaches, new Bilingual("方案所列的学段", "a stage that the profile lists"));
        var grade = coded(
                list.grades(), GRADE, cells, breaches, new Bilingual("方案所列的年级", "a grade that the profile lists"));
        var name = cell(NAME, cells);
        if (name.isEmpty()) {
            breaches.add(breach(Rule.REQUIRED, NAME, name, new Bilingual("非空的班级名称", "the name of the class")));
        }
        var students =
                numbers.read(cell(STUDENTS, cells), CellNumber.Kind.WHOLE).value();
        if (students == null || students.compareTo(LARGEST_CLASS) > 0) {
            breaches.add(breach(
                    Rule.TYPE,
                    STUDENTS,
                    cell(STUDENTS, cells),
                    new Bilingual("一个班的学生数", "the number of students of one class")));
            return null;
        }
        return grade == null ? null : new SchoolClass(stage, grade, name, students.intValueExact());
    }

    /** What a cell stands for; null where it is blank or not listed, which breaks the row unless it may be blank. */
    private <T> T coded(Map<String, T> codes, int column, String[] cells, List<Breach> breaches, Bilingual expected) {
        var cell = cell(column, cells);
        var value = codes.get(cell);
        if (value == null && !(column == STAGE && cell.isEmpty())) {
            var listed = String.join(" ", new TreeSet<>(codes.keySet()));
            breaches.add(breach(
                    Rule.CODE,
                    column,
                    cell,
                    new Bilingual(expected.zh() + "：" + listed, expected.en() + ": " + listed)));
        }
        return value;
    }

    private String cell(int column, String[] cells) {
        int position = plan.classList()[column];
        return position < 0 || position >= cells.length ? "" : cells[position];
    }

    private Breach breach(Rule rule, int column, String found, Bilingual expected) {
        var header = plan.header().get(plan.classList()[column]);
        return new Breach(rule, header, RowReader.shown(found), expected, RowReader.MEND);
    }
}
