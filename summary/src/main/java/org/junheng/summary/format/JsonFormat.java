package org.junheng.summary.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import org.junheng.summary.Answer;
import org.junheng.summary.Column;

/** An array of objects, one a row and each on its own line; all rows. */
public final class JsonFormat {
    private static final DefaultIndenter INDENTED = new DefaultIndenter("  ", "\n");

    private JsonFormat() {}

    public static void write(Answer answer, Writer out) throws IOException {
        out.write('[');
        writeRows(answer, "\n", out);
        end(out);
    }

    /** Writes answers that have the same columns, one after the other, as one; each is closed when it is written. */
    public static void write(Iterator<Answer> answers, Writer out) throws IOException {
        out.write('[');
        var separator = "\n";
        while (answers.hasNext()) {
            try (var answer = answers.next()) {
                separator = writeRows(answer, separator, out);
            }
        }
        end(out);
    }

    /** Writes rows, the first after the separator; returns what separates the next one. */
    private static String writeRows(Answer answer, String separator, Writer out) throws IOException {
        var names = distinctNames(answer.columns());
        var next = separator;
        while (answer.next()) {
            out.write(next);
            next = ",\n";
            writeRow(answer, names, out);
        }
        return next;
    }

    private static void end(Writer out) throws IOException {
        out.write("\n]\n");
        out.flush();
    }

    /** Writes one value, of maps, lists, texts, numbers, truth values and null, with a line for each of its parts. */
    public static void write(Object value, Writer out) throws IOException {
        try (var json = JsonValues.JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(INDENTED).withArrayIndenter(INDENTED));
            JsonValues.write(value, json);
        }
        out.write('\n');
        out.flush();
    }

    private static void writeRow(Answer answer, List<String> names, Writer out) throws IOException {
        try (var json = JsonValues.JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
            json.writeStartObject();
            for (int i = 0; i < names.size(); i++) {
                json.writeFieldName(names.get(i));
                JsonValues.write(answer.value(i), json);
            }
            json.writeEndObject();
        }
    }

    /** A second column of the same name gets _1, as DuckDB itself names it: an object holds a name once. */
    private static List<String> distinctNames(List<Column> columns) {
        var names = new ArrayList<String>();
        var taken = new HashSet<String>();
        for (var column : columns) {
            var name = column.name();
            for (int i = 1; !taken.add(name); i++) {
                name = column.name() + "_" + i;
            }
            names.add(name);
        }
        return names;
    }
}
