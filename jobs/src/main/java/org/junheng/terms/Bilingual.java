package org.junheng.terms;

import java.io.Serializable;
import java.util.Objects;

/**
 * A text in Chinese and English. Published tables hold both, so that they do not depend on anybody's locale.
 *
 * @param zh the Chinese text
 * @param en the English text
 */
public record Bilingual(String zh, String en) implements Serializable {
    public Bilingual {
        Objects.requireNonNull(zh, "zh");
        Objects.requireNonNull(en, "en");
    }

    /** Both texts, as published tables show them. */
    public String both() {
        return zh.equals(en) ? zh : zh + " / " + en;
    }

    /** Formats both texts with the same arguments ({@link String#format}). */
    public static Bilingual format(String zh, String en, Object... arguments) {
        return new Bilingual(zh.formatted(arguments), en.formatted(arguments));
    }
}
