package org.junheng.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import org.junheng.dashboard.snapshot.Place;
import org.junheng.summary.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@InBrowser
class ClickThroughTest {
    private static final String COUNTY = "530302";

    @ParameterizedTest
    @EnumSource(Language.class)
    void links_lead_from_the_nation_to_a_school_and_breadcrumbs_back(Language language, BrowserSession session) {
        var root = "/" + language.code() + "/";
        var way = wayTo(session, COUNTY);
        try (var reader = session.reader()) {
            var page = reader.open(root);
            for (var place : way) {
                click(reader, page.locator("main a[href^='" + root + place.level() + "/" + place.code() + "']"));
                assertThat(page.locator("h1").textContent()).contains(place.name());
            }
            click(reader, page.locator("main a[href^='" + root + "school/']"));
            var crumbs = page.locator("nav.crumbs a");
            assertThat(crumbs.count()).isEqualTo(way.size() + 1);
            for (int left = way.size(); left >= 0; left--) {
                click(reader, page.locator("nav.crumbs a").nth(left));
                assertThat(page.locator("nav.crumbs a").count()).isEqualTo(left);
                if (left > 0) {
                    assertThat(page.locator("h1").textContent())
                            .contains(way.get(left - 1).name());
                }
            }
            assertThat(reader.address()).isEqualTo(root);
            assertThat(reader.faults()).isEmpty();
        }
    }

    private static void click(Reader reader, Locator link) {
        assertThat(link.count()).as("%s on %s", link, reader.address()).isPositive();
        reader.click(link.first());
        assertThat(reader.page().locator("main h1").count())
                .as(reader.address())
                .isEqualTo(1);
    }

    /** The places below the nation down to a county. */
    private static List<Place> wayTo(BrowserSession session, String county) {
        var way = new ArrayList<Place>();
        try (var lease = session.live().lease()) {
            var catalogue = lease.snapshot().catalogue();
            var root = catalogue.root().orElseThrow();
            for (var at = catalogue.place(county);
                    at.isPresent() && !at.get().equals(root);
                    at = at.get().parent().flatMap(catalogue::place)) {
                way.add(0, at.get());
            }
        }
        return way;
    }
}
