package org.junheng.export.dossier;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.dhatim.fastexcel.Workbook;
import org.junheng.rulebook.DossierLayout;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.Language;
import org.junheng.summary.PublishedSummary;
import org.junheng.summary.format.RepeatableWorkbook;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/** A workbook about one place, such as a county or a city, as its layout says. The same snapshot gives the same bytes. */
public final class Dossier {
    private static final String APPLICATION = "Junheng";
    private static final String DRAFT = ".part";

    private final PublishedSummary summary;
    private final DossierLayout layout;
    private final Rulebook rulebook;

    /**
     * What is asked.
     *
     * @param place code or name of a place of the level that the layout names
     * @param year or empty for the last with figures
     * @param standard or empty for that of the layout, or the only one by which the place was measured
     */
    public record Question(String place, Optional<Integer> year, Optional<String> standard, Language language) {}

    /**
     * A workbook written.
     *
     * @param name of the file
     */
    public record Written(String name, int sheets) {}

    public Dossier(PublishedSummary summary, DossierLayout layout, Rulebook rulebook) {
        this.summary = summary;
        this.layout = layout;
        this.rulebook = rulebook;
    }

    /**
     * Writes the workbook.
     *
     * @throws FaultException of kind USAGE where there is no such place, year or standard, or another file of that name;
     *     of kind FACTS where the layout is at fault
     */
    public Written write(Path folder, Question question) throws IOException, SQLException {
        var subject = new PlaceSearch(summary, layout)
                .find(question.place(), question.year(), question.standard(), question.language());
        var content = DossierContent.of(layout, new DossierQueries(summary, layout, subject, rulebook));
        Files.createDirectories(folder);
        var name = legal(subject.filled(layout.fileName()));
        var file = folder.resolve(name);
        var draft = folder.resolve("." + name + DRAFT);
        try {
            write(draft, subject, content);
            RepeatableWorkbook.repeatable(draft);
            if (Files.exists(file) && Files.mismatch(file, draft) >= 0) {
                throw taken(name);
            }
            Files.move(draft, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
        return new Written(name, content.sheets().size());
    }

    private void write(Path file, DossierSubject subject, DossierContent content) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file));
                var workbook = new Workbook(out, APPLICATION, null)) {
            workbook.setGlobalDefaultFont(
                    subject.in(layout.look().font()), layout.look().fontSize());
            for (var sheet : content.sheets()) {
                var worksheet = workbook.newWorksheet(subject.in(sheet.sheet().name()));
                new DossierSheet(worksheet, layout, subject, sheet, content).write();
                worksheet.finish();
            }
        }
    }

    private static String legal(String name) {
        return name.replaceAll("[\\\\/*?:\"<>|\\s]+", "-");
    }

    private static FaultException taken(String name) {
        return new FaultException(
                FaultException.Kind.USAGE,
                "export.exists",
                Place.file(name),
                new Bilingual(
                        "已有这个文件，内容不同，可能已填写或签署",
                        "this file is there already with other content; it may have been filled in or signed"),
                new Bilingual("请换一个 --out 目录，或先移走它", "choose another --out, or move it away"));
    }
}
