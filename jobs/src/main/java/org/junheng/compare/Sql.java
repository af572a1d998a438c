package org.junheng.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.junheng.summary.SnapshotPair;
import org.junheng.summary.SqlText;

/** Queries over a pair of snapshots, read as rows of text. */
final class Sql {
    private Sql() {}

    static String names(Collection<String> names) {
        return names.stream().map(SqlText::identifier).collect(Collectors.joining(", "));
    }

    /** All rows of a query, each cell as text; null stays null. */
    static List<List<String>> rows(SnapshotPair pair, String sql) {
        try (var answer = pair.select(sql)) {
            var rows = new ArrayList<List<String>>();
            while (answer.next()) {
                var row = new ArrayList<String>();
                for (int i = 0; i < answer.columns().size(); i++) {
                    var value = answer.value(i);
                    row.add(value == null ? null : value.toString());
                }
                rows.add(row);
            }
            return rows;
        }
    }

    static long count(SnapshotPair pair, String from) {
        return Long.parseLong(rows(pair, "SELECT count(*) FROM " + from).get(0).get(0));
    }
}
