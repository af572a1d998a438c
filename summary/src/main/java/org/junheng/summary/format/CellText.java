package org.junheng.summary.format;

import java.util.List;
import java.util.Map;

/** A value that is not null as the text of a cell. */
public final class CellText {
    private CellText() {}

    public static String of(Object value) {
        if (value instanceof Number number) {
            return NumberText.of(number);
        }
        if (value instanceof List || value instanceof Map) {
            return JsonValues.text(value);
        }
        return value.toString();
    }
}
