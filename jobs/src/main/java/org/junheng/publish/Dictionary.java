package org.junheng.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.SummaryMacro;
import org.junheng.rulebook.SummaryTable;
import org.junheng.rulebook.SummaryView;
import org.junheng.summary.Language;
import org.junheng.summary.format.AlignedText;
import org.junheng.summary.format.MarkdownText;
import org.junheng.terms.Bilingual;

/** The dictionary of the published database as a page of Markdown, made from the facts that its comments are made from. */
public final class Dictionary {
    private final Rulebook rulebook;
    private final Language language;
    private final StringBuilder page = new StringBuilder();

    private Dictionary(Rulebook rulebook, Language language) {
        this.rulebook = rulebook;
        this.language = language;
    }

    /** The page in one language. */
    public static String page(Rulebook rulebook, Language language) {
        return new Dictionary(rulebook, language).page();
    }

    /** The name of the page's file. */
    public static String fileName(Language language) {
        return language == Language.EN ? "dictionary.md" : "dictionary." + language.code() + ".md";
    }

    /** Writes the page in every language into a folder, and gives the files. */
    public static List<Path> write(Rulebook rulebook, Path folder) throws IOException {
        Files.createDirectories(folder);
        var files = new ArrayList<Path>();
        for (var language : Language.values()) {
            var file = folder.resolve(fileName(language));
            Files.writeString(file, page(rulebook, language), StandardCharsets.UTF_8);
            files.add(file);
        }
        return files;
    }

    private String page() {
        line("# " + in(Labels.TITLE));
        line("");
        line(in(Labels.INTRODUCTION));
        line("");
        contents();
        line("## " + in(Labels.TABLES));
        rulebook.tables().values().forEach(this::table);
        line("");
        line("## " + in(Labels.VIEWS));
        rulebook.summary().views().values().forEach(this::view);
        line("");
        line("## " + in(Labels.MACROS));
        line("");
        line(in(Labels.ABOUT_MACROS));
        rulebook.summary().macros().values().forEach(this::macro);
        return page.toString().replaceAll("\n{3,}", "\n\n").stripTrailing() + "\n";
    }

    private void contents() {
        line("## " + in(Labels.CONTENTS));
        line("");
        var rows = heading(Labels.TABLE, Labels.MEANING);
        rulebook.tables().values().forEach(table -> rows.add(List.of(link(table.name()), text(table.description()))));
        lines(rows);
        rows.clear();
        rows.addAll(heading(Labels.VIEW, Labels.QUESTION));
        rulebook.summary()
                .views()
                .values()
                .forEach(view -> rows.add(List.of(link(view.name()), text(view.question()))));
        lines(rows);
        rows.clear();
        rows.addAll(heading(Labels.MACRO, Labels.MEANING));
        rulebook.summary()
                .macros()
                .values()
                .forEach(macro -> rows.add(List.of(link(macro.name()), text(macro.description()))));
        lines(rows);
    }

    private static String link(String name) {
        return "[%s](#%s)".formatted(name, name);
    }

    private void table(SummaryTable table) {
        title(table.name(), text(table.description()));
        line(in(Labels.KEY) + in(Labels.COLON) + String.join(", ", table.key()));
        columns(table.columns());
    }

    private void view(SummaryView view) {
        title(view.name(), "**" + text(view.question()) + "**");
        line(String.join(
                "\n\n",
                labelled(Labels.ROW, text(view.row())),
                labelled(Labels.USE, text(view.use())),
                labelled(Labels.ORDER, text(view.order()))));
        code(view.example());
        columns(view.columns());
    }

    private void macro(SummaryMacro macro) {
        title(macro.name() + "(" + String.join(", ", macro.parameters().keySet()) + ")", text(macro.description()));
        var rows = heading(Labels.PARAMETER, Labels.MEANING);
        macro.parameters().forEach((name, text) -> rows.add(List.of("`" + name + "`", text(text))));
        lines(rows);
        var told = new ArrayList<String>();
        if (macro.formula() != null) {
            told.add(labelled(Labels.FORMULA, MarkdownText.of(macro.formula())));
        }
        if (macro.unitText() != null) {
            told.add(labelled(Labels.UNIT, text(macro.unitText())));
        }
        told.add(labelled(Labels.SOURCE, MarkdownText.of(macro.source())));
        line(String.join(" · ", told));
        code(macro.example());
    }

    private String labelled(Bilingual label, String text) {
        return "*" + in(label) + "*" + in(Labels.COLON) + text;
    }

    private void title(String name, String text) {
        line("");
        if (name.indexOf('(') >= 0) {
            // A link names the macro alone.
            line("<a id=\"" + name.substring(0, name.indexOf('(')) + "\"></a>");
            line("");
        }
        line("### " + name);
        line("");
        line(text);
        line("");
    }

    private void code(String sql) {
        line("");
        line("```sql");
        line(sql);
        line("```");
    }

    private void columns(List<SummaryTable.Column> columns) {
        line("");
        var rows = heading(Labels.COLUMN, Labels.TYPE, Labels.UNIT, Labels.SOURCE, Labels.MEANING);
        for (var column : columns) {
            rows.add(List.of(
                    "`" + column.name() + "`",
                    column.type().name().toLowerCase(Locale.ROOT),
                    column.unitText() == null ? "" : text(column.unitText()),
                    column.source() == null ? "" : MarkdownText.of(column.source()),
                    text(column.description())));
        }
        lines(rows);
    }

    private List<List<String>> heading(Bilingual... labels) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(labels).stream().map(this::in).toList());
        rows.add(List.of(labels).stream().map(label -> "---").toList());
        return rows;
    }

    private void lines(List<List<String>> rows) {
        var cells = new ArrayList<List<String>>();
        for (var row : rows) {
            var line = new ArrayList<String>();
            for (int i = 0; i < row.size(); i++) {
                line.add("| " + row.get(i) + (i == row.size() - 1 ? " |" : ""));
            }
            cells.add(line);
        }
        AlignedText.lines(cells).forEach(this::line);
        line("");
    }

    private String in(Bilingual text) {
        return language == Language.ZH ? text.zh() : text.en();
    }

    private String text(Bilingual text) {
        return MarkdownText.of(in(text));
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
