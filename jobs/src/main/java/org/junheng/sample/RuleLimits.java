package org.junheng.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The figures and readings of a standard's rules, as its file has them. */
final class RuleLimits {

    private final Map<String, JsonNode> limits = new HashMap<>();
    private final Map<String, String> readings = new HashMap<>();

    private RuleLimits() {}

    static RuleLimits of(JsonNode standard) {
        var read = new RuleLimits();
        for (var rule : standard.path("rules")) {
            for (var limit : rule.path("limits").properties()) {
                read.limits.put(key(rule.path("item").asText(), limit.getKey()), limit.getValue());
            }
        }
        for (var each : standard.path("switches")) {
            read.readings.put(each.path("id").asText(), each.path("set").asText());
        }
        return read;
    }

    private static String key(String item, String name) {
        return item + " " + name;
    }

    /** The reading in force of a switch. */
    String reading(String id) {
        return readings.get(id);
    }

    /** Where a figure is asked for: the county's code, the year, and a stage or null. */
    record Asked(String county, int year, String stage) {}

    /** A figure that the standard names for a county, year and stage; empty where its source lost it. */
    Optional<BigDecimal> of(String item, String name, Asked asked) {
        var node = limits.get(key(item, name));
        if (node == null) {
            throw new IllegalArgumentException("the standard has no limit " + name + " in item " + item);
        }
        if (!node.isArray()) {
            return number(node);
        }
        // The most specific holds: region before nation, stage before all, the latest year.
        JsonNode found = null;
        var best = -1L;
        for (var each : node) {
            var rank = rank(each, asked);
            if (rank > best) {
                best = rank;
                found = each;
            }
        }
        return found == null ? Optional.empty() : number(found.path("value"));
    }

    BigDecimal certain(String item, String name, Asked asked) {
        return of(item, name, asked)
                .orElseThrow(
                        () -> new IllegalArgumentException("limit " + name + " of item " + item + " is not known"));
    }

    private static Optional<BigDecimal> number(JsonNode node) {
        return node.isNumber() ? Optional.of(node.decimalValue()) : Optional.empty();
    }

    /** How specific an entry is; -1 where it does not hold. */
    private static long rank(JsonNode entry, Asked asked) {
        var region = entry.path("region").asText();
        var from = entry.path("from").asInt();
        var stage = entry.path("stage").asText();
        var inRegion = region.isEmpty() || asked.county().startsWith(region.replaceFirst("(00)+$", ""));
        if (!inRegion || from > asked.year() || !stage.isEmpty() && !stage.equals(asked.stage())) {
            return -1;
        }
        var digits = region.replaceFirst("(00)+$", "").length();
        return digits * 1_000_000L + (stage.isEmpty() ? 0 : 100_000L) + from;
    }
}
