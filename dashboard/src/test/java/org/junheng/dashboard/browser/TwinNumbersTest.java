package org.junheng.dashboard.browser;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junheng.dashboard.PublishedSample;
import org.junheng.dashboard.browser.PageAddresses.Walked;
import org.junheng.dashboard.browser.ShownTables.Cell;
import org.junheng.dashboard.browser.ShownTables.Table;
import org.junheng.dashboard.page.ColumnDefinition;
import org.junheng.dashboard.page.Pages;
import org.junheng.dashboard.page.PanelDefinition;
import org.junheng.dashboard.panel.PathCode;
import org.junheng.dashboard.panel.Selection;
import org.junheng.dashboard.panel.SelectionReader;
import org.junheng.summary.Language;
import org.junit.jupiter.api.Test;

@InBrowser
class TwinNumbersTest {
    private static final BigDecimal HALF = new BigDecimal("0.5000001");

    @Test
    void every_table_holds_what_its_query_answers_on_the_file(BrowserSession session) throws Exception {
        var softly = new SoftAssertions();
        var walk = Walk.through(session);
        var pages = Pages.read();
        try (var reader = session.reader();
                var file = Published.open(PublishedSample.warehouse());
                var lease = session.live().lease()) {
            var selections = new SelectionReader(pages, lease.snapshot());
            for (var walked : walk) {
                var language = Walk.language(walk, walked);
                var address = walked.address(language);
                var shown = ShownTables.on(reader.open(address));
                var selection = selections.read(language, path(walked), query(walked));
                for (var panel : selection
                        .page()
                        .panels()
                        .filter(TwinNumbersTest::always)
                        .toList()) {
                    for (var fault : faults(shown.table(panel.id()), panel, answer(file, panel, selection), language)) {
                        softly.fail(address + "#" + panel.id() + ": " + fault);
                    }
                }
            }
        }
        softly.assertAll();
    }

    /** A map stands only where its user supplies borders. */
    private static boolean always(PanelDefinition panel) {
        return panel.drawn().filter(chart -> "map".equals(chart.get("kind"))).isEmpty();
    }

    private static List<String> path(Walked walked) {
        if (walked.name().isEmpty()) {
            return List.of();
        }
        return walked.code().isEmpty() ? List.of(walked.name()) : List.of(walked.name(), PathCode.write(walked.code()));
    }

    private static Map<String, List<String>> query(Walked walked) {
        var query = new LinkedHashMap<String, List<String>>();
        walked.parameters().forEach((name, value) -> query.put(name, List.of(value)));
        return query;
    }

    private static List<Map<String, Object>> answer(Connection file, PanelDefinition panel, Selection selection)
            throws SQLException {
        var values = new LinkedHashMap<>(selection.parameters());
        values.put("rows", panel.mostRows());
        values.put("before", 0);
        return Published.rows(
                        file,
                        panel.sql().positional(),
                        panel.sql().names().stream().map(values::get).toArray())
                .stream()
                .limit(panel.mostRows())
                .toList();
    }

    private static List<String> faults(
            Table table, PanelDefinition panel, List<Map<String, Object>> answer, Language language) {
        var faults = new ArrayList<String>();
        if (table.rows().size() != answer.size()) {
            return List.of(table.rows().size() + " rows are shown of " + answer.size());
        }
        panel.columns().forEach((name, column) -> {
            if (column.why() || answer.isEmpty()) {
                return;
            }
            for (int row = 0; row < answer.size(); row++) {
                var cell = table.cell(row, name);
                int at = row;
                fault(cell, column, answer.get(row).get(name), language)
                        .ifPresent(fault -> faults.add("row " + at + ", " + name + ": " + fault + " " + cell));
            }
        });
        return faults.size() > 3 ? faults.subList(0, 3) : faults;
    }

    private static Optional<String> fault(Cell cell, ColumnDefinition column, Object value, Language language) {
        if (value == null || value.toString().isEmpty()) {
            return cell.missing() && cell.text().equals("—")
                    ? Optional.empty()
                    : Optional.of("shown though there is none");
        }
        if (column.words() != null) {
            boolean same = value.toString().equals(cell.value());
            return same && !cell.words().isBlank() ? Optional.empty() : Optional.of("not " + value);
        }
        if (value instanceof Number number) {
            return number(cell, column, new BigDecimal(number.toString()));
        }
        if (value instanceof String text) {
            var spaced = text.replaceAll("\\s+", " ").strip();
            var shown = cell.text().replaceAll("\\s+", " ");
            boolean same =
                    column.bilingual() ? spaced.contains(shown) || text.lines().count() > 1 : spaced.equals(shown);
            return same ? Optional.empty() : Optional.of("not " + text);
        }
        return cell.missing() ? Optional.of("not " + value) : Optional.empty();
    }

    /** The value is whole in the cell, and what is read is that value rounded to the digits shown. */
    private static Optional<String> number(Cell cell, ColumnDefinition column, BigDecimal value) {
        if (cell.value() == null || new BigDecimal(cell.value()).compareTo(value) != 0) {
            return Optional.of("not " + value);
        }
        var digits =
                cell.text().replace("−", "-").replace(",", "").replace("%", "").strip();
        if (!digits.matches("-?[0-9]+(\\.[0-9]+)?")) {
            return Optional.of("no number is shown for " + value);
        }
        var shown = new BigDecimal(digits);
        var exact = column.percent() ? value.movePointRight(2) : value;
        boolean rounded = shown.subtract(exact).abs().compareTo(HALF.movePointLeft(shown.scale())) <= 0;
        return rounded ? Optional.empty() : Optional.of("rounded otherwise than " + value);
    }
}
