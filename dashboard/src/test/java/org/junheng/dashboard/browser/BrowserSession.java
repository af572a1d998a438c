package org.junheng.dashboard.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junheng.dashboard.PublishedSample;
import org.junheng.dashboard.server.Access;
import org.junheng.dashboard.server.DashboardServer;
import org.junheng.dashboard.snapshot.LiveSummary;
import org.junheng.dashboard.snapshot.Snapshot.QueryBounds;

/** A dashboard over a published summary, and a browser that reads it. */
final class BrowserSession implements AutoCloseable {
    private static final List<String> QUIET = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final LiveSummary live;
    private final DashboardServer server;
    private final Playwright playwright;
    private final Browser browser;

    private BrowserSession(Path warehouse) {
        var chromium = Chromium.find().orElseThrow(() -> new IllegalStateException(Chromium.HOW_TO_GET));
        live = LiveSummary.of(warehouse, QueryBounds.DEFAULT, line -> {});
        server = new DashboardServer(live, new Access(Access.LOOPBACK, Optional.empty(), false), 0);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setChromiumSandbox(false)
                        .setArgs(QUIET));
    }

    static BrowserSession start() {
        return new BrowserSession(PublishedSample.warehouse());
    }

    static BrowserSession over(Path warehouse) {
        return new BrowserSession(warehouse);
    }

    LiveSummary live() {
        return live;
    }

    String origin() {
        return "http://127.0.0.1:" + server.port();
    }

    /** A reader with a screen of a desktop, to be closed. */
    Reader reader() {
        return reader(options -> {});
    }

    Reader reader(Consumer<Browser.NewContextOptions> change) {
        return new Reader(origin(), context(change));
    }

    private BrowserContext context(Consumer<Browser.NewContextOptions> change) {
        var options = new Browser.NewContextOptions().setViewportSize(1280, 900);
        change.accept(options);
        var context = browser.newContext(options);
        context.setDefaultTimeout(15_000);
        return context;
    }

    @Override
    public void close() {
        playwright.close();
        server.close();
    }
}
