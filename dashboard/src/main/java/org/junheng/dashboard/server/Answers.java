package org.junheng.dashboard.server;

import java.util.ArrayList;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.junheng.dashboard.api.RowsCsv;
import org.junheng.dashboard.api.RowsJson;
import org.junheng.dashboard.page.Pages;
import org.junheng.dashboard.page.PanelDefinition;
import org.junheng.dashboard.panel.PageQueries;
import org.junheng.dashboard.panel.RefusedRequest;
import org.junheng.dashboard.panel.RefusedRequest.Reason;
import org.junheng.dashboard.panel.Selection;
import org.junheng.dashboard.panel.SelectionReader;
import org.junheng.dashboard.server.Asked.Form;
import org.junheng.dashboard.snapshot.Snapshot;
import org.junheng.dashboard.view.Links;
import org.junheng.dashboard.view.PageRenderer;
import org.junheng.summary.SummaryProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages and their data, made from a snapshot or found among those made already. What is asked for while a new snapshot comes is made from it before it
 * takes its place, so that readers do not all wait at once.
 */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final long MOST_NANOS_BEFORE_A_CHANGE = 20_000_000_000L;

    private final Pages pages;
    private final PageRenderer renderer;
    private final Links links;
    private final PageCache cache;
    private final RecentlyAsked recently = new RecentlyAsked();

    Answers(Pages pages, PageRenderer renderer, Links links, PageCache cache) {
        this.pages = pages;
        this.renderer = renderer;
        this.links = links;
        this.cache = cache;
    }

    /**
     * Checks what a reader asks for; the answer is made when it is called for.
     *
     * @throws RefusedRequest when the snapshot or the page has no such thing
     */
    Supplier<Asset> answer(Snapshot snapshot, Asked asked) {
        var answer = checked(snapshot, asked);
        recently.note(asked);
        return answer;
    }

    /** Makes a page and keeps it. */
    void makeReady(Snapshot snapshot, Asked asked) {
        try {
            checked(snapshot, asked).get();
        } catch (RefusedRequest | SummaryProblem | BeyondLimits e) {
            // Whoever asks for it is told.
            LOG.debug("{}", asked, e);
        } catch (RuntimeException e) {
            LOG.warn("{} could not be made ready", asked, e);
        }
    }

    /**
     * Makes what was asked for last from a snapshot that is about to take its place. While readers go on asking for much that is
     * different this takes a while, and it ends after some seconds whatever is left.
     */
    void makeReady(Snapshot coming) {
        cache.expect(coming.id());
        long end = System.nanoTime() + MOST_NANOS_BEFORE_A_CHANGE;
        var left = new ConcurrentLinkedQueue<>(recently.all());
        var makers = new ArrayList<Thread>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            var maker = new Thread(() -> makeReady(coming, left, end), "answers to come");
            maker.setDaemon(true);
            maker.start();
            makers.add(maker);
        }
        try {
            for (var maker : makers) {
                maker.join();
            }
        } catch (InterruptedException e) {
            // The server stops; the makers end with what they are at.
            left.clear();
            Thread.currentThread().interrupt();
        }
    }

    private void makeReady(Snapshot coming, Queue<Asked> left, long end) {
        for (var asked = left.poll(); asked != null && System.nanoTime() < end; asked = left.poll()) {
            makeReady(coming, asked);
        }
    }

    private Supplier<Asset> checked(Snapshot snapshot, Asked asked) {
        var selection = new SelectionReader(pages, snapshot).read(asked.language(), asked.path(), asked.query());
        var panel = panel(asked, selection);
        var form = asked.form() + (asked.allRows() ? " all" : "");
        return () -> cache.get(snapshot.id(), CanonicalAddress.of(form, asked.panel(), selection), () -> panel.map(
                        only -> rows(snapshot, asked, selection, only))
                .orElseGet(() -> whole(snapshot, asked, selection)));
    }

    /** The only panel that is asked for; empty where the whole page is. */
    private static Optional<PanelDefinition> panel(Asked asked, Selection selection) {
        var page = selection.page();
        boolean whole = asked.panel().isEmpty();
        if (whole && asked.form() == Form.CSV) {
            throw new RefusedRequest(Reason.WRONG_VALUE, "format", "csv", "json");
        }
        var panel = page.panel(asked.panel());
        if (!whole && panel.isEmpty()) {
            throw new RefusedRequest(Reason.NO_PANEL, SelectionReader.shortened(asked.panel()), page.page());
        }
        if (asked.allRows() && !panel.map(PanelDefinition::paged).orElse(false)) {
            throw new RefusedRequest(
                    Reason.UNKNOWN_PARAMETER,
                    "rows",
                    String.join(", ", page.parameters().keySet()));
        }
        return panel;
    }

    private Asset whole(Snapshot snapshot, Asked asked, Selection selection) {
        var content = PageQueries.page(snapshot, selection);
        return asked.form() == Form.HTML
                ? Asset.of("text/html; charset=utf-8", Assets.utf8(renderer.page(content, snapshot.catalogue(), links)))
                : Asset.of("application/json", Assets.utf8(RowsJson.page(content)));
    }

    private static Asset rows(Snapshot snapshot, Asked asked, Selection selection, PanelDefinition panel) {
        var content = asked.allRows()
                ? PageQueries.allRows(snapshot, selection, panel)
                : PageQueries.panel(snapshot, selection, panel);
        return asked.form() == Form.CSV
                ? Asset.of("text/csv; charset=utf-8", Assets.utf8(RowsCsv.of(content, asked.panel())))
                : Asset.of("application/json", Assets.utf8(RowsJson.rows(content, asked.panel())));
    }
}
