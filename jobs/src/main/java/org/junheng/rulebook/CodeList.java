package org.junheng.rulebook;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;

/**
 * The codes that a column may hold.
 *
 * @param id the name of its file
 * @param entries code → entry, in the file's order
 */
public record CodeList(String id, Map<String, Entry> entries) implements Serializable {
    /**
     * What is known of a code.
     *
     * @param stages of a type of school: the stages that such a school offers
     * @param standsAlone of a type of school: whether it stands alone even when it is not counted as a school (a teaching
     *     point), instead of joining its parent
     * @param codePrefix of a type of school: what the identity code of such a school begins with; null where not known
     * @param grades of a grade system: how many grades each stage has, from the lowest stage up; empty where not known
     */
    public record Entry(
            Bilingual title, Set<Stage> stages, boolean standsAlone, String codePrefix, Map<Stage, Integer> grades)
            implements Serializable {}

    static Set<Stage> stages(String text) {
        var stages = EnumSet.noneOf(Stage.class);
        for (var id : text.split(" ")) {
            if (!id.isBlank()) {
                stages.add(Stage.of(id));
            }
        }
        return stages;
    }

    /** The number of grades of each stage that has a column {@code grades_<stage>}. */
    static Map<Stage, Integer> grades(NamedCsvRecord row) {
        var grades = new EnumMap<Stage, Integer>(Stage.class);
        for (var stage : Stage.values()) {
            var column = "grades_" + stage.id();
            row.findField(column)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> {
                        if (!text.matches("[1-9]")) {
                            throw new Facts.KeyFault(column, column + " must be a number from 1 to 9; found " + text);
                        }
                        grades.put(stage, Integer.valueOf(text));
                    });
        }
        return grades;
    }
}
