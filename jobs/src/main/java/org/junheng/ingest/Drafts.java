package org.junheng.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.junheng.rulebook.CensusProfile.OtherColumns;
import org.junheng.rulebook.CensusProfile.RenamedHeader;
import org.junheng.rulebook.Rulebook;

/**
 * Writes what inspect guesses as an overlay of facts: other names of headers for files close to a profile, a whole profile
 * for files that are close to none. Nothing in it counts until a person has confirmed it; a file that is there already is
 * never overwritten.
 */
public final class Drafts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final HeaderSimilarity similarity;
    private final List<Written> written = new ArrayList<>();
    private final HashSet<List<String>> drafted = new HashSet<>();

    /**
     * A draft.
     *
     * @param file where it stands
     * @param isNew whether it was written now; else it was there already and was left as it is
     */
    public record Written(Path file, boolean isNew) {}

    private Drafts(Path folder, Rulebook rulebook) {
        this.folder = folder;
        similarity = new HeaderSimilarity(rulebook.similarity());
    }

    /**
     * Writes drafts for the files that cannot be read as they are.
     *
     * @param folder the overlay
     */
    public static List<Written> write(Path folder, List<FileInspection> inspected, Rulebook rulebook)
            throws IOException {
        var drafts = new Drafts(folder, rulebook);
        var close = new ArrayList<FileInspection>();
        var unknown = new LinkedHashMap<String, DraftProfile>();
        for (var file : inspected) {
            if (file.sheets().isEmpty() || !file.fitting().isEmpty()) {
                continue;
            }
            if (file.isClose()) {
                close.add(file);
            } else {
                DraftProfile.of(file, rulebook, drafts.similarity)
                        .ifPresent(draft -> unknown.merge(draft.id(), draft, DraftProfile::later));
            }
        }
        for (var file : close) {
            for (var sheet : file.sheets()) {
                drafts.sheets.add(new Sheet(file, sheet));
            }
        }
        drafts.writeHeaders();
        for (var draft : unknown.values()) {
            for (var text : draft.files().entrySet()) {
                drafts.write(text.getKey(), text.getValue());
            }
        }
        return drafts.written;
    }

    private record Sheet(FileInspection file, SheetFinding finding) {}

    private final List<Sheet> sheets = new ArrayList<>();

    private void writeHeaders() throws IOException {
        // The earliest year first: a name that is new in it holds from then on.
        sheets.sort(Comparator.comparing(
                (Sheet sheet) -> sheet.finding().year(), Comparator.nullsFirst(Comparator.naturalOrder())));
        for (var sheet : sheets) {
            if (sheet.finding().needsDraft()) {
                headers(sheet);
            }
        }
    }

    private void headers(Sheet sheet) throws IOException {
        var finding = sheet.finding();
        var entries = new StringBuilder();
        var notes = new StringBuilder();
        for (var column : finding.columns()) {
            if (column.how() == SheetFinding.How.SIMILAR && column.guess().hasOtherUnit()) {
                notes.append(otherUnit(column));
            } else if (column.how() == SheetFinding.How.SIMILAR) {
                entry(
                        finding,
                        column,
                        column.guess().means(),
                        "similar %.2f; %s".formatted(column.guess().score(), samples(column)),
                        entries);
            } else if (column.how() == SheetFinding.How.UNMATCHED
                    && finding.table().otherColumns() == OtherColumns.REFUSE) {
                entry(finding, column, RenamedHeader.UNUSED, "like no column; " + samples(column), entries);
            }
        }
        if (finding.isShifted()) {
            notes.append("""
                    # 表头在第 %1$d 行，方案没有声明表头之上有标题行。请把 census/%2$s/profile.yaml 复制到本覆盖目录，并在表中加上：
                    # The header stands in line %1$d, and the profile does not declare rows of title above it. Copy
                    # census/%2$s/profile.yaml into this overlay and add to the form:
                    #   header: {titles: true}
                    """.formatted(
                            finding.header().firstLine(), finding.profile().profile()));
        }
        if (entries.isEmpty() && notes.isEmpty()) {
            return;
        }
        var head = """
                # 草稿：junheng inspect 对 %1$s 的猜测。逐条核对：对的改为 confirmed: true，错的改正 means 或删去；
                # 未确认的条目会使文件被拒收。
                # Draft: what junheng inspect guesses of %1$s. Check each entry: set confirmed: true where it is right, mend
                # 'means' or remove the entry where it is wrong. A file with an unconfirmed entry is refused.
                """.formatted(place(sheet));
        var name = "census/%s/headers-%s%s.yaml"
                .formatted(
                        finding.profile().profile(),
                        fileName(sheet),
                        finding.year() == null ? "" : "-" + finding.year());
        write(name, head + notes + (entries.isEmpty() ? "headers: []\n" : "headers:\n" + entries));
    }

    private static String place(Sheet sheet) {
        var name = sheet.file().file().name().replaceAll("[\\p{Cc}]", "?");
        return sheet.finding().sheet().isEmpty()
                ? name
                : name + " [" + sheet.finding().sheet() + "]";
    }

    private static String fileName(Sheet sheet) {
        var finding = sheet.finding();
        var name = sheet.file().file().shortName().replaceFirst("(?i)(\\.(csv|tsv|txt|xlsx|xlsm))?(\\.gz)?$", "")
                + (finding.sheet().isEmpty() ? "" : "-" + finding.sheet());
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    }

    private void entry(
            SheetFinding finding, SheetFinding.Column column, String means, String evidence, StringBuilder entries) {
        var key = List.of(
                finding.profile().profile(), finding.table().table(), HeaderText.normalised(column.header()), means);
        if (!drafted.add(key)) {
            return;
        }
        entries.append("  - table: ").append(quoted(finding.table().table())).append('\n');
        entries.append("    found: ").append(quoted(column.header())).append('\n');
        entries.append("    means: ").append(quoted(means)).append('\n');
        if (finding.year() != null) {
            entries.append("    from: ").append(finding.year()).append('\n');
        }
        entries.append("    confirmed: false\n");
        entries.append("    evidence: ").append(quoted(evidence)).append('\n');
    }

    private static String otherUnit(SheetFinding.Column column) {
        var guess = column.guess();
        var factor = guess.factor() == null ? "?" : guess.factor().toPlainString();
        return """
                # 单位不同：%1$s（%2$s）像「%3$s」（%4$s），须乘以 %5$s。改名不能换算，所以这里没有条目：请对方按 %4$s 报送，
                # 或在覆盖目录中为这样的文件另建方案，并为该列写 factor。
                # Another unit: %1$s (%2$s) looks like %3$s (%4$s) and needs a factor of %5$s. Another name converts nothing,
                # so there is no entry for it: ask for the file in %4$s, or give such files a profile of their own, with a
                # factor for this column.
                """.formatted(
                        quoted(column.header()), guess.unitFound(), quoted(guess.means()), guess.unitMeant(), factor);
    }

    static String samples(SheetFinding.Column column) {
        return column.figures().samples().isEmpty()
                ? "no values"
                : "sample " + String.join(", ", column.figures().samples());
    }

    /** A text in double quotes as YAML, and JSON, has it. */
    static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        if (Files.exists(file)) {
            written.add(new Written(file, false));
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        written.add(new Written(file, true));
    }
}
