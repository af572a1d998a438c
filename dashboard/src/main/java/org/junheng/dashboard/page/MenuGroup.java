package org.junheng.dashboard.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Pages that stand together in the menu.
 *
 * @param title what they have in common; null where they stand by themselves
 * @param pages their ids, in order
 */
public record MenuGroup(
        Bilingual title, @JsonProperty(required = true) List<String> pages) {
    public MenuGroup {
        pages = List.copyOf(pages);
    }
}
