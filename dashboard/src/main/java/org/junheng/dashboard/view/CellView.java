package org.junheng.dashboard.view;

/**
 * One cell.
 *
 * @param text as shown; empty where there is no value
 * @param raw the value unrounded; null where there is none, or where it is the text
 * @param href where it leads; null where it leads nowhere
 * @param tone the colour, null for none; {@code sign} says the same
 */
public record CellView(String text, String raw, String href, String tone, String sign) {
    static final CellView NONE = new CellView("", null, null, null, null);

    public boolean missing() {
        return text.isEmpty();
    }
}
