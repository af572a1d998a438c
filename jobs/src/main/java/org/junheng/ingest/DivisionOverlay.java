package org.junheng.ingest;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junheng.ingest.DivisionImport.Imported;
import org.junheng.ingest.DivisionImport.Problem;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Divisions.Division;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Level;
import org.junheng.terms.Place;

/** Writes imported divisions into a folder of facts ({@code --schemas}), with a note of where they come from. */
public final class DivisionOverlay {
    private static final String NOTE = ".SOURCE.md";

    /**
     * Where a table comes from.
     *
     * @param source who publishes it, or null where that is not told
     * @param licence its licence, or null where that is not told
     */
    public record Origin(String fileName, String sha256, String source, String licence) {}

    private final Path file;
    private final Path note;
    private final Divisions present;

    /**
     * @param folder the folder of facts
     * @param facts id of the file of divisions
     * @param present the divisions in force: the nation and the functional zones are taken over from them
     */
    public DivisionOverlay(Path folder, String facts, Divisions present) {
        this.file = folder.resolve("divisions").resolve(facts + ".csv");
        this.note = folder.resolve("divisions").resolve(facts + NOTE);
        this.present = present;
    }

    /** The file of divisions. */
    public Path file() {
        return file;
    }

    /** The note beside it. */
    public Path note() {
        return note;
    }

    /** What no public table has and the divisions in force have: the nation, and functional zones in what was imported. */
    public List<Division> takenOver(Imported imported) {
        var codes = imported.divisions().stream().map(Division::code).collect(Collectors.toSet());
        return present.all().stream()
                .filter(division -> !codes.contains(division.code()))
                .filter(division -> division.level().equals(Level.NATION)
                        || division.pseudo() && codes.contains(division.parentCode()))
                .toList();
    }

    /**
     * Writes both files; each appears whole or not at all.
     *
     * @throws FaultException of kind INPUT where not one row could be read: then nothing is written
     */
    public void write(Imported imported, Origin origin) throws IOException {
        if (imported.divisions().isEmpty()) {
            throw new FaultException(
                    FaultException.Kind.INPUT,
                    "divisions.nothing",
                    Place.file(origin.fileName()),
                    Bilingual.format(
                            "读取 %d 行，没有一行可以采用；未写任何文件",
                            "%d rows read, none could be taken; nothing is written", imported.rows()),
                    new Bilingual("请看上面各行的原因", "see the reasons of the rows above"));
        }
        Files.createDirectories(file.getParent());
        var all = new ArrayList<>(imported.divisions());
        all.addAll(takenOver(imported));
        all.sort(Comparator.comparing(Division::code).thenComparingInt(Division::validFrom));
        var staged = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
        try (var writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(staged, StandardCharsets.UTF_8)) {
            writer.writeRecord(Divisions.COLUMNS);
            all.forEach(division -> writer.writeRecord(cells(division)));
        }
        Files.move(staged, file, StandardCopyOption.REPLACE_EXISTING);
        var stagedNote =
                Files.createTempFile(note.getParent(), note.getFileName().toString(), ".part");
        Files.writeString(stagedNote, text(imported, origin), StandardCharsets.UTF_8);
        Files.move(stagedNote, note, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> cells(Division division) {
        return List.of(
                division.code(),
                division.name(),
                division.level(),
                orEmpty(division.parentCode()),
                division.validFrom() == 0 ? "" : String.valueOf(division.validFrom()),
                division.validTo() == null ? "" : String.valueOf(division.validTo()),
                orEmpty(division.successorCode()),
                division.pseudo() ? "1" : "0",
                division.generated() ? "1" : "0");
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private String text(Imported imported, Origin origin) {
        var lines = new ArrayList<String>();
        lines.add("# 区划 / divisions: `" + file.getFileName() + "`");
        lines.add("");
        lines.add("由 `junheng divisions import` 写成 / written by `junheng divisions import`");
        lines.add("");
        lines.add("* 来源 / source: " + (origin.source() == null ? "未说明 / not told" : origin.source()));
        lines.add("* 许可 / licence: " + (origin.licence() == null ? "未说明 / not told" : origin.licence()));
        lines.add("* 文件 / file: " + origin.fileName() + ", SHA-256 " + origin.sha256() + ", "
                + imported.encoding().title());
        lines.add("* 读取 / rows read: " + imported.rows() + " = " + imported.rowsTaken() + " 采用 / taken + "
                + (imported.rows() - imported.rowsTaken()) + " 未采用 / not taken");
        lines.add("* 记录 / records: " + records(imported));
        var over = takenOver(imported);
        if (!over.isEmpty()) {
            lines.add("* 沿用原有事实 / taken over from the facts in force: "
                    + over.stream()
                            .map(division -> division.code() + " " + division.name())
                            .collect(Collectors.joining(", ")));
        }
        lines.add("");
        lines.add(
                "列的含义见随软件提供的 schemas/divisions/SOURCE.md / the columns: see schemas/divisions/SOURCE.md of the program");
        problems(lines, "未采用的行 / rows not taken", imported, false);
        problems(lines, "采用但有保留的行 / rows taken with a remark", imported, true);
        return String.join("\n", lines) + "\n";
    }

    private static String records(Imported imported) {
        var counts = new TreeMap<String, Integer>();
        imported.divisions().forEach(division -> counts.merge(division.level(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static void problems(List<String> lines, String title, Imported imported, boolean taken) {
        var its = imported.problems().stream()
                .filter(problem -> problem.taken() == taken)
                .toList();
        if (its.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("## " + title);
        lines.add("");
        for (Problem problem : its) {
            lines.add("* " + problem.line() + (problem.column() == null ? "" : " [" + problem.column() + "]") + ": "
                    + problem.text().both() + ": `"
                    + problem.row().replace('`', '\'').replaceAll("\\R", " ") + "`");
        }
    }
}
