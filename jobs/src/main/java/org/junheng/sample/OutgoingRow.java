package org.junheng.sample;

import java.util.List;
import java.util.Optional;

/**
 * A row on its way into a file.
 *
 * @param school the school
 * @param cells the cells; a faulty row may have too few or too many
 * @param fault why a reader must quarantine the row
 * @param brokenColumn position of a cell whose last character is cut in the middle of its bytes; -1 for none
 * @param sound the cells without the fault
 */
record OutgoingRow(School school, List<String> cells, Optional<Fault> fault, int brokenColumn, List<String> sound) {

    static OutgoingRow sound(School school, List<String> cells) {
        return new OutgoingRow(school, cells, Optional.empty(), -1, cells);
    }
}
