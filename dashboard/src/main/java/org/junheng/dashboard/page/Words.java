package org.junheng.dashboard.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junheng.summary.Language;

/** Lists of ids that tables hold (verdicts, stages, states …) with what they are called, their sign and their tone. */
public final class Words {
    private final Map<String, LinkedHashMap<String, Word>> lists;

    Words(Map<String, LinkedHashMap<String, Word>> lists) {
        this.lists = Map.copyOf(lists);
    }

    /**
     * @param sign a character that says the same as the colour; may be null
     * @param tone good, bad, warn, open or null: the class of the style sheet
     */
    public record Word(String zh, String en, String sign, String tone) {
        public String in(Language language) {
            return language == Language.ZH ? zh : en;
        }
    }

    /** The word of an id; empty where the list lacks it, so that the id itself is shown. */
    public Optional<Word> word(String list, String id) {
        var words = lists.get(list);
        if (words == null) {
            throw new IllegalArgumentException("no list of words " + list);
        }
        return Optional.ofNullable(words.get(id));
    }

    public boolean has(String list) {
        return lists.containsKey(list);
    }
}
