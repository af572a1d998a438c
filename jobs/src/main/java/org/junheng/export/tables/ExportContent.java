package org.junheng.export.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junheng.rulebook.Publication;
import org.junheng.terms.Bilingual;

/**
 * What an export holds and where it comes from: all that its descriptions say.
 *
 * @param publicForm what tells that it is the public form of the snapshot; empty where it is not
 */
record ExportContent(
        Origin origin,
        Optional<Bilingual> publicForm,
        Publication publication,
        TableExport.Format format,
        Optional<ExportedPlace> place,
        List<Part> parts,
        List<PublishedRelation> relations) {
    /**
     * A relation in the export.
     *
     * @param rows written
     * @param leftOut rows that a sheet had no room for
     */
    record Part(PublishedRelation relation, String file, long rows, long leftOut) {}

    /** The same with other parts. */
    ExportContent with(List<Part> others) {
        return new ExportContent(origin, publicForm, publication, format, place, others, relations);
    }

    /** A text of the facts with its placeholders filled. */
    Bilingual filled(Bilingual text) {
        return new Bilingual(filled(text.zh(), true), filled(text.en(), false));
    }

    private String filled(String text, boolean zh) {
        var placeShown = place.map(each -> each.code() + " " + each.name()).orElse("");
        var title = wholeTitle();
        return text.replace("<title>", zh ? title.zh() : title.en())
                .replace("<id>", origin.id())
                .replace("<version>", origin.version() == null ? origin.id() : origin.version())
                .replace("<code>", String.valueOf(origin.codeVersion()))
                .replace("<facts>", String.valueOf(origin.factsVersion()))
                .replace("<years>", origin.years())
                .replace("<format>", format.name().toLowerCase(Locale.ROOT))
                .replace("<place>", placeShown)
                .replace(
                        "<publisher>",
                        zh
                                ? publication.publisher().name().zh()
                                : publication.publisher().name().en());
    }

    Bilingual title() {
        return filled(wholeTitle());
    }

    /** The public form has the id of its snapshot and is yet another thing to cite. */
    private Bilingual wholeTitle() {
        var title = publication.title();
        var addition = publication.publicTitle();
        return publicForm.isEmpty() ? title : new Bilingual(title.zh() + addition.zh(), title.en() + addition.en());
    }

    Bilingual summary() {
        return filled(publication.summary());
    }

    /** What must be said before anything else: that this is the public form, generated, that nobody signs it. */
    List<Bilingual> warnings() {
        var warnings = new ArrayList<Bilingual>();
        publicForm.ifPresent(warnings::add);
        if (origin.generated()) {
            warnings.add(publication.generated());
        }
        if (!publication.publisher().named()) {
            warnings.add(publication.unnamed());
        }
        return warnings;
    }

    /** What there is to know of the form of the files. */
    List<Bilingual> notes() {
        var texts = publication.texts();
        var notes = new ArrayList<Bilingual>();
        notes.add(
                switch (format) {
                    case CSV -> texts.csv();
                    case PARQUET -> texts.parquet();
                    case XLSX -> texts.xlsx();
                    case DUCKDB -> texts.duckdb();
                });
        place.ifPresent(each -> notes.add(filled(texts.place())));
        if (format != TableExport.Format.DUCKDB) {
            notes.add(texts.leftOut());
        }
        notes.add(texts.columns());
        return notes;
    }
}
