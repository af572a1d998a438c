package org.junheng.dashboard.snapshot;

import org.junheng.summary.Language;

/** An indicator of a standard, in the order of the standard. */
public record Indicator(String standard, String id, String titleZh, String titleEn, String unitZh, String unitEn) {
    public String title(Language language) {
        return language == Language.ZH ? titleZh : titleEn;
    }
}
