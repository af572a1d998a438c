package org.junheng.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.SummaryTable;

/** The rows of tables {@code data_dictionary} and {@code data_macro}. */
final class DictionaryRows {
    private final Rulebook rulebook;

    DictionaryRows(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    /** Every column of every table and view. */
    List<Map<String, Object>> columns() {
        var rows = new ArrayList<Map<String, Object>>();
        for (var table : rulebook.tables().values()) {
            add(rows, table.name(), table.columns(), table.key());
        }
        for (var view : rulebook.summary().views().values()) {
            add(rows, view.name(), view.columns(), List.of());
        }
        return rows;
    }

    private static void add(
            List<Map<String, Object>> rows, String table, List<SummaryTable.Column> columns, List<String> key) {
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            var row = new HashMap<String, Object>();
            row.put("table_name", table);
            row.put("column_name", column.name());
            row.put("type", column.type().name().toLowerCase(Locale.ROOT));
            row.put("unit", column.unit());
            row.put(
                    "unit_en",
                    column.unitText() == null ? null : column.unitText().en());
            row.put("description_zh", column.description().zh());
            row.put("description_en", column.description().en());
            row.put("source", column.source());
            int position = key.indexOf(column.name());
            row.put("key_position", position < 0 ? null : Long.valueOf(position + 1));
            row.put("column_position", Long.valueOf(i + 1));
            rows.add(row);
        }
    }

    /** Every macro. */
    List<Map<String, Object>> macros() {
        var rows = new ArrayList<Map<String, Object>>();
        for (var macro : rulebook.summary().macros().values()) {
            var row = new HashMap<String, Object>();
            row.put("name", macro.name());
            row.put("kind", macro.kind().name().toLowerCase(Locale.ROOT));
            row.put("parameters", String.join(", ", macro.parameters().keySet()));
            row.put("unit", macro.unit());
            row.put(
                    "unit_en",
                    macro.unitText() == null ? null : macro.unitText().en());
            row.put("description_zh", macro.description().zh());
            row.put("description_en", macro.description().en());
            row.put("formula", macro.formula());
            row.put("source", macro.source());
            row.put("example", macro.example());
            rows.add(row);
        }
        return rows;
    }
}
