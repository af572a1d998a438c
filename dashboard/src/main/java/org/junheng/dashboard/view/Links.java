package org.junheng.dashboard.view;

import java.util.Map;
import java.util.Optional;
import org.junheng.summary.Language;

/** Where things are: on a running server, or in the files of a static site. */
public interface Links {
    /**
     * The address of a page.
     *
     * @param page the page, or the level of the place or {@code school}; empty for the page about everything
     * @param code of the place or school; empty where the page is about none
     * @param parameters what differs from the defaults
     * @return empty where there is no such page here
     */
    Optional<String> page(Language language, String page, String code, Map<String, String> parameters);

    /** The rows of one panel for spreadsheets ({@code csv}) or programs ({@code json}); empty where they are not offered. */
    Optional<String> panel(
            Language language, String page, String code, String panel, Map<String, String> parameters, String format);

    /** A style sheet, script or picture. */
    String asset(String name);

    /** Whether readers can choose other parameters than those that the page was made with. */
    boolean choosable();
}
