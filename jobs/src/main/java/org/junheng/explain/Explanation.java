package org.junheng.explain;

import java.util.List;
import org.junheng.terms.Bilingual;

/**
 * What is told.
 *
 * @param parts the text: lines, entries and tables, in the order in which to show them
 * @param content the same as one object: maps, lists, texts, numbers, truth values and null; figures are not rounded
 */
public record Explanation(List<Part> parts, Object content) {
    /** A piece of the text. */
    public sealed interface Part permits Line, Heading, Entries, Cells, Table {}

    /** A line of text. */
    public record Line(Bilingual text) implements Part {}

    /** A line above what follows. */
    public record Heading(Bilingual text) implements Part {}

    /** Entries below each other, whose short keys line up. */
    public record Entries(Bilingual title, List<Entry> entries) implements Part {}

    /**
     * An entry.
     *
     * @param keys short texts that stand in columns
     * @param text what follows them on the same line
     * @param details lines below it
     */
    public record Entry(List<Bilingual> keys, Bilingual text, List<Bilingual> details) {}

    /**
     * A table whose cells are texts already.
     *
     * @param headings of the columns
     * @param numeric which columns hold numbers, which stand to the right
     */
    public record Cells(Bilingual title, List<Bilingual> headings, List<Boolean> numeric, List<List<Bilingual>> rows)
            implements Part {}

    /**
     * A table that is read as it is shown, however long it is.
     *
     * @param sql one SELECT for each language, whose column names are its headings
     */
    public record Table(Bilingual title, Bilingual sql) implements Part {}
}
