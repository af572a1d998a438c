package org.junheng.command;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junheng.explain.Explanation;
import org.junheng.explain.Explanation.Cells;
import org.junheng.explain.Explanation.Entries;
import org.junheng.explain.Explanation.Table;
import org.junheng.summary.Column;
import org.junheng.summary.Language;
import org.junheng.summary.PublishedSummary;
import org.junheng.summary.QueryLimits;
import org.junheng.summary.command.Console;
import org.junheng.summary.format.AlignedText;
import org.junheng.summary.format.TableFormat;
import org.junheng.terms.Bilingual;

/** Writes an explanation in the reader's language, aligned also where characters are wide. */
final class ExplanationText {
    /** Reasons are read in full. */
    private static final int WIDEST_CELL = 400;

    private static final String INDENT = "      ";

    private final Console console;
    private final PublishedSummary summary;
    /** Whether a table or entries were written last, after which a line stands apart. */
    private boolean block;

    ExplanationText(Console console, PublishedSummary summary) {
        this.console = console;
        this.summary = summary;
    }

    void write(Explanation explanation) throws IOException {
        for (var part : explanation.parts()) {
            if (part instanceof Explanation.Line line) {
                if (block) {
                    console.answerLine("");
                }
                block = false;
                console.answerLine(in(line.text()));
            } else if (part instanceof Explanation.Heading heading) {
                block = false;
                console.answerLine("");
                console.answerLine("━━ " + in(heading.text()));
            } else if (part instanceof Entries entries) {
                write(entries);
            } else if (part instanceof Cells cells) {
                write(cells);
            } else if (part instanceof Table table) {
                write(table);
            }
        }
    }

    private void write(Entries entries) throws IOException {
        console.answerLine("");
        console.answerLine(in(entries.title()));
        var keys = new ArrayList<List<String>>();
        for (var entry : entries.entries()) {
            var cells = new ArrayList<String>();
            for (int i = 0; i < entry.keys().size(); i++) {
                int column = i;
                if (entries.entries().stream()
                        .anyMatch(each -> column >= each.keys().size()
                                || !in(each.keys().get(column)).isEmpty())) {
                    cells.add(in(entry.keys().get(i)));
                }
            }
            cells.add(in(entry.text()));
            keys.add(cells);
        }
        var lines = AlignedText.lines(keys);
        for (int i = 0; i < lines.size(); i++) {
            console.answerLine("  " + lines.get(i));
            for (var detail : entries.entries().get(i).details()) {
                if (!in(detail).isEmpty()) {
                    console.answerLine(INDENT + in(detail));
                }
            }
        }
        block = true;
    }

    /** Columns without a word in them are left out. */
    private void write(Cells cells) throws IOException {
        var columns = new ArrayList<Column>();
        var shown = new ArrayList<Integer>();
        for (int i = 0; i < cells.headings().size(); i++) {
            int column = i;
            if (cells.rows().stream().anyMatch(row -> !in(row.get(column)).isEmpty())) {
                shown.add(i);
                columns.add(
                        new Column(in(cells.headings().get(i)), cells.numeric().get(i)));
            }
        }
        var rows = cells.rows().stream()
                .map(row -> shown.stream().map(column -> in(row.get(column))).toList())
                .toList();
        console.answerLine("");
        console.answerLine(in(cells.title()));
        TableFormat.write(columns, rows, WIDEST_CELL, console.answer());
        block = true;
    }

    private void write(Table table) throws IOException {
        try (var answer = summary.select(of(table.sql()), QueryLimits.DEFAULT)) {
            var text = new StringWriter();
            TableFormat.write(answer, Long.MAX_VALUE, WIDEST_CELL, text);
            if (text.toString().lines().count() > 2) {
                console.answerLine("");
                console.answerLine(in(table.title()));
                console.answer().write(text.toString());
                block = true;
            }
        }
    }

    private String in(Bilingual text) {
        return TableFormat.oneLine(of(text));
    }

    private String of(Bilingual text) {
        return console.language() == Language.ZH ? text.zh() : text.en();
    }
}
