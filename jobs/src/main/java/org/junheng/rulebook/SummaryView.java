package org.junheng.rulebook;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junheng.rulebook.SummaryTable.Column;
import org.junheng.rulebook.SummaryTable.DraftColumn;
import org.junheng.rulebook.SummaryTable.Type;
import org.junheng.terms.Bilingual;

/**
 * A view of the published database: the answer to one question.
 *
 * @param question what it answers
 * @param row what one row is
 * @param use by what to select, what to mind, and what null means
 * @param order how its rows stand
 * @param example a SELECT that runs as it stands
 * @param sql the SELECT of the view
 * @param columns in the order of the SELECT
 */
public record SummaryView(
        String name,
        Bilingual question,
        Bilingual row,
        Bilingual use,
        Bilingual order,
        String example,
        String sql,
        List<Column> columns)
        implements Serializable {

    record Draft(
            Bilingual question,
            Bilingual row,
            Bilingual use,
            Bilingual order,
            String example,
            String sql,
            LinkedHashMap<String, DraftViewColumn> columns) {
        SummaryView named(String name, Map<String, SummaryTable> tables, Units units) {
            if (tables.containsKey(name)) {
                throw new IllegalArgumentException("a table is called " + name + " already");
            }
            var all = new ArrayList<Column>();
            Facts.required(columns, "columns").forEach((column, draft) -> all.add(draft.named(column, tables, units)));
            return new SummaryView(
                    name,
                    Facts.required(question, "question"),
                    Facts.required(row, "row"),
                    Facts.required(use, "use"),
                    Facts.required(order, "order"),
                    Facts.required(example, "example").strip(),
                    Facts.required(sql, "sql").strip(),
                    List.copyOf(all));
        }
    }

    /** A column: what a column of a table is ({@code from: table.column}), or a description of its own. */
    record DraftViewColumn(String from, Type type, String unit, String zh, String en, String source) {
        Column named(String name, Map<String, SummaryTable> tables, Units units) {
            if (from == null) {
                return new DraftColumn(type, unit, zh, en, Facts.required(source, "source")).named(name, units);
            }
            var names = from.split("\\.", -1);
            var table = tables.get(names[0]);
            var column = table == null || names.length != 2
                    ? null
                    : table.columns().stream()
                            .filter(each -> each.name().equals(names[1]))
                            .findFirst()
                            .orElse(null);
            if (column == null) {
                throw new Facts.KeyFault("columns." + name, "there is no column " + from + " in summary/tables.yaml");
            }
            return new Column(
                    name,
                    column.type(),
                    column.unit(),
                    column.unitText(),
                    zh == null ? column.description() : new Bilingual(zh, Facts.required(en, "en")),
                    column.source());
        }
    }
}
