package org.junheng.export.disclosure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junheng.rulebook.RuleInput;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.summary.SqlText;
import org.junheng.warehouse.TableDatabase;

/** Which items of standards and lists of plans rest on counts of protected groups: their figures tell these counts. */
final class ProtectedItems {
    /** Items whose figures tell protected counts. */
    static final String ITEMS = "protected_item";

    /** Those of them whose requirement tells some as well: the figure of the year before, say. */
    static final String REQUIREMENTS = "protected_requirement";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final TableDatabase database;
    private final Rulebook rulebook;
    private final String from;
    private final Set<String> protectedNames = new HashSet<>();

    ProtectedItems(TableDatabase database, Rulebook rulebook, String from) {
        this.database = database;
        this.rulebook = rulebook;
        this.from = from;
        protectedNames.addAll(rulebook.disclosure().protectedColumns());
        rulebook.columns().forEach((name, column) -> {
            if (column.studentGroup() != null) {
                protectedNames.add(name);
            }
        });
    }

    /**
     * Makes the tables {@code protected_item}, {@code protected_requirement}, {@code protected_list} and
     * {@code protected_column}.
     */
    void create() throws SQLException {
        database.execute("CREATE TABLE protected_column (column_name VARCHAR)");
        for (var name :
                rulebook.disclosure().protectedColumns().stream().sorted().toList()) {
            database.execute("INSERT INTO protected_column VALUES (" + SqlText.literal(name) + ")");
        }
        database.execute("CREATE TABLE protected_item (standard VARCHAR, item VARCHAR)");
        database.execute("CREATE TABLE protected_requirement (standard VARCHAR, item VARCHAR)");
        for (var rule : database.rows(
                "SELECT DISTINCT standard, item, needs, formula FROM " + from + ".standard_rule ORDER BY ALL")) {
            // Needs are the columns that the rule comes down to, through all inputs that are worked out from others.
            if (namesIn((String) rule[2], Map.of()) || namesIn((String) rule[3], Map.of())) {
                insert(ITEMS, rule[0], rule[1]);
                if (requiresOfGroups(rulebook.standards().get((String) rule[0]), (String) rule[1])) {
                    insert(REQUIREMENTS, rule[0], rule[1]);
                }
            }
        }
        database.execute("CREATE TABLE protected_list (plan VARCHAR, rule VARCHAR)");
        for (var list : database.rows("SELECT DISTINCT plan, rule FROM " + from + ".attention_list ORDER BY ALL")) {
            if (restsOnGroups(rulebook.standards().get((String) list[0]), (String) list[1])) {
                insert("protected_list", list[0], list[1]);
            }
        }
    }

    private void insert(String table, Object first, Object second) throws SQLException {
        database.execute("INSERT INTO %s VALUES (%s, %s)"
                .formatted(table, SqlText.literal((String) first), SqlText.literal((String) second)));
    }

    /** Whether what a rule requires is worked out from counts; a rule that the facts at hand do not know may do so. */
    private boolean requiresOfGroups(Standard standard, String item) {
        if (standard == null) {
            return true;
        }
        var rules = standard.rules().stream()
                .filter(rule -> rule.item().equals(item))
                .toList();
        return rules.isEmpty() || rules.stream().anyMatch(rule -> namesIn(rule.requiredFigure(), inputsOf(standard)));
    }

    private Map<String, RuleInput> inputsOf(Standard standard) {
        var inputs = new LinkedHashMap<>(rulebook.inputs());
        inputs.putAll(standard.inputs());
        return inputs;
    }

    /** What the facts at hand do not know may rest on anything. */
    private boolean restsOnGroups(Standard standard, String rule) {
        if (standard == null) {
            return true;
        }
        var inputs = inputsOf(standard);
        return standard.attention().stream()
                .filter(each -> each.rule().equals(rule))
                .findFirst()
                .map(each -> {
                    var texts = new ArrayList<>(each.evidence());
                    texts.add(each.when());
                    texts.add(each.order());
                    return texts.stream().anyMatch(text -> namesIn(text, inputs));
                })
                .orElse(true);
    }

    /** Whether an expression names a protected column, by itself or through inputs. */
    private boolean namesIn(String expression, Map<String, RuleInput> inputs) {
        return namesIn(expression, inputs, new HashSet<>());
    }

    private boolean namesIn(String expression, Map<String, RuleInput> inputs, Set<String> seen) {
        if (expression == null) {
            return false;
        }
        return NAME.matcher(expression)
                .results()
                .map(found -> found.group())
                .filter(seen::add)
                .anyMatch(name -> protectedNames.contains(name) || throughInput(inputs.get(name), inputs, seen));
    }

    private boolean throughInput(RuleInput input, Map<String, RuleInput> inputs, Set<String> seen) {
        return input != null
                && List.of(input.value() == null ? "" : input.value(), input.where() == null ? "" : input.where())
                        .stream()
                        .anyMatch(text -> namesIn(text, inputs, seen));
    }
}
