package org.junheng.export.mend;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A quarantined row that still waits to be mended.
 *
 * @param profile the profile that read it
 * @param year the census year, or null where it cannot be told
 * @param county code of the county as the row says it; empty where it does not
 * @param sha256 hash of its file
 * @param file name of its file
 * @param sheet its sheet; empty in a text file
 * @param line its line
 * @param reasons all rules that it breaks, a line each, headers in brackets
 * @param text the row
 */
record QuarantinedRow(
        String profile,
        Integer year,
        String county,
        String sha256,
        String file,
        String sheet,
        long line,
        String rule,
        String reasons,
        String text) {
    private static final Pattern COLUMN = Pattern.compile("(?m)^\\[(.+?)\\] ");

    /** The headers of the cells that are wrong. */
    Set<String> badColumns() {
        var columns = new LinkedHashSet<String>();
        COLUMN.matcher(reasons).results().forEach(result -> columns.add(result.group(1)));
        return columns;
    }

    /** Why the cell of a column is wrong. */
    String reasonsOf(String column) {
        var own = new StringBuilder();
        reasons.lines().filter(reason -> reason.startsWith("[" + column + "] ")).forEach(reason -> own.append(
                        own.length() == 0 ? "" : "\n")
                .append(reason.substring(column.length() + 3)));
        return own.toString();
    }
}
