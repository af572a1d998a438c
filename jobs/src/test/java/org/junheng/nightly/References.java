package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junheng.summary.ExitCode;

/** Figures of real censuses that other programs computed: their rows, and when a published figure equals one. */
final class References {
    private static final double RELATIVE = 1e-9;

    /** Regions by the path of their names below the nation: relation {@code named} of year, code and path. */
    static final String NAMED = """
            WITH RECURSIVE named(year, code, path) AS (
              SELECT year, code, '' FROM division WHERE parent_code IS NULL
              UNION SELECT d.year, d.code, CASE n.path WHEN '' THEN d.name ELSE n.path || '/' || d.name END
              FROM division d JOIN named n ON n.year = d.year AND n.code = d.parent_code)
            """;

    private References() {}

    /** The run that published a real census. */
    static TestRun published(Path warehouse, Path census, String profile) {
        var run = new TestRun(warehouse);
        assertThat(run.nightly(census, profile).exitCode()).isIn(ExitCode.DONE, ExitCode.PUBLISHED_WITH_REFUSALS);
        return run;
    }

    /** The rows of a reference, each as column → cell. */
    static List<Map<String, String>> rows(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        if (file.toString().endsWith(".gz")) {
            in = new GZIPInputStream(in);
        }
        try (var csv = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return csv.stream()
                    .map(record -> (Map<String, String>) new HashMap<>(record.getFieldsAsMap()))
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    }

    /**
     * Whether a published figure is the one expected.
     *
     * @param scale how many of the published unit one in the reference stands for
     */
    static boolean isClose(String expected, double scale, String found) {
        if (expected.isEmpty() || found == null) {
            return expected.isEmpty() && found == null;
        }
        double one = Double.parseDouble(expected) * scale;
        double other = Double.parseDouble(found);
        return Math.abs(one - other) <= RELATIVE * Math.max(Math.abs(one), Math.abs(other))
                || Math.abs(one - other) < 1e-12;
    }

    /** Rows by their first columns, joined by a bar; the other columns as name → cell. */
    static Map<String, Map<String, String>> byKey(List<List<String>> rows, int keys, List<String> columns) {
        var byKey = new HashMap<String, Map<String, String>>();
        for (var row : rows) {
            var cells = new HashMap<String, String>();
            for (int i = 0; i < columns.size(); i++) {
                cells.put(columns.get(i), row.get(i + keys));
            }
            byKey.put(String.join("|", row.subList(0, keys)), cells);
        }
        return byKey;
    }
}
