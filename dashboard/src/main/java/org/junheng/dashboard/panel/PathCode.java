package org.junheng.dashboard.panel;

/**
 * A code as one part of a path. Codes of groups of schools, and those of censuses without codes, hold slashes, which web servers
 * refuse inside a part; they are written as in JSON pointers (RFC 6901), so that each code has one text and gets itself back.
 */
public final class PathCode {
    private PathCode() {}

    public static String write(String code) {
        return code.replace("~", "~0").replace("/", "~1");
    }

    public static String read(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }
}
