package org.junheng.dashboard.view;

/**
 * Which part of a long table is shown.
 *
 * @param first number of the first row shown, from 1; 0 where none is
 * @param last number of the last row shown
 * @param previous address of the page before; null on the first
 * @param next address of the page after; null on the last
 * @param all address of all rows for spreadsheets; null where not offered
 */
public record PagingView(long first, long last, String previous, String next, String all) {}
