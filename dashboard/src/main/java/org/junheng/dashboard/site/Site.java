package org.junheng.dashboard.site;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junheng.dashboard.page.Pages;
import org.junheng.dashboard.panel.PageQueries;
import org.junheng.dashboard.panel.SelectionReader;
import org.junheng.dashboard.server.Assets;
import org.junheng.dashboard.snapshot.Snapshot;
import org.junheng.dashboard.view.PageRenderer;
import org.junheng.summary.Language;
import org.junheng.summary.format.JsonFormat;

/** Writes a snapshot's pages as files. The same snapshot gives the same bytes. */
public final class Site {
    private static final int FORM = 1;

    private final Snapshot snapshot;
    private final int threads;
    private final Pages pages = Pages.read();
    private final PageRenderer renderer = new PageRenderer(pages);
    private final SelectionReader selections;
    private final SitePlan plan;
    private final AtomicInteger files = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /** @param threads how many pages are made at once */
    public Site(Snapshot snapshot, SiteBound bound, int threads) {
        this.snapshot = snapshot;
        this.threads = threads;
        this.selections = new SelectionReader(pages, snapshot);
        this.plan = SitePlan.of(pages, snapshot.catalogue(), bound);
    }

    /** Is told how far the writing is. */
    public interface Progress {
        void made(int pages, int known);
    }

    /** What was written. */
    public record Written(int pages, int files, long bytes) {}

    /** Writes the whole site, or nothing where something fails. */
    public Written write(SiteFolder folder, Progress progress) throws IOException, InterruptedException {
        var draft = folder.draft();
        try {
            int made = writePages(draft, progress);
            for (var asset : Assets.all().entrySet()) {
                put(draft, List.of(SiteLinks.ASSETS, asset.getKey()), asset.getValue());
            }
            put(draft, List.of(SitePage.INDEX), SitePage.bytes(index()));
            put(draft, List.of(SiteFolder.MARK), SitePage.bytes(mark(made)));
            folder.publish();
            return new Written(made, files.get(), bytes.get());
        } finally {
            folder.discard();
        }
    }

    private int writePages(Path draft, Progress progress) throws IOException, InterruptedException {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var done = new ExecutorCompletionService<Set<SitePage>>(pool);
            var known = new HashSet<SitePage>(plan.pages());
            plan.pages().forEach(page -> done.submit(() -> writePage(draft, page)));
            for (int made = 1; ; made++) {
                for (var part : done.take().get()) {
                    if (known.add(part)) {
                        done.submit(() -> writePage(draft, part));
                    }
                }
                progress.made(made, known.size());
                if (made == known.size()) {
                    return made;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Writes one page and tells the parts of long tables that it leads to. */
    private Set<SitePage> writePage(Path draft, SitePage page) throws IOException {
        Map<String, List<String>> query = page.part() == 1
                ? Map.of()
                : Map.of(plan.partParameter(page).orElseThrow(), List.of(String.valueOf(page.part())));
        var selection = selections.read(page.language(), page.request(), query);
        var links = new SiteLinks(plan, page);
        var html = renderer.page(PageQueries.page(snapshot, selection), snapshot.catalogue(), links);
        put(draft, page.path(), SitePage.bytes(html));
        return links.parts();
    }

    /** Leads to both languages, without a script. */
    private String index() {
        return renderer.entrance(
                SiteLinks.address(List.of(SiteLinks.ASSETS, "junheng.css")),
                SiteLinks.address(plan.home(Language.ZH).path()),
                SiteLinks.address(plan.home(Language.EN).path()));
    }

    private String mark(int made) throws IOException {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("form", FORM);
        facts.put("snapshot", snapshot.id());
        facts.put("pages", made);
        var text = new StringWriter();
        JsonFormat.write(facts, text);
        return text.toString();
    }

    private void put(Path draft, List<String> path, byte[] content) throws IOException {
        var file = draft;
        for (var name : path) {
            file = file.resolve(name);
        }
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        files.incrementAndGet();
        bytes.addAndGet(content.length);
    }
}
