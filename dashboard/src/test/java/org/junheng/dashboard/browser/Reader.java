package org.junheng.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** Somebody with a window open, and a list of what went wrong in it. */
final class Reader implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 15_000;
    private static final String TELL_VIOLATIONS = """
            addEventListener("securitypolicyviolation",
                event => console.error("policy violated: " + event.violatedDirective + " " + event.blockedURI));""";
    private static final String DRAWN = """
            () => [...document.querySelectorAll("figure[data-chart]")].every(figure => figure.dataset.drawn)""";

    private final String origin;
    private final BrowserContext context;
    private final Page page;
    private final List<String> faults = new ArrayList<>();

    Reader(String origin, BrowserContext context) {
        this.origin = origin;
        this.context = context;
        context.addInitScript(TELL_VIOLATIONS);
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                faults.add("console: " + message.text());
            }
        });
        page.onPageError(error -> faults.add("script: " + error));
        page.onRequest(request -> {
            var url = request.url();
            if (!url.startsWith(origin + "/") && !url.startsWith("data:") && !url.startsWith("blob:")) {
                faults.add("asked elsewhere: " + url);
            }
        });
        page.onRequestFailed(request -> faults.add("not loaded: " + request.url() + " " + request.failure()));
    }

    Page page() {
        return page;
    }

    /** Opens a page and waits until its charts are drawn; it must be there. */
    Page open(String address) {
        faults.clear();
        var response = page.navigate(origin + address);
        assertThat(response.status()).as(address).isEqualTo(200);
        waitUntilDrawn();
        return page;
    }

    /** Opens a page whose scripts do not run. */
    Page openWithoutScript(String address) {
        var response = page.navigate(origin + address);
        assertThat(response.status()).as(address).isEqualTo(200);
        return page;
    }

    void waitUntilDrawn() {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!Boolean.TRUE.equals(page.evaluate(DRAWN))) {
            if (System.currentTimeMillis() > end) {
                faults.add("charts are not drawn in time");
                return;
            }
            page.waitForTimeout(25);
        }
    }

    /** The part of the address after the origin. */
    String address() {
        return page.url().substring(origin.length());
    }

    /** What went wrong since the page was opened. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() {
        context.close();
    }
}
