package org.junheng.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junheng.summary.Language;
import org.junit.jupiter.api.Test;

@InBrowser
class EveryPageTest {
    private static final int LEAST_COLOURS = 3;
    private static final String FIGURES = """
            () => [...document.querySelectorAll("figure[data-chart]")].map(figure => {
              const colours = new Set();
              for (const canvas of figure.querySelectorAll("canvas")) {
                const pixels = canvas.width * canvas.height === 0 ? [] : canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
                for (let i = 0; i + 3 < pixels.length; i += 4) {
                  colours.add((pixels[i] << 24) | (pixels[i + 1] << 16) | (pixels[i + 2] << 8) | pixels[i + 3]);
                }
              }
              return [figure.closest(".panel").id, JSON.parse(figure.dataset.chart).kind, figure.dataset.drawn ?? "no", String(colours.size),
                      figure.dataset.alt || "", figure.getAttribute("aria-label") || ""].join("\\t");
            })""";
    /** What stands out on the right, where nothing around it scrolls. */
    private static final String TOO_WIDE = """
            () => {
              const room = document.scrollingElement;
              if (room.scrollWidth <= innerWidth) return [];
              const scrolls = element => { for (let e = element; e; e = e.parentElement) { if (/auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowX)) return true; } return false; };
              const wide = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !scrolls(e.parentElement));
              return ["page of " + room.scrollWidth + " px", ...wide.slice(0, 3).map(e => e.tagName + "." + e.className)];
            }""";

    @Test
    void every_page_draws_its_charts_in_both_languages_and_nothing_goes_wrong(BrowserSession session) {
        var softly = new SoftAssertions();
        try (var reader = session.reader()) {
            for (var walked : Walk.through(session)) {
                for (var language : Language.values()) {
                    var address = walked.address(language);
                    var page = reader.open(address);
                    softly.assertThat(reader.faults()).as(address).isEmpty();
                    softly.assertThat(undrawn(page)).as(address).isEmpty();
                    softly.assertThat(page.locator("html").getAttribute("lang"))
                            .as(address)
                            .startsWith(language.code());
                    softly.assertThat(page.locator("h1").count())
                            .as("headings of " + address)
                            .isEqualTo(1);
                }
            }
        }
        softly.assertAll();
    }

    @Test
    void no_page_is_wider_than_a_screen_of_320_pixels(BrowserSession session) {
        var softly = new SoftAssertions();
        var walk = Walk.through(session);
        try (var reader = session.reader(options -> options.setViewportSize(320, 640))) {
            for (var walked : walk) {
                var address = walked.address(Walk.language(walk, walked));
                var page = reader.open(address);
                softly.assertThat(texts(page.evaluate(TOO_WIDE))).as(address).isEmpty();
                softly.assertThat(reader.faults()).as(address).isEmpty();
            }
        }
        softly.assertAll();
    }

    @Test
    void the_first_page_comes_in_less_than_500_kilobytes(BrowserSession session) {
        try (var reader = session.reader()) {
            var page = reader.open("/zh/");
            var bytes = ((Number) page.evaluate("""
                    () => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
                        .reduce((sum, entry) => sum + entry.transferSize, 0)""")).longValue();
            assertThat(bytes).isBetween(10_000L, 500_000L);
        }
    }

    /** A map is drawn only where its user supplies borders; anything else is. */
    private static List<String> undrawn(Page page) {
        var faults = new ArrayList<String>();
        for (var figure : texts(page.evaluate(FIGURES))) {
            var told = figure.split("\t", -1);
            if (told[1].equals("map") && told[2].equals("absent")) {
                continue;
            }
            if (!told[2].equals("true") || Integer.parseInt(told[3]) < LEAST_COLOURS || told[4].isBlank()) {
                faults.add(figure);
            }
        }
        return faults;
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).toList();
    }
}
