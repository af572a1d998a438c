package org.junheng.dashboard.view;

import java.util.List;

/**
 * One row.
 *
 * @param why title and text of what is shown on demand
 */
public record RowView(List<CellView> cells, List<Detail> why) {
    /** One part of "why this number". */
    public record Detail(String title, String text) {}
}
