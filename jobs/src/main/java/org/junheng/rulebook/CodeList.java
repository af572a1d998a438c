package org.junheng.rulebook;

import java.io.Serializable;
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
     * A code's title and, for types of school, the stages that such a school offers and whether it stands alone even
     * when it is not counted as a school (a teaching point), instead of joining its parent.
     */
    public record Entry(Bilingual title, Set<Stage> stages, boolean standsAlone) implements Serializable {}

    static Set<Stage> stages(String text) {
        var stages = EnumSet.noneOf(Stage.class);
        for (var id : text.split(" ")) {
            if (!id.isBlank()) {
                stages.add(Stage.of(id));
            }
        }
        return stages;
    }
}
