package org.junheng.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junheng.rulebook.CensusTable;
import org.junheng.rulebook.ColumnMapping.Header;

/**
 * The header of a sheet, found among its first rows.
 *
 * <p>A header of several rows has a path of names a column: a name spans the columns to its right that are blank in its
 * row, as long as the rows above agree, which is what merged cells come out as.
 *
 * @param paths the names of each column, from the top row down, trimmed; empty for a column without a name
 * @param firstLine line of its first row
 * @param lastLine line of the last row before the data: of the header, or of the units below it
 * @param titles the texts above it
 * @param units the unit of each column as the row of units has it, or null where there is no such row
 */
public record SheetHeader(
        List<List<String>> paths, long firstLine, long lastLine, List<String> titles, List<String> units) {
    /** How many rows of a sheet are looked at. */
    public static final int LOOKED_AT = 40;

    private static final Pattern NUMBER = Pattern.compile("[0-9][0-9,.]*");

    /** Joins the names of a path. */
    public static final String SEPARATOR = "/";

    /** The names of the columns, those of several rows joined. */
    public List<String> names() {
        return paths.stream().map(path -> String.join(SEPARATOR, path)).toList();
    }

    /**
     * Finds the header of a form.
     *
     * @param rows the first rows of the sheet
     * @param key names of a column that every row of the form has
     * @param only whether the file has no other sheet: then its first row is taken for a header that lacks the key
     * @return empty where the sheet is blank, or has no such column although titles may stand above the header, and
     *     nothing but this column tells the form
     */
    static Optional<SheetHeader> find(List<CsvRecords.Record> rows, CensusTable table, Header key, boolean only) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var names = keyNames(key);
        int first = table.header().titles() ? Math.max(anchor(rows, names), 0) : 0;
        // What is named like the form must be the form: it is faulted for want of its columns, not passed over.
        if (!only && table.sheet() == null && !hasKey(rows.get(first), names)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(rows, table, key, first).header());
    }

    /** The first row that has a cell with a name of the key, or −1. */
    private static int anchor(List<CsvRecords.Record> rows, Set<String> names) {
        for (int i = 0; i < rows.size(); i++) {
            if (hasKey(rows.get(i), names)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean hasKey(CsvRecords.Record row, Set<String> names) {
        return Arrays.stream(row.cells()).map(HeaderText::normalised).anyMatch(names::contains);
    }

    private static Set<String> keyNames(Header key) {
        var names = new HashSet<String>();
        key.names().forEach(name -> names.add(HeaderText.normalised(name.name())));
        return names;
    }

    private static final class Finding {
        private final List<CsvRecords.Record> rows;
        private final CensusTable table;
        private final int first;
        private final int keyColumn;

        Finding(List<CsvRecords.Record> rows, CensusTable table, Header key, int first) {
            this.rows = rows;
            this.table = table;
            this.first = first;
            var cells = rows.get(first).cells();
            var names = keyNames(key);
            int found = -1;
            for (int i = 0; i < cells.length && found < 0; i++) {
                found = names.contains(HeaderText.normalised(cells[i])) ? i : -1;
            }
            keyColumn = found;
        }

        SheetHeader header() {
            int last = first;
            while (last - first + 1 < table.header().rows() && isHeaderToo(last + 1)) {
                last++;
            }
            List<String> units = null;
            int end = last;
            if (end + 1 < rows.size() && isUnits(rows.get(end + 1).cells())) {
                end++;
                units = Arrays.stream(rows.get(end).cells()).map(Blanks::trim).toList();
            }
            var titles = new ArrayList<String>();
            for (int i = 0; i < first; i++) {
                for (var cell : rows.get(i).cells()) {
                    if (!Blanks.trim(cell).isEmpty()) {
                        titles.add(Blanks.trim(cell));
                    }
                }
            }
            return new SheetHeader(
                    paths(last), rows.get(first).line(), rows.get(end).line(), List.copyOf(titles), units);
        }

        /** Whether a row belongs to the header: no key yet, no numbers, and no row of units. */
        private boolean isHeaderToo(int position) {
            if (position >= rows.size() || keyColumn < 0) {
                return false;
            }
            var cells = rows.get(position).cells();
            boolean keyed =
                    keyColumn < cells.length && !Blanks.trim(cells[keyColumn]).isEmpty();
            return !keyed
                    && !isUnits(cells)
                    && Arrays.stream(cells)
                            .noneMatch(cell -> NUMBER.matcher(Blanks.trim(cell)).matches());
        }

        private boolean isUnits(String[] cells) {
            var pattern = table.header().units();
            return pattern != null
                    && Arrays.stream(cells)
                            .map(Blanks::trim)
                            .allMatch(cell ->
                                    cell.isEmpty() || pattern.matcher(cell).matches());
        }

        private List<List<String>> paths(int last) {
            int width = 0;
            for (int i = first; i <= last; i++) {
                width = Math.max(width, rows.get(i).cells().length);
            }
            var paths = new ArrayList<List<String>>();
            for (int column = 0; column < width; column++) {
                paths.add(new ArrayList<>());
            }
            for (int i = first; i <= last; i++) {
                var cells = rows.get(i).cells();
                var before = paths.stream().map(List::copyOf).toList();
                String spanning = null;
                for (int column = 0; column < width; column++) {
                    var name = column < cells.length ? Blanks.trim(cells[column]) : "";
                    boolean sameAbove = column > 0 && before.get(column).equals(before.get(column - 1));
                    if (!name.isEmpty()) {
                        spanning = name;
                    } else if (i == last || !sameAbove || !isNamedBelow(column, i, last)) {
                        spanning = null;
                    }
                    if (spanning != null) {
                        paths.get(column).add(spanning);
                    }
                }
            }
            return paths.stream().map(List::copyOf).toList();
        }

        private boolean isNamedBelow(int column, int row, int last) {
            for (int i = row + 1; i <= last; i++) {
                var cells = rows.get(i).cells();
                if (column < cells.length && !Blanks.trim(cells[column]).isEmpty()) {
                    return true;
                }
            }
            return false;
        }
    }
}
