package org.junheng.dashboard.server;

import io.javalin.http.Context;

/** Writes answers: compressed where the reader takes that, and nothing where the reader has it already. */
final class Sending {
    private Sending() {}

    /** Whether the reader has the answer of this snapshot already; then the response is done. */
    static boolean unchanged(Context context, String snapshotId) {
        var tag = "W/\"" + snapshotId + "-" + ProgramVersion.TEXT + "\"";
        context.header("ETag", tag);
        context.header("Cache-Control", "private, no-cache");
        context.header("Vary", "Accept-Encoding");
        context.header("X-Junheng-Snapshot", snapshotId);
        var known = context.header("If-None-Match");
        if (known != null && known.contains(tag)) {
            context.status(304);
            return true;
        }
        return false;
    }

    static void send(Context context, Asset asset) {
        context.contentType(asset.type());
        context.header("Vary", "Accept-Encoding");
        var accepted = context.header("Accept-Encoding");
        if (accepted != null && accepted.contains("gzip")) {
            context.header("Content-Encoding", "gzip");
            send(context, asset.compressed());
        } else {
            send(context, asset.plain());
        }
    }

    /** The length is said before: a client knows when it has all, and HEAD tells it. */
    private static void send(Context context, byte[] bytes) {
        context.header("Content-Length", String.valueOf(bytes.length));
        context.result(bytes);
    }
}
