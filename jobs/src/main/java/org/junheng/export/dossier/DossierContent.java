package org.junheng.export.dossier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junheng.rulebook.DossierLayout;
import org.junheng.rulebook.DossierLayout.Rows;
import org.junheng.rulebook.DossierLayout.Sheet;
import org.junheng.rulebook.DossierLayout.Style;
import org.junheng.rulebook.DossierLayout.Table;

/** What the queries gave, sheet by sheet: all of it before the first sheet is written, since the first lists the others. */
record DossierContent(List<OfSheet> sheets) {
    record OfSheet(Sheet sheet, List<OfTable> tables) {
        /** Rows that are entries, not limits or totals; unknown where the published file lacks a table for them. */
        OptionalLong entries() {
            if (tables.stream().anyMatch(OfTable::unknown)) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(tables.stream()
                    .filter(table -> !table.table().contents())
                    .flatMap(table -> table.parts().stream())
                    .filter(part -> part.rows().style() == Style.PLAIN)
                    .mapToLong(part -> part.values().size())
                    .sum());
        }
    }

    /**
     * A table.
     *
     * @param lacking tables and columns that the published file lacks
     * @param withheld tables of which a protected copy withholds something
     */
    record OfTable(Table table, List<String> lacking, List<String> withheld, List<OfRows> parts) {
        boolean empty() {
            return parts.stream().allMatch(part -> part.values().isEmpty());
        }

        /** Whether there are no rows because a whole table is lacking, which is not the same as none. */
        boolean unknown() {
            return empty() && lacking.stream().anyMatch(name -> name.indexOf('.') < 0);
        }
    }

    record OfRows(Rows rows, List<Map<String, Object>> values) {}

    static DossierContent of(DossierLayout layout, DossierQueries queries) {
        var sheets = new ArrayList<OfSheet>();
        for (var sheet : layout.sheets()) {
            var tables = new ArrayList<OfTable>();
            for (var table : sheet.tables()) {
                tables.add(of(layout, queries, table));
            }
            sheets.add(new OfSheet(withGrid(sheet, tables), tables));
        }
        return new DossierContent(sheets);
    }

    /** Where columns stand across, only the published file tells how many there are. */
    private static Sheet withGrid(Sheet sheet, List<OfTable> tables) {
        return sheet.tables().stream().allMatch(table -> table.across() == null)
                ? sheet
                : sheet.withGrid(tables.get(0).table().columns().values().stream()
                        .map(DossierLayout.Column::width)
                        .toList());
    }

    private static OfTable of(DossierLayout layout, DossierQueries queries, Table asLaidOut) {
        var across = asLaidOut.across() == null
                ? null
                : new DossierAcross(asLaidOut, queries.rows(asLaidOut.across().members(), asLaidOut.place()));
        var table = across == null ? asLaidOut : across.table();
        var lacking = new LinkedHashSet<String>();
        table.needs().forEach(name -> lacking.addAll(queries.lacking(name)));
        var parts = new ArrayList<OfRows>();
        for (var rows : table.rows()) {
            var selected = queries.rows(rows.sql(), rows.place());
            var found = across == null ? selected : across.joined(selected);
            found.stream().findFirst().ifPresent(first -> requireColumns(layout, table, rows, first));
            parts.add(new OfRows(rows, found));
        }
        return new OfTable(
                table,
                List.copyOf(lacking),
                table.needs().stream().filter(queries::isWithheld).toList(),
                parts);
    }

    /** A column that nothing shows is a slip of the pen, and its figures would be lost without a word. */
    private static void requireColumns(DossierLayout layout, Table table, Rows rows, Map<String, Object> row) {
        var known = new LinkedHashMap<String, Object>(table.columns());
        table.columns().values().forEach(column -> {
            if (column.marked() != null) {
                known.put(column.marked().by(), column);
            }
            if (column.missingIf() != null) {
                known.put(column.missingIf().column(), column);
            }
            if (column.formatBy() != null) {
                known.put(column.formatBy().column(), column);
            }
        });
        for (var name : row.keySet()) {
            if (!known.containsKey(name)) {
                throw layout.fault(rows.place(), "the query gives '" + name + "', which no column shows");
            }
        }
    }
}
