package org.junheng.sample;

import java.util.ArrayList;
import java.util.List;
import org.junheng.sample.FormFacts.Column;

/**
 * The rows of a header with groups of columns: a group's name spans its columns, and a name without groups spans the rows
 * below it. Where cells are merged the first has the name and the others are blank.
 *
 * @param rows from the top row down
 */
record FormHeader(List<List<String>> rows, List<Merged> merged) {

    /** Cells that are one; positions from 0, both ends included. */
    record Merged(int firstRow, int firstColumn, int lastRow, int lastColumn) {}

    static FormHeader of(List<Column> columns) {
        int depth = columns.stream()
                .mapToInt(column -> column.header().size())
                .max()
                .orElse(1);
        var rows = new ArrayList<List<String>>();
        var merged = new ArrayList<Merged>();
        for (int row = 0; row < depth; row++) {
            var names = new ArrayList<String>();
            for (int column = 0; column < columns.size(); column++) {
                var path = columns.get(column).header();
                boolean begins = row < path.size() && !continues(columns, column, row);
                names.add(begins ? path.get(row) : "");
                if (begins) {
                    int lastColumn = column;
                    while (lastColumn + 1 < columns.size() && continues(columns, lastColumn + 1, row)) {
                        lastColumn++;
                    }
                    int lastRow = row == path.size() - 1 ? depth - 1 : row;
                    if (lastColumn > column || lastRow > row) {
                        merged.add(new Merged(row, column, lastRow, lastColumn));
                    }
                }
            }
            rows.add(names);
        }
        return new FormHeader(rows, merged);
    }

    /** Whether a column is in the same group as the one to its left. */
    private static boolean continues(List<Column> columns, int column, int row) {
        if (column == 0) {
            return false;
        }
        var path = columns.get(column).header();
        var before = columns.get(column - 1).header();
        return row < path.size() - 1
                && row < before.size() - 1
                && path.subList(0, row + 1).equals(before.subList(0, row + 1));
    }
}
