package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junheng.rulebook.DossierLayout.Column;
import org.junheng.rulebook.DossierLayout.Down;
import org.junheng.rulebook.DossierLayout.Form;
import org.junheng.rulebook.DossierLayout.Look;
import org.junheng.rulebook.DossierLayout.Rows;
import org.junheng.rulebook.DossierLayout.Sheet;
import org.junheng.rulebook.DossierLayout.Style;
import org.junheng.rulebook.DossierLayout.Table;
import org.junheng.rulebook.DossierLayout.Texts;
import org.junheng.rulebook.DossierLayout.Word;
import org.junheng.terms.Bilingual;

/** The layout of a dossier as its file says it: a sheet may stand for several, one for each entry of {@code for}. */
record DossierDraft(
        String standard,
        String fileName,
        Look look,
        Bilingual signature,
        Texts texts,
        Map<String, Map<String, Word>> words,
        Map<String, Map<String, List<String>>> ruleLists,
        Map<String, Map<String, SummaryTable.Type>> reliesOn,
        Map<String, String> views,
        List<DraftSheet> sheets) {
    DossierDraft {
        Facts.required(standard, "standard");
        Facts.required(fileName, "file_name");
        Facts.required(look, "look");
        Facts.required(signature, "signature");
        Facts.required(texts, "texts");
        Facts.required(sheets, "sheets");
    }

    DossierLayout layout(Path file) {
        var all = new ArrayList<Sheet>();
        for (int i = 0; i < sheets.size(); i++) {
            var place = List.of("sheets", "[" + i + "]");
            var draft = sheets.get(i);
            for (var values : draft.each == null ? List.of(Map.<String, String>of()) : draft.each) {
                all.add(draft.sheet(new Filling(values), place));
            }
        }
        var layout = new DossierLayout(
                file,
                standard,
                fileName,
                look,
                signature,
                texts,
                Map.copyOf(words == null ? Map.of() : words),
                Map.copyOf(ruleLists == null ? Map.of() : ruleLists),
                views == null ? new LinkedHashMap<>() : views,
                reliesOn == null ? new LinkedHashMap<>() : reliesOn,
                List.copyOf(all));
        new DossierCheck(layout).check();
        return layout;
    }

    /** What stands for {@code <name>} in the texts of a sheet. */
    private record Filling(Map<String, String> values) {
        String of(String text) {
            if (text == null) {
                return null;
            }
            var filled = text;
            for (var value : values.entrySet()) {
                filled = filled.replace("<" + value.getKey() + ">", value.getValue());
            }
            return filled;
        }

        Bilingual of(Bilingual text) {
            return text == null ? null : new Bilingual(of(text.zh()), of(text.en()));
        }
    }

    record DraftSheet(
            @JsonProperty("for") List<Map<String, String>> each,
            Bilingual name,
            Bilingual title,
            Form form,
            Bilingual note,
            List<Integer> grid,
            int freezeColumns,
            List<DraftTable> tables) {
        DraftSheet {
            Facts.required(name, "name");
            Facts.required(title, "title");
            Facts.required(tables, "tables");
            DossierCheck.within(freezeColumns, 0, 20, "freeze_columns");
            if (grid == null && (tables.size() != 1 || tables.get(0).down != null)) {
                throw new Facts.KeyFault("grid", "a sheet of several tables needs a grid: the widths of its columns");
            }
            grid = List.copyOf(grid == null ? tables.get(0).widths() : grid);
            grid.forEach(width -> DossierCheck.within(width, 2, 200, "grid"));
        }

        Sheet sheet(Filling filling, List<String> place) {
            var filled = new ArrayList<Table>();
            for (int i = 0; i < tables.size(); i++) {
                filled.add(tables.get(i).table(filling, below(place, "tables", "[" + i + "]")));
            }
            return new Sheet(
                    filling.of(name),
                    filling.of(title),
                    form == null ? null : new Form(filling.of(form.number()), form.confidence()),
                    filling.of(note),
                    grid,
                    freezeColumns,
                    List.copyOf(filled),
                    place);
        }
    }

    record DraftTable(
            Bilingual title,
            List<String> needs,
            Map<String, Column> columns,
            Down down,
            boolean contents,
            Bilingual noRows,
            List<DraftRows> rows) {
        DraftTable {
            Facts.required(columns, "columns");
        }

        List<Integer> widths() {
            return columns.entrySet().stream()
                    .map(column -> {
                        if (column.getValue().width() == null
                                || column.getValue().span() != 1) {
                            throw new Facts.KeyFault(
                                    "columns",
                                    "column '" + column.getKey()
                                            + "' needs a width; a span is for a sheet with a grid");
                        }
                        return column.getValue().width();
                    })
                    .toList();
        }

        Table table(Filling filling, List<String> place) {
            var filledColumns = new LinkedHashMap<String, Column>();
            columns.forEach((name, column) -> filledColumns.put(
                    name,
                    new Column(
                            filling.of(column.title()),
                            filling.of(column.group()),
                            filling.of(column.unit()),
                            column.width(),
                            column.span(),
                            column.align(),
                            column.format(),
                            column.formatBy(),
                            column.words(),
                            column.marked(),
                            column.missing(),
                            column.missingIf(),
                            column.bilingual())));
            var filled = new ArrayList<Rows>();
            var drafts = Objects.requireNonNullElse(rows, List.<DraftRows>of());
            for (int i = 0; i < drafts.size(); i++) {
                filled.add(drafts.get(i).rows(filling, below(place, "rows", "[" + i + "]")));
            }
            return new Table(
                    filling.of(title),
                    needs == null ? List.of() : List.copyOf(needs),
                    filledColumns,
                    down,
                    contents,
                    filling.of(noRows),
                    List.copyOf(filled),
                    place);
        }
    }

    record DraftRows(
            Bilingual title,
            Style style,
            String sql,
            String prefix,
            String format,
            String words,
            Map<String, Integer> spread) {
        DraftRows {
            Facts.required(sql, "sql");
        }

        Rows rows(Filling filling, List<String> place) {
            return new Rows(
                    filling.of(title),
                    style == null ? Style.PLAIN : style,
                    filling.of(sql),
                    prefix,
                    format,
                    words,
                    spread == null ? Map.of() : Map.copyOf(spread),
                    place);
        }
    }

    private static List<String> below(List<String> place, String... keys) {
        var all = new ArrayList<>(place);
        all.addAll(List.of(keys));
        return List.copyOf(all);
    }
}
