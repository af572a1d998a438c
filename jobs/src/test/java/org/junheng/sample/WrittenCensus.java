package org.junheng.sample;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A written sample as a reader sees it: rows by Chinese header, with the lines at which they start. */
record WrittenCensus(Path folder) {

    static final Path SCHEMAS =
            Path.of(System.getProperty("junheng.home", "..")).resolve("schemas");

    record Row(long line, List<String> fields, Map<String, String> cells) {
        String cell(String header) {
            return cells.get(header);
        }

        boolean isOpen() {
            return "open".equals(cell("学校状态"));
        }
    }

    String text(int year, Charset charset) throws IOException {
        var text = new String(Files.readAllBytes(folder.resolve("junheng-sample-" + year + ".csv")), charset);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    List<Row> rows(int year) throws IOException {
        return rows(year, year == 2019 ? Charset.forName("GB18030") : StandardCharsets.UTF_8);
    }

    List<Row> rows(int year, Charset charset) throws IOException {
        var rows = new ArrayList<Row>();
        List<String> headers = null;
        try (var reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text(year, charset))) {
            for (CsvRecord csvRecord : reader) {
                if (headers == null) {
                    headers = csvRecord.getFields();
                    continue;
                }
                var cells = new HashMap<String, String>();
                for (var i = 0; i < Math.min(headers.size(), csvRecord.getFieldCount()); i++) {
                    cells.put(headers.get(i), csvRecord.getField(i));
                }
                rows.add(new Row(csvRecord.getStartingLineNumber(), csvRecord.getFields(), cells));
            }
        }
        return rows;
    }
}
