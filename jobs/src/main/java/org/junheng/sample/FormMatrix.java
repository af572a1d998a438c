package org.junheng.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junheng.sample.FormFacts.Form;
import org.junheng.sample.FormFacts.Part;

/**
 * Divides a number in two ways at once, so that every row and every column of a form adds up: those of a whole (teachers,
 * classes) are put in line twice, once by row and once by column, and counted where the two meet.
 */
final class FormMatrix {
    private final String byGrade;
    private final Map<String, Long> numbers;
    private final int grades;
    private final int firstGrade;
    private final long whole;
    private final List<Part> rows;
    private final List<Part> columns;
    private final long[] rowSizes;
    private final long[] columnSizes;
    private final long[][] cells;

    /**
     * @param numbers the school's numbers by column of the flat layout
     * @param grades how many grades the stage has
     * @param firstGrade the first of them
     */
    FormMatrix(Form form, Map<String, Long> numbers, int grades, int firstGrade) {
        this.byGrade = form.byGrade();
        this.numbers = numbers;
        this.grades = grades;
        this.firstGrade = firstGrade;
        whole = numbers.getOrDefault(form.of(), 0L);
        rows = form.items().stream().map(FormFacts.Item::part).toList();
        columns = form.columns().stream().map(FormFacts.Column::part).toList();
        rowSizes = sizes(rows);
        columnSizes = sizes(columns);
        cells = new long[rows.size()][columns.size()];
        var ofRows = inLine(rowSizes);
        var ofColumns = inLine(columnSizes);
        for (int place = 0; place < Math.min(ofRows.size(), ofColumns.size()); place++) {
            cells[ofRows.get(place)][ofColumns.get(mixed(place, ofColumns.size()))]++;
        }
    }

    /** The size of each part that divides the whole. */
    private long[] sizes(List<Part> parts) {
        var left = new HashMap<String, Long>();
        long unnamed = whole;
        for (var part : parts) {
            if (part.of() != null && !left.containsKey(part.of())) {
                long pool = numbers.getOrDefault(part.of(), 0L);
                left.put(part.of(), pool);
                unnamed -= pool;
            }
        }
        left.put(null, unnamed);
        var pools = new HashMap<>(left);
        var sizes = new long[parts.size()];
        for (int i = 0; i < sizes.length; i++) {
            var part = parts.get(i);
            if (part.divides() && !part.rest()) {
                sizes[i] = size(part, pools.get(part.of()));
                left.merge(part.of(), -sizes[i], Long::sum);
            }
        }
        for (int i = 0; i < sizes.length; i++) {
            if (parts.get(i).rest()) {
                sizes[i] = left.get(parts.get(i).of());
            }
        }
        return sizes;
    }

    private long size(Part part, long pool) {
        if (part.grade() != null) {
            return ofGrade(part.grade(), pool);
        }
        return part.share() == null ? pool : floor(part.share(), pool);
    }

    private long ofGrade(int grade, long pool) {
        if (grade > grades) {
            return 0;
        }
        return byGrade == null
                ? pool / grades + (grade <= pool % grades ? 1 : 0)
                : numbers.getOrDefault(byGrade + (firstGrade + grade - 1), 0L);
    }

    private static long floor(BigDecimal share, long number) {
        return share.multiply(BigDecimal.valueOf(number))
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
    }

    /** As many places for each part as its size says. */
    private static List<Integer> inLine(long[] sizes) {
        var line = new ArrayList<Integer>();
        for (int i = 0; i < sizes.length; i++) {
            for (long each = 0; each < sizes[i]; each++) {
                line.add(i);
            }
        }
        return line;
    }

    /** A place far from this one, another for each: or the first rows would have the first columns alone. */
    private static int mixed(int place, int length) {
        int step = Math.max(1, (int) (length * 0.382));
        while (greatestCommonDivisor(step, length) > 1) {
            step++;
        }
        return (int) ((long) place * step % length);
    }

    private static int greatestCommonDivisor(int one, int other) {
        return other == 0 ? one : greatestCommonDivisor(other, one % other);
    }

    /** The number in a cell; −1 where there is none. */
    long at(int row, int column) {
        var ofRow = rows.get(row);
        var ofColumn = columns.get(column);
        if (ofColumn.grade() != null && ofColumn.grade() > grades) {
            return -1;
        }
        if (ofRow.within() != null) {
            int all = position(rows);
            return all < 0 || at(all, column) < 0 ? -1 : floor(ofRow.within(), at(all, column));
        }
        if (ofColumn.within() != null) {
            int all = position(columns);
            return all < 0 || at(row, all) < 0 ? -1 : floor(ofColumn.within(), at(row, all));
        }
        if (ofRow.all() && ofColumn.all()) {
            return whole;
        }
        if (ofRow.all() && ofColumn.divides()) {
            return columnSizes[column];
        }
        if (ofRow.divides() && ofColumn.all()) {
            return rowSizes[row];
        }
        return ofRow.divides() && ofColumn.divides() ? cells[row][column] : -1;
    }

    private static int position(List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).all()) {
                return i;
            }
        }
        return -1;
    }
}
