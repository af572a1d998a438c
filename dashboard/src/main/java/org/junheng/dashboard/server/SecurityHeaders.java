package org.junheng.dashboard.server;

import io.javalin.http.Context;
import java.util.Map;

/** What browsers are told not to do. */
final class SecurityHeaders {
    static final Map<String, String> HEADERS = Map.of(
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
            "same-origin",
            // What is found by searching is the static site; here, filters make addresses without end.
            "X-Robots-Tag",
            "noindex");

    private SecurityHeaders() {}

    static void write(Context context) {
        HEADERS.forEach(context::header);
    }
}
