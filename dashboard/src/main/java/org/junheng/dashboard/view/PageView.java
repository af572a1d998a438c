package org.junheng.dashboard.view;

import java.util.List;
import java.util.Map;
import org.junheng.dashboard.page.Bilingual;
import org.junheng.dashboard.page.Words;
import org.junheng.summary.Language;
import org.junheng.summary.Messages;

/**
 * A page as the layout shows it.
 *
 * @param page id of its definition
 * @param title of the page: the name of the place or school, or what the page is about
 * @param kind what the title names (the level of the place), null where the page is about none
 * @param facts the first row of the headline; empty where there is none
 * @param otherLanguage address of this page in the other language
 * @param choosers what readers can choose; empty where nothing can be chosen here
 */
public record PageView(
        Language language,
        Messages messages,
        Links links,
        String page,
        String title,
        String kind,
        String about,
        List<Crumb> crumbs,
        List<MenuView> menu,
        List<Chooser> choosers,
        String action,
        Map<String, Object> facts,
        Map<String, Object> selected,
        List<SectionView> sections,
        String otherLanguage,
        SnapshotView snapshot,
        Words words) {
    /** A link by name; {@code here} where it is this page. */
    public record Crumb(String label, String href, boolean here) {}

    /**
     * Links that stand together in the menu.
     *
     * @param title what they have in common; null where they stand by themselves
     */
    public record MenuView(String title, List<Crumb> items) {
        /** Whether this page is one of them. */
        public boolean here() {
            return items.stream().anyMatch(Crumb::here);
        }
    }

    /** A field of the form at the head of a page; without options it is a text field. */
    public record Chooser(String name, String title, String value, List<Option> options) {}

    /** One option of a field. */
    public record Option(String value, String label, boolean selected) {}

    /** What a page says of where its figures come from. */
    public record SnapshotView(
            String id, String version, String created, boolean generated, int firstYear, int lastYear) {}

    /** Whether something is drawn here, for which the browser must load more. */
    public boolean drawn() {
        return sections.stream().flatMap(section -> section.panels().stream()).anyMatch(panel -> panel.chart() != null);
    }

    public String text(String key, Object... arguments) {
        return messages.text(key, arguments);
    }

    public boolean chinese() {
        return language == Language.ZH;
    }

    /** The text in the language of the page. */
    public String say(String zh, String en) {
        return chinese() ? zh : en;
    }

    /** A fact of the headline. @throws IllegalArgumentException when its SELECT does not give it */
    public Object fact(String column) {
        if (!facts.containsKey(column)) {
            throw new IllegalArgumentException("no " + column + " among " + facts.keySet());
        }
        return facts.get(column);
    }

    /** A whole number of the headline; 0 where it is null. */
    public long count(String column) {
        return fact(column) instanceof Number number ? number.longValue() : 0;
    }

    /** The rows of the headline that stand in one column, as {@code list(...)} of structs gives them; none where it is null. */
    public List<Map<?, ?>> rows(String column) {
        return fact(column) instanceof List<?> list
                ? list.stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList()
                : List.of();
    }

    /** What an id is called; the id itself where the list lacks it, empty where it is null. */
    public String word(String list, Object id) {
        return id == null ? "" : words.text(list, id.toString(), language);
    }

    /** The class of the style sheet for the colour of an id; empty for none. */
    public String tone(String list, Object id) {
        return id == null
                ? ""
                : words.word(list, id.toString())
                        .map(Words.Word::tone)
                        .map(tone -> "tone-" + tone)
                        .orElse("");
    }

    /** The sign of an id, which says the same as its colour; empty for none. */
    public String sign(String list, Object id) {
        return id == null
                ? ""
                : words.word(list, id.toString()).map(Words.Word::sign).orElse("");
    }

    /** The address of the page of a place or school. */
    public String place(String level, String code) {
        return links.page(language, level, code, Map.of()).orElse(null);
    }

    /** The code of the place or school that the page is about. */
    public String code() {
        return String.valueOf(selected.get("code"));
    }

    /** A published text of the headline in the language of the page; empty where it is null. */
    public String published(String column) {
        return Bilingual.part(string(column), language);
    }

    /** What the facts add up to; null where all are null. */
    public Long sum(String... columns) {
        Long sum = null;
        for (var column : columns) {
            if (fact(column) instanceof Number number) {
                sum = (sum == null ? 0 : sum) + number.longValue();
            }
        }
        return sum;
    }

    /** A share in per cent; a dash where it is null. */
    public String percent(Object value, int decimals) {
        return value instanceof Number number ? NumberWords.percent(number, decimals) : "—";
    }

    /** A whole number as readers see it; a dash where it is null. */
    public String number(Object value) {
        return value instanceof Number number ? NumberWords.whole(number) : "—";
    }

    /** A text of the headline; empty where it is null. */
    public String string(String column) {
        var value = fact(column);
        return value == null ? "" : value.toString();
    }
}
