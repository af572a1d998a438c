package org.junheng.export.dossier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junheng.rulebook.DossierLayout.Across;
import org.junheng.rulebook.DossierLayout.Column;
import org.junheng.rulebook.DossierLayout.Table;
import org.junheng.terms.Bilingual;

/** Columns of a table that only the published file tells, one set a member: indicators by stages, for example. */
final class DossierAcross {
    /** The column of the rows that names their member. */
    static final String MEMBER = "member";

    private static final String OF = "@";

    private final Table table;
    private final Across across;
    private final Map<String, Column> columns = new LinkedHashMap<>();

    DossierAcross(Table table, List<Map<String, Object>> members) {
        this.table = table;
        this.across = table.across();
        columns.putAll(table.columns());
        for (var member : members) {
            add(String.valueOf(member.get("key")), String.valueOf(member.get("title")), (String)
                    member.get("grouping"));
        }
    }

    private void add(String member, String title, String grouping) {
        boolean single = across.columns().size() == 1;
        across.columns().forEach((name, column) -> {
            var over = single ? grouping : grouping == null ? title : grouping + " · " + title;
            columns.put(
                    name + OF + member,
                    column.headed(
                            over == null ? null : same(over),
                            single ? same(title) : column.title(),
                            column.marked() == null ? null : column.marked().by() + OF + member));
        });
    }

    private static Bilingual same(String text) {
        return new Bilingual(text, text);
    }

    Table table() {
        return table.withColumns(columns);
    }

    /** Rows that follow each other and are equal beside their members' columns, as one. */
    List<Map<String, Object>> joined(List<Map<String, Object>> rows) {
        var all = new ArrayList<Map<String, Object>>();
        Map<String, Object> common = null;
        for (var row : rows) {
            var own = new LinkedHashMap<String, Object>();
            var others = new LinkedHashMap<String, Object>();
            row.forEach((name, value) -> {
                if (isOfMember(name)) {
                    own.put(name + OF + row.get(MEMBER), value);
                } else if (!name.equals(MEMBER)) {
                    others.put(name, value);
                }
            });
            if (!others.equals(common)) {
                common = others;
                all.add(new LinkedHashMap<>(others));
            }
            if (row.get(MEMBER) != null) {
                all.get(all.size() - 1).putAll(own);
            }
        }
        return all;
    }

    private boolean isOfMember(String name) {
        return across.columns().containsKey(name)
                || across.columns().values().stream()
                        .anyMatch(column ->
                                column.marked() != null && column.marked().by().equals(name));
    }
}
