package org.junheng.dashboard.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.junheng.dashboard.page.Bilingual;
import org.junheng.dashboard.page.ColumnDefinition;
import org.junheng.dashboard.page.PanelDefinition;
import org.junheng.dashboard.panel.PageContent;
import org.junheng.summary.Language;
import org.junheng.summary.Rows;
import org.junheng.summary.format.JsonValues;

/** The same panels for programs: every figure unrounded, ids as the tables have them, published texts in the language asked for. */
public final class RowsJson {
    private static final JsonFactory JSON = new JsonFactory();

    private RowsJson() {}

    /** All panels of a page. */
    public static String page(PageContent content) {
        return written(json -> {
            json.writeStartObject();
            json.writeStringField("snapshot", content.snapshotId());
            json.writeObjectFieldStart("asked");
            for (var entry : content.selection().asked().entrySet()) {
                json.writeFieldName(entry.getKey());
                JsonValues.write(entry.getValue(), json);
            }
            json.writeEndObject();
            json.writeFieldName("headline");
            JsonValues.write(content.headline().orElse(null), json);
            json.writeObjectFieldStart("panels");
            for (var panel : content.panels().entrySet()) {
                json.writeObjectFieldStart(panel.getKey());
                panel(
                        definition(content, panel.getKey()),
                        panel.getValue(),
                        content.selection().language(),
                        json);
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** One panel: its rows as an array of objects, which most tools take as they are. */
    public static String rows(PageContent content, String panel) {
        return written(json -> rows(
                definition(content, panel),
                content.panels().get(panel),
                content.selection().language(),
                json));
    }

    private static PanelDefinition definition(PageContent content, String panel) {
        return content.selection().page().panel(panel).orElseThrow();
    }

    private static void panel(PanelDefinition panel, Rows rows, Language language, JsonGenerator json)
            throws IOException {
        json.writeStringField("title", panel.title().in(language));
        json.writeArrayFieldStart("columns");
        for (var column : panel.columns().entrySet()) {
            json.writeStartObject();
            json.writeStringField("name", column.getKey());
            json.writeStringField("title", column.getValue().title().in(language));
            if (column.getValue().unit() != null) {
                json.writeStringField("unit", column.getValue().unit().in(language));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("cut", rows.cut());
        json.writeFieldName("rows");
        rows(panel, rows, language, json);
    }

    private static void rows(PanelDefinition panel, Rows rows, Language language, JsonGenerator json)
            throws IOException {
        json.writeStartArray();
        for (var row : rows.rows()) {
            json.writeStartObject();
            for (int i = 0; i < rows.columns().size(); i++) {
                var name = rows.columns().get(i);
                json.writeFieldName(name);
                JsonValues.write(told(row.get(i), panel.columns().get(name), language), json);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A value as it is told to programs: published text in one language. */
    static Object told(Object value, ColumnDefinition column, Language language) {
        return column != null && column.bilingual() && value instanceof String text
                ? Bilingual.part(text, language)
                : value;
    }

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private static String written(Writing writing) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }
}
