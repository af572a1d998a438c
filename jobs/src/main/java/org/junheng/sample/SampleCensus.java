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
import java.util.Optional;
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
    private final Optional<CountySheetFacts> sheetFacts;
    private final List<TruthEvidence> chosen = new ArrayList<>();

    private SampleCensus(SampleOptions options, SampleFacts facts, Optional<CountySheetFacts> sheetFacts) {
        this.options = options;
        this.facts = facts;
        this.sheetFacts = sheetFacts;
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
        var facts = SampleFacts.read(options.schemas());
        Optional<CountySheetFacts> sheets = options.countySheets()
                ? Optional.of(CountySheetFacts.read(options.schemas(), facts))
                : Optional.empty();
        var census = new SampleCensus(options, facts, sheets);
        Files.createDirectories(out);
        return census.write(out);
    }

    private SampleReport write(Path out) throws IOException {
        var list = CountyList.of(options, facts);
        CensusOutput output = options.format().equals(SampleOptions.FLAT)
                ? new FlatOutput(options, facts, out)
                : new FormOutput(options, facts, FormFacts.read(options.schemas(), options.format()), out);
        makeRoom(out, list, output);
        var sheets = sheetFacts.map(read -> new CountySheetOutput(options, read, list, out));
        try (output) {
            if (sheets.isPresent()) {
                try (var open = sheets.get()) {
                    writeCounties(list.counties(), output, Optional.of(open));
                }
            } else {
                writeCounties(list.counties(), output, sheets);
            }
        }
        var report = report(out, output, sheets);
        var documents = new SampleDocuments(options, out);
        documents.writeDivisions(list.invented(), facts.counties().invented().validFrom());
        documents.writeTruth(report, output.planted(), truths(sheets), standings());
        var more = sheetFacts.map(read -> read.facts().notice()).orElse("");
        documents.writeNotice(report, facts.notice() + more);
        return report;
    }

    private List<CountyTruth> truths(Optional<CountySheetOutput> sheets) {
        var calculator = new TruthCalculator(facts.standard(), facts.changes());
        var names = countyNames();
        var truths = new ArrayList<CountyTruth>();
        for (var each : chosen) {
            var truth = each.truth(calculator, names);
            truths.add(
                    sheets.isEmpty()
                            ? truth
                            : truth.with(FullTruth.of(
                                    sheetFacts.orElseThrow(),
                                    truth,
                                    each.evidence(),
                                    sheets.get().evidence(each.code()))));
        }
        return truths;
    }

    /** What roadmaps come to, where the sample is one of which that is known. */
    private List<CountyFacts.Standing> standings() {
        var roadmap = facts.counties().roadmap();
        return roadmap.holdsFor(options) ? roadmap.counties() : List.of();
    }

    private void writeCounties(List<SampleCounty> counties, CensusOutput output, Optional<CountySheetOutput> sheets)
            throws IOException {
        var register = new SchoolRegister(options, facts);
        var rowWriter = new RowWriter(facts, sheetFacts.map(SchoolCeilings::of).orElse(SchoolCeilings.NONE));
        var planter = new FaultPlanter(options, facts);
        var oddities = new Oddities(facts.layout(), facts.files(), options.seed());
        for (var county : counties) {
            var schools = register.schoolsOf(county);
            var evidence = TruthEvidence.of(county, facts.layout(), options.lastYear());
            if (county.truth().isPresent()) {
                chosen.add(evidence);
            }
            var years = new TreeMap<Integer, List<OutgoingRow>>();
            var reportsFrom = facts.counties().reportsFrom(county.code(), options.firstYear(), options.lastYear());
            for (var year = options.firstYear(); year <= options.lastYear(); year++) {
                var rows = new ArrayList<OutgoingRow>();
                for (var school : schools) {
                    if (school.hasRowIn(year)) {
                        rows.add(OutgoingRow.sound(school, rowWriter.row(school, year)));
                    }
                }
                oddities.apply(county, year, planter.isKept(county, year), rows);
                if (sheets.isPresent()) {
                    years.put(year, rows);
                }
                var planted = planter.planted(county, year, rows);
                if (year >= reportsFrom) {
                    output.write(county, year, planted);
                }
                if (county.truth().isPresent()) {
                    for (var row : planted) {
                        evidence.add(year, row);
                    }
                }
            }
            output.endCounty(county);
            if (sheets.isPresent()) {
                sheets.get().write(county, years);
            }
        }
    }

    private static SampleReport report(Path out, CensusOutput output, Optional<CountySheetOutput> sheets) {
        var faults = new TreeMap<String, Integer>();
        output.planted().forEach(entry -> faults.merge(entry.rule(), 1, Integer::sum));
        var rows = output.files().stream().mapToLong(SampleReport.File::rows).sum();
        return new SampleReport(
                out,
                output.files(),
                sheets.map(CountySheetOutput::files).orElse(List.of()),
                rows,
                output.planted().size(),
                faults);
    }

    private Map<String, String> countyNames() {
        var names = new HashMap<String, String>();
        for (var city : facts.counties().cities()) {
            city.counties().forEach(county -> names.put(county.code(), county.name()));
        }
        return names;
    }

    /** Takes away the files that will be replaced; refuses a folder with others. */
    private void makeRoom(Path out, CountyList list, CensusOutput output) throws IOException {
        var expected = new HashSet<>(output.names(list.counties()));
        sheetFacts.ifPresent(read -> expected.addAll(CountySheetOutput.names(options, read.facts())));
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
