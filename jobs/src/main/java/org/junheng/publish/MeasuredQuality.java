package org.junheng.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junheng.rulebook.SummaryTable;
import org.junheng.warehouse.ParquetTable;
import org.junheng.warehouse.TableShape;
import org.junheng.warehouse.TableShape.Column;
import org.junheng.warehouse.TableShape.Type;

/** What the measure step found out about the quality of rows, province by province, added up by year, table and rule. */
final class MeasuredQuality {
    private static final List<String> COUNTS = List.of("rows_checked", "rows_failing");

    private MeasuredQuality() {}

    /**
     * Adds up rows of table {@code quality}.
     *
     * @param files Parquet files with the columns of the table, in order of their paths
     */
    static List<Map<String, Object>> rows(SummaryTable table, List<Path> files) {
        var shape = new TableShape(
                table.name(),
                table.columns().stream()
                        .map(column -> new Column(
                                column.name(), column.type() == SummaryTable.Type.INTEGER ? Type.INTEGER : Type.TEXT))
                        .toList());
        var sums = new TreeMap<String, Map<String, Object>>();
        for (var file : files) {
            for (var cells : read(file, shape)) {
                var row = new HashMap<String, Object>();
                for (int i = 0; i < cells.length; i++) {
                    row.put(shape.columns().get(i).name(), cells[i]);
                }
                var key = table.key().stream().map(row::get).toList().toString();
                sums.merge(key, row, MeasuredQuality::plus);
            }
        }
        return List.copyOf(sums.values());
    }

    private static List<Object[]> read(Path file, TableShape shape) {
        try {
            return ParquetTable.read(file, shape);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, Object> plus(Map<String, Object> one, Map<String, Object> other) {
        COUNTS.forEach(count -> one.merge(count, other.get(count), (a, b) -> (Long) a + (Long) b));
        if (one.get("example") == null) {
            one.put("example", other.get("example"));
        }
        return one;
    }
}
