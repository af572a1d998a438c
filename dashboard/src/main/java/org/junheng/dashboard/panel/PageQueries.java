package org.junheng.dashboard.panel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junheng.dashboard.page.PanelDefinition;
import org.junheng.dashboard.panel.RefusedRequest.Reason;
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

    /**
     * Answers one panel of a page.
     *
     * @throws RefusedRequest when the page has no such panel
     */
    public static PageContent panel(Snapshot snapshot, Selection selection, String id) {
        return panel(snapshot, selection, id, (turn, panel, parameters) -> rows(turn, panel, panel.sql(), parameters));
    }

    /**
     * Answers one panel of a page with the rows of all its pages, as far as {@link #MOST_OF_ALL} goes.
     *
     * @throws RefusedRequest when the page has no such panel, or the panel has no pages
     */
    public static PageContent allRows(Snapshot snapshot, Selection selection, String id) {
        return panel(snapshot, selection, id, (turn, panel, parameters) -> {
            if (!panel.paged()) {
                throw new RefusedRequest(Reason.UNKNOWN_PARAMETER, "rows", String.join(", ", parameters.keySet()));
            }
            return turn.rows(panel.sql(), slice(parameters, MOST_OF_ALL, 0), MOST_OF_ALL);
        });
    }

    private interface Asking {
        Rows rows(SummaryReader.Turn turn, PanelDefinition panel, Map<String, Object> parameters);
    }

    private static PageContent panel(Snapshot snapshot, Selection selection, String id, Asking asking) {
        var panel = selection
                .page()
                .panel(id)
                .orElseThrow(() -> new RefusedRequest(
                        Reason.NO_PANEL,
                        SelectionReader.shortened(id),
                        selection.page().page()));
        try (var turn = snapshot.reader().turn()) {
            var panels = new LinkedHashMap<String, Rows>();
            panels.put(id, asking.rows(turn, panel, selection.parameters()));
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
