package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;

/**
 * A named figure of a rule, which may differ by region, stage and year.
 *
 * @param values the most specific first: a region before all, a stage before all, the later year before the earlier
 */
public record Limit(List<Value> values) implements Serializable {
    private static final Set<String> KEYS = Set.of("value", "stage", "region", "from", "to", "reason");

    /**
     * The figure in one region, stage and span of years.
     *
     * @param value the figure; null where it is not known, which leaves its rule open
     * @param stage the stage that it holds for, or null for all
     * @param region code of the division in which it holds, or null for everywhere
     * @param from first census year, or null
     * @param to first census year in which it no longer holds, or null
     * @param reason why the figure is not known, or null
     */
    public record Value(BigDecimal value, Stage stage, String region, Integer from, Integer to, Bilingual reason)
            implements Serializable {}

    public Limit {
        var sorted = new ArrayList<>(values);
        sorted.sort(Comparator.comparingInt(Limit::breadth)
                .thenComparing(value -> value.stage() == null)
                .thenComparing(value -> value.from() == null ? 0 : -value.from()));
        values = List.copyOf(sorted);
    }

    /** The wider a region, the more zeros end its code; the nation is the widest. */
    private static int breadth(Value value) {
        var region = value.region();
        return region == null
                ? Integer.MAX_VALUE
                : region.length() - region.replaceAll("0+$", "").length();
    }

    /** A figure that holds everywhere. */
    public static Limit of(BigDecimal value) {
        return new Limit(List.of(new Value(value, null, null, null, null, null)));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Limit of(JsonNode node) {
        if (node.isArray()) {
            var values = new ArrayList<Value>();
            node.forEach(each -> values.add(value(each)));
            return new Limit(values);
        }
        return new Limit(List.of(value(node)));
    }

    private static Value value(JsonNode node) {
        if (node.isNumber()) {
            return new Value(node.decimalValue(), null, null, null, null, null);
        }
        if (!node.isObject() || !node.has("value")) {
            throw new IllegalArgumentException(
                    "a limit is a number, or {value: …, region: …, stage: …, from: …, to: …, reason: …}; found "
                            + node);
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("there is no key '" + key + "' in a limit, only: " + KEYS);
            }
        });
        var value = node.get("value");
        if (!value.isNull() && !value.isNumber()) {
            throw new IllegalArgumentException("the value of a limit is a number or null; found " + value);
        }
        var reason = node.get("reason");
        if (value.isNull() && (reason == null || !reason.has("zh") || !reason.has("en"))) {
            throw new IllegalArgumentException("a limit that is null needs a reason in zh and en");
        }
        return new Value(
                value.isNull() ? null : value.decimalValue(),
                node.has("stage") ? Stage.of(node.get("stage").asText()) : null,
                node.has("region") ? node.get("region").asText() : null,
                year(node, "from"),
                year(node, "to"),
                reason == null
                        ? null
                        : new Bilingual(
                                reason.get("zh").asText(), reason.get("en").asText()));
    }

    private static Integer year(JsonNode node, String key) {
        var year = node.get(key);
        if (year == null) {
            return null;
        }
        if (!year.isInt()) {
            throw new IllegalArgumentException(key + " is a census year; found " + year);
        }
        return year.intValue();
    }

    /** This limit with the value at a position changed. */
    public Limit with(int position, BigDecimal changed) {
        var all = new ArrayList<>(values);
        var old = all.get(position);
        all.set(position, new Value(changed, old.stage(), old.region(), old.from(), old.to(), old.reason()));
        return new Limit(all);
    }
}
