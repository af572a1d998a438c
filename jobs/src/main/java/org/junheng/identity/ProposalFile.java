package org.junheng.identity;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junheng.rulebook.SchoolChange;
import org.junheng.terms.Bilingual;

/** Writes proposals in the format of {@code schemas/school_changes/}, each line marked as not confirmed. */
public final class ProposalFile {
    private ProposalFile() {}

    /**
     * Writes a new file, UTF-8 without byte order mark, lines ended by LF.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one: a person may have worked on it
     */
    public static void write(Path file, List<Proposal> proposals) throws IOException {
        var header = new ArrayList<>(SchoolChange.COLUMNS);
        header.add(SchoolChange.CONFIRMED);
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
                var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
            csv.writeRecord(header);
            for (var proposal : proposals) {
                csv.writeRecord(
                        String.valueOf(proposal.year()),
                        proposal.kind().id(),
                        proposal.fromCode(),
                        proposal.toCode() == null ? "" : proposal.toCode(),
                        "",
                        note(proposal),
                        "no");
            }
        }
    }

    private static String note(Proposal proposal) {
        var zh = new ArrayList<String>();
        var en = new ArrayList<String>();
        for (var evidence : proposal.evidence()) {
            zh.add(evidence.zh());
            en.add(evidence.en());
        }
        return "%s → %s; %s"
                .formatted(
                        proposal.fromName(),
                        proposal.toName(),
                        new Bilingual(
                                        "%.2f：%s".formatted(proposal.score(), String.join("；", zh)),
                                        "%.2f: %s".formatted(proposal.score(), String.join("; ", en)))
                                .both());
    }
}
