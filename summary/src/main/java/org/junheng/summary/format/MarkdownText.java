package org.junheng.summary.format;

/** Texts for pages in Markdown. */
public final class MarkdownText {
    private MarkdownText() {}

    /** A text as it stands, on one line and not as marks of the page: for a cell of a table, too. */
    public static String of(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("`", "\\`")
                .replace("<", "&lt;")
                .replaceAll("\\s*\\R\\s*", " ");
    }
}
