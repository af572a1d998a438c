package org.junheng.summary;

import java.util.regex.Pattern;

/** Takes absolute paths out of a message: where files lie on a machine is nobody's business who reads the summary. */
final class HiddenPaths {
    private static final Pattern ABSOLUTE_PATH = Pattern.compile(
            "(?<![\\p{L}\\p{N}_.)\\]*])(?:~?/|[A-Za-z]:[\\\\/]|\\\\\\\\)[^\\s'\"()<>|/\\\\]+(?:[/\\\\][^\\s'\"()<>|]*)?");

    private HiddenPaths() {}

    static String in(String message) {
        return ABSOLUTE_PATH.matcher(message).replaceAll("…");
    }
}
