package org.junheng.validate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.junheng.rulebook.Correction;
import org.junheng.rulebook.Corrections;

/**
 * The declared corrections of one row, and what became of each. A correction whose cell no longer says what it was declared
 * for is stale: the row keeps what the source says, and the outcome holds the failure, which is thrown where it is known
 * that the row stands (one that a newer file supersedes makes no correction stale).
 */
public final class RowCorrections {
    /**
     * What became of a correction.
     *
     * @param found the cell as the source has it, without blanks at its ends; empty where it is blank
     */
    public record Outcome(Correction correction, String found) implements Serializable {
        /** Whether the source says something else by now. */
        public boolean isStale() {
            return !correction.concerns(found);
        }
    }

    /** A row without corrections. */
    public static final RowCorrections NONE = new RowCorrections(List.of());

    private final List<Correction> corrections;
    private final List<Outcome> outcomes = new ArrayList<>();

    private RowCorrections(List<Correction> corrections) {
        this.corrections = corrections;
    }

    /**
     * Those of a school's row in one table.
     *
     * @param table the table (form) of the profile, or null where it has no tables
     * @param year the census year, or null where the row tells none
     * @param schoolCode the school's code; empty or null where the row tells none
     */
    public static RowCorrections of(
            Corrections corrections, String profile, String table, Long year, String schoolCode) {
        if (year == null || schoolCode == null || schoolCode.isEmpty()) {
            return NONE;
        }
        var found = corrections.of(profile, table, year.intValue(), schoolCode);
        return found.isEmpty() ? NONE : new RowCorrections(found);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return corrections.isEmpty();
    }

    /** Whether one is of this canonical column. */
    public boolean concern(String column) {
        return corrections.stream().anyMatch(correction -> correction.column().equals(column));
    }

    /**
     * The text that a column is made from: the cell itself, or what it is corrected to.
     *
     * @param cell as the source has it, without blanks at its ends; of a sum or product its result; empty for missing
     */
    public String corrected(String column, String cell) {
        for (var correction : corrections) {
            if (correction.column().equals(column)) {
                var outcome = new Outcome(correction, cell);
                outcomes.add(outcome);
                return outcome.isStale() ? cell : correction.value();
            }
        }
        return cell;
    }

    /** What became of each that was asked for, in the order of asking. */
    public List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }
}
