package org.junheng.validate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junheng.ingest.Blanks;
import org.junheng.ingest.CellText;
import org.junheng.rulebook.CellNotation;

/** Words that people write in place of a value: for what is missing, for yes and for no. */
final class CellWords {
    private final Set<String> missing = new HashSet<>();
    private final Map<String, Boolean> flags = new HashMap<>();
    private final int longest;

    CellWords(CellNotation notation) {
        notation.missing().forEach(word -> missing.add(folded(word)));
        notation.flags().yes().forEach(word -> flags.put(folded(word), true));
        notation.flags().no().forEach(word -> flags.put(folded(word), false));
        longest = Stream.concat(missing.stream(), flags.keySet().stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    /** Whether a cell says that nothing was reported. A blank cell has no word. */
    boolean isMissing(String cell) {
        if (cell.isEmpty() || cell.charAt(0) >= '0' && cell.charAt(0) <= '9') {
            return false; // no such word begins with a digit, and most cells do
        }
        return mayBeWord(cell) && missing.contains(folded(cell));
    }

    /** Yes or no; null where the cell says neither. */
    Boolean flag(String cell) {
        var flag = flags.get(cell);
        return flag == null && mayBeWord(cell) ? flags.get(folded(cell)) : flag;
    }

    /** Characters without width may stand among the others. */
    private boolean mayBeWord(String cell) {
        return cell.length() <= 2 * longest;
    }

    private static String folded(String word) {
        return Blanks.trim(CellText.narrow(word)).toLowerCase(Locale.ROOT);
    }
}
