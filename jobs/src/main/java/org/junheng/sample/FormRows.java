package org.junheng.sample;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junheng.sample.FormFacts.Column;
import org.junheng.sample.FormFacts.Form;

/** Makes the rows of a school in one form from its row in the flat layout. */
record FormRows(CensusLayout layout, Map<String, Map<String, Integer>> grades) {
    private static final String NOT_A_DIGIT = "[^0-9.]";

    /** Whether a school fills in the form. */
    boolean has(Form form, OutgoingRow row, int year) {
        return switch (form.schools()) {
            case ALL -> true;
            case CAMPUSES -> !cell(row.sound(), "parent_school_code").isEmpty();
            case OPEN ->
                row.school().openIn(year)
                        && (form.stage() == null || row.school().stages().contains(form.stage()));
        };
    }

    /**
     * The rows.
     *
     * @param cells the cells to show; figures that the flat layout lacks are made from the sound ones
     */
    List<List<FormCell>> of(Form form, List<String> cells, List<String> sound) {
        if (form.items().isEmpty()) {
            return List.of(
                    form.columns().stream().map(column -> plain(column, cells)).toList());
        }
        var matrix = new FormMatrix(form, numbers(sound), grades(form, sound), firstGrade(form, sound));
        var rows = new ArrayList<List<FormCell>>();
        for (int item = 0; item < form.items().size(); item++) {
            var row = new ArrayList<FormCell>();
            for (int column = 0; column < form.columns().size(); column++) {
                row.add(cell(form, matrix, item, column, cells, sound));
            }
            rows.add(row);
        }
        return rows;
    }

    private int grades(Form form, List<String> sound) {
        int columns = (int)
                form.columns().stream().filter(column -> column.grade() != null).count();
        var ofSystem = grades.getOrDefault(cell(sound, "grade_system"), Map.of());
        return Math.min(columns, ofSystem.getOrDefault(form.stage(), columns));
    }

    /** The grades of compulsory schooling are counted through; those of other stages are not told apart. */
    private int firstGrade(Form form, List<String> sound) {
        var ofSystem = grades.getOrDefault(cell(sound, "grade_system"), Map.of());
        int first = 1;
        for (var stage : ofSystem.entrySet()) {
            if (stage.getKey().equals(form.stage())) {
                return first;
            }
            first += stage.getValue();
        }
        return first;
    }

    private Map<String, Long> numbers(List<String> sound) {
        var numbers = new HashMap<String, Long>();
        layout.byName(sound).forEach((name, text) -> {
            if (text.matches("[0-9]{1,9}")) {
                numbers.put(name, Long.valueOf(text));
            }
        });
        return numbers;
    }

    private String cell(List<String> cells, String name) {
        return cells.get(layout.position(name));
    }

    private FormCell plain(Column column, List<String> cells) {
        if (column.text() != null) {
            var text = cell(cells, column.text());
            return FormCell.text(text.isEmpty() ? "" : column.as().getOrDefault(text, text + column.end()));
        }
        if (column.number() == null) {
            return FormCell.BLANK;
        }
        var text = scaled(cell(cells, column.number()), column.over());
        return column.asText() ? FormCell.text(text) : FormCell.number(text);
    }

    /** A number in the form's unit; what is none stays as it is. */
    private static String scaled(String text, BigDecimal over) {
        if (over == null || text.isEmpty() || !text.replaceAll(NOT_A_DIGIT, "").equals(text)) {
            return text;
        }
        return new BigDecimal(text).divide(over).stripTrailingZeros().toPlainString();
    }

    private FormCell cell(
            Form form, FormMatrix matrix, int item, int position, List<String> cells, List<String> sound) {
        var column = form.columns().get(position);
        if (column.item()) {
            return FormCell.text(form.items().get(item).item());
        }
        if (column.line()) {
            return FormCell.text(item < 9 ? "0" + (item + 1) : Integer.toString(item + 1));
        }
        if (column.text() != null) {
            return plain(column, cells);
        }
        var row = form.items().get(item);
        if (column.all() && row.all()) {
            return number(column, cell(cells, form.of()));
        }
        if (row.all() && column.number() != null || column.all() && row.number() != null) {
            return number(column, cell(cells, row.all() ? column.number() : row.number()));
        }
        if (cell(sound, form.of()).isEmpty()) {
            return FormCell.BLANK;
        }
        long number = column.sum() == null ? matrix.at(item, position) : sum(form, matrix, item, column.sum());
        return number < 0 ? FormCell.BLANK : number(column, Long.toString(number));
    }

    private static FormCell number(Column column, String text) {
        return column.asText() ? FormCell.text(text) : FormCell.number(text);
    }

    private static long sum(Form form, FormMatrix matrix, int item, String group) {
        long sum = 0;
        for (int i = 0; i < form.columns().size(); i++) {
            var column = form.columns().get(i);
            if (column.sum() == null && column.header().get(0).equals(group)) {
                long part = matrix.at(item, i);
                if (part < 0) {
                    return -1;
                }
                sum += part;
            }
        }
        return sum;
    }
}
