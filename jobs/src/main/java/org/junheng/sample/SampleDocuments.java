package org.junheng.sample;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes what stands beside the census files: the truth, the notice and the invented divisions. */
record SampleDocuments(SampleOptions options, Path out) {

    static final String TRUTH = "truth.json";
    static final String NOTICE = "README.md";
    static final String DIVISIONS = "divisions-generated.csv";

    private static final String DIVISION_HEADER =
            "code,name,level,parent_code,valid_from,valid_to,successor_code,pseudo,generated\n";

    void writeTruth(
            SampleReport report,
            List<QuarantineEntry> quarantined,
            List<CountyTruth> counties,
            List<CountyFacts.Standing> roadmap)
            throws IOException {
        var truth = new LinkedHashMap<String, Object>();
        truth.put("generated", true);
        truth.put("seed", options.seed());
        truth.put("years", List.of(options.firstYear(), options.lastYear()));
        truth.put("files", listed(report.files()));
        if (!report.sheets().isEmpty()) {
            truth.put("sheets", listed(report.sheets()));
        }
        var totals = new TreeMap<String, Map<String, Long>>();
        for (var file : report.files()) {
            var counts = totals.computeIfAbsent(Integer.toString(file.year()), year -> new LinkedHashMap<>());
            counts.merge("rows", file.rows(), Long::sum);
            counts.merge("quarantined", file.quarantined(), Long::sum);
        }
        truth.put("totals", totals);
        truth.put("quarantined", quarantined);
        truth.put("counties", counties);
        if (!roadmap.isEmpty()) {
            truth.put("roadmap", roadmap);
        }
        Files.write(out.resolve(TRUTH), json().writeValueAsBytes(truth));
    }

    private static List<Map<String, Object>> listed(List<SampleReport.File> files) {
        var listed = new ArrayList<Map<String, Object>>();
        for (var file : files) {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("name", file.name());
            entry.put("encoding", file.encoding());
            entry.put("rows", file.rows());
            listed.add(entry);
        }
        return listed;
    }

    void writeNotice(SampleReport report, String template) throws IOException {
        var text = template.replace("{seed}", Long.toString(options.seed()))
                .replace("{first_year}", Integer.toString(options.firstYear()))
                .replace("{last_year}", Integer.toString(options.lastYear()))
                .replace("{counties}", Integer.toString(options.counties()))
                .replace("{schools_per_county}", Integer.toString(options.schoolsPerCounty()))
                .replace("{rows}", Long.toString(report.rows()))
                .replace("{quarantined}", Long.toString(report.quarantined()));
        Files.writeString(out.resolve(NOTICE), text);
    }

    void writeDivisions(List<CountyList.InventedDivision> divisions, int validFrom) throws IOException {
        if (divisions.isEmpty()) {
            return;
        }
        var text = new StringBuilder(DIVISION_HEADER);
        for (var division : divisions) {
            text.append(division.code()).append(',');
            text.append(division.name()).append(',');
            text.append(division.level()).append(',');
            text.append(division.parent()).append(',');
            text.append(validFrom).append(",,,0,1\n");
        }
        Files.writeString(out.resolve(DIVISIONS), text);
    }

    /** The same bytes on every system: line feeds, decimals never in powers of ten. */
    private static ObjectWriter json() {
        var indenter = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        return new ObjectMapper()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                .writer(printer);
    }
}
