package org.junheng.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;
import org.junheng.warehouse.TableShape;

/**
 * Rows of one metrics table while a task makes them. The code names the columns that it fills, in its own order; the
 * contract in {@code schemas/summary/tables.yaml} decides what is stored.
 */
public final class MetricTable {
    private final TableShape shape;
    private final int[] positions;
    private final int[] key;
    private final List<Object[]> rows = new ArrayList<>();

    MetricTable(Rulebook rulebook, String name, List<String> filled) {
        var contract = rulebook.tables().get(name);
        if (contract == null) {
            throw contractFault("summary/tables.yaml lacks table " + name);
        }
        shape = TableShape.of(contract);
        var at = shape.positions();
        positions = filled.stream()
                .mapToInt(column -> {
                    var position = at.get(column);
                    if (position == null) {
                        throw contractFault("summary/tables.yaml lacks column " + name + "." + column);
                    }
                    return position;
                })
                .toArray();
        key = contract.key().stream().mapToInt(at::get).toArray();
    }

    private static FaultException contractFault(String what) {
        return new FaultException(
                FaultException.Kind.FACTS,
                "facts.tables",
                Place.file("schemas/summary/tables.yaml"),
                new Bilingual("结果表约定不完整：" + what, what),
                new Bilingual("请恢复随软件提供的 tables.yaml", "restore the tables.yaml that came with this version"));
    }

    /**
     * Adds a row, its values in the order in which the columns were named.
     *
     * <p>Whole numbers are widened; NaN becomes null and −0 becomes 0, since neither may stand in a table.
     */
    void add(Object... values) {
        if (values.length != positions.length) {
            throw new IllegalArgumentException(shape.name() + " takes " + positions.length + " values");
        }
        var row = new Object[shape.columns().size()];
        for (int i = 0; i < values.length; i++) {
            row[positions[i]] = TableShape.stored(values[i]);
        }
        rows.add(row);
    }

    TableShape shape() {
        return shape;
    }

    /** The rows in key order. */
    List<Object[]> sorted() {
        rows.sort(Comparator.comparing((Object[] row) -> row, this::compareKeys));
        return rows;
    }

    private int compareKeys(Object[] one, Object[] other) {
        for (int at : key) {
            int order = one[at] instanceof Long whole
                    ? whole.compareTo((Long) other[at])
                    : ((String) one[at]).compareTo((String) other[at]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
