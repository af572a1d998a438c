package org.junheng.dashboard.server;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.junheng.dashboard.api.RowsCsv;
import org.junheng.dashboard.api.RowsJson;
import org.junheng.dashboard.page.Pages;
import org.junheng.dashboard.panel.PageQueries;
import org.junheng.dashboard.panel.RefusedRequest;
import org.junheng.dashboard.panel.RefusedRequest.Reason;
import org.junheng.dashboard.panel.Selection;
import org.junheng.dashboard.panel.SelectionReader;
import org.junheng.dashboard.snapshot.LiveSummary;
import org.junheng.dashboard.snapshot.Snapshot;
import org.junheng.dashboard.view.Links;
import org.junheng.dashboard.view.LiveLinks;
import org.junheng.dashboard.view.PageRenderer;
import org.junheng.summary.Language;

/** The running dashboard: pages, their data for programs, and nothing that writes. */
public final class DashboardServer implements AutoCloseable {
    private static final String API = "/api/v1";

    private final LiveSummary live;
    private final Pages pages;
    private final PageRenderer renderer;
    private final Links links = new LiveLinks();
    private final Map<String, Asset> assets = Assets.compressed();
    private final PageCache cache;
    private final Failures failures;
    private final Access access;
    private final Javalin javalin;

    /** Starts on a port; 0 takes any that is free. */
    public DashboardServer(LiveSummary live, Access access, int port) {
        this.live = live;
        this.access = access;
        this.pages = Pages.read();
        this.renderer = new PageRenderer(pages);
        this.cache = new PageCache();
        this.failures = new Failures(renderer, links);
        this.javalin = Javalin.create(this::configure);
        javalin.start(access.host(), port);
    }

    public int port() {
        return javalin.port();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.asyncTimeout = Duration.ofSeconds(30).toMillis();
        config.http.maxRequestSize = 0;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.modifyHttpConfiguration(this::limit);
        config.routes.before(context -> SecurityHeaders.write(context, access));
        config.routes.get("/", this::home);
        config.routes.get("/assets/{name}", this::asset);
        config.routes.get(API + "/openapi.json", this::openApi);
        config.routes.get(API + "/<path>", this::api);
        for (var language : Language.values()) {
            config.routes.get("/" + language.code(), context -> page(context, language, ""));
            config.routes.get(
                    "/" + language.code() + "/<path>", context -> page(context, language, context.pathParam("path")));
        }
        failures.register(config.routes);
    }

    private void limit(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(8 * 1024);
        http.setIdleTimeout(Duration.ofSeconds(30).toMillis());
    }

    private void home(Context context) {
        context.redirect("/" + SpokenLanguage.of(context).code() + "/");
    }

    private void asset(Context context) {
        var asset = assets.get(context.pathParam("name"));
        if (asset == null) {
            throw new RefusedRequest(Reason.NO_PAGE, context.pathParam("name"));
        }
        context.header("Cache-Control", "public, max-age=3600");
        Sending.send(context, asset);
    }

    private void openApi(Context context) {
        throw new RefusedRequest(Reason.NO_PAGE, "openapi.json");
    }

    private void page(Context context, Language language, String path) {
        try (var lease = live.lease()) {
            var snapshot = lease.snapshot();
            if (Sending.unchanged(context, snapshot.id())) {
                return;
            }
            Sending.send(context, cache.get(snapshot.id(), key(context), () -> {
                var selection = read(snapshot, language, parts(path), query(context));
                var content = PageQueries.page(snapshot, selection);
                return Asset.of(
                        "text/html; charset=utf-8", Assets.utf8(renderer.page(content, snapshot.catalogue(), links)));
            }));
        }
    }

    private void api(Context context) {
        try (var lease = live.lease()) {
            var snapshot = lease.snapshot();
            if (Sending.unchanged(context, snapshot.id())) {
                return;
            }
            Sending.send(context, cache.get(snapshot.id(), key(context), () -> answer(context, snapshot)));
        }
    }

    private Asset answer(Context context, Snapshot snapshot) {
        var query = query(context);
        var language = single(query, "lang", List.of("zh", "en"))
                .flatMap(Language::ofCode)
                .orElse(Language.EN);
        var format = single(query, "format", List.of("json", "csv")).orElse("json");
        var panel = single(query, "panel", List.of());
        boolean all = single(query, "rows", List.of("all")).isPresent();
        var path = parts(context.pathParam("path"));
        var selection = read(snapshot, language, path.equals(List.of("overview")) ? List.of() : path, query);
        if (panel.isEmpty()) {
            if (format.equals("csv")) {
                throw new RefusedRequest(Reason.WRONG_VALUE, "format", format, "json");
            }
            return Asset.of("application/json", Assets.utf8(RowsJson.page(PageQueries.page(snapshot, selection))));
        }
        var content = all
                ? PageQueries.allRows(snapshot, selection, panel.get())
                : PageQueries.panel(snapshot, selection, panel.get());
        return format.equals("csv")
                ? Asset.of("text/csv; charset=utf-8", Assets.utf8(RowsCsv.of(content, panel.get())))
                : Asset.of("application/json", Assets.utf8(RowsJson.rows(content, panel.get())));
    }

    /** Takes a parameter out of the query. */
    private static Optional<String> single(Map<String, List<String>> query, String name, List<String> allowed) {
        var values = query.remove(name);
        if (values == null) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            throw new RefusedRequest(Reason.REPEATED_PARAMETER, name);
        }
        if (!allowed.isEmpty() && !allowed.contains(values.get(0))) {
            throw new RefusedRequest(Reason.WRONG_VALUE, name, values.get(0), String.join(", ", allowed));
        }
        return Optional.of(values.get(0));
    }

    private Selection read(Snapshot snapshot, Language language, List<String> path, Map<String, List<String>> query) {
        return new SelectionReader(pages, snapshot.catalogue(), snapshot.reader()).read(language, path, query);
    }

    private static List<String> parts(String path) {
        var parts = new ArrayList<String>();
        for (var part : path.split("/")) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static Map<String, List<String>> query(Context context) {
        return new LinkedHashMap<>(context.queryParamMap());
    }

    private static String key(Context context) {
        return context.path() + "?" + context.queryString();
    }

    @Override
    public void close() {
        javalin.stop();
        live.close();
    }

    static boolean reading(HandlerType method) {
        return method == HandlerType.GET || method == HandlerType.HEAD;
    }
}
