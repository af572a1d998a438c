package org.junheng.dashboard.server;

import java.util.TreeMap;
import org.junheng.dashboard.panel.Selection;

/**
 * What an answer depends on beside its snapshot, in one writing. Addresses say the same in many ways (order, encoding,
 * defaults); those must not fill the cache.
 */
final class CanonicalAddress {
    /** No checked value holds it. */
    private static final char BETWEEN = '\0';

    private CanonicalAddress() {}

    /**
     * @param form what is made of the selection, such as html
     * @param panel the only panel asked for; empty for all
     */
    static String of(String form, String panel, Selection selection) {
        var text = new StringBuilder()
                .append(form)
                .append(BETWEEN)
                .append(panel)
                .append(BETWEEN)
                .append(selection.language().code())
                .append(BETWEEN)
                .append(selection.page().page())
                .append(BETWEEN)
                .append(selection.level())
                .append(BETWEEN)
                .append(selection.code());
        new TreeMap<>(selection.values()).forEach((name, value) -> {
            if (value != null) {
                text.append(BETWEEN).append(name).append('=').append(value);
            }
        });
        return text.toString();
    }
}
