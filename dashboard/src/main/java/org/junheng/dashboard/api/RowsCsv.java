package org.junheng.dashboard.api;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junheng.dashboard.panel.PageContent;
import org.junheng.summary.Column;
import org.junheng.summary.format.CsvFormat;

/** Exactly the rows that a panel shows, for spreadsheets: the columns shown, figures unrounded. */
public final class RowsCsv {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private RowsCsv() {}

    public static String of(PageContent content, String panelId) {
        var panel = content.selection().page().panel(panelId).orElseThrow();
        var rows = content.panels().get(panelId);
        var language = content.selection().language();
        var columns = new ArrayList<Column>();
        var lines = new ArrayList<List<Object>>();
        panel.columns().forEach((name, column) -> {
            var unit = column.unit() == null ? "" : " (" + column.unit().in(language) + ")";
            columns.add(new Column(column.title().in(language) + unit, "VARCHAR"));
        });
        for (var row : rows.rows()) {
            var line = new ArrayList<Object>();
            panel.columns().forEach((name, column) -> {
                var value = RowsJson.told(row.get(rows.position(name)), column, language);
                line.add(value instanceof String text ? CsvFormat.neutralised(text) : value);
            });
            lines.add(line);
        }
        var text = new StringWriter();
        text.append(BYTE_ORDER_MARK);
        try {
            CsvFormat.write(columns, lines, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
