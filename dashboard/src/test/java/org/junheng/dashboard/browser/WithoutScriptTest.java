package org.junheng.dashboard.browser;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junheng.dashboard.browser.ShownTables.Cell;
import org.junheng.dashboard.browser.ShownTables.Table;
import org.junit.jupiter.api.Test;

@InBrowser
class WithoutScriptTest {
    @Test
    void every_figure_can_be_read_without_scripts(BrowserSession session) {
        var softly = new SoftAssertions();
        var walk = Walk.through(session);
        try (var with = session.reader();
                var without = session.reader(options -> options.setJavaScriptEnabled(false))) {
            for (var walked : walk) {
                var address = walked.address(Walk.language(walk, walked));
                var drawn = ShownTables.on(with.open(address)).tables();
                var plain = ShownTables.on(without.openWithoutScript(address)).tables();
                softly.assertThat(plain.keySet()).as(address).isEqualTo(drawn.keySet());
                plain.forEach((id, table) -> {
                    softly.assertThat(texts(table)).as(address + "#" + id).isEqualTo(texts(drawn.get(id)));
                    softly.assertThat(table.rows().stream()
                                    .flatMap(List::stream)
                                    .filter(cell -> !cell.visible())
                                    .limit(3))
                            .as("hidden cells of " + address + "#" + id)
                            .isEmpty();
                });
                softly.assertThat(without.page().locator("main .panel h3").count())
                        .as(address)
                        .isEqualTo(plain.size());
            }
        }
        softly.assertAll();
    }

    private static List<List<String>> texts(Table table) {
        return table.rows().stream()
                .map(row -> row.stream().map(Cell::text).toList())
                .toList();
    }
}
