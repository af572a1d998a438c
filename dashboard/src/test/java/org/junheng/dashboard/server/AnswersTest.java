package org.junheng.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junheng.dashboard.SmallSummary;
import org.junheng.dashboard.page.Pages;
import org.junheng.dashboard.panel.SelectionReader;
import org.junheng.dashboard.snapshot.LiveSummary;
import org.junheng.dashboard.snapshot.Snapshot;
import org.junheng.dashboard.snapshot.Snapshot.QueryBounds;
import org.junheng.dashboard.view.LiveLinks;
import org.junheng.dashboard.view.PageRenderer;
import org.junheng.summary.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers are made ready for the snapshot to come. */
class AnswersTest {
    private static final Asked COUNTY = Asked.page(Language.ZH, List.of("county", SmallSummary.COUNTY), Map.of());
    private static final Asked ROADMAP = Asked.page(Language.EN, List.of("roadmap"), Map.of());

    @TempDir
    Path before;

    @TempDir
    Path after;

    private final Pages pages = Pages.read();

    @Test
    void whatWasAskedForIsMadeFromANewSnapshotBeforeItTakesItsPlaceAndNothingElse() throws Exception {
        try (var first = published(before, SmallSummary.FIRST);
                var second = published(after, SmallSummary.SECOND);
                var present = first.lease();
                var coming = second.lease()) {
            var cache = new PageCache(SmallSummary.FIRST);
            var answers = new Answers(pages, new PageRenderer(pages), new LiveLinks(), cache);
            answers.answer(present.snapshot(), COUNTY).get();

            answers.makeReady(coming.snapshot());

            assertThat(cache.has(SmallSummary.SECOND, address(coming.snapshot(), COUNTY)))
                    .isTrue();
            assertThat(cache.has(SmallSummary.SECOND, address(coming.snapshot(), ROADMAP)))
                    .isFalse();
            assertThat(cache.has(SmallSummary.FIRST, address(present.snapshot(), COUNTY)))
                    .isTrue();
        }
    }

    private static LiveSummary published(Path warehouse, String id) throws Exception {
        SmallSummary.write(warehouse, id);
        SmallSummary.publish(warehouse, id);
        return LiveSummary.of(warehouse, QueryBounds.DEFAULT, line -> {});
    }

    private String address(Snapshot snapshot, Asked asked) {
        var selection = new SelectionReader(pages, snapshot).read(asked.language(), asked.path(), asked.query());
        return CanonicalAddress.of(asked.form().name(), asked.panel(), selection);
    }
}
