package org.junheng.rulebook;

import java.util.Map;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Place;

/** Reads values that many files of facts share. */
final class Facts {
    /** A fault of one key, below the key whose value is being read. */
    static final class KeyFault extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final String key;

        KeyFault(String key, String reason) {
            super(reason);
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    /** A fault of one line of one file, found when lines are held against each other. */
    static final class PlaceFault extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final Place place;

        PlaceFault(Place line, String column, String reason) {
            super(reason);
            this.place = new Place(line.file(), line.line(), column);
        }

        Place place() {
            return place;
        }
    }

    private Facts() {}

    /** The value of a key that must be there. */
    static <T> T required(T value, String key) {
        if (value == null) {
            throw new KeyFault(key, key + " is missing");
        }
        return value;
    }

    /** Refuses a map of figures in which one is blank: what is not known is said with its reason. */
    static void requireNoNull(Map<?, ?> figures, String key) {
        figures.forEach((name, figure) -> {
            if (figure == null) {
                throw new KeyFault(key, name + " is null; a figure that is not known is a limit with value and reason");
            }
        });
    }

    static Bilingual bilingual(Map<String, String> texts, String key) {
        if (texts == null || texts.get("zh") == null || texts.get("en") == null) {
            throw new KeyFault(key, key + " needs a text in zh and in en");
        }
        return new Bilingual(texts.get("zh"), texts.get("en"));
    }
}
