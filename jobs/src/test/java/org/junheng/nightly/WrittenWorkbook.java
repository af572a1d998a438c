package org.junheng.nightly;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junheng.ingest.CensusSheets;
import org.junheng.ingest.CsvRecords;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.ReadingLimits;
import org.junheng.rulebook.Rulebook;

/** A workbook that was written, as the code base's own reader of workbooks gives it; blank cells at the end are left out. */
final class WrittenWorkbook {
    private static final ReadingLimits LIMITS =
            Rulebook.read(MadeUpCountry.shipped(), Optional.empty()).limits();

    private WrittenWorkbook() {}

    /** Sheet → its rows. */
    static Map<String, List<List<String>>> sheets(Path file) throws IOException {
        var all = new LinkedHashMap<String, List<List<String>>>();
        try (var sheets = CensusSheets.open(file, file.toString(), LIMITS)) {
            for (var name : sheets.names()) {
                var rows = new ArrayList<List<String>>();
                try (var source = sheets.rows(name, 0)) {
                    for (CsvRecords.Record row = source.next(); row != null; row = source.next()) {
                        rows.add(List.of(row.cells()));
                    }
                }
                all.put(name, rows);
            }
        }
        return all;
    }

    /** The rows of a sheet, a line each. */
    static String text(Map<String, List<List<String>>> sheets, String sheet) {
        return String.join(
                "\n", sheets.get(sheet).stream().map(Object::toString).toList());
    }
}
