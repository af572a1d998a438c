package org.junheng.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junheng.explain.Explanation.Entry;
import org.junheng.explain.Explanation.Part;
import org.junheng.terms.Bilingual;

/** The text as it grows. */
final class Text {
    private static final Pattern HEADING = Pattern.compile("⟨([^|⟩]*)\\|([^⟩]*)⟩");

    private final List<Part> parts = new ArrayList<>();

    List<Part> parts() {
        return List.copyOf(parts);
    }

    void line(String zh, String en) {
        line(new Bilingual(zh, en));
    }

    void line(Bilingual text) {
        parts.add(new Explanation.Line(text));
    }

    void line(Bilingual text, Bilingual continued) {
        line(text.zh() + continued.zh(), text.en() + continued.en());
    }

    void heading(String zh, String en) {
        parts.add(new Explanation.Heading(new Bilingual(zh, en)));
    }

    void entries(String zh, String en, List<Entry> entries) {
        if (!entries.isEmpty()) {
            parts.add(new Explanation.Entries(new Bilingual(zh, en), entries));
        }
    }

    /** Adds a table; a heading with a # before it stands above numbers. */
    void cells(String zh, String en, List<Bilingual> headings, List<List<Bilingual>> rows) {
        if (!rows.isEmpty()) {
            parts.add(new Explanation.Cells(
                    new Bilingual(zh, en),
                    headings.stream()
                            .map(each -> new Bilingual(
                                    each.zh().replaceFirst("^#", ""), each.en().replaceFirst("^#", "")))
                            .toList(),
                    headings.stream().map(each -> each.zh().startsWith("#")).toList(),
                    rows));
        }
    }

    /**
     * Adds a table.
     *
     * @param sql a SELECT in which {@code ⟨English|中文⟩} stands for a name in either language
     */
    void table(String zh, String en, String sql) {
        parts.add(new Explanation.Table(
                new Bilingual(zh, en),
                new Bilingual(
                        HEADING.matcher(sql).replaceAll("\"$2\""),
                        HEADING.matcher(sql).replaceAll("\"$1\""))));
    }

    /** What a reader can do next, as commands. */
    void next(List<Next> steps) {
        var entries = steps.stream()
                .map(step -> new Entry(List.of(Words.same(step.command())), step.what(), List.of()))
                .toList();
        entries("接下来", "Next", entries);
    }

    /** A command and what it is for. */
    record Next(String command, Bilingual what) {}
}
