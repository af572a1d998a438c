package org.junheng.dashboard.view;

import java.util.List;

/**
 * One table, and what draws it.
 *
 * @param paging which part of a long table is shown; null where it has no pages
 * @param chart as JSON for the script; null where nothing is drawn
 * @param alt the text in place of the chart
 * @param cut how many rows are shown where there are more; 0 where all are
 * @param csv address of the same rows for spreadsheets; null where not offered
 * @param json address of the same rows for programs; null where not offered
 * @param print whether it stands on the printed page too
 * @param printRows how many of its rows are printed
 * @param map what stands under the map that is drawn; null where none is
 */
public record PanelView(
        String id,
        String title,
        String about,
        List<ColumnView> columns,
        List<RowView> rows,
        String noRows,
        PagingView paging,
        String chart,
        String alt,
        int cut,
        String csv,
        String json,
        boolean print,
        int printRows,
        MapNotice map) {
    /** How many rows the printed page leaves out. */
    public int notPrinted() {
        return Math.max(0, rows.size() - printRows);
    }

    public boolean explains() {
        return rows.stream().anyMatch(row -> !row.why().isEmpty());
    }
}
