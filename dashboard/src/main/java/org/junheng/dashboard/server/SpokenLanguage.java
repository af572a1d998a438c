package org.junheng.dashboard.server;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import org.junheng.summary.Language;

/** The language of a reader, from the address or else from what the browser prefers. */
final class SpokenLanguage {
    private SpokenLanguage() {}

    static Language of(Context context) {
        for (var language : Language.values()) {
            if (context.path().startsWith("/" + language.code() + "/")) {
                return language;
            }
        }
        return Optional.ofNullable(context.header("Accept-Language"))
                .map(header -> header.toLowerCase(Locale.ROOT))
                .filter(header -> header.startsWith("zh"))
                .map(header -> Language.ZH)
                .orElse(Language.EN);
    }
}
