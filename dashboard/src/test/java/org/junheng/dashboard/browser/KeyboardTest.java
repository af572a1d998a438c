package org.junheng.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@InBrowser
class KeyboardTest {
    private static final int MOST_STEPS = 400;
    /** What has the focus: its kind, and whether it is seen that it has it. */
    private static final String FOCUSED = """
            () => {
              const element = document.activeElement;
              if (!element || element === document.body) return "none\\ttrue";
              const style = getComputedStyle(element);
              const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
              const box = element.getBoundingClientRect();
              const kind = element.matches(".skip") ? "skip" : element.closest(".menu") ? "menu" : element.closest("form.choosers") ? "form"
                  : element.matches(".scroll") ? "table" : element.closest("nav.crumbs") ? "crumbs" : element.closest("main") ? "content" : "other";
              return kind + "\\t" + (outlined && box.width > 0 && box.height > 0) + "\\t" + element.outerHTML.slice(0, 120);
            }""";

    @ParameterizedTest
    @ValueSource(strings = {"/zh/county/530302", "/en/problems"})
    void the_tab_key_reaches_everything_in_order_and_shows_where_it_is(String address, BrowserSession session) {
        try (var reader = session.reader()) {
            var steps = steps(reader.open(address));
            assertThat(steps.stream().map(step -> step.split("\t")[0]).distinct())
                    .startsWith("skip")
                    .contains("menu", "form", "table")
                    .containsSubsequence("skip", "menu", "form", "table");
            assertThat(steps).allMatch(step -> step.split("\t")[1].equals("true"));
        }
    }

    private static List<String> steps(Page page) {
        var steps = new ArrayList<String>();
        for (int i = 0; i < MOST_STEPS; i++) {
            page.keyboard().press("Tab");
            var step = (String) page.evaluate(FOCUSED);
            if (step.startsWith("none")) {
                return steps;
            }
            steps.add(step);
            if (step.startsWith("table")) {
                return steps;
            }
        }
        return steps;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/zh/county/530302"})
    void the_first_link_leads_past_the_menu(String address, BrowserSession session) {
        try (var reader = session.reader()) {
            var page = reader.open(address);
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            assertThat((String) page.evaluate(FOCUSED)).doesNotStartWith("menu").doesNotStartWith("other");
        }
    }
}
