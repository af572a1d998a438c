package org.junheng.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junheng.rulebook.CanonicalColumn;
import org.junheng.rulebook.Rulebook;

/** Table {@code county_column}: what the columns of a county sheet mean. */
final class CountyColumnRows {
    private CountyColumnRows() {}

    static List<Map<String, Object>> of(Rulebook rulebook) {
        var rows = new ArrayList<Map<String, Object>>();
        rulebook.columns().forEach((name, column) -> {
            if (column.reference() != null) {
                rows.add(row(name, column));
            }
        });
        return rows;
    }

    private static Map<String, Object> row(String name, CanonicalColumn column) {
        var reference = column.reference();
        var row = new HashMap<String, Object>();
        row.put("column_name", name);
        row.put("type", column.type().name().toLowerCase(Locale.ROOT));
        row.put("unit", column.unit());
        row.put("title_zh", column.zh());
        row.put("title_en", column.en());
        row.put("definition_zh", reference.definition().zh());
        row.put("definition_en", reference.definition().en());
        row.put("part_of", reference.partOf());
        row.put("reference_period", reference.period().id());
        row.put("lag", Long.valueOf(reference.lag()));
        row.put("items", reference.serves().isEmpty() ? null : String.join(", ", reference.serves()));
        var clauses = new ArrayList<String>();
        reference.plans().forEach((document, clause) -> clauses.add(document + " " + clause));
        row.put("clauses", clauses.isEmpty() ? null : String.join(", ", clauses));
        return row;
    }
}
