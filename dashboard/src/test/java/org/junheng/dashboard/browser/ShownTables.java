package org.junheng.dashboard.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The tables of a page as they stand in the browser, by the id of their panel. */
record ShownTables(Map<String, Table> tables) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String READ = """
            () => JSON.stringify([...document.querySelectorAll("section.panel")].map(panel => ({
              id: panel.id,
              columns: [...panel.querySelectorAll("th[data-column]")].map(head => head.dataset.column),
              rows: [...panel.querySelectorAll("tbody tr")].map(line => [...line.cells].filter(cell => !cell.classList.contains("why")).map(cell => ({
                value: cell.dataset.value ?? null,
                text: cell.textContent.trim(),
                sign: cell.querySelector(".sign")?.textContent ?? "",
                missing: cell.querySelector(".missing") !== null,
                visible: cell.getClientRects().length > 0 && getComputedStyle(cell).visibility === "visible"
              })))
            })))""";

    /** A panel; without rows where it says in words that there are none. */
    record Table(String id, List<String> columns, List<List<Cell>> rows) {
        Cell cell(int row, String column) {
            int position = columns.indexOf(column);
            if (position < 0) {
                throw new IllegalArgumentException("no column " + column + " among " + columns);
            }
            return rows.get(row).get(position);
        }

        /** The position of the row whose cells are these, by column. */
        int row(Map<String, String> values) {
            Predicate<Integer> wanted = row -> values.entrySet().stream().allMatch(each -> {
                var cell = cell(row, each.getKey());
                return each.getValue().equals(cell.value() == null ? cell.text() : cell.value());
            });
            for (int row = 0; row < rows.size(); row++) {
                if (wanted.test(row)) {
                    return row;
                }
            }
            throw new AssertionError("no row " + values + " in " + id + ": " + rows);
        }
    }

    /** What a cell shows, and the value behind it. */
    record Cell(String value, String text, String sign, boolean missing, boolean visible) {
        /** The text without its sign. */
        String words() {
            return text.substring(sign.length()).strip();
        }
    }

    static ShownTables on(Page page) {
        try {
            var tables = JSON.readValue((String) page.evaluate(READ), new TypeReference<List<Table>>() {});
            var byId = new LinkedHashMap<String, Table>();
            tables.forEach(table -> byId.put(table.id(), table));
            return new ShownTables(byId);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    Table table(String panel) {
        var table = tables.get(panel);
        if (table == null) {
            throw new IllegalArgumentException("no panel " + panel + " among " + tables.keySet());
        }
        return table;
    }
}
