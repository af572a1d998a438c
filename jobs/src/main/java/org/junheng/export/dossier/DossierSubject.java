package org.junheng.export.dossier;

import org.junheng.summary.Language;
import org.junheng.terms.Bilingual;

/**
 * Whose dossier it is, and of which snapshot.
 *
 * @param forPublic whether the summary is a protected copy, from which something was withheld
 * @param zone whether it is a functional zone, whose schools are those that it manages
 */
record DossierSubject(
        String code,
        String name,
        String level,
        boolean zone,
        int year,
        String standard,
        String snapshot,
        String facts,
        boolean generated,
        boolean forPublic,
        Language language) {
    /** A text in the language of the dossier. */
    String in(Bilingual text) {
        return switch (language) {
            case ZH -> text.zh();
            case EN -> text.en();
        };
    }

    /** A text in the other language. */
    String inOther(Bilingual text) {
        return switch (language) {
            case ZH -> text.en();
            case EN -> text.zh();
        };
    }

    /** A text in which names in angle brackets stand for what is known of the subject. */
    String filled(String text) {
        return text.replace("<code>", code)
                .replace("<name>", name)
                .replace("<year>", Integer.toString(year))
                .replace("<next_year>", Integer.toString(year + 1))
                .replace("<standard>", standard)
                .replace("<snapshot>", snapshot)
                .replace("<facts>", facts);
    }
}
