package org.junheng.explain;

import java.util.ArrayList;
import java.util.List;
import org.junheng.terms.Bilingual;

/** Lines and tables, in the order in which to show them. */
public record Explanation(List<Part> parts) {
    /** A line or a table. */
    public sealed interface Part permits Line, Table {}

    /** A line of text. */
    public record Line(Bilingual text) implements Part {}

    /**
     * A table.
     *
     * @param sql one SELECT for each language, whose column names are its headings
     */
    public record Table(Bilingual title, Bilingual sql) implements Part {}

    Explanation() {
        this(new ArrayList<>());
    }

    void line(String zh, String en) {
        parts.add(new Line(new Bilingual(zh, en)));
    }

    /**
     * Adds a table.
     *
     * @param sql a SELECT in which {@code ⟨English|中文⟩} stands for a name in either language, and {@code ⟦2|1⟧} for the
     *     place of that language in a bilingual text
     */
    void table(String zh, String en, String sql) {
        var headings = java.util.regex.Pattern.compile("⟨([^|⟩]*)\\|([^⟩]*)⟩");
        parts.add(new Table(
                new Bilingual(zh, en),
                new Bilingual(
                        headings.matcher(sql).replaceAll("\"$2\"").replace("⟦2|1⟧", "1"),
                        headings.matcher(sql).replaceAll("\"$1\"").replace("⟦2|1⟧", "2"))));
    }
}
