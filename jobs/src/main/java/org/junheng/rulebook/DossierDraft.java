package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junheng.rulebook.DossierLayout.Across;
import org.junheng.rulebook.DossierLayout.Column;
import org.junheng.rulebook.DossierLayout.Down;
import org.junheng.rulebook.DossierLayout.Form;
import org.junheng.rulebook.DossierLayout.Level;
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
        String takesOver,
        Level level,
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
    /** First key of a place that stands in the shared file. */
    static final String OF_SHARED = "shared:";

    private static final String FOLDER_OF_SHARED = "shared/";

    DossierDraft {
        Facts.required(level, "level");
        Facts.required(standard, "standard");
        Facts.required(fileName, "file_name");
        Facts.required(sheets, "sheets");
    }

    /** What dossiers have in common: each takes all of it over and may put its own in the place of single entries. */
    record Shared(
            Look look,
            Bilingual signature,
            Texts texts,
            Map<String, Map<String, Word>> words,
            Map<String, Map<String, List<String>>> ruleLists,
            Map<String, Map<String, SummaryTable.Type>> reliesOn,
            Map<String, String> views,
            Map<String, DraftSheet> sheets) {
        static final Shared NOTHING = new Shared(null, null, null, null, null, null, null, null);
    }

    static boolean isShared(List<String> place) {
        return place.get(0).equals(OF_SHARED);
    }

    DossierLayout layout(Path file, Function<String, Path> others) {
        var sharedFile = takesOver == null ? null : others.apply(FOLDER_OF_SHARED + takesOver + ".yaml");
        if (takesOver != null && sharedFile == null) {
            throw FactsReader.fault(
                    file, "there is no dossier/" + FOLDER_OF_SHARED + takesOver + ".yaml", "takes_over");
        }
        var shared = sharedFile == null ? Shared.NOTHING : FactsReader.read(sharedFile, Shared.class);
        var all = new ArrayList<Sheet>();
        for (int i = 0; i < sheets.size(); i++) {
            var place = List.of("sheets", "[" + i + "]");
            var draft = sheets.get(i);
            if (draft.use != null) {
                var used = orEmpty(shared.sheets).get(draft.use);
                if (used == null) {
                    throw FactsReader.fault(
                            file, "there is no shared sheet '" + draft.use + "'", place.toArray(String[]::new));
                }
                draft = used;
                place = List.of(OF_SHARED, "sheets", sheets.get(i).use);
            }
            for (var values : draft.each == null ? List.of(Map.<String, String>of()) : draft.each) {
                all.add(draft.sheet(new Filling(values), place));
            }
        }
        var layout = new DossierLayout(
                file,
                sharedFile,
                level,
                standard,
                fileName,
                own(look, shared.look, file, "look"),
                own(signature, shared.signature, file, "signature"),
                own(texts, shared.texts, file, "texts"),
                both(shared.words, words),
                both(shared.ruleLists, ruleLists),
                both(shared.views, views),
                both(shared.reliesOn, reliesOn),
                List.copyOf(all));
        new DossierCheck(layout).check();
        return layout;
    }

    private static <T> T own(T own, T shared, Path file, String key) {
        if (own == null && shared == null) {
            throw FactsReader.fault(file, key + " is missing", key);
        }
        return own == null ? shared : own;
    }

    /** Shared entries in their order, then own ones; an own one of the same name takes the place of the shared one. */
    private static <T> Map<String, T> both(Map<String, T> shared, Map<String, T> own) {
        var all = new LinkedHashMap<String, T>(orEmpty(shared));
        all.putAll(orEmpty(own));
        return Collections.unmodifiableMap(all);
    }

    private static <T> Map<String, T> orEmpty(Map<String, T> map) {
        return map == null ? Map.of() : map;
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
            String use,
            @JsonProperty("for") List<Map<String, String>> each,
            Bilingual name,
            Bilingual title,
            Form form,
            Bilingual note,
            List<Integer> grid,
            int freezeColumns,
            boolean onePage,
            List<DraftTable> tables) {
        DraftSheet {
            if (use != null) {
                if (name != null || title != null || tables != null) {
                    throw new Facts.KeyFault("use", "a sheet that is used from the shared file has no other key");
                }
                name = title = new Bilingual(use, use);
                tables = List.of();
                grid = List.of();
            }
            Facts.required(name, "name");
            Facts.required(title, "title");
            Facts.required(tables, "tables");
            DossierCheck.within(freezeColumns, 0, 20, "freeze_columns");
            if (tables.size() != 1 && tables.stream().anyMatch(table -> table.across != null)) {
                throw new Facts.KeyFault("across", "a table with columns across stands alone on its sheet");
            }
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
                    onePage,
                    List.copyOf(filled),
                    place);
        }
    }

    record DraftTable(
            Bilingual title,
            List<String> needs,
            Map<String, Column> columns,
            Across across,
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
                    across == null ? null : new Across(filling.of(across.members()), across.columns()),
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
