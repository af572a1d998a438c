package org.junheng.dashboard.server;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.util.Optional;

/** What is turned away before any page is looked for. */
final class Gate {
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int MISDIRECTED = 421;
    private static final int UNAUTHORIZED = 401;

    private final Access access;

    Gate(Access access) {
        this.access = access;
    }

    void pass(Context context) {
        SecurityHeaders.write(context);
        if (!reading(context.method())) {
            context.header("Allow", "GET, HEAD");
            throw new HttpResponseException(METHOD_NOT_ALLOWED, "");
        }
        PercentText.check(context.req().getRequestURI());
        if (context.contentLength() > 0 || context.header("Transfer-Encoding") != null) {
            context.header("Connection", "close");
            throw new HttpResponseException(CONTENT_TOO_LARGE, "");
        }
        if (!access.answersTo(context.header("Host"))) {
            throw new HttpResponseException(MISDIRECTED, "");
        }
        if (access.token().isPresent() && !access.admits(token(context))) {
            context.header("WWW-Authenticate", "Basic realm=\"Junheng\", charset=\"UTF-8\"");
            throw new HttpResponseException(UNAUTHORIZED, "");
        }
    }

    private static boolean reading(HandlerType method) {
        return method.equals(HandlerType.GET) || method.equals(HandlerType.HEAD);
    }

    /** A bearer token of a program, or the password that a browser asked its reader for. */
    private static String token(Context context) {
        var header = Optional.ofNullable(context.header("Authorization")).orElse("");
        if (header.startsWith("Bearer ")) {
            return header.substring("Bearer ".length()).strip();
        }
        try {
            var credentials = context.basicAuthCredentials();
            return credentials == null ? "" : credentials.getPassword();
        } catch (RuntimeException e) {
            // What stands there is no such pair.
            return "";
        }
    }
}
