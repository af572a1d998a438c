package org.junheng.measure;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.CodeList;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Stage;
import org.junheng.validate.CensusLayout;

/** An open school of one year with its campuses joined: whose numbers the indicators count. */
final class School {
    private final Object[] row;
    private final NumericColumns columns;
    private final CensusProfile profile;
    private final Rulebook rulebook;
    private final Set<Stage> stages;
    private int campuses;
    private int position;

    School(Object[] row, NumericColumns columns, CensusProfile profile, Rulebook rulebook) {
        this.row = row.clone();
        this.columns = columns;
        this.profile = profile;
        this.rulebook = rulebook;
        this.stages = stages(this.row);
    }

    /**
     * Adds the numbers of a campus. What the campus should report and does not makes the sum missing; a stage that one
     * of the two does not offer counts nothing.
     */
    void join(Object[] campus) {
        var its = stages(campus);
        for (var number : columns.numbers()) {
            int at = number.position();
            boolean ownCounts = number.stage() == null || stages.contains(number.stage());
            boolean itsCounts = number.stage() == null || its.contains(number.stage());
            if (ownCounts && itsCounts) {
                row[at] = row[at] == null || campus[at] == null ? null : sum(row[at], campus[at]);
            } else if (itsCounts) {
                row[at] = campus[at];
            }
        }
        stages.addAll(its);
        campuses++;
    }

    private static Object sum(Object one, Object other) {
        if (one instanceof Long whole) {
            return whole + (Long) other;
        }
        return CensusLayout.decimal(one).add(CensusLayout.decimal(other)).doubleValue();
    }

    String text(int position) {
        return (String) row[position];
    }

    String code() {
        return text(CensusLayout.SCHOOL_CODE);
    }

    /** Which it is of all schools that are measured together, from 0. */
    int position() {
        return position;
    }

    void setPosition(int position) {
        this.position = position;
    }

    /** How many campuses were joined. */
    int campuses() {
        return campuses;
    }

    /** The stages that it or one of its campuses offers: those of the type, and any that has students. */
    Set<Stage> stages() {
        return stages;
    }

    private Set<Stage> stages(Object[] of) {
        var stages = EnumSet.noneOf(Stage.class);
        var type = (String) of[CensusLayout.SCHOOL_TYPE];
        if (type == null) {
            stages.addAll(profile.stages());
        } else {
            rulebook.schoolType(type).map(CodeList.Entry::stages).ifPresent(stages::addAll);
        }
        for (var stage : Stage.values()) {
            int position = columns.students(stage);
            if (position >= 0 && of[position] != null && (Long) of[position] > 0) {
                stages.add(stage);
            }
        }
        return stages;
    }

    /** Students of a stage, or null where missing. */
    Long students(Stage stage) {
        int position = columns.students(stage);
        return position < 0 ? null : (Long) row[position];
    }

    /** A whole number of the census; null where missing. */
    Long count(String column) {
        int position = columns.position(column);
        return position < 0 ? null : (Long) row[position];
    }

    /** A number as the census gave it, exactly; null where missing. */
    BigDecimal number(String column) {
        int position = columns.position(column);
        if (position < 0 || row[position] == null) {
            return null;
        }
        return CensusLayout.decimal(row[position]);
    }

    /** Students of all compulsory stages that it offers; null where one is missing. */
    Long students() {
        long total = 0;
        for (var stage : stages()) {
            if (stage != Stage.SENIOR) {
                var students = students(stage);
                if (students == null) {
                    return null;
                }
                total += students;
            }
        }
        return total;
    }
}
