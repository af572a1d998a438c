package org.junheng.dashboard.view;

import java.util.List;

/** Panels under one heading. */
public record SectionView(String id, String title, List<PanelView> panels) {}
