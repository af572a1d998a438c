package org.junheng.export.dossier;

import java.util.ArrayList;
import java.util.Map;
import org.junheng.export.dossier.DossierPen.Ink;
import org.junheng.rulebook.DossierLayout.Align;
import org.junheng.rulebook.DossierLayout.Column;
import org.junheng.rulebook.DossierLayout.Look;
import org.junheng.summary.format.TextWidth;
import org.junheng.terms.Bilingual;

/** The heading of a table: one row, or two where columns have a heading in common. */
final class DossierHeading {
    private final DossierPen pen;
    private final Look look;
    private final DossierSubject subject;
    private final Ink ink;

    DossierHeading(DossierPen pen, Look look, DossierSubject subject) {
        this.pen = pen;
        this.look = look;
        this.subject = subject;
        this.ink = Ink.PLAIN.filled(look.headingFill()).inBold();
    }

    void write(Map<String, Column> columns) {
        boolean grouped = columns.values().stream().anyMatch(column -> column.group() != null);
        if (grouped) {
            writeGroups(columns);
            pen.nextRow(2);
        }
        int at = 0;
        int least = 1;
        for (var column : columns.values()) {
            if (!grouped || column.group() != null) {
                pen.cell(at, column.span(), heading(column), ink);
            } else {
                least = 2;
            }
            at += column.span();
        }
        pen.nextRow(least);
    }

    private void writeGroups(Map<String, Column> columns) {
        var all = new ArrayList<>(columns.values());
        int at = 0;
        for (int i = 0; i < all.size(); ) {
            var first = all.get(i);
            if (first.group() == null) {
                pen.highCell(at, first.span(), heading(first), ink);
                at += first.span();
                i++;
                continue;
            }
            int span = 0;
            while (i < all.size() && first.group().equals(all.get(i).group())) {
                span += all.get(i++).span();
            }
            pen.cell(at, span, centred(text(first.group())), ink);
            at += span;
        }
    }

    private DossierCell heading(Column column) {
        var unit = column.unit() == null ? "" : "\n(" + subject.in(column.unit()) + ")";
        return centred(text(column.title()) + unit);
    }

    /** The text in both languages where both are short. */
    private String text(Bilingual title) {
        var text = subject.in(title);
        var other = subject.inOther(title);
        boolean both = TextWidth.of(text) <= look.headingBothUpTo()
                && TextWidth.of(other) <= look.headingBothUpTo()
                && !text.equals(other);
        return both ? text + "\n" + other : text;
    }

    private static DossierCell centred(String text) {
        return new DossierCell(null, text, null, Align.CENTER, null);
    }
}
