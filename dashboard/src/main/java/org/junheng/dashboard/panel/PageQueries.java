package org.junheng.dashboard.panel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junheng.dashboard.page.PanelDefinition;
import org.junheng.dashboard.snapshot.Snapshot;
import org.junheng.summary.NamedSql;
import org.junheng.summary.Rows;
import org.junheng.summary.SummaryReader;

/** Asks a snapshot what a page wants to know. */
public final class PageQueries {
    /** How many rows of a long table can be had at once. */
    public static final int MOST_OF_ALL = 50_000;

    private PageQueries() {}

    /** Answers a whole page. */
    public static PageContent page(Snapshot snapshot, Selection selection) {
        var parameters = selection.parameters();
        try (var turn = snapshot.reader().turn()) {
            var once = new WorkedOutOnce(turn, selection.page().once(), parameters);
            var headline = Optional.ofNullable(selection.page().headline())
                    .map(sql -> turn.rows(once.headline(sql), parameters, 1))
                    .filter(rows -> !rows.rows().isEmpty())
                    .map(rows -> rows.named(0));
            var panels = new LinkedHashMap<String, Rows>();
            selection
                    .page()
                    .panels()
                    .forEach(panel -> panels.put(panel.id(), rows(turn, panel, once.panel(panel), parameters)));
            return new PageContent(selection, snapshot.id(), headline, panels);
        }
    }

    /** Answers one panel of a page. */
    public static PageContent panel(Snapshot snapshot, Selection selection, PanelDefinition panel) {
        var parameters = selection.parameters();
        return panel(snapshot, selection, panel, turn -> rows(turn, panel, panel.sql(), parameters));
    }

    /** Answers one panel of a page with the rows of all its pages, as far as {@link #MOST_OF_ALL} goes. */
    public static PageContent allRows(Snapshot snapshot, Selection selection, PanelDefinition panel) {
        var parameters = slice(selection.parameters(), MOST_OF_ALL, 0);
        return panel(snapshot, selection, panel, turn -> turn.rows(panel.sql(), parameters, MOST_OF_ALL));
    }

    private static PageContent panel(
            Snapshot snapshot, Selection selection, PanelDefinition panel, Function<SummaryReader.Turn, Rows> asking) {
        try (var turn = snapshot.reader().turn()) {
            var panels = new LinkedHashMap<String, Rows>();
            panels.put(panel.id(), asking.apply(turn));
            return new PageContent(selection, snapshot.id(), Optional.empty(), panels);
        }
    }

    private static Rows rows(
            SummaryReader.Turn turn, PanelDefinition panel, NamedSql sql, Map<String, Object> parameters) {
        if (!panel.paged()) {
            return turn.rows(sql, parameters, panel.mostRows());
        }
        int page = ((Number) parameters.get(panel.page())).intValue();
        long before = (page - 1L) * panel.mostRows();
        return turn.rows(sql, slice(parameters, panel.mostRows(), before), panel.mostRows());
    }

    /** One row more than is shown tells whether there are more. */
    private static Map<String, Object> slice(Map<String, Object> parameters, int rows, long before) {
        var all = new LinkedHashMap<>(parameters);
        all.put("rows", rows + 1L);
        all.put("before", before);
        return all;
    }
}
