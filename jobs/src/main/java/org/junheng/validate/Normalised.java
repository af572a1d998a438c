package org.junheng.validate;

import org.junheng.terms.Bilingual;

/**
 * A cell that was read as something else than it says letter by letter: {@code １２} as 12, {@code —} as blank. It breaks
 * no rule; that it happened is to be seen.
 *
 * @param column the header of its column
 * @param found what stands there
 * @param read what it was read as; empty for blank
 */
record Normalised(String column, String found, String read) {
    /** What was read, in words. */
    Bilingual words() {
        return Bilingual.format(
                "列「%1$s」：「%2$s」按「%3$s」读取", "column '%1$s': '%2$s' was read as '%3$s'", column, found, read);
    }
}
