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
 * Generates a sample census. County after county is thought out once and appended to the file of each year, so that
 * memory does not grow with the number of counties.
 */
public final class SampleCensus {

    private final SampleOptions options;
    private final SampleFacts facts;
    private final List<CensusFile> files = new ArrayList<>();
    private final long[] quarantinedRows;
    private final List<QuarantineEntry> quarantined = new ArrayList<>();
    private final List<TruthEvidence> chosen = new ArrayList<>();

    private SampleCensus(SampleOptions options, SampleFacts facts) {
        this.options = options;
        this.facts = facts;
        this.quarantinedRows = new long[options.years()];
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
        census.refuseOtherSample(out);
        return census.write(out);
    }

    private SampleReport write(Path out) throws IOException {
        var list = CountyList.of(options, facts);
        try {
            for (var year = options.firstYear(); year <= options.lastYear(); year++) {
                files.add(new CensusFile(
                        out.resolve(fileName(year)),
                        facts.files().encodingOf(year),
                        facts.layout().headers()));
            }
            writeCounties(list.counties());
        } finally {
            for (var file : files) {
                file.close();
            }
        }
        var report = report(out);
        var documents = new SampleDocuments(options, out);
        documents.writeDivisions(list.invented(), facts.counties().invented().validFrom());
        documents.writeTruth(
                report, inFileOrder(), TruthEvidence.all(chosen, new TruthCalculator(facts.standard()), countyNames()));
        documents.writeNotice(report, facts.notice());
        return report;
    }

    private void writeCounties(List<SampleCounty> counties) throws IOException {
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
                for (var row : planter.planted(county, year, rows)) {
                    write(year, row);
                    if (county.truth().isPresent()) {
                        evidence.add(year, row);
                    }
                }
            }
        }
    }

    private void write(int year, OutgoingRow row) throws IOException {
        var place = year - options.firstYear();
        var line = files.get(place).write(row);
        if (row.fault().isPresent()) {
            quarantinedRows[place]++;
            quarantined.add(QuarantineEntry.of(fileName(year), line, row.fault().get()));
        }
    }

    private SampleReport report(Path out) {
        var written = new ArrayList<SampleReport.File>();
        for (var place = 0; place < files.size(); place++) {
            var year = options.firstYear() + place;
            var encoding = facts.files().encodingOf(year).title();
            written.add(new SampleReport.File(
                    fileName(year), year, encoding, files.get(place).rows(), quarantinedRows[place]));
        }
        var faults = new TreeMap<String, Integer>();
        quarantined.forEach(entry -> faults.merge(entry.rule(), 1, Integer::sum));
        var rows = written.stream().mapToLong(SampleReport.File::rows).sum();
        return new SampleReport(out, written, rows, quarantined.size(), faults);
    }

    private List<QuarantineEntry> inFileOrder() {
        var byFile = new TreeMap<String, List<QuarantineEntry>>();
        quarantined.forEach(entry ->
                byFile.computeIfAbsent(entry.file(), file -> new ArrayList<>()).add(entry));
        return byFile.values().stream().flatMap(List::stream).toList();
    }

    private Map<String, String> countyNames() {
        var names = new HashMap<String, String>();
        for (var city : facts.counties().cities()) {
            city.counties().forEach(county -> names.put(county.code(), county.name()));
        }
        return names;
    }

    private String fileName(int year) {
        return facts.files().name().replace("%d", Integer.toString(year));
    }

    private void refuseOtherSample(Path out) throws IOException {
        var expected = new HashSet<String>();
        for (var year = options.firstYear(); year <= options.lastYear(); year++) {
            expected.add(fileName(year));
        }
        if (options.counties()
                > facts.counties().cities().stream()
                        .mapToInt(city -> city.counties().size())
                        .sum()) {
            expected.add(SampleDocuments.DIVISIONS);
        }
        try (var present = Files.list(out)) {
            var others = present.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".csv") && !expected.contains(name))
                    .sorted()
                    .collect(Collectors.joining(", "));
            if (!others.isEmpty()) {
                throw new FileAlreadyExistsException(
                        out.toString(), null, "holds other census files (" + others + "); choose an empty folder");
            }
        }
    }
}
