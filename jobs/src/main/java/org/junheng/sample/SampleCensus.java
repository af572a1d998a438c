package org.junheng.sample;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Generates a sample census. County after county is thought out once and written, so that memory does not grow with the
 * number of counties.
 */
public final class SampleCensus {

    private static final int MOST_NAMED = 5;

    private final SampleOptions options;
    private final SampleFacts facts;
    private final List<TruthEvidence> chosen = new ArrayList<>();

    private SampleCensus(SampleOptions options, SampleFacts facts) {
        this.options = options;
        this.facts = facts;
    }

    /**
     * Writes a sample census into a folder. Files of the same names are replaced; a folder that holds another sample
     * with more files is refused, as the two would be read as one census.
     *
     * @param options what to write
     * @param out the folder, made if need be
     * @return what was written
     * @throws IOException if facts cannot be read or files cannot be written
     */
    public static SampleReport generate(SampleOptions options, Path out) throws IOException {
        var census = new SampleCensus(options, SampleFacts.read(options.schemas()));
        Files.createDirectories(out);
        return census.write(out);
    }

    private SampleReport write(Path out) throws IOException {
        var list = CountyList.of(options, facts);
        CensusOutput output = options.format().equals(SampleOptions.FLAT)
                ? new FlatOutput(options, facts, out)
                : new FormOutput(options, facts, FormFacts.read(options.schemas(), options.format()), out);
        makeRoom(out, list, output);
        try (output) {
            writeCounties(list.counties(), output);
        }
        var report = report(out, output);
        var documents = new SampleDocuments(options, out);
        documents.writeDivisions(list.invented(), facts.counties().invented().validFrom());
        documents.writeTruth(
                report,
                output.planted(),
                TruthEvidence.all(chosen, new TruthCalculator(facts.standard()), countyNames()));
        documents.writeNotice(report, facts.notice());
        return report;
    }

    private void writeCounties(List<SampleCounty> counties, CensusOutput output) throws IOException {
        var register = new SchoolRegister(options, facts);
        var rowWriter = new RowWriter(facts);
        var planter = new FaultPlanter(options, facts);
        var oddities = new Oddities(facts.layout(), facts.files(), options.seed());
        for (var county : counties) {
            var schools = register.schoolsOf(county);
            var evidence = TruthEvidence.of(county, facts.layout(), options.lastYear());
            if (county.truth().isPresent()) {
                chosen.add(evidence);
            }
            for (var year = options.firstYear(); year <= options.lastYear(); year++) {
                var rows = new ArrayList<OutgoingRow>();
                for (var school : schools) {
                    if (school.hasRowIn(year)) {
                        rows.add(OutgoingRow.sound(school, rowWriter.row(school, year)));
                    }
                }
                oddities.apply(county, year, planter.isKept(county, year), rows);
                var planted = planter.planted(county, year, rows);
                output.write(county, year, planted);
                if (county.truth().isPresent()) {
                    for (var row : planted) {
                        evidence.add(year, row);
                    }
                }
            }
            output.endCounty(county);
        }
    }

    private static SampleReport report(Path out, CensusOutput output) {
        var faults = new TreeMap<String, Integer>();
        output.planted().forEach(entry -> faults.merge(entry.rule(), 1, Integer::sum));
        var rows = output.files().stream().mapToLong(SampleReport.File::rows).sum();
        return new SampleReport(out, output.files(), rows, output.planted().size(), faults);
    }

    private Map<String, String> countyNames() {
        var names = new HashMap<String, String>();
        for (var city : facts.counties().cities()) {
            city.counties().forEach(county -> names.put(county.code(), county.name()));
        }
        return names;
    }

    /** Takes away the files that will be replaced; refuses a folder with others. */
    private static void makeRoom(Path out, CountyList list, CensusOutput output) throws IOException {
        var expected = new HashSet<>(output.names(list.counties()));
        if (!list.invented().isEmpty()) {
            expected.add(SampleDocuments.DIVISIONS);
        }
        List<String> present;
        try (var files = Files.list(out)) {
            present = files.map(path -> path.getFileName().toString())
                    .filter(FileType::isCensus)
                    .sorted()
                    .toList();
        }
        var others = present.stream()
                .filter(name -> !expected.contains(name))
                .limit(MOST_NAMED)
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            throw new FileAlreadyExistsException(
                    out.toString(), null, "holds other census files (" + others + "); choose an empty folder");
        }
        for (var name : present) {
            Files.delete(out.resolve(name));
        }
    }
}
