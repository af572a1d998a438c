package org.junheng.dashboard.site;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junheng.dashboard.panel.PathCode;
import org.junheng.summary.Language;

/**
 * One file of a site.
 *
 * @param page the page, or the level of the place; empty for the page about everything
 * @param code of the place; empty where the page is about none
 * @param part which part of its long table, from 1
 */
record SitePage(Language language, String page, String code, int part) {
    static final String INDEX = "index.html";
    private static final String ENDING = ".html";

    /** The names of folders and file, from the folder of the site down. */
    List<String> path() {
        var names = new ArrayList<String>();
        names.add(language.code());
        if (page.isEmpty()) {
            names.add(part == 1 ? INDEX : "index" + ofPart() + ENDING);
        } else if (code.isEmpty()) {
            names.add(FileName.of(page) + ofPart() + ENDING);
        } else {
            names.add(FileName.of(page));
            names.add(FileName.of(code) + ofPart() + ENDING);
        }
        return names;
    }

    /** What a request for the page names. */
    List<String> request() {
        if (page.isEmpty()) {
            return List.of();
        }
        return code.isEmpty() ? List.of(page) : List.of(page, PathCode.write(code));
    }

    SitePage in(Language other) {
        return new SitePage(other, page, code, part);
    }

    /** A tilde stands in no name but before an escape, and no escape begins with a p. */
    private String ofPart() {
        return part == 1 ? "" : "~p" + part;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
