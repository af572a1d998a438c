package org.junheng.dashboard.server;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Map;
import java.util.Optional;

/** What browsers are told not to do, and who may read at all. */
final class SecurityHeaders {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private SecurityHeaders() {}

    static void write(Context context, Access access) {
        HEADERS.forEach(context::header);
        if (!DashboardServer.reading(context.method())) {
            context.header("Allow", "GET, HEAD");
            throw new HttpResponseException(405, "");
        }
        if (access.token().isPresent() && !access.admits(token(context))) {
            context.header("WWW-Authenticate", "Basic realm=\"Junheng\", charset=\"UTF-8\"");
            throw new HttpResponseException(401, "");
        }
    }

    /** A bearer token of a program, or the password that a browser asked its reader for. */
    private static String token(Context context) {
        var header = Optional.ofNullable(context.header("Authorization")).orElse("");
        if (header.startsWith("Bearer ")) {
            return header.substring("Bearer ".length());
        }
        var credentials = context.basicAuthCredentials();
        return credentials == null ? "" : credentials.getPassword();
    }
}
