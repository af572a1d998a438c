package org.junheng.dashboard.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;
import org.junheng.dashboard.panel.RefusedRequest;
import org.junheng.dashboard.view.Links;
import org.junheng.dashboard.view.PageRenderer;
import org.junheng.summary.Messages;
import org.junheng.summary.SummaryProblem;
import org.junheng.summary.format.JsonFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a reader is told when a request fails: what is wrong and what to do, never a trace, a path or SQL. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final String BUNDLE = "org.junheng.dashboard.view.messages";

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final PageRenderer renderer;
    private final Links links;

    Failures(PageRenderer renderer, Links links) {
        this.renderer = renderer;
        this.links = links;
    }

    void register(RoutesConfig routes) {
        routes.exception(
                RefusedRequest.class,
                (e, context) -> tell(context, e.reason().status(), "refused." + e.reason(), e.arguments()));
        routes.exception(SummaryProblem.class, (e, context) -> {
            if (e.kind() == SummaryProblem.Kind.BUSY) {
                context.header("Retry-After", "2");
                tell(context, 503, "failure.busy");
            } else if (e.kind() == SummaryProblem.Kind.TIME_LIMIT) {
                context.header("Retry-After", "10");
                tell(context, 503, "failure.time");
            } else {
                unexpected(e, context);
            }
        });
        routes.exception(BeyondLimits.class, (e, context) -> {
            context.header("Retry-After", "2");
            tell(context, 503, e.share().key());
        });
        routes.exception(HttpResponseException.class, (e, context) -> plain(context, e.getStatus()));
        routes.exception(Exception.class, Failures.this::unexpected);
        routes.error(404, "*", context -> {
            if (context.resultInputStream() == null || context.attribute("told") == null) {
                plain(context, 404);
            }
        });
    }

    private void unexpected(Exception failure, Context context) {
        // A line of the log is ours: a path must not begin another one.
        LOG.error("{} failed", CONTROL.matcher(context.path()).replaceAll("?"), failure);
        tell(context, 500, "failure.500");
    }

    private void plain(Context context, int status) {
        var key = "failure." + status;
        tell(context, status, Messages.of(BUNDLE, SpokenLanguage.of(context)).has(key) ? key : "failure.other");
    }

    private void tell(Context context, int status, String key, Object... arguments) {
        var language = SpokenLanguage.of(context);
        var messages = Messages.of(BUNDLE, language);
        var message = messages.text(key, arguments);
        var next = messages.has(key + ".next") ? messages.text(key + ".next", arguments) : "";
        context.status(status);
        context.attribute("told", true);
        context.header("Cache-Control", "no-store");
        context.removeHeader("ETag");
        context.removeHeader("Content-Encoding");
        context.removeHeader("Content-Length");
        if (context.path().startsWith("/api/")) {
            var text = new StringWriter();
            try {
                var answer = new LinkedHashMap<String, Object>();
                answer.put("status", status);
                answer.put("error", message);
                answer.put("next", next);
                JsonFormat.write(answer, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            context.contentType("application/json").result(text.toString());
        } else {
            context.contentType("text/html; charset=utf-8")
                    .result(renderer.failure(language, links, status, message, next));
        }
    }
}
