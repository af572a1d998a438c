package org.junheng.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the sample needs of the national standard: indicators, thresholds, limits, weights and scope. */
record ResourceStandard(
        List<String> stages,
        int minimumMet,
        BigDecimal floorShare,
        Map<String, BigDecimal> splitWeights,
        Set<String> excludedTypes,
        String pointType,
        int pointMinimumStudents,
        Map<String, BigDecimal> variationLimits,
        List<Indicator> indicators,
        String everySchoolItem) {

    /** One of the seven indicators; {@code shared}: counted once for all stages of a school. */
    record Indicator(
            String item,
            List<String> added,
            List<String> subtracted,
            boolean shared,
            BigDecimal scale,
            Map<String, BigDecimal> thresholds) {}

    static ResourceStandard of(JsonNode root) {
        var scope = root.path("scope");
        var excluded = new HashSet<String>();
        scope.path("excluded_types").properties().forEach(entry -> excluded.add(entry.getKey()));
        var indicators = new ArrayList<Indicator>();
        for (var node : root.path("indicators")) {
            indicators.add(new Indicator(
                    node.path("item").asText(),
                    texts(node.path("numerator").path("add")),
                    texts(node.path("numerator").path("subtract")),
                    node.path("basis").asText().equals("shared"),
                    node.path("scale").decimalValue(),
                    decimals(node.path("threshold"))));
        }
        return new ResourceStandard(
                texts(root.path("stages")),
                root.path("school_rule").path("minimum_met").asInt(),
                root.path("school_rule").path("floor_share").decimalValue(),
                decimals(root.path("split_weights")),
                Set.copyOf(excluded),
                scope.path("teaching_points").path("type").asText(),
                scope.path("teaching_points").path("minimum_students").asInt(),
                decimals(root.path("cv_limit")),
                List.copyOf(indicators),
                root.path("every_school").path("item").asText());
    }

    /** The indicator that counts a column. */
    Indicator indicatorOf(String column) {
        return indicators.stream()
                .filter(indicator -> indicator.added().contains(column))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no indicator of the standard counts " + column));
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(node -> texts.add(node.asText()));
        return List.copyOf(texts);
    }

    private static Map<String, BigDecimal> decimals(JsonNode object) {
        var decimals = new LinkedHashMap<String, BigDecimal>();
        object.properties()
                .forEach(entry -> decimals.put(entry.getKey(), entry.getValue().decimalValue()));
        return decimals;
    }
}
