package org.junheng.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junheng.sample.FormFacts.Column;
import org.junheng.sample.FormFacts.Form;

/**
 * Writes the sample on official forms: a workbook a county and year, with a sheet a form and type of school in any order,
 * or a text file for each such sheet. What is wrong with a row of the flat layout is wrong with the same cell on the form
 * that has it.
 */
final class FormOutput implements CensusOutput {
    private static final String RULE_SHAPE = "row_shape";
    private static final String RULE_YEAR = "year";
    private static final String EXTRA_CELL = "备注";
    private static final int CELLS_CUT = 3;

    private final SampleOptions options;
    private final SampleFacts facts;
    private final FormFacts forms;
    private final FormRows rows;
    private final Path out;
    private final Map<String, FormSheet> late = new LinkedHashMap<>();
    private final List<Planted> plantedLate = new ArrayList<>();
    private final List<SampleReport.File> files = new ArrayList<>();
    private final List<QuarantineEntry> planted = new ArrayList<>();

    /** A row of a sheet on which a fault stands. */
    private record Planted(FormSheet sheet, int position, Fault fault) {}

    /** The rows of a school on one form, and where they went. */
    private record Placed(FormSheet sheet, int first, List<List<FormCell>> rows) {}

    FormOutput(SampleOptions options, SampleFacts facts, FormFacts forms, Path out) {
        this.options = options;
        this.facts = facts;
        this.forms = forms;
        this.out = out;
        this.rows = new FormRows(facts.layout(), facts.schools().grades());
    }

    @Override
    public void write(SampleCounty county, int year, List<OutgoingRow> outgoing) throws IOException {
        var sheets = new LinkedHashMap<String, FormSheet>();
        var faults = new ArrayList<Planted>();
        var placed = new HashMap<School, Map<Form, Placed>>();
        for (var row : outgoing) {
            var rule = row.fault().map(Fault::rule).orElse("");
            if (rule.equals(RULE_YEAR)) {
                placeLate(year, row);
            } else if (placed.containsKey(row.school())) {
                placeAgain(year, row, placed.get(row.school()), faults);
            } else {
                placed.put(row.school(), place(year, row, sheets, faults));
            }
        }
        var encoding = facts.files().encodingOf(year);
        save(county, Integer.toString(year), sheets, faults, forms.names(), forms.titles(), encoding);
    }

    private FormSheet sheet(Map<String, FormSheet> sheets, Form form, OutgoingRow row, Column last) {
        var type = row.sound().get(facts.layout().position("school_type"));
        return sheets.computeIfAbsent(forms.sheet(form, type), name -> new FormSheet(name, form, last));
    }

    private Map<Form, Placed> place(int year, OutgoingRow row, Map<String, FormSheet> sheets, List<Planted> faults) {
        var all = new LinkedHashMap<Form, Placed>();
        boolean found = row.fault().isEmpty();
        for (var form : forms.forms()) {
            if (!rows.has(form, row, year)) {
                continue;
            }
            var sheet = sheet(sheets, form, row, null);
            var sound = rows.of(form, row.sound(), row.sound());
            var shown = isShape(row) ? sound : rows.of(form, row.cells(), row.sound());
            boolean tellsWho = form.equals(forms.forms().get(0));
            int first = sheet.size();
            for (int i = 0; i < shown.size(); i++) {
                var cells = tellsWho ? spoiled(form, row, shown.get(i)) : shown.get(i);
                int position = sheet.add(cells);
                int column = difference(sound.get(i), cells);
                if (!found && column >= 0) {
                    faults.add(new Planted(sheet, position, fault(row, form, column, cells)));
                    found = true;
                }
            }
            all.put(form, new Placed(sheet, first, shown));
            sheet.endSchool(form.items().isEmpty() ? forms.blankRowEvery() : 1);
        }
        return all;
    }

    private static boolean isShape(OutgoingRow row) {
        return row.fault().map(Fault::rule).filter(RULE_SHAPE::equals).isPresent();
    }

    /** The row that tells who and where, where the fault is not in one of its texts but in the row itself. */
    private List<FormCell> spoiled(Form form, OutgoingRow row, List<FormCell> cells) {
        var spoiled = new ArrayList<>(cells);
        if (isShape(row)) {
            // In a workbook a short row looks like blank cells at its end.
            if (row.cells().size() < row.sound().size() && options.fileType() == FileType.CSV) {
                return spoiled.subList(0, spoiled.size() - CELLS_CUT);
            }
            spoiled.add(FormCell.text(EXTRA_CELL));
        } else if (row.brokenColumn() >= 0) {
            for (int i = 0; i < spoiled.size(); i++) {
                if ("school_name".equals(form.columns().get(i).text())) {
                    spoiled.set(i, spoiled.get(i).withCutEnd());
                }
            }
        }
        return spoiled;
    }

    /** The first cell that differs, the first that only one has, or −1. */
    private static int difference(List<FormCell> sound, List<FormCell> shown) {
        for (int i = 0; i < Math.max(sound.size(), shown.size()); i++) {
            if (i >= sound.size() || i >= shown.size() || !sound.get(i).equals(shown.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static Fault fault(OutgoingRow row, Form form, int column, List<FormCell> cells) {
        var planted = row.fault().orElseThrow();
        if (isShape(row)) {
            return new Fault(planted.rule(), planted.schoolCode(), null, Integer.toString(cells.size()));
        }
        var cell = cells.get(column);
        var found = cell.cut() ? cell.text().substring(0, cell.text().length() - 1) + FaultMaker.BROKEN : cell.text();
        var header = String.join("/", form.columns().get(column).header());
        return new Fault(planted.rule(), planted.schoolCode(), header, found);
    }

    /** A school's second row: what differs from the first stands again, or, where nothing does, the first form's row. */
    private void placeAgain(int year, OutgoingRow row, Map<Form, Placed> before, List<Planted> faults) {
        boolean differs = false;
        for (var form : forms.forms()) {
            if (rows.has(form, row, year)) {
                var shown = rows.of(form, row.cells(), row.sound());
                for (int i = 0; i < shown.size(); i++) {
                    if (difference(before.get(form).rows().get(i), shown.get(i)) >= 0) {
                        again(before.get(form), i, shown.get(i), row, faults, true);
                        differs = true;
                    }
                }
            }
        }
        if (!differs) {
            var first = before.get(forms.forms().get(0));
            again(first, 0, first.rows().get(0), row, faults, false);
        }
    }

    private static void again(
            Placed before, int row, List<FormCell> cells, OutgoingRow outgoing, List<Planted> faults, boolean both) {
        var fault = outgoing.fault().orElseThrow();
        if (both) {
            faults.add(new Planted(before.sheet(), before.first() + row, fault));
        }
        faults.add(new Planted(before.sheet(), before.sheet().add(cells), fault));
    }

    /** A school whose year cannot be read goes into a file of the county that tells no year but in a column. */
    private void placeLate(int year, OutgoingRow row) {
        var text = row.cells().get(facts.layout().position(CensusLayout.YEAR));
        var column = Column.ofText(forms.late().yearHeader(), CensusLayout.YEAR);
        boolean first = true;
        for (var form : forms.forms()) {
            if (rows.has(form, row, year)) {
                var sheet = sheet(late, form, row, column);
                for (var cells : rows.of(form, row.sound(), row.sound())) {
                    var dated = new ArrayList<>(cells);
                    dated.add(FormCell.text(text));
                    int position = sheet.add(dated);
                    if (first) {
                        var fault = row.fault().orElseThrow();
                        plantedLate.add(new Planted(
                                sheet,
                                position,
                                new Fault(
                                        fault.rule(),
                                        fault.schoolCode(),
                                        forms.late().yearHeader(),
                                        text)));
                        first = false;
                    }
                }
            }
        }
    }

    @Override
    public void endCounty(SampleCounty county) throws IOException {
        save(county, "", late, plantedLate, forms.late().names(), forms.late().titles(), SampleEncoding.UTF_8);
        late.clear();
        plantedLate.clear();
    }

    private void save(
            SampleCounty county,
            String year,
            Map<String, FormSheet> sheets,
            List<Planted> faults,
            FormFacts.Names names,
            List<String> titles,
            SampleEncoding encoding)
            throws IOException {
        if (sheets.isEmpty()) {
            return;
        }
        var order = Chance.ofSeed(options.seed()).at("sheets").at(county.code()).at(year);
        var shuffled = sheets.values().stream()
                .sorted(Comparator.comparingDouble(
                        sheet -> order.at(sheet.name()).unit()))
                .toList();
        if (options.fileType() == FileType.XLSX) {
            saveWorkbook(county, year, shuffled, faults, names.workbook(), titles);
        } else {
            for (var sheet : shuffled) {
                saveText(county, year, sheet, faults, names.text(), titles, encoding);
            }
        }
    }

    private void saveWorkbook(
            SampleCounty county,
            String year,
            List<FormSheet> sheets,
            List<Planted> faults,
            String pattern,
            List<String> titles)
            throws IOException {
        var name = filled(pattern, county, year) + "." + FileType.XLSX.id();
        long written = 0;
        long quarantined = 0;
        try (var workbook = new WorkbookFile(out.resolve(name))) {
            for (var sheet : sheets) {
                var lines = sheet.write(workbook.sheet(sheet.name()), forms, titles, fill(county, year, sheet));
                written += sheet.schoolRows();
                quarantined += note(name, sheet.name(), sheet, lines, faults);
            }
        }
        files.add(new SampleReport.File(name, number(year), FileType.XLSX.id(), written, quarantined));
    }

    private void saveText(
            SampleCounty county,
            String year,
            FormSheet sheet,
            List<Planted> faults,
            String pattern,
            List<String> titles,
            SampleEncoding encoding)
            throws IOException {
        var name = filled(pattern.replace("{sheet}", sheet.name()), county, year) + "." + FileType.CSV.id();
        try (var text = new TextFile(out.resolve(name), encoding)) {
            var lines = sheet.write(text, forms, titles, fill(county, year, sheet));
            var quarantined = note(name, null, sheet, lines, faults);
            files.add(new SampleReport.File(name, number(year), encoding.title(), sheet.schoolRows(), quarantined));
        }
    }

    private static int number(String year) {
        return year.isEmpty() ? 0 : Integer.parseInt(year);
    }

    /** Notes where the planted rows of a sheet came to stand; answers how many there are. */
    private long note(String file, String sheetName, FormSheet sheet, long[] lines, List<Planted> faults) {
        var own = faults.stream()
                .filter(fault -> fault.sheet() == sheet)
                .sorted(Comparator.comparingInt(Planted::position))
                .toList();
        own.forEach(each -> planted.add(QuarantineEntry.of(file, sheetName, lines[each.position()], each.fault())));
        return own.size();
    }

    private UnaryOperator<String> fill(SampleCounty county, String year, FormSheet sheet) {
        return text -> filled(text, county, year)
                .replace("{form}", sheet.form().form())
                .replace("{title}", sheet.form().title())
                .replace(
                        "{unit}",
                        sheet.form().unit() == null ? "" : sheet.form().unit());
    }

    private static String filled(String text, SampleCounty county, String year) {
        var next = year.isEmpty() ? "" : Integer.toString(Integer.parseInt(year) + 1);
        return text.replace("{county}", year.isEmpty() ? county.code() : county.codeIn(Integer.parseInt(year)))
                .replace("{place}", county.label())
                .replace("{year}", year)
                .replace("{next_year}", next);
    }

    @Override
    public List<SampleReport.File> files() {
        return files.stream()
                .sorted(Comparator.comparingInt(SampleReport.File::year).thenComparing(SampleReport.File::name))
                .toList();
    }

    @Override
    public List<QuarantineEntry> planted() {
        return planted.stream()
                .sorted(Comparator.comparing(QuarantineEntry::file)
                        .thenComparing(entry -> entry.sheet() == null ? "" : entry.sheet())
                        .thenComparing(QuarantineEntry::line))
                .toList();
    }

    @Override
    public Set<String> names(List<SampleCounty> counties) {
        var sheets = new HashSet<String>();
        forms.forms().forEach(form -> forms.types().keySet().forEach(type -> sheets.add(forms.sheet(form, type))));
        var names = new HashSet<String>();
        for (var county : counties) {
            add(names, sheets, county, "", forms.late().names());
            for (var year = options.firstYear(); year <= options.lastYear(); year++) {
                add(names, sheets, county, Integer.toString(year), forms.names());
            }
        }
        return names;
    }

    private void add(Set<String> names, Set<String> sheets, SampleCounty county, String year, FormFacts.Names pattern) {
        if (options.fileType() == FileType.XLSX) {
            names.add(filled(pattern.workbook(), county, year) + "." + FileType.XLSX.id());
        } else {
            sheets.forEach(sheet -> names.add(
                    filled(pattern.text().replace("{sheet}", sheet), county, year) + "." + FileType.CSV.id()));
        }
    }

    @Override
    public void close() {}
}
