package org.junheng.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.junheng.compare.Comparison.OneSided;

/** A table of two snapshots, of which one may lack it or some of its columns. */
record PairedTable(String name, List<String> key, Optional<PublishedTable> before, Optional<PublishedTable> after) {
    /** All columns, in the order of the later snapshot's table. */
    List<String> columns() {
        var columns = new LinkedHashSet<String>();
        after.ifPresent(table -> columns.addAll(table.types().keySet()));
        before.ifPresent(table -> columns.addAll(table.types().keySet()));
        return List.copyOf(columns);
    }

    /** The columns beside the key whose values can be compared; where one snapshot lacks the table, those of the other. */
    List<String> compared() {
        return columns().stream()
                .filter(column -> !key.contains(column))
                .filter(column -> lacks(before, column) == lacks(after, column) || before.isEmpty() || after.isEmpty())
                .toList();
    }

    private static boolean lacks(Optional<PublishedTable> table, String column) {
        return table.isEmpty() || !table.get().types().containsKey(column);
    }

    /** What only one of the two snapshots has. */
    List<OneSided> oneSided() {
        if (before.isEmpty() || after.isEmpty()) {
            return List.of(new OneSided(name, null, before.isPresent()));
        }
        var found = new ArrayList<OneSided>();
        for (var column : columns()) {
            if (lacks(before, column) != lacks(after, column)) {
                found.add(new OneSided(name, column, lacks(after, column)));
            }
        }
        return found;
    }

    /** What a column holds in both, or text where the snapshots disagree on a type other than a number. */
    String commonType(String column) {
        var first = before.map(table -> table.types().get(column));
        var second = after.map(table -> table.types().get(column));
        if (first.isEmpty() || second.isEmpty() || first.equals(second)) {
            return first.or(() -> second).orElseThrow();
        }
        return number(first.get()) && number(second.get()) ? "DOUBLE" : "VARCHAR";
    }

    private static boolean number(String type) {
        return type.equals("DOUBLE") || type.endsWith("INT") || type.equals("INTEGER");
    }
}
