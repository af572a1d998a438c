package org.junheng.export.dossier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junheng.rulebook.DossierLayout;
import org.junheng.rulebook.RuleInput;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;

/**
 * What facts and layout call things, as tables for the queries of a dossier, in its language: {@code code},
 * {@code standard_title}, {@code column_title}, {@code input_title}, {@code word}, {@code listed_rule}, {@code indicator_title},
 * {@code group_title}, {@code switch_title}.
 */
final class DossierNames {
    /** What stands for every standard in {@code input_title}. */
    private static final String EVERY_STANDARD = "";

    /** The list of words for stages. */
    private static final String STAGE_WORDS = "stage";

    private final DossierLayout layout;
    private final DossierSubject subject;
    private final Rulebook rulebook;

    DossierNames(DossierLayout layout, DossierSubject subject, Rulebook rulebook) {
        this.layout = layout;
        this.subject = subject;
        this.rulebook = rulebook;
    }

    /** Head of a common table expression → its SQL. */
    Map<String, String> expressions() {
        var all = new LinkedHashMap<String, String>();
        all.put("code(list, code, title)", values(3, codes()));
        all.put("standard_title(standard, title)", values(2, standards()));
        all.put("column_title(name, title)", values(2, columns()));
        all.put("input_title(standard, name, title)", values(3, inputs()));
        all.put("word(list, word, text)", values(3, words()));
        all.put("listed_rule(list, standard, rule)", values(3, listedRules()));
        all.put("indicator_title(standard, indicator, position, item, title, unit)", values(6, indicators()));
        all.put("group_title(grouping, member, title)", values(3, groups()));
        all.put("switch_title(standard, name, choice, title, reading)", values(5, switches()));
        return all;
    }

    private List<List<String>> codes() {
        var rows = new ArrayList<List<String>>();
        rulebook.codeLists().forEach((list, codes) -> codes.entries()
                .forEach((code, entry) -> rows.add(List.of(list, code, subject.in(entry.title())))));
        return rows;
    }

    private List<List<String>> standards() {
        var rows = new ArrayList<List<String>>();
        rulebook.standards().forEach((id, standard) -> rows.add(List.of(id, subject.in(standard.title()))));
        return rows;
    }

    /** Canonical columns by name; one that stands once a stage is known without its stage too. */
    private List<List<String>> columns() {
        var titles = new LinkedHashMap<String, String>();
        rulebook.columns().forEach((name, column) -> {
            var title = subject.in(new Bilingual(column.zh(), column.en()));
            titles.put(name, title);
            if (column.perStage()) {
                int at = name.lastIndexOf('_');
                titles.put(name.substring(0, at), title);
                titles.put(name, ofStage(name.substring(at + 1), title));
            }
        });
        var rows = new ArrayList<List<String>>();
        titles.forEach((name, title) -> rows.add(List.of(name, title)));
        return rows;
    }

    private String ofStage(String stage, String title) {
        var word = layout.words().getOrDefault(STAGE_WORDS, Map.of()).get(stage);
        if (word == null) {
            return title;
        }
        return switch (subject.language()) {
            case ZH -> word.text().zh() + title;
            case EN -> word.text().en() + " " + title;
        };
    }

    private List<List<String>> inputs() {
        var rows = new ArrayList<List<String>>();
        rulebook.inputs().values().forEach(input -> rows.add(named(EVERY_STANDARD, input)));
        rulebook.standards()
                .forEach((id, standard) -> standard.inputs().values().forEach(input -> rows.add(named(id, input))));
        return rows;
    }

    private List<String> named(String standard, RuleInput input) {
        return List.of(standard, input.name(), subject.in(input.title()));
    }

    /** Indicators in the order of their standard; of a plan those that it takes over. */
    private List<List<String>> indicators() {
        var rows = new ArrayList<List<String>>();
        rulebook.standards().forEach((id, standard) -> {
            for (int i = 0; i < standard.indicators().size(); i++) {
                var indicator = standard.indicators().get(i);
                rows.add(List.of(
                        id,
                        indicator.id(),
                        String.format(Locale.ROOT, "%03d", i + 1),
                        indicator.item() == null ? "" : indicator.item(),
                        subject.in(indicator.title()),
                        subject.in(indicator.unit())));
            }
        });
        return rows;
    }

    private List<List<String>> groups() {
        var rows = new ArrayList<List<String>>();
        rulebook.groupings().forEach((id, grouping) -> {
            grouping.groups().forEach((group, each) -> rows.add(List.of(id, group, subject.in(each.title()))));
            grouping.unions().forEach((union, each) -> rows.add(List.of(id, union, subject.in(each.title()))));
        });
        return rows;
    }

    private List<List<String>> switches() {
        var rows = new ArrayList<List<String>>();
        rulebook.standards().forEach((id, standard) -> standard.switches().forEach((name, each) -> each.choices()
                .forEach((choice, reading) ->
                        rows.add(List.of(id, name, choice, called(each.title(), name), called(reading, choice))))));
        return rows;
    }

    private String called(Bilingual title, String otherwise) {
        return title == null ? otherwise : subject.in(title);
    }

    private List<List<String>> words() {
        var rows = new ArrayList<List<String>>();
        layout.words()
                .forEach((list, words) ->
                        words.forEach((word, shown) -> rows.add(List.of(list, word, subject.in(shown.text())))));
        return rows;
    }

    private List<List<String>> listedRules() {
        var rows = new ArrayList<List<String>>();
        layout.ruleLists()
                .forEach((list, standards) -> standards.forEach((id, items) -> {
                    var place = List.of("rule_lists", list, id);
                    var standard = rulebook.standards().get(id);
                    if (standard == null) {
                        throw layout.fault(place, "there is no standard '" + id + "'");
                    }
                    for (var item : items) {
                        if (standard.rules().stream()
                                .noneMatch(rule -> rule.item().equals(item))) {
                            throw layout.fault(place, "the standard " + id + " has no rule '" + item + "'");
                        }
                        rows.add(List.of(list, id, item));
                    }
                }));
        return rows;
    }

    private static String values(int columns, List<List<String>> rows) {
        return rows.isEmpty()
                ? "SELECT "
                        + IntStream.range(0, columns).mapToObj(column -> "''").collect(Collectors.joining(", "))
                        + " WHERE false"
                : rows.stream()
                        .map(row -> row.stream().map(SqlText::literal).collect(Collectors.joining(", ", "(", ")")))
                        .collect(Collectors.joining(", ", "VALUES ", ""));
    }
}
