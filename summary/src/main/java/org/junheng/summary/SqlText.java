package org.junheng.summary;

/** Texts and names as they are written in SQL. */
public final class SqlText {
    private SqlText() {}

    /** A text in quotes. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The name of a table or column in quotes. */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
