package org.junheng.trend.roadmap;

import java.util.Locale;
import org.junheng.terms.Bilingual;

/** Where a county or region stands on its roadmap (C13). */
enum RoadmapState {
    ACHIEVED("已达到", "achieved"),
    ON_TRACK("按期", "on track"),
    AT_RISK("有风险", "at risk"),
    OFF_TRACK("脱期", "off track"),
    MISSED("已逾期", "missed"),
    FELL_BACK("退步", "fell back"),
    CANNOT_SAY("无法判断", "cannot say");

    private final Bilingual words;

    RoadmapState(String zh, String en) {
        words = new Bilingual(zh, en);
    }

    /** The id in table {@code roadmap}. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    Bilingual words() {
        return words;
    }
}
