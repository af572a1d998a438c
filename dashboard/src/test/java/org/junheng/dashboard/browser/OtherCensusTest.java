package org.junheng.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.SoftAssertions;
import org.junheng.dashboard.PublishedSample;
import org.junheng.summary.Language;
import org.junit.jupiter.api.Test;

@InBrowser
class OtherCensusTest {
    @Test
    void a_real_census_without_a_law_has_all_pages(BrowserSession session) {
        var softly = new SoftAssertions();
        try (var taiwan = session.over(PublishedSample.taiwan());
                var reader = taiwan.reader()) {
            for (var walked : Walk.through(taiwan)) {
                var address = walked.address(Language.ZH);
                var page = reader.open(address);
                softly.assertThat(reader.faults()).as(address).isEmpty();
                softly.assertThat(EveryPageTest.undrawn(page)).as(address).isEmpty();
            }
            assertThat(reader.page().locator(".generated").count()).isZero();
        }
        softly.assertAll();
    }
}
