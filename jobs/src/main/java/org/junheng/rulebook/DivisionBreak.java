package org.junheng.rulebook;

import java.io.Serializable;
import java.util.List;
import org.junheng.terms.Bilingual;

/**
 * A change of a division, as it concerns one code. What concerns several codes has a row for each of them.
 *
 * @param year first 31 December after the change; the census of that year may lie before it
 * @param code the code concerned
 * @param name the name of the division that has or had it
 * @param seriesCode the series that this division belongs to; see {@link Divisions#seriesCode}
 * @param others the other codes concerned, in order: what it became or came from; for {@link Kind#PARENT_CHANGED} the old
 *     parent and the new one
 * @param text what happened, from the side of the code
 */
public record DivisionBreak(
        int year, String code, String name, String seriesCode, Kind kind, List<String> others, Bilingual text)
        implements Serializable {

    /** What kind of change. */
    public enum Kind {
        /** Another name under the same code. */
        RENAMED(false),
        /** Another code for the same division: the series goes on. */
        RECODED(false),
        /** Several became one: a new one, or one of them. */
        MERGED(true),
        /** One became several, or a part of it became a division of its own. */
        SPLIT(true),
        /** Part of the territory moved; both codes stay. */
        TERRITORY(true),
        /** It lies in another division than before. */
        PARENT_CHANGED(false),
        /** A county became a city or the reverse: no series goes across levels. */
        LEVEL_CHANGED(true),
        /** It begins here, and these facts tell no division of its level that it came from. */
        FOUNDED(true),
        /** It ends here, and these facts tell no successor. */
        ENDED(true);

        private final boolean territorial;

        Kind(boolean territorial) {
            this.territorial = territorial;
        }

        /** Whether figures before and after are of different territories, so that they must not be compared as they are. */
        public boolean isTerritorial() {
            return territorial;
        }

        /** Its id in tables and commands, e.g. {@code parent_changed}. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public DivisionBreak {
        others = List.copyOf(others);
    }
}
