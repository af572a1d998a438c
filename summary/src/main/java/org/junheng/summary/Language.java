package org.junheng.summary;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The two languages in which Junheng speaks. */
public enum Language {
    ZH,
    EN;

    /** The code used in options and in the names of message files: {@code zh} or {@code en}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Language> ofCode(String code) {
        return Stream.of(values())
                .filter(language -> language.code().equalsIgnoreCase(code))
                .findFirst();
    }

    /**
     * Chinese where the user's locale is Chinese. {@code JUNHENG_LOCALE} comes first: the launcher may have to change
     * {@code LC_ALL} for Java's sake and keeps what the user had there.
     */
    public static Language fromEnvironment(Map<String, String> environment) {
        return Stream.of("JUNHENG_LOCALE", "LC_ALL", "LC_MESSAGES", "LANG")
                .map(environment::get)
                .filter(locale -> locale != null && !locale.isEmpty())
                .findFirst()
                .filter(locale -> locale.toLowerCase(Locale.ROOT).startsWith("zh"))
                .map(locale -> ZH)
                .orElse(EN);
    }
}
