package org.junheng.summary.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The values of an answer in JSON; what JSON has no number for (NaN, infinity) is null. */
public final class JsonValues {
    static final JsonFactory JSON = new JsonFactory();

    private JsonValues() {}

    /** Writes one value: null, a truth value, a number, a text, or a list or map of these. */
    public static void write(Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Double || value instanceof Float) {
            writeFloating((Number) value, json);
        } else if (value instanceof Number number) {
            json.writeNumber(new BigDecimal(number.toString()).toPlainString());
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (var element : list) {
                write(element, json);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (var entry : map.entrySet()) {
                json.writeFieldName(entry.getKey().toString());
                write(entry.getValue(), json);
            }
            json.writeEndObject();
        } else {
            json.writeString(value.toString());
        }
    }

    /** A list or a struct as one text, for a cell of a table or of CSV. */
    static String text(Object value) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            write(value, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void writeFloating(Number number, JsonGenerator json) throws IOException {
        if (Double.isFinite(number.doubleValue())) {
            json.writeNumber(NumberText.of(number));
        } else {
            json.writeNull();
        }
    }
}
