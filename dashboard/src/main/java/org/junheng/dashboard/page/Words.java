package org.junheng.dashboard.page;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junheng.summary.Language;

/** Lists of ids that tables hold (verdicts, stages, states …) with what they are called, their sign and their tone. */
public final class Words {
    private final Map<String, LinkedHashMap<String, Word>> lists;

    private Words(Map<String, LinkedHashMap<String, Word>> lists) {
        this.lists = Map.copyOf(lists);
    }

    /** The lists by name, with the tone of each sign. */
    static Words of(Map<String, LinkedHashMap<String, Word>> lists, Map<String, String> tones) {
        var toned = new LinkedHashMap<String, LinkedHashMap<String, Word>>();
        lists.forEach((name, words) -> {
            var list = new LinkedHashMap<String, Word>();
            words.forEach((id, word) -> list.put(
                    id,
                    new Word(word.zh(), word.en(), word.sign(), word.sign() == null ? null : tones.get(word.sign()))));
            toned.put(name, list);
        });
        return new Words(toned);
    }

    /**
     * @param sign a character that says the same as the colour; may be null
     * @param tone the class of the style sheet: good, bad, worst, open, warn or null
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
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

    /** What an id is called; the id itself where the list lacks it. */
    public String text(String list, String id, Language language) {
        return word(list, id).map(word -> word.in(language)).orElse(id);
    }

    /** The first list, by name, that holds all of these ids. */
    public Optional<String> listOf(Collection<String> ids) {
        return lists.entrySet().stream()
                .filter(list -> list.getValue().keySet().containsAll(ids))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    public boolean has(String list) {
        return lists.containsKey(list);
    }
}
