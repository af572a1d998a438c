package org.junheng.export.dossier;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.regex.Pattern;

/** How many characters a number takes in its format: a column that is too narrow prints signs in its place. */
final class NumberWidth {
    /** What the edges of a cell take. */
    private static final int EDGES = 1;
    /** Bold digits are wider. */
    private static final double BOLD = 1.1;

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern ROOM = Pattern.compile("_(.)");

    private NumberWidth() {}

    /** Characters of the cell with its edges; none where it holds no number. */
    static int of(DossierCell cell) {
        if (cell.number() == null) {
            return 0;
        }
        int beside = 0;
        var quoted = QUOTED.matcher(cell.format());
        while (quoted.find()) {
            beside += wide(quoted.group(1));
        }
        var plain = QUOTED.matcher(cell.format()).replaceAll("");
        var room = ROOM.matcher(plain);
        while (room.find()) {
            beside += wide(room.group(1));
        }
        var pattern = ROOM.matcher(plain).replaceAll("").split(";", 2)[0];
        var shown = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(cell.number());
        return (int) Math.ceil((shown.length() + beside) * BOLD) + EDGES;
    }

    /** Signs take two characters in a Chinese font. */
    private static int wide(String text) {
        return text.chars().map(character -> character < 128 ? 1 : 2).sum();
    }
}
