package org.junheng.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.StandardRule;
import org.junheng.terms.Stage;

/**
 * The SQL that answers one rule. Where an input is a range, the formula is worked out at both of its ends, with every
 * other range at either end: an answer that is the same at all of them is the answer.
 */
final class RuleSql {
    private final InputCatalogue catalogue;
    private final StandardRule rule;
    private final Relations relations;
    private final Figures figures;

    RuleSql(InputCatalogue catalogue, StandardRule rule) {
        this.catalogue = catalogue;
        this.rule = rule;
        this.relations = new Relations(catalogue, rule);
        this.figures = new Figures(catalogue.standard(), rule);
    }

    /** What the rule uses in one stage. */
    Map<String, Quantity> used(Stage stage, Set<String> given) {
        return catalogue.used(rule.judgedAt(), stage, InputCatalogue.expressions(rule), rule, given);
    }

    /** The answers over the census: keys, applies, answer, observed, required, due, inputs, told and missing. */
    String overCensus(Stage stage) {
        var used = used(stage, Set.of());
        return answers(relations.leaves(rule.judgedAt(), stage, used), used, stage, Set.of());
    }

    /**
     * The answers over leaves.
     *
     * @param leaves relation with the keys of the level and the leaves
     * @param given derived quantities that the leaves have
     */
    String answers(String leaves, Map<String, Quantity> used, Stage stage, Set<String> given) {
        var ranges = used.entrySet().stream()
                .filter(entry -> Relations.isRange(entry.getValue()) && !given.contains(entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        var explained = explained(leaves, used, stage, given);
        var cornered = cornered(explained, ranges);
        var known = new java.util.HashSet<>(given);
        known.addAll(ranges);
        var answer = List.of(
                tried(rule.applies() == null ? "true" : rule.applies(), stage) + " AS applies",
                tried(rule.formula(), stage) + " AS answer",
                shown(rule.observed(), stage) + " AS observed",
                shown(rule.requiredFigure(), stage) + " AS required",
                figures.dueOfColumns() + " AS due",
                figures.unknownReason(true) + " AS unknown_zh",
                figures.unknownReason(false) + " AS unknown_en");
        var worked = relations.worked(cornered, used, stage, known, answer);
        return ranges.isEmpty() ? worked : sameAtAllCorners(worked);
    }

    private static String shown(String expression, Stage stage) {
        return expression == null ? "NULL::DOUBLE" : tried(expression, stage) + "::DOUBLE";
    }

    /** What cannot be worked out, a product beyond all bounds for one, is null. */
    private static String tried(String expression, Stage stage) {
        return "TRY((" + Names.ofStage(expression, stage) + "))";
    }

    /** Adds the inputs as a JSON object, and in words which are told and which are missing. */
    private String explained(String leaves, Map<String, Quantity> used, Stage stage, Set<String> given) {
        var inputs = new ArrayList<String>();
        var toldChinese = new ArrayList<String>();
        var toldEnglish = new ArrayList<String>();
        var missingChinese = new ArrayList<String>();
        var missingEnglish = new ArrayList<String>();
        used.forEach((name, quantity) -> {
            boolean range = Relations.isRange(quantity) && !given.contains(name);
            if (quantity instanceof Quantity.Figure
                    || quantity instanceof Quantity.Setting
                    || quantity instanceof Quantity.Context
                    || quantity instanceof Quantity.Derived && !given.contains(name)) {
                return;
            }
            var title = catalogue.title(quantity);
            var shown = range
                    ? "shown_range(%s, %s)".formatted(Relations.least(name), Relations.most(name))
                    : "shown(%s)".formatted(name);
            var missing = range
                    ? "%1$s IS DISTINCT FROM %2$s OR %1$s IS NULL"
                            .formatted(Relations.least(name), Relations.most(name))
                    : name + " IS NULL" + unlessNotOffered(name, used);
            inputs.add("%s || coalesce(%s, 'null')"
                    .formatted(
                            Sql.text("\"" + name + "\": "),
                            isText(quantity) ? "'\"' || " + shown + " || '\"'" : shown));
            if (!isList(quantity)) {
                toldChinese.add("%s || %s".formatted(Sql.text(title.zh() + " "), inWords(shown, "是", "否")));
                toldEnglish.add("%s || %s".formatted(Sql.text(title.en() + " "), inWords(shown, "yes", "no")));
            }
            missingChinese.add("CASE WHEN %s THEN %s END".formatted(missing, Sql.text(title.zh() + "（" + name + "）")));
            missingEnglish.add("CASE WHEN %s THEN %s END".formatted(missing, Sql.text(title.en() + " (" + name + ")")));
        });
        var columns = rule.judgedAt().isSchool()
                ? List.of("NULL::VARCHAR AS inputs", "NULL::VARCHAR AS told_zh", "NULL::VARCHAR AS told_en")
                : List.of(
                        (inputs.isEmpty() ? "'{}'" : "'{' || " + String.join(" || ', ' || ", inputs) + " || '}'")
                                + " AS inputs",
                        joined("；", toldChinese) + " AS told_zh",
                        joined("; ", toldEnglish) + " AS told_en");
        return "SELECT *, %s, %s AS missing_zh, %s AS missing_en FROM (%s)"
                .formatted(
                        String.join(", ", columns), joined("、", missingChinese), joined(", ", missingEnglish), leaves);
    }

    /** A stage that the school does not offer has nothing missing. */
    private static String unlessNotOffered(String name, Map<String, Quantity> used) {
        for (var stage : List.of(Stage.PRIMARY, Stage.JUNIOR)) {
            var offers = "offers_" + stage.id();
            if (name.endsWith("_" + stage.id()) && !name.equals(offers) && used.containsKey(offers)) {
                return " AND " + offers + " IS DISTINCT FROM false";
            }
        }
        return "";
    }

    private static String inWords(String shown, String yes, String no) {
        return "CASE %1$s WHEN 'true' THEN %2$s WHEN 'false' THEN %3$s ELSE %1$s END"
                .formatted(shown, Sql.text(yes), Sql.text(no));
    }

    private static boolean isText(Quantity quantity) {
        return quantity instanceof Quantity.Column column
                && (column.type() == Quantity.Type.TEXT || column.type() == Quantity.Type.DATE);
    }

    private static boolean isList(Quantity quantity) {
        return quantity instanceof Quantity.Column column
                && (column.type() == Quantity.Type.BANDS || column.type() == Quantity.Type.ROOMS);
    }

    private static String joined(String separator, List<String> parts) {
        return parts.isEmpty()
                ? "NULL::VARCHAR"
                : "nullif(concat_ws(%s, %s), '')".formatted(Sql.text(separator), String.join(", ", parts));
    }

    /** Each row once for every combination of ends of the ranges. */
    private static String cornered(String leaves, List<String> ranges) {
        if (ranges.isEmpty()) {
            return leaves;
        }
        var columns = new ArrayList<String>();
        var ends = new ArrayList<String>();
        for (int i = 0; i < ranges.size(); i++) {
            var name = ranges.get(i);
            columns.add("CASE WHEN e%d.last THEN %s ELSE %s END AS %s"
                    .formatted(i, Relations.most(name), Relations.least(name), name));
            ends.add("(VALUES (false), (true)) e%d(last)".formatted(i));
        }
        return "SELECT l.*, %s FROM (%s) l, %s".formatted(String.join(", ", columns), leaves, String.join(", ", ends));
    }

    private String sameAtAllCorners(String worked) {
        var keys = String.join(", ", Relations.keys(rule.judgedAt()));
        var same = List.of("applies", "answer", "observed", "required").stream()
                .map(name -> "CASE WHEN count(%1$s) = count(*) AND min(%1$s) = max(%1$s) THEN min(%1$s) END AS %1$s"
                        .formatted(name))
                .collect(Collectors.joining(", "));
        var first = List.of(
                        "due", "unknown_zh", "unknown_en", "inputs", "told_zh", "told_en", "missing_zh", "missing_en")
                .stream()
                .map(name -> "any_value(%1$s) AS %1$s".formatted(name))
                .collect(Collectors.joining(", "));
        return "SELECT %s, %s, %s FROM (%s) GROUP BY %s".formatted(keys, same, first, worked, keys);
    }

    /** What an answer comes to by itself: SQL over applies and answer. */
    static final String ANSWERED = """
            CASE WHEN applies = false THEN 'not_applicable' WHEN answer THEN 'pass'
                 WHEN applies IS NULL OR answer IS NULL THEN 'cannot_say' ELSE 'fail' END""";

    /**
     * What an answer comes to in its year: SQL over year, due and what it comes to by itself. A rule that has a date is not
     * failed before it, nor where the source lost the date.
     */
    static String dated(StandardRule rule, String answered) {
        return rule.due() == null
                ? answered
                : "CASE WHEN %1$s <> 'fail' THEN %1$s WHEN year < due THEN 'not_applicable' WHEN due IS NULL THEN 'cannot_say' ELSE 'fail' END"
                        .formatted(answered);
    }

    /** The readings that the rule rests on, as id=reading. */
    static String switches(Standard standard, StandardRule rule, InputCatalogue catalogue) {
        var found = new java.util.TreeSet<String>();
        catalogue.visit(rule, (level, name, quantity) -> {
            if (quantity instanceof Quantity.Setting) {
                found.add(name);
            }
        });
        if (rule.due() != null && standard.switches().containsKey("census_year_for_target")) {
            found.add("census_year_for_target");
        }
        return found.isEmpty()
                ? null
                : found.stream()
                        .map(id -> id + "=" + standard.switches().get(id).set())
                        .collect(Collectors.joining("; "));
    }

    /** The columns that the rule needs, by name. */
    static List<String> needs(StandardRule rule, InputCatalogue catalogue) {
        var needs = new java.util.TreeSet<String>();
        catalogue.visit(rule, (level, name, quantity) -> {
            if (quantity instanceof Quantity.Items items) {
                items.input().items().forEach(item -> needs.add("item " + item));
            } else if (quantity instanceof Quantity.Column
                    || quantity instanceof Quantity.Variation
                    || quantity instanceof Quantity.RegionSum
                    || quantity instanceof Quantity.RegionEvery) {
                needs.add(name);
            }
        });
        return List.copyOf(needs);
    }
}
