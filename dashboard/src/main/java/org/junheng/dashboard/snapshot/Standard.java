package org.junheng.dashboard.snapshot;

import org.junheng.summary.Language;

/** A standard or plan by which the snapshot measured or judged. */
public record Standard(String id, String titleZh, String titleEn) {
    public String title(Language language) {
        return language == Language.ZH ? titleZh : titleEn;
    }
}
