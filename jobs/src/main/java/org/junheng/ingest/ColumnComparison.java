package org.junheng.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A column beside the same one of another year, so that swapped columns show.
 *
 * @param column the column
 * @param earlier its figures in the other year, or null where that has none
 * @param mark what is odd about it, or null
 * @param like the column that it looks like, for {@link Mark#LIKE_ANOTHER}; else null
 */
public record ColumnComparison(SheetFinding.Column column, ColumnFigures earlier, Mark mark, String like) {
    /** What is odd about a column. */
    public enum Mark {
        /** It looks like another column of the other year, which looks like it. */
        LIKE_ANOTHER,
        /** Its median is far from that of the other year. */
        FAR,
        /** It had numbers and has text, or the other way round. */
        OTHER_KIND
    }

    /** Compares every column of a sheet with the other year. */
    public static List<ColumnComparison> of(SheetFinding sheet, EarlierFigures other, double medianFactor) {
        var compared = new ArrayList<SheetFinding.Column>();
        for (var column : sheet.columns()) {
            var before = column.key() == null ? null : other.figures().get(column.key());
            if (before != null && before.isNumeric() && column.figures().isNumeric()) {
                compared.add(column);
            }
        }
        var likes = likes(compared, other, medianFactor);
        return sheet.columns().stream()
                .map(column -> {
                    var before = column.key() == null ? null : other.figures().get(column.key());
                    var like = likes.get(column.position());
                    return new ColumnComparison(column, before, mark(column, before, like, medianFactor), like);
                })
                .toList();
    }

    private static Mark mark(SheetFinding.Column column, ColumnFigures before, String like, double medianFactor) {
        if (before == null) {
            return null;
        }
        if (like != null) {
            return Mark.LIKE_ANOTHER;
        }
        var now = column.figures();
        if (now.isNumeric() && before.isText() || now.isText() && before.isNumeric()) {
            return Mark.OTHER_KIND;
        }
        return now.isNumeric() && before.isNumeric() && isFar(now, before, medianFactor) ? Mark.FAR : null;
    }

    private static boolean isFar(ColumnFigures now, ColumnFigures before, double medianFactor) {
        double one = now.median();
        double other = before.median();
        return one > 0 && other > 0 && (one > medianFactor * other || other > medianFactor * one);
    }

    /** Position → what the column looks like: neighbours, and columns that are both far off, where crossing them fits. */
    private static Map<Integer, String> likes(
            List<SheetFinding.Column> columns, EarlierFigures other, double medianFactor) {
        var likes = new HashMap<Integer, String>();
        for (int i = 0; i < columns.size(); i++) {
            for (int j = i + 1; j < columns.size(); j++) {
                var one = columns.get(i);
                var two = columns.get(j);
                var oneBefore = other.figures().get(one.key());
                var twoBefore = other.figures().get(two.key());
                boolean bothFar =
                        isFar(one.figures(), oneBefore, medianFactor) && isFar(two.figures(), twoBefore, medianFactor);
                if (j > i + 1 && !bothFar) {
                    continue;
                }
                double straight = distance(one.figures(), oneBefore) + distance(two.figures(), twoBefore);
                double crossed = distance(one.figures(), twoBefore) + distance(two.figures(), oneBefore);
                if (straight > Math.log(medianFactor) && crossed < straight / 2) {
                    likes.putIfAbsent(one.position(), two.header());
                    likes.putIfAbsent(two.position(), one.header());
                }
            }
        }
        return likes;
    }

    /** How far two columns are apart: in median and greatest value by their logarithms, and in the share of blanks. */
    private static double distance(ColumnFigures one, ColumnFigures other) {
        return logarithms(one.median(), other.median())
                + logarithms(one.greatest(), other.greatest())
                + Math.abs(one.blankShare() - other.blankShare());
    }

    private static double logarithms(double one, double other) {
        return Math.abs(Math.log1p(Math.max(0, one)) - Math.log1p(Math.max(0, other)));
    }
}
