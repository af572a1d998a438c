package org.junheng.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.junheng.rulebook.CensusTable;
import org.junheng.rulebook.Rulebook;

/**
 * What the cells of a column look like.
 *
 * @param rows rows looked at
 * @param blanks how many of them are blank, or hold a word for missing
 * @param samples the first different values
 * @param numbers how many cells are numbers; a number with zeros before it is a code, not a number
 * @param least the least number; NaN where there is none, as with the next two
 * @param isKey whether every row has a value, and no value comes twice
 */
public record ColumnFigures(
        long rows,
        long blanks,
        List<String> samples,
        long numbers,
        double least,
        double median,
        double greatest,
        boolean isKey) {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]+)?");
    private static final Pattern GROUPED = Pattern.compile("-?[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?");
    private static final double MOSTLY = 0.9;
    private static final int LONGEST_SAMPLE = 24;

    /** Share of blank cells, 0 to 1; 0 where there are no rows. */
    public double blankShare() {
        return rows == 0 ? 0 : (double) blanks / rows;
    }

    /** Whether hardly anything but numbers stands in it. */
    public boolean isNumeric() {
        return numbers > 0 && numbers >= MOSTLY * (rows - blanks);
    }

    /** Whether it has values, and hardly any is a number. */
    public boolean isText() {
        return rows > blanks && numbers <= (1 - MOSTLY) * (rows - blanks);
    }

    /** Takes the figures of every column of a sheet. */
    static List<ColumnFigures> of(
            CensusSheets sheets, String sheet, CensusTable table, long lastHeaderLine, int width, Rulebook rulebook)
            throws IOException {
        var facts = rulebook.similarity();
        var missing = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        missing.addAll(rulebook.cells().missing());
        var takings = new ArrayList<Taking>();
        for (int i = 0; i < width; i++) {
            takings.add(new Taking(facts.samples(), missing));
        }
        try (var rows = new DataRows(sheets.rows(sheet, width), lastHeaderLine, table)) {
            var row = rows.next();
            for (int i = 0; i < facts.rows() && row != null; i++, row = rows.next()) {
                var cells = row.cells();
                for (int column = 0; column < width; column++) {
                    takings.get(column).take(column < cells.length ? Blanks.trim(cells[column]) : "");
                }
            }
        }
        return takings.stream().map(Taking::figures).toList();
    }

    private static final class Taking {
        private final int mostSamples;
        private final Set<String> missing;
        private final Set<String> samples = new LinkedHashSet<>();
        private final DoubleStream.Builder numbers = DoubleStream.builder();
        /** The values so far; null once one came twice. */
        private Set<String> values = new HashSet<>();

        private long rows;
        private long blanks;

        Taking(int mostSamples, Set<String> missing) {
            this.mostSamples = mostSamples;
            this.missing = missing;
        }

        void take(String cell) {
            rows++;
            if (cell.isEmpty() || missing.contains(cell)) {
                blanks++;
                return;
            }
            if (samples.size() < mostSamples) {
                samples.add(shown(cell));
            }
            if (values != null && !values.add(cell)) {
                values = null;
            }
            var text = CellText.code(cell);
            if (GROUPED.matcher(text).matches()) {
                text = text.replace(",", "");
            }
            if (NUMBER.matcher(text).matches()) {
                numbers.add(Double.parseDouble(text));
            }
        }

        private static String shown(String cell) {
            var line = CellText.visible(cell).replaceAll("\\s+", " ");
            return line.length() <= LONGEST_SAMPLE ? line : line.substring(0, LONGEST_SAMPLE) + "…";
        }

        ColumnFigures figures() {
            var sorted = numbers.build().sorted().toArray();
            int count = sorted.length;
            double median = count == 0
                    ? Double.NaN
                    : count % 2 == 1 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
            return new ColumnFigures(
                    rows,
                    blanks,
                    List.copyOf(samples),
                    count,
                    count == 0 ? Double.NaN : sorted[0],
                    median,
                    count == 0 ? Double.NaN : sorted[count - 1],
                    rows > 0 && blanks == 0 && values != null);
        }
    }
}
