package org.junheng.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junheng.rulebook.CensusTable;
import org.junheng.rulebook.ColumnMapping.Header;

/** Where the header of a sheet stands that nothing is known of. */
final class HeaderRow {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9,.]*%?");

    private HeaderRow() {}

    /** The first row that is as wide as any and has no numbers; else the first. */
    static int of(List<CsvRecords.Record> rows) {
        long widest = 0;
        int best = 0;
        for (int i = 0; i < rows.size(); i++) {
            var cells = Arrays.stream(rows.get(i).cells()).map(Blanks::trim).toList();
            long filled = cells.stream().filter(cell -> !cell.isEmpty()).count();
            boolean hasNumbers =
                    cells.stream().anyMatch(cell -> NUMBER.matcher(cell).matches());
            if (!hasNumbers && filled > widest) {
                widest = filled;
                best = i;
            }
        }
        return best;
    }

    /** The header that begins in a row; what stands above it are titles. */
    static SheetHeader header(List<CsvRecords.Record> rows, int first, CensusTable table, Header key) {
        var header = SheetHeader.find(rows.subList(first, rows.size()), table, key, true)
                .orElseThrow();
        var titles = new ArrayList<String>();
        for (var row : rows.subList(0, first)) {
            Arrays.stream(row.cells())
                    .map(Blanks::trim)
                    .filter(cell -> !cell.isEmpty())
                    .forEach(titles::add);
        }
        return new SheetHeader(
                header.paths(), header.firstLine(), header.lastLine(), List.copyOf(titles), header.units());
    }
}
