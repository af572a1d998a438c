package org.junheng.dashboard.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junheng.dashboard.page.PageDefinition.Subject;
import org.junheng.dashboard.page.Pages;
import org.junheng.dashboard.panel.PathCode;
import org.junheng.dashboard.snapshot.LiveSummary;
import org.junheng.dashboard.snapshot.Snapshot;
import org.junheng.summary.Language;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the pages of all places as they are first shown, one after another while nobody asks for anything, so that who opens a
 * county finds it made. It stops when the cache has little room left; a new snapshot begins anew.
 */
final class IdlePreparation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IdlePreparation.class);
    private static final long LOOK_EVERY_MILLIS = 100;

    private final LiveSummary live;
    private final Pages pages;
    private final Traffic traffic;
    private final PageCache cache;
    private final Answers answers;
    private final Thread thread = new Thread(this::work, "idle preparation");

    IdlePreparation(LiveSummary live, Pages pages, Traffic traffic, PageCache cache, Answers answers) {
        this.live = live;
        this.pages = pages;
        this.traffic = traffic;
        this.cache = cache;
        this.answers = answers;
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    void start() {
        thread.start();
    }

    private void work() {
        var done = "";
        try {
            while (true) {
                if (!live.currentId().equals(done)) {
                    done = prepare();
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            return;
        }
    }

    /** Prepares the current snapshot as far as it stays the current one. */
    private String prepare() throws InterruptedException {
        List<Asked> addresses;
        String id;
        try (var lease = live.lease()) {
            id = lease.snapshot().id();
            addresses = addresses(lease.snapshot());
        }
        long begin = System.nanoTime();
        int made = 0;
        for (var address : addresses) {
            while (!traffic.quiet()) {
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
            try (var lease = live.lease()) {
                if (!lease.snapshot().id().equals(id) || cache.nearlyFull()) {
                    break;
                }
                answers.makeReady(lease.snapshot(), address);
                made++;
            }
        }
        LOG.info(
                "{}: {} of {} pages made ready in {} s, {} MB",
                id,
                made,
                addresses.size(),
                (System.nanoTime() - begin) / 1_000_000_000L,
                cache.bytes() >> 20);
        return id;
    }

    /** From the few that most readers begin with to the many. */
    private List<Asked> addresses(Snapshot snapshot) {
        var paths = new ArrayList<List<String>>();
        paths.add(List.of());
        pages.all().stream()
                .filter(page -> page.subject() == Subject.NONE)
                .forEach(page -> paths.add(List.of(page.page())));
        var catalogue = snapshot.catalogue();
        catalogue.levels().stream()
                .sorted((one, other) -> Integer.compare(
                        catalogue.places(one).size(), catalogue.places(other).size()))
                .forEach(level -> catalogue
                        .places(level)
                        .forEach(place -> paths.add(List.of(level, PathCode.write(place.code())))));
        var addresses = new ArrayList<Asked>();
        // One language whole before the other: half the time until most readers find their page.
        for (var language : Language.values()) {
            paths.forEach(path -> addresses.add(Asked.page(language, path, Map.of())));
        }
        return addresses;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
