package org.junheng.rulebook;

import java.util.Map;
import org.junheng.terms.Bilingual;

/** Reads values that many files of facts share. */
final class Facts {
    private Facts() {}

    static Bilingual bilingual(Map<String, String> texts, String key) {
        if (texts == null || texts.get("zh") == null || texts.get("en") == null) {
            throw new IllegalArgumentException(key + " needs a text in zh and in en");
        }
        return new Bilingual(texts.get("zh"), texts.get("en"));
    }
}
