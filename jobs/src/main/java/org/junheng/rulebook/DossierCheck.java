package org.junheng.rulebook;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junheng.rulebook.DossierLayout.Sheet;
import org.junheng.rulebook.DossierLayout.Table;

/** Holds the parts of a layout of a dossier against each other. */
final class DossierCheck {
    private static final int LONGEST_SHEET_NAME = 31;
    private static final Pattern FORBIDDEN_IN_SHEET_NAME = Pattern.compile("[\\\\/*?:\\[\\]']");
    private static final Pattern COLOUR = Pattern.compile("[0-9A-F]{6}");
    private static final Pattern QUERY = Pattern.compile("(?is)\\s*(select|with)\\s.*");
    private static final Pattern LEFT_OPEN = Pattern.compile("<[a-z_]+>");

    private static final List<String> CONTENTS = List.of("number", "form", "sheet", "entries");

    private final DossierLayout layout;

    DossierCheck(DossierLayout layout) {
        this.layout = layout;
    }

    static void within(int value, int least, int most, String key) {
        if (value < least || value > most) {
            throw new Facts.KeyFault(
                    key, "%s must be a whole number from %d to %d; found %d".formatted(key, least, most, value));
        }
    }

    static void colour(String value, String key) {
        if (!COLOUR.matcher(value).matches()) {
            throw new Facts.KeyFault(key, key + " must be six hexadecimal digits such as 'F9CB9C'; found " + value);
        }
    }

    void check() {
        layout.views().forEach((name, sql) -> checkQuery(sql, List.of("views", name)));
        checkQuery(layout.level().standards(), List.of("level", "standards"));
        var names = new HashSet<String>();
        for (var sheet : layout.sheets()) {
            checkName(sheet, sheet.name().zh(), "zh/", names);
            checkName(sheet, sheet.name().en(), "en/", names);
            sheet.tables().forEach(table -> check(sheet, table));
        }
    }

    private void checkName(Sheet sheet, String name, String language, HashSet<String> names) {
        if (name.isBlank()
                || name.length() > LONGEST_SHEET_NAME
                || FORBIDDEN_IN_SHEET_NAME.matcher(name).find()) {
            throw layout.fault(
                    sheet.place(),
                    "a sheet has a name of at most 31 characters without \\ / * ? : [ ] '; found '" + name + "'");
        }
        if (!names.add(language + name.toLowerCase(Locale.ROOT))) {
            throw layout.fault(sheet.place(), "two sheets are called '" + name + "'");
        }
    }

    private void check(Sheet sheet, Table table) {
        for (var name : table.needs()) {
            if (!layout.reliesOn().containsKey(name)) {
                throw layout.fault(table.place(), "needs '" + name + "', which relies_on does not name");
            }
        }
        int cells = table.down() == null
                ? table.columns().values().stream()
                        .mapToInt(DossierLayout.Column::span)
                        .sum()
                : table.down().label() + table.down().value();
        if (cells != sheet.grid().size()) {
            throw layout.fault(
                    table.place(),
                    "the table takes %d columns of the sheet's grid of %d"
                            .formatted(cells, sheet.grid().size()));
        }
        if (table.across() != null) {
            checkQuery(table.across().members(), table.place());
            table.across().columns().forEach((name, column) -> {
                if (column.width() == null) {
                    throw layout.fault(table.place(), "across: column '" + name + "' needs a width");
                }
                requireWords(column.words(), table.place(), name);
                requireWords(column.marked() == null ? null : column.marked().words(), table.place(), name);
            });
        }
        table.columns().forEach((name, column) -> {
            requireWords(column.words(), table.place(), name);
            requireWords(column.marked() == null ? null : column.marked().words(), table.place(), name);
            requireColumn(column.formatBy() == null ? null : column.formatBy().column(), table, name);
            requireColumn(column.missingIf() == null ? null : column.missingIf().column(), table, name);
        });
        for (var rows : table.rows()) {
            checkQuery(rows.sql(), rows.place());
            requireWords(rows.words(), rows.place(), "words");
            for (var column : rows.spread().keySet()) {
                if (!table.columns().containsKey(column)) {
                    throw layout.fault(rows.place(), "spread names '" + column + "', which is no column of the table");
                }
            }
        }
        if (table.contents() && !CONTENTS.containsAll(table.columns().keySet())) {
            throw layout.fault(table.place(), "the list of sheets has the columns " + CONTENTS);
        }
        if (table.contents() == !table.rows().isEmpty()) {
            throw layout.fault(table.place(), "a table has rows, or is the list of sheets (contents: true)");
        }
    }

    private void requireWords(String list, List<String> place, String what) {
        if (list != null && !layout.words().containsKey(list)) {
            throw layout.fault(
                    place, "%s: there are no words '%s', only %s".formatted(what, list, sorted(layout.words())));
        }
    }

    private void requireColumn(String column, Table table, String what) {
        if (column != null && !table.columns().containsKey(column)) {
            throw layout.fault(table.place(), what + ": there is no column '" + column + "' in the table");
        }
    }

    private static List<String> sorted(Map<String, ?> lists) {
        return lists.keySet().stream().sorted().toList();
    }

    private void checkQuery(String sql, List<String> place) {
        if (!QUERY.matcher(sql).matches()) {
            throw layout.fault(place, "a query begins with SELECT or WITH");
        }
        var open = LEFT_OPEN.matcher(sql);
        if (open.find()) {
            throw layout.fault(place, "nothing is said of " + open.group() + "; name it in for");
        }
    }
}
