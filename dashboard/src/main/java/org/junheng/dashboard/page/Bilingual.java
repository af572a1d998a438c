package org.junheng.dashboard.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.stream.Collectors;
import org.junheng.summary.Language;

/** A text in both languages. */
public record Bilingual(
        @JsonProperty(value = "zh", required = true) String zh,
        @JsonProperty(value = "en", required = true) String en) {
    private static final String SEPARATOR = " / ";

    public String in(Language language) {
        return language == Language.ZH ? zh : en;
    }

    /** The part in one language of published text, in which each line is Chinese, a slash between blanks, and English. */
    public static String part(String published, Language language) {
        return published
                .lines()
                .map(line -> {
                    int between = line.indexOf(SEPARATOR);
                    if (between < 0) {
                        return line;
                    }
                    return language == Language.ZH
                            ? line.substring(0, between)
                            : line.substring(between + SEPARATOR.length());
                })
                .collect(Collectors.joining("\n"));
    }
}
