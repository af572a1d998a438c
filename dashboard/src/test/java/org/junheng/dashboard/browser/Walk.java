package org.junheng.dashboard.browser;

import java.util.List;
import org.junheng.dashboard.browser.PageAddresses.Walked;
import org.junheng.dashboard.page.Pages;

/** The pages that tests walk through: a few, or with -Pfull many. */
final class Walk {
    static final boolean FULL = Boolean.getBoolean("junheng.full");

    private Walk() {}

    static List<Walked> through(BrowserSession session) {
        try (var lease = session.live().lease()) {
            return PageAddresses.of(Pages.read(), lease.snapshot(), FULL);
        }
    }

    /** In the short form every other page is read in the one language and the rest in the other. */
    static org.junheng.summary.Language language(List<Walked> walk, Walked walked) {
        return org.junheng.summary.Language.values()[walk.indexOf(walked) % 2];
    }
}
