package org.junheng.dashboard.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

@InBrowser
class AccessibilityTest {
    private static final Set<String> SERIOUS = Set.of("serious", "critical");
    /** What can differ between a light and a dark screen. */
    private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");

    @Test
    void no_page_has_a_serious_barrier_light_or_dark(BrowserSession session) {
        var softly = new SoftAssertions();
        var walk = Walk.through(session);
        try (var reader = session.reader()) {
            for (var walked : walk) {
                for (var language : Walk.languages(walk, walked)) {
                    var address = walked.address(language);
                    var page = reader.open(address);
                    softly.assertThat(barriers(new AxeBuilder(page)))
                            .as(address)
                            .isEmpty();
                    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
                    reader.waitUntilDrawn();
                    softly.assertThat(barriers(new AxeBuilder(page).withRules(OF_COLOURS)))
                            .as("dark " + address)
                            .isEmpty();
                    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
                }
            }
        }
        softly.assertAll();
    }

    private static List<String> barriers(AxeBuilder axe) {
        // The pages have no frames, for which it would open a page of its own each time.
        return axe.setLegacyMode(true).analyze().getViolations().stream()
                .filter(rule -> SERIOUS.contains(rule.getImpact()))
                .map(rule -> rule.getId() + " ×" + rule.getNodes().size() + ": "
                        + rule.getNodes().stream()
                                .limit(2)
                                .map(node -> node.getTarget() + " " + node.getFailureSummary())
                                .collect(Collectors.joining("; ")))
                .toList();
    }
}
