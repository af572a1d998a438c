package org.junheng.dashboard.server;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junheng.dashboard.api.OpenApi;
import org.junheng.dashboard.page.Pages;
import org.junheng.dashboard.panel.RefusedRequest;
import org.junheng.dashboard.panel.RefusedRequest.Reason;
import org.junheng.dashboard.panel.SelectionReader;
import org.junheng.dashboard.server.Asked.Form;
import org.junheng.dashboard.snapshot.LiveSummary;
import org.junheng.dashboard.snapshot.Snapshot;
import org.junheng.dashboard.view.Links;
import org.junheng.dashboard.view.LiveLinks;
import org.junheng.dashboard.view.MapNotice;
import org.junheng.dashboard.view.PageRenderer;
import org.junheng.summary.Language;

/** The running dashboard: pages, their data for programs, and nothing that writes. */
public final class DashboardServer implements AutoCloseable {
    private static final String API = "/api/v1";

    private final LiveSummary live;
    private final Pages pages;
    private final Answers answers;
    private final Links links = new LiveLinks();
    private final Map<String, Asset> assets;
    private final PageCache cache;
    private final Failures failures;
    private final Gate gate;
    private final Traffic traffic = new Traffic();
    private final IdlePreparation preparation;
    private final Javalin javalin;

    /** Starts on a port; 0 takes any that is free. */
    public DashboardServer(LiveSummary live, Access access, int port) {
        this(live, access, Optional.empty(), port);
    }

    /** Starts with a map that the user supplies. */
    public DashboardServer(LiveSummary live, Access access, Optional<SuppliedMap> map, int port) {
        this.live = live;
        this.gate = new Gate(access);
        this.pages = Pages.read();
        this.assets = Assets.compressed(map);
        var renderer = new PageRenderer(
                pages, map.map(each -> new MapNotice(each.codeProperty(), each.source(), each.reviewNumber())));
        this.cache = new PageCache(live.currentId());
        this.answers = new Answers(pages, renderer, links, cache);
        live.whenComing(answers::makeReady);
        live.whenReplaced(snapshot -> cache.keepOnly(snapshot.id()));
        this.preparation = new IdlePreparation(live, pages, traffic, cache, answers);
        this.failures = new Failures(renderer, links);
        this.javalin = Javalin.create(this::configure);
        javalin.start(access.host(), port);
        preparation.start();
    }

    public int port() {
        return javalin.port();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.asyncTimeout = Duration.ofSeconds(60).toMillis();
        config.http.maxRequestSize = 0;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        ServerLimits.set(config);
        config.routes.before(context -> {
            traffic.begin();
            gate.pass(context);
        });
        config.routes.after(context -> traffic.end());
        read(config, "/", this::home);
        read(config, "/assets/{name}", this::asset);
        read(config, API + "/openapi.json", this::openApi);
        read(config, API + "/<path>", this::api);
        for (var language : Language.values()) {
            read(config, "/" + language.code(), context -> page(context, language, ""));
            read(
                    config,
                    "/" + language.code() + "/<path>",
                    context -> page(context, language, context.pathParam("path")));
        }
        failures.register(config.routes);
    }

    /** HEAD is answered as GET is; the server leaves the body out. */
    private static void read(JavalinConfig config, String path, Handler handler) {
        config.routes.get(path, handler);
        config.routes.head(path, handler);
    }

    private void home(Context context) {
        context.redirect("/" + SpokenLanguage.of(context).code() + "/");
    }

    private void asset(Context context) {
        var asset = assets.get(context.pathParam("name"));
        if (asset == null) {
            throw new RefusedRequest(Reason.NO_PAGE, SelectionReader.shortened(context.pathParam("name")));
        }
        context.header("Cache-Control", "public, max-age=3600");
        Sending.send(context, asset);
    }

    private void openApi(Context context) {
        var query = query(context);
        var language = spoken(query);
        if (!query.isEmpty()) {
            throw new RefusedRequest(
                    Reason.UNKNOWN_PARAMETER,
                    SelectionReader.shortened(query.keySet().iterator().next()),
                    "lang");
        }
        send(
                context,
                snapshot -> () -> cache.get(
                        snapshot.id(),
                        "openapi " + language.code(),
                        () -> Asset.of(
                                "application/json",
                                Assets.utf8(OpenApi.of(pages, snapshot, language, ProgramVersion.TEXT)))));
    }

    private static Language spoken(Map<String, List<String>> query) {
        return single(query, "lang", List.of("zh", "en"))
                .flatMap(Language::ofCode)
                .orElse(Language.EN);
    }

    private void page(Context context, Language language, String path) {
        send(context, Asked.page(language, parts(path), query(context)));
    }

    private void api(Context context) {
        var query = query(context);
        var language = spoken(query);
        var format = single(query, "format", List.of("json", "csv")).orElse("json");
        var panel = single(query, "panel", List.of()).orElse("");
        boolean all = single(query, "rows", List.of("all")).isPresent();
        var path = parts(context.pathParam("path"));
        send(
                context,
                new Asked(
                        format.equals("csv") ? Form.CSV : Form.JSON,
                        language,
                        path.equals(List.of("overview")) ? List.of() : path,
                        query,
                        panel,
                        all));
    }

    private void send(Context context, Asked asked) {
        send(context, snapshot -> answers.answer(snapshot, asked));
    }

    /** Sends what is made of one snapshot, from beginning to end; the answer is checked first and made only for who lacks it. */
    private void send(Context context, Function<Snapshot, Supplier<Asset>> answer) {
        try (var lease = live.lease()) {
            var snapshot = lease.snapshot();
            var made = answer.apply(snapshot);
            if (!Sending.unchanged(context, snapshot.id())) {
                Sending.send(context, made.get());
            }
        }
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
            throw new RefusedRequest(
                    Reason.WRONG_VALUE, name, SelectionReader.shortened(values.get(0)), String.join(", ", allowed));
        }
        return Optional.of(values.get(0));
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
        return PercentText.query(context.queryString());
    }

    @Override
    public void close() {
        preparation.close();
        javalin.stop();
        live.close();
    }
}
