package org.junheng.ingest;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of the same form in another year, to hold a sheet against.
 *
 * @param year that year
 * @param from the file, or the snapshot, that they are of
 * @param figures what the profile calls a column → its figures
 */
public record EarlierFigures(int year, String from, Map<String, ColumnFigures> figures) {
    /**
     * The figures to hold a sheet against: of the last year before it among the inspected files, else of another year,
     * else of the published census; empty where there are none.
     */
    public static Optional<EarlierFigures> of(SheetFinding sheet, List<FileInspection> inspected, Path warehouse) {
        if (sheet.year() == null) {
            return Optional.empty();
        }
        int year = sheet.year();
        EarlierFigures best = null;
        for (var file : inspected) {
            for (var other : file.sheets()) {
                boolean isSameForm = file.isClose()
                        && other.profile().profile().equals(sheet.profile().profile())
                        && other.table().table().equals(sheet.table().table());
                if (isSameForm && other.year() != null && other.year() != year) {
                    if (best == null || order(year).compare(other.year(), best.year) < 0) {
                        best = new EarlierFigures(other.year(), file.file().name(), figures(other));
                    }
                }
            }
        }
        return best == null ? PublishedFigures.of(sheet, warehouse) : Optional.of(best);
    }

    /** Years before this one first, the nearest first. */
    private static Comparator<Integer> order(int year) {
        return Comparator.<Integer, Boolean>comparing(other -> other > year)
                .thenComparing(other -> Math.abs(other - year));
    }

    private static Map<String, ColumnFigures> figures(SheetFinding sheet) {
        var figures = new HashMap<String, ColumnFigures>();
        for (var column : sheet.columns()) {
            if (column.key() != null) {
                figures.putIfAbsent(column.key(), column.figures());
            }
        }
        return figures;
    }
}
