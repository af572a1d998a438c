package org.junheng.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junheng.rulebook.Limit;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.StandardRule;

/** The figures of a rule and the readings of its standard as SQL, by year, place and stage of the row. */
final class Figures {
    /** The switch that is added to every due year (C12). */
    private static final String YEAR_FOR_TARGET = "census_year_for_target";

    private static final String UNKNOWN = "NULL::DECIMAL(28,10)";

    private final Standard standard;
    private final StandardRule rule;

    Figures(Standard standard, StandardRule rule) {
        this.standard = standard;
        this.rule = rule;
    }

    String figure(String name) {
        return choice(limit(name));
    }

    private Limit limit(String name) {
        var own = rule == null ? null : rule.limits().get(name);
        return own == null ? standard.limits().get(name) : own;
    }

    String setting(String id) {
        return standard.switches().get(id).sql();
    }

    /** The census year in which the rule is due; null where it always holds, or where the source lost it. */
    String due() {
        if (rule.due() == null) {
            return "NULL::INTEGER";
        }
        return shifted(
                rule.due().years() == null
                        ? inline(rule.due().expression())
                        : choice(rule.due().years()));
    }

    /** Likewise, over a relation that has figures and readings as columns. */
    String dueOfColumns() {
        return rule.due() == null || rule.due().years() != null
                ? due()
                : shifted(rule.due().expression());
    }

    private String shifted(String year) {
        var shift = standard.switches().get(YEAR_FOR_TARGET);
        return "((%s) + %s)::INTEGER".formatted(year, shift == null ? "0" : shift.set());
    }

    /** An expression with its figures and readings put in. */
    private String inline(String expression) {
        return Names.replaced(expression, name -> {
            if (limit(name) != null) {
                return "(" + figure(name) + ")";
            }
            return standard.switches().containsKey(name) ? setting(name) : name;
        });
    }

    /** The figures on which the due year rests. */
    List<Limit> dueFigures() {
        if (rule.due() == null) {
            return List.of();
        }
        return rule.due().years() != null
                ? List.of(rule.due().years())
                : Names.in(rule.due().expression()).stream()
                        .map(this::limit)
                        .filter(Objects::nonNull)
                        .toList();
    }

    /** Why a figure or date is not known where it is not: texts of the facts, or null. */
    String unknownReason(boolean chinese) {
        var parts = new ArrayList<String>();
        rule.limits().forEach((name, limit) -> addReasons(limit, name, chinese, parts));
        dueFigures().forEach(limit -> addReasons(limit, chinese ? "期限" : "date", chinese, parts));
        return parts.isEmpty() ? "NULL::VARCHAR" : "nullif(concat_ws('; ', " + String.join(", ", parts) + "), '')";
    }

    private void addReasons(Limit limit, String name, boolean chinese, ArrayList<String> parts) {
        if (limit.values().stream().allMatch(value -> value.reason() == null)) {
            return;
        }
        var text = new StringBuilder("CASE");
        for (var value : limit.values()) {
            var reason = value.reason() == null
                    ? "NULL"
                    : Sql.text(name + ": "
                            + (chinese ? value.reason().zh() : value.reason().en()));
            text.append(" WHEN ").append(condition(value)).append(" THEN ").append(reason);
        }
        parts.add(text.append(" END").toString());
    }

    private static String choice(Limit limit) {
        var values = limit.values();
        if (values.size() == 1 && condition(values.get(0)).equals("true")) {
            return literal(values.get(0));
        }
        var text = new StringBuilder("CASE");
        for (var value : values) {
            text.append(" WHEN ").append(condition(value)).append(" THEN ").append(literal(value));
        }
        return text.append(" END").toString();
    }

    private static String literal(Limit.Value value) {
        return value.value() == null ? UNKNOWN : value.value().toPlainString();
    }

    private static String condition(Limit.Value value) {
        var parts = new ArrayList<String>();
        if (value.region() != null && !value.region().equals("CN")) {
            parts.add("coalesce(%s IN (county_code, city_code, province_code), false)"
                    .formatted(Sql.text(value.region())));
        }
        if (value.stage() != null) {
            parts.add("stage = " + Sql.text(value.stage().id()));
        }
        if (value.from() != null) {
            parts.add("year >= " + value.from());
        }
        if (value.to() != null) {
            parts.add("year < " + value.to());
        }
        return parts.isEmpty() ? "true" : String.join(" AND ", parts);
    }
}
