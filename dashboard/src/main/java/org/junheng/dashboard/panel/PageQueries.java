package org.junheng.dashboard.panel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junheng.dashboard.page.PanelDefinition;
import org.junheng.dashboard.panel.RefusedRequest.Reason;
import org.junheng.dashboard.snapshot.Snapshot;
import org.junheng.summary.Rows;
import org.junheng.summary.SummaryReader;

/** Asks a snapshot what a page wants to know. */
public final class PageQueries {
    private PageQueries() {}

    /** Answers a whole page. */
    public static PageContent page(Snapshot snapshot, Selection selection) {
        var parameters = selection.parameters();
        try (var turn = snapshot.reader().turn()) {
            var headline = Optional.ofNullable(selection.page().headline())
                    .map(sql -> turn.rows(sql, parameters, 1))
                    .filter(rows -> !rows.rows().isEmpty())
                    .map(rows -> rows.named(0));
            var panels = new LinkedHashMap<String, Rows>();
            selection.page().panels().forEach(panel -> panels.put(panel.id(), rows(turn, panel, parameters)));
            return new PageContent(selection, snapshot.id(), headline, panels);
        }
    }

    /**
     * Answers one panel of a page.
     *
     * @throws RefusedRequest when the page has no such panel
     */
    public static PageContent panel(Snapshot snapshot, Selection selection, String id) {
        var panel = selection
                .page()
                .panel(id)
                .orElseThrow(() -> new RefusedRequest(
                        Reason.NO_PANEL,
                        SelectionReader.shortened(id),
                        selection.page().page()));
        try (var turn = snapshot.reader().turn()) {
            var panels = new LinkedHashMap<String, Rows>();
            panels.put(id, rows(turn, panel, selection.parameters()));
            return new PageContent(selection, snapshot.id(), Optional.empty(), panels);
        }
    }

    private static Rows rows(SummaryReader.Turn turn, PanelDefinition panel, Map<String, Object> parameters) {
        return turn.rows(panel.sql(), parameters, panel.mostRows());
    }
}
