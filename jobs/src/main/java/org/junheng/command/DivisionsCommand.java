package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junheng.ingest.DivisionImport;
import org.junheng.ingest.DivisionImport.Imported;
import org.junheng.ingest.DivisionOverlay;
import org.junheng.rulebook.DivisionBreak;
import org.junheng.rulebook.DivisionTable;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Divisions.Division;
import org.junheng.summary.ExitCode;
import org.junheng.summary.Language;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.CommonOptions;
import org.junheng.summary.command.Console;
import org.junheng.summary.format.AlignedText;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Level;
import org.junheng.terms.YearRange;
import org.junheng.warehouse.Hashing;

/** Divisions by year: reads a public table into an overlay, shows the history of a code, lists what breaks series. */
final class DivisionsCommand implements Command {
    private static final String IMPORT = "import";
    private static final String SHOW = "show";
    private static final String BREAKS = "breaks";

    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @ParametersDelegate
    private final FactsOptions facts = new FactsOptions();

    @Parameter(descriptionKey = "divisions.operands", placeholder = "import FILE | show CODE | breaks", required = true)
    private List<String> operands = new ArrayList<>();

    @Parameter(names = "--out", descriptionKey = "divisions.out", placeholder = "DIR")
    private Path out;

    @Parameter(names = "--source", descriptionKey = "divisions.source", placeholder = "TEXT")
    private String source;

    @Parameter(names = "--licence", descriptionKey = "divisions.licence", placeholder = "TEXT")
    private String licence;

    @Parameter(names = "--replace", descriptionKey = "divisions.replace")
    private boolean replace;

    @Parameter(names = "--year", descriptionKey = "divisions.year", placeholder = "Y")
    private Integer year;

    @Parameter(names = "--region", descriptionKey = "divisions.region", placeholder = "CODE")
    private String region;

    @Parameter(names = "--years", descriptionKey = "divisions.years", placeholder = "A-B")
    private String years;

    @Override
    public ExitCode run(Console console) throws Exception {
        var action = operands.get(0);
        switch (action) {
            case IMPORT -> {
                return importTable(console, Path.of(operand("FILE")));
            }
            case SHOW -> show(console, operand("CODE"));
            case BREAKS -> {
                if (operands.size() > 1) {
                    throw new UsageProblem("usage.unexpected", operands.get(1));
                }
                breaks(console);
            }
            default ->
                throw new UsageProblem("usage.value", action, "divisions", String.join(", ", IMPORT, SHOW, BREAKS));
        }
        return ExitCode.DONE;
    }

    /** What stands after the action. */
    private String operand(String name) {
        if (operands.size() < 2) {
            throw new UsageProblem("usage.missing", name);
        }
        if (operands.size() > 2) {
            throw new UsageProblem("usage.unexpected", operands.get(2));
        }
        return operands.get(1);
    }

    private ExitCode importTable(Console console, Path file) throws IOException {
        if (out == null) {
            throw new UsageProblem("divisions.out_missing");
        }
        if (!Files.isRegularFile(file)) {
            throw new UsageProblem("divisions.no_file", file.toString());
        }
        var format = DivisionTable.read(FactsOptions.shipped(), facts.overlay());
        var present = facts.read().divisions().getOrDefault(format.facts(), Divisions.NONE);
        var overlay = new DivisionOverlay(out, format.facts(), present);
        if (Files.exists(overlay.file()) && !replace) {
            throw new UsageProblem("divisions.taken", overlay.file().toString());
        }
        var imported = new DivisionImport(format, nation(present)).read(file);
        for (var problem : imported.problems()) {
            console.answerLine(console.text(
                    problem.taken() ? "divisions.remark" : "divisions.refused",
                    file + ":" + problem.line() + (problem.column() == null ? "" : " [" + problem.column() + "]"),
                    in(console, problem.text())));
        }
        console.answer().flush(); // the reasons are told also where nothing is written
        var origin =
                new DivisionOverlay.Origin(String.valueOf(file.getFileName()), Hashing.ofFile(file), source, licence);
        overlay.write(imported, origin);
        report(console, imported, overlay);
        return imported.problems().isEmpty() ? ExitCode.DONE : ExitCode.PUBLISHED_WITH_REFUSALS;
    }

    private static String nation(Divisions present) {
        return present.all().stream()
                .filter(division -> division.level().equals(Level.NATION))
                .map(Division::code)
                .findFirst()
                .orElse(null);
    }

    private static void report(Console console, Imported imported, DivisionOverlay overlay) throws IOException {
        console.answerLine(console.text(
                "divisions.rows",
                imported.rows(),
                imported.rowsTaken(),
                imported.rows() - imported.rowsTaken(),
                imported.encoding().title()));
        var records = new TreeMap<String, Integer>();
        imported.divisions().forEach(division -> records.merge(division.level(), 1, Integer::sum));
        int last = imported.divisions().stream()
                .mapToInt(division -> Math.max(
                        division.validFrom(), division.validTo() == null ? division.validFrom() : division.validTo()))
                .max()
                .orElse(0);
        var inUse = new Divisions(imported.divisions()).counts(last);
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(console.text("divisions.count_heading", last).split("\\|")));
        records.forEach((level, count) ->
                rows.add(List.of(level, String.valueOf(count), String.valueOf(inUse.getOrDefault(level, 0)))));
        write(console, rows);
        var over = overlay.takenOver(imported);
        if (!over.isEmpty()) {
            console.answerLine(console.text(
                    "divisions.taken_over",
                    over.stream()
                            .map(division -> division.code() + " " + division.name())
                            .collect(Collectors.joining(", "))));
        }
        console.answerLine(console.text("divisions.written", overlay.file(), overlay.note()));
    }

    /** All divisions of the facts in force. */
    private Divisions inForce() {
        var all = Divisions.NONE;
        for (var each : facts.read().divisions().values()) {
            all = all.with(each);
        }
        return all;
    }

    private void show(Console console, String code) throws IOException {
        var divisions = inForce();
        var records = divisions.records(code);
        if (records.isEmpty()) {
            throw new UsageProblem("divisions.unknown", code);
        }
        if (year != null && divisions.find(code, year).isEmpty()) {
            throw new UsageProblem("divisions.not_in_year", code, year.toString());
        }
        var seen = new LinkedHashSet<String>();
        for (var record :
                year == null ? records : List.of(divisions.find(code, year).orElseThrow())) {
            int inUse = year == null ? record.validFrom() : year;
            if (seen.add(divisions.seriesCode(code, inUse))) {
                showSeries(console, divisions, code, inUse);
            }
        }
    }

    private void showSeries(Console console, Divisions divisions, String code, int inYear) throws IOException {
        var its = divisions.series(code, inYear);
        var series = divisions.seriesCode(code, inYear);
        console.answerLine(console.text("divisions.series", series));
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(console.text("divisions.show_heading").split("\\|")));
        for (var record : its) {
            rows.add(List.of(
                    year != null && record.equals(divisions.find(code, year).orElse(null)) ? "*" : "",
                    record.code(),
                    record.name(),
                    record.level(),
                    above(divisions, record),
                    record.validFrom() == 0 ? "" : String.valueOf(record.validFrom()),
                    record.validTo() == null ? "" : String.valueOf(record.validTo()),
                    record.successorCode() == null ? "" : record.successorCode()));
        }
        write(console, rows);
        var changes = divisions.breaks().stream()
                .filter(change -> change.seriesCode().equals(series))
                .toList();
        if (!changes.isEmpty()) {
            console.answerLine("");
            console.answerLine(console.text("divisions.changes"));
            writeBreaks(console, changes);
        }
        console.answerLine("");
    }

    /** A record's parents, the nearest first. */
    private static String above(Divisions divisions, Division record) {
        var names = new ArrayList<String>();
        var parent = record.parentCode();
        int at = record.validTo() == null ? YearRange.EVERY.last() : record.validTo() - 1;
        while (parent != null && names.size() < Level.DOWNWARD.size()) {
            var above = divisions.find(parent, at);
            names.add(parent + above.map(division -> " " + division.name()).orElse(""));
            parent = above.map(Division::parentCode).orElse(null);
        }
        return String.join(" < ", names);
    }

    private void breaks(Console console) throws IOException {
        var divisions = inForce();
        if (region != null && divisions.records(region).isEmpty()) {
            throw new UsageProblem("divisions.unknown", region);
        }
        YearRange range;
        try {
            range = years == null ? YearRange.EVERY : YearRange.parse(years);
        } catch (IllegalArgumentException wrong) {
            throw new UsageProblem("usage.value", years, "--years", "2016, 2000-2024");
        }
        var changes = divisions.breaks().stream()
                .filter(change -> range.contains(change.year()))
                .filter(change -> region == null || concerns(divisions, change))
                .toList();
        if (changes.isEmpty()) {
            console.say("divisions.no_breaks");
            return;
        }
        writeBreaks(console, changes);
    }

    /** Whether a change concerns the region, or a division that lies in it before or after. */
    private boolean concerns(Divisions divisions, DivisionBreak change) {
        return change.others().contains(region)
                || divisions.isWithin(change.code(), region, change.year())
                || divisions.isWithin(change.code(), region, change.year() - 1);
    }

    private static void writeBreaks(Console console, List<DivisionBreak> changes) throws IOException {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(console.text("divisions.break_heading").split("\\|")));
        for (var change : changes) {
            rows.add(List.of(
                    String.valueOf(change.year()),
                    change.code(),
                    change.name(),
                    change.kind().id(),
                    in(console, change.text())));
        }
        write(console, rows);
    }

    private static void write(Console console, List<List<String>> rows) throws IOException {
        for (var line : AlignedText.lines(rows)) {
            console.answerLine(line);
        }
    }

    private static String in(Console console, Bilingual text) {
        return console.language() == Language.ZH ? text.zh() : text.en();
    }
}
