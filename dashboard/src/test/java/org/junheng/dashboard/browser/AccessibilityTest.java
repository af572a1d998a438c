package org.junheng.dashboard.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junheng.summary.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@InBrowser
class AccessibilityTest {
    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void no_page_has_a_serious_barrier(ColorScheme scheme, BrowserSession session) {
        var softly = new SoftAssertions();
        var walk = Walk.through(session);
        try (var reader = session.reader(options -> options.setColorScheme(scheme))) {
            for (var walked : walk) {
                for (var language : languages(walk.indexOf(walked), scheme)) {
                    var address = walked.address(language);
                    softly.assertThat(barriers(reader.open(address)))
                            .as(address)
                            .isEmpty();
                }
            }
        }
        softly.assertAll();
    }

    /** In the short form one language in light and the other in dark. */
    private static List<Language> languages(int position, ColorScheme scheme) {
        if (Walk.FULL) {
            return List.of(Language.values());
        }
        return List.of(Language.values()[(position + (scheme == ColorScheme.DARK ? 1 : 0)) % 2]);
    }

    private static List<String> barriers(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .map(rule -> rule.getId() + " ×" + rule.getNodes().size() + ": "
                                + rule.getNodes().stream()
                                        .limit(2)
                                        .map(node -> node.getTarget() + " " + node.getFailureSummary())
                                        .collect(Collectors.joining("; ")))
                        .toList();
    }
}
