package org.junheng.sample;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Writes the flat layout: one file a year, one row a school. */
final class FlatOutput implements CensusOutput {

    private final SampleOptions options;
    private final SampleFacts facts;
    private final Path out;
    private final OpenFiles<Integer, YearFile> files = new OpenFiles<>();
    private final List<QuarantineEntry> planted = new ArrayList<>();

    /** The file of one year, as text or as a workbook with one sheet. */
    private static final class YearFile implements Closeable {
        private final Closeable file;
        private final SheetWriter sheet;
        private long rows;
        private long quarantined;

        YearFile(Closeable file, SheetWriter sheet) {
            this.file = file;
            this.sheet = sheet;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    FlatOutput(SampleOptions options, SampleFacts facts, Path out) {
        this.options = options;
        this.facts = facts;
        this.out = out;
    }

    private YearFile begun(int year) throws IOException {
        var file = open(out.resolve(fileName(year)), year);
        file.sheet.write(facts.layout().headers().stream().map(FormCell::text).toList());
        return file;
    }

    private YearFile open(Path path, int year) throws IOException {
        if (options.fileType() == FileType.XLSX) {
            var workbook = new WorkbookFile(path);
            return new YearFile(workbook, workbook.sheet(facts.files().sheet()));
        }
        var text = new TextFile(path, facts.files().encodingOf(year));
        return new YearFile(text, text);
    }

    @Override
    public void write(SampleCounty county, int year, List<OutgoingRow> rows) throws IOException {
        var file = files.of(year, this::begun);
        for (var row : rows) {
            var line = file.sheet.write(cells(row));
            file.rows++;
            if (row.fault().isPresent()) {
                file.quarantined++;
                planted.add(QuarantineEntry.of(
                        fileName(year), sheetName(), line, row.fault().get()));
            }
        }
    }

    private String sheetName() {
        return options.fileType() == FileType.XLSX ? facts.files().sheet() : null;
    }

    private List<FormCell> cells(OutgoingRow row) {
        var cells = new ArrayList<FormCell>();
        for (var i = 0; i < row.cells().size(); i++) {
            var text = row.cells().get(i);
            var cell = facts.layout().isNumber(i) ? FormCell.number(text) : FormCell.text(text);
            cells.add(i == row.brokenColumn() ? cell.withCutEnd() : cell);
        }
        return cells;
    }

    @Override
    public void endCounty(SampleCounty county) {}

    @Override
    public List<SampleReport.File> files() {
        var written = new ArrayList<SampleReport.File>();
        files.all().forEach((year, file) -> {
            var encoding = options.fileType() == FileType.XLSX
                    ? FileType.XLSX.id()
                    : facts.files().encodingOf(year).title();
            written.add(new SampleReport.File(fileName(year), year, encoding, file.rows, file.quarantined));
        });
        return written;
    }

    @Override
    public List<QuarantineEntry> planted() {
        var byFile = new TreeMap<String, List<QuarantineEntry>>();
        planted.forEach(entry ->
                byFile.computeIfAbsent(entry.file(), file -> new ArrayList<>()).add(entry));
        return byFile.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public Set<String> names(List<SampleCounty> counties) {
        var names = new HashSet<String>();
        for (var year = options.firstYear(); year <= options.lastYear(); year++) {
            names.add(fileName(year));
        }
        return names;
    }

    private String fileName(int year) {
        return facts.files().name().replace("%d", Integer.toString(year)) + "."
                + options.fileType().id();
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
