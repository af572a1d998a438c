package org.junheng.dashboard.view;

import java.util.List;

/** Panels under one heading. */
public record SectionView(String id, String title, List<PanelView> panels) {
    /** Whether any of it stands on the printed page. */
    public boolean print() {
        return panels.stream().anyMatch(PanelView::print);
    }
}
