package org.junheng.dashboard.view;

/**
 * One column.
 *
 * @param end whether its cells stand at the end, as numbers do
 * @param wide whether its text needs room
 */
public record ColumnView(String name, String title, String unit, boolean end, boolean wide) {}
