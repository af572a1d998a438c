package org.junheng.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@InBrowser
class SelectionInAddressTest {
    private static final String COUNTY = "/county/530302";

    @Test
    void what_a_reader_chooses_stands_in_the_address_and_the_other_language_keeps_it(BrowserSession session) {
        try (var reader = session.reader()) {
            var page = reader.open("/zh" + COUNTY);
            var chosen = chooseLast(page);
            reader.click(page.locator("form.choosers button[type=submit]"));
            assertThat(path(page)).isEqualTo("/zh" + COUNTY);
            assertThat(query(page)).containsAllEntriesOf(chosen);
            assertThat(choices(page)).containsAllEntriesOf(chosen);

            reader.click(page.locator("a.language"));
            assertThat(path(page)).isEqualTo("/en" + COUNTY);
            assertThat(choices(page)).containsAllEntriesOf(chosen);

            reader.click(page.locator("a.language"));
            assertThat(path(page)).isEqualTo("/zh" + COUNTY);
            assertThat(choices(page)).containsAllEntriesOf(chosen);
            assertThat(reader.faults()).isEmpty();
        }
    }

    @Test
    void a_shared_address_shows_the_same_to_whoever_opens_it(BrowserSession session) {
        try (var one = session.reader();
                var other = session.reader()) {
            var page = one.open("/en" + COUNTY);
            chooseLast(page);
            one.click(page.locator("form.choosers button[type=submit]"));
            assertThat(ShownTables.on(other.open(one.address()))).isEqualTo(ShownTables.on(page));
        }
    }

    /** Chooses of each field what differs most from the default. */
    private static Map<String, String> chooseLast(Page page) {
        var chosen = new LinkedHashMap<String, String>();
        var fields = page.locator("form.choosers select");
        for (var field : fields.all()) {
            var name = field.getAttribute("name");
            if (name.equals("standard")) {
                continue;
            }
            var last = field.locator("option").last().getAttribute("value");
            field.selectOption(last);
            chosen.put(name, last);
        }
        assertThat(chosen.keySet()).containsAll(List.of("year", "stage", "indicator"));
        return chosen;
    }

    private static Map<String, String> choices(Page page) {
        var choices = new LinkedHashMap<String, String>();
        for (var field : page.locator("form.choosers select").all()) {
            choices.put(field.getAttribute("name"), field.inputValue());
        }
        return choices;
    }

    private static String path(Page page) {
        return URI.create(page.url()).getPath();
    }

    private static Map<String, String> query(Page page) {
        var query = new LinkedHashMap<String, String>();
        for (var pair : URI.create(page.url()).getRawQuery().split("&")) {
            var parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }
}
