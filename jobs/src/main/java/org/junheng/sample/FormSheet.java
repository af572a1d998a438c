package org.junheng.sample;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junheng.sample.FormFacts.Column;
import org.junheng.sample.FormFacts.Form;

/** One sheet of a form while its rows come together. */
final class FormSheet {
    private final String name;
    private final Form form;
    private final List<Column> columns;
    private final List<List<FormCell>> rows = new ArrayList<>();
    private int schools;

    /**
     * @param last a column that the form has here beyond its own, or null
     */
    FormSheet(String name, Form form, Column last) {
        this.name = name;
        this.form = form;
        this.columns = new ArrayList<>(form.columns());
        if (last != null) {
            columns.add(last);
        }
    }

    String name() {
        return name;
    }

    Form form() {
        return form;
    }

    /** How many rows it has, blank ones among them. */
    int size() {
        return rows.size();
    }

    /** How many rows of schools it has. */
    long schoolRows() {
        return rows.stream().filter(row -> !row.isEmpty()).count();
    }

    /** Adds a row; answers its position. */
    int add(List<FormCell> row) {
        rows.add(row);
        return rows.size() - 1;
    }

    /** Leaves a blank row after so many schools. */
    void endSchool(int blankRowEvery) {
        schools++;
        if (blankRowEvery > 0 && schools % blankRowEvery == 0) {
            rows.add(List.of());
        }
    }

    /**
     * Writes the sheet.
     *
     * @param fill fills in what titles and notes leave open
     * @return the line of each row that was added, by its position
     */
    long[] write(SheetWriter writer, FormFacts facts, List<String> titles, UnaryOperator<String> fill)
            throws IOException {
        int top = 0;
        for (var title : titles) {
            writer.write(padded(fill.apply(title)));
            writer.merge(new FormHeader.Merged(top, 0, top, columns.size() - 1));
            top++;
        }
        var header = FormHeader.of(columns);
        for (var row : header.rows()) {
            writer.write(row.stream().map(FormCell::text).toList());
        }
        for (var cells : header.merged()) {
            writer.merge(new FormHeader.Merged(
                    cells.firstRow() + top, cells.firstColumn(), cells.lastRow() + top, cells.lastColumn()));
        }
        if (columns.stream().anyMatch(column -> column.unit() != null)) {
            writer.write(columns.stream()
                    .map(column -> FormCell.text(column.unit() == null ? "" : column.unit()))
                    .toList());
        }
        if (form.numbered()) {
            writer.write(columnNumbers(facts.columnLetters()));
        }
        var lines = new long[rows.size()];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = writer.write(rows.get(i).isEmpty() ? padded("") : rows.get(i));
        }
        if (form.totalled()) {
            writer.write(totals(facts.total()));
        }
        for (var note : facts.notes()) {
            writer.write(padded(fill.apply(note)));
        }
        return lines;
    }

    private List<FormCell> padded(String text) {
        var row = new ArrayList<>(Collections.nCopies(columns.size(), FormCell.BLANK));
        row.set(0, FormCell.text(text));
        return row;
    }

    private List<FormCell> columnNumbers(List<String> letters) {
        var row = new ArrayList<FormCell>();
        int texts = 0;
        int numbers = 0;
        for (var column : columns) {
            row.add(
                    column.isText() && texts < letters.size()
                            ? FormCell.text(letters.get(texts++))
                            : FormCell.number(Integer.toString(++numbers)));
        }
        return row;
    }

    private List<FormCell> totals(String name) {
        var row = padded(name);
        for (int column = 1; column < columns.size(); column++) {
            var total = BigDecimal.ZERO;
            boolean any = false;
            for (var each : rows) {
                if (!columns.get(column).isText()
                        && column < each.size()
                        && each.get(column).number()) {
                    total = total.add(new BigDecimal(each.get(column).text()));
                    any = true;
                }
            }
            if (any) {
                row.set(column, FormCell.number(total.toPlainString()));
            }
        }
        return row;
    }
}
