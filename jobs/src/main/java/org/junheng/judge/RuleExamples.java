package org.junheng.judge;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junheng.rulebook.JudgedAt;
import org.junheng.rulebook.RuleExample;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.StandardRule;
import org.junheng.terms.Stage;
import org.junheng.warehouse.TableDatabase;

/** Works out rules on the inputs that their examples give, in the same way as on a census. */
final class RuleExamples {
    /**
     * What a rule answers to an example.
     *
     * @param status pass, fail, cannot_say or not_applicable
     */
    record Answer(String status, Double observed) {}

    private final TableDatabase database;

    RuleExamples(TableDatabase database) {
        this.database = database;
    }

    /**
     * The answer to an example.
     *
     * @throws SQLException where DuckDB does not take the formula
     * @throws IllegalArgumentException where the example gives an input that does not exist
     */
    Answer answer(InputCatalogue catalogue, StandardRule rule, RuleExample example) throws SQLException {
        var standard = catalogue.standard();
        var stage = example.stage() == null ? rule.judgedStages().get(0) : example.stage();
        if (!rule.judgedStages().contains(stage)) {
            throw new IllegalArgumentException("the rule does not judge stage " + stage.id());
        }
        var sql = new RuleSql(catalogue, rule);
        var given = given(example);
        var used = sql.used(stage, given.keySet());
        for (var name : given.keySet()) {
            if (catalogue.find(rule.judgedAt(), name, rule).isEmpty()) {
                throw new IllegalArgumentException("there is no input '" + name + "'");
            }
        }
        var leaves = leaves(rule.judgedAt(), standard, rule, example, stage, used, given);
        var answers = sql.answers(leaves, used, stage, plain(used, given));
        // Without a year an example is about one in which the rule is due.
        var status = example.year() == null ? RuleSql.ANSWERED : RuleSql.dated(rule, RuleSql.ANSWERED);
        var row = database.rows(
                        "SELECT %s, observed, typeof(applies), typeof(answer) FROM (%s)".formatted(status, answers))
                .get(0);
        requireCondition("applies", (String) row[2]);
        requireCondition("formula", (String) row[3]);
        return new Answer((String) row[0], (Double) row[1]);
    }

    /** A number would be taken for true, silently. */
    private static void requireCondition(String key, String type) {
        if (!type.equals("BOOLEAN") && !type.equals("\"NULL\"")) {
            throw new IllegalArgumentException(
                    "%s gives %s; expected a condition such as x >= at_least".formatted(key, type));
        }
    }

    private static Map<String, Object> given(RuleExample example) {
        var given = new HashMap<>(example.given());
        example.variation().forEach((indicator, cv) -> given.put(Names.VARIATION_NAME + indicator, cv));
        return given;
    }

    /** The given names that stand as they are, without being worked out: not the ranges, which have two ends. */
    private static Set<String> plain(Map<String, Quantity> used, Map<String, Object> given) {
        return given.keySet().stream()
                .filter(name -> used.containsKey(name) && !Relations.isRange(used.get(name)))
                .collect(Collectors.toSet());
    }

    /** One row with the keys of the level and every leaf: given, or missing. */
    private static String leaves(
            JudgedAt level,
            Standard standard,
            StandardRule rule,
            RuleExample example,
            Stage stage,
            Map<String, Quantity> used,
            Map<String, Object> given) {
        var columns = new ArrayList<String>();
        var region = example.region() == null && standard.isPlan() ? standard.region() : example.region();
        for (var key : Relations.keys(level)) {
            columns.add(
                    switch (key) {
                        case "year" -> year(standard, rule, example) + "::BIGINT AS year";
                        case "county_code" -> Sql.text(region) + "::VARCHAR AS county_code";
                        case "city_code" -> Sql.text(above(region, 4)) + "::VARCHAR AS city_code";
                        case "province_code" -> Sql.text(above(region, 2)) + "::VARCHAR AS province_code";
                        case "pseudo" -> given.getOrDefault("pseudo", false) + " AS pseudo";
                        case "stage" -> Sql.text(stage.id()) + " AS stage";
                        case "state" -> "'reported' AS state";
                        default -> "'example' AS " + key;
                    });
        }
        used.forEach((name, quantity) -> {
            if (quantity instanceof Quantity.Context
                    || !given.containsKey(name)
                            && (quantity instanceof Quantity.Figure
                                    || quantity instanceof Quantity.Setting
                                    || quantity instanceof Quantity.Derived)) {
                return;
            }
            columns.addAll(leaf(name, quantity, given.get(name)));
        });
        return "SELECT " + String.join(", ", columns);
    }

    private static List<String> leaf(String name, Quantity quantity, Object value) {
        if (Relations.isRange(quantity)) {
            var least = value instanceof List<?> range ? range.get(0) : value;
            var most = value instanceof List<?> range ? range.get(1) : value;
            return List.of(
                    "%s::DECIMAL(28,10) AS %s".formatted(Sql.value(least), Relations.least(name)),
                    "%s::DECIMAL(28,10) AS %s"
                            .formatted(
                                    value != null && most == null ? Relations.ANY_SUM : Sql.value(most),
                                    Relations.most(name)));
        }
        return List.of(Sql.value(value) + type(quantity, value) + " AS " + name);
    }

    private static String type(Quantity quantity, Object value) {
        if (quantity instanceof Quantity.Column column) {
            return "::" + column.type().sql();
        }
        if (quantity instanceof Quantity.Items || quantity instanceof Quantity.RegionEvery) {
            return "::BOOLEAN";
        }
        if (quantity instanceof Quantity.Variation) {
            return "::DOUBLE";
        }
        return quantity instanceof Quantity.OfYear && !(value instanceof Boolean) && !(value instanceof String)
                ? "::DECIMAL(28,10)"
                : "";
    }

    /** The code of the division above, by the digits of GB/T 2260. */
    private static String above(String region, int digits) {
        return region == null || region.length() != 6 ? null : region.substring(0, digits) + "000000".substring(digits);
    }

    private static int year(Standard standard, StandardRule rule, RuleExample example) {
        if (example.year() != null) {
            return example.year();
        }
        int year = standard.validFrom(rule);
        for (var limit : new Figures(standard, rule).dueFigures()) {
            for (var value : limit.values()) {
                year = Math.max(
                        year, value.value() == null ? year : value.value().intValue());
            }
        }
        return year;
    }
}
