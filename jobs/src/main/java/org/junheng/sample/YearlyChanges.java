package org.junheng.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** By how much a school's figure may change from one year to the next, as {@code census/rules.yaml} has it. */
record YearlyChanges(Map<String, Largest> byColumn) {

    /** A share of last year's figure or an amount, whichever is more. */
    record Largest(BigDecimal ratio, BigDecimal absolute) {}

    static YearlyChanges of(JsonNode rules, List<String> stages) {
        var byColumn = new HashMap<String, Largest>();
        for (var rule : rules.path("rules")) {
            if (rule.path("kind").asText().equals("change")
                    && rule.path("level").asText().equals("school")) {
                var largest = new Largest(
                        rule.path("ratio").decimalValue(), rule.path("absolute").decimalValue());
                for (var column : rule.path("columns")) {
                    stages.forEach(stage -> byColumn.put(column.asText().replace("<stage>", stage), largest));
                }
            }
        }
        return new YearlyChanges(byColumn);
    }

    /** From the least to the greatest that a figure may be that was this last year; empty where no rule tells. */
    Optional<Possible> around(String column, Fraction lastYear) {
        var largest = byColumn.get(column);
        if (largest == null) {
            return Optional.empty();
        }
        double was = lastYear.toDouble();
        double change =
                Math.max(largest.ratio().doubleValue() * was, largest.absolute().doubleValue());
        return Optional.of(new Possible(Math.max(0, was - change), was + change));
    }
}
