package org.junheng.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The columns of the county sheet, in the order of its profile, with what their facts say of them. */
record SheetColumns(CensusLayout layout, Map<String, Column> columns) {

    /**
     * A column.
     *
     * @param flag whether it says yes or no
     * @param lag reference year minus census year
     * @param served whether an item of the national standard asks for it
     * @param partOf the column of whose count it is a part, if any
     */
    record Column(
            String name,
            boolean flag,
            int lag,
            boolean served,
            Optional<String> partOf,
            double minimum,
            double maximum) {}

    static SheetColumns of(JsonNode profile, JsonNode facts) {
        var columns = new LinkedHashMap<String, Column>();
        for (var mapped : profile.path("columns").properties()) {
            var fact = facts.path("columns").path(mapped.getKey());
            if (fact.isMissingNode()) {
                continue;
            }
            columns.put(
                    mapped.getKey(),
                    new Column(
                            mapped.getKey(),
                            fact.path("type").asText().equals("flag"),
                            fact.path("lag").asInt(),
                            !fact.path("serves").isEmpty(),
                            Optional.ofNullable(fact.path("part_of").asText(null)),
                            mapped.getValue().path("minimum").asDouble(0),
                            mapped.getValue().path("maximum").asDouble(Double.MAX_VALUE)));
        }
        return new SheetColumns(CensusLayout.of(profile), columns);
    }

    Column column(String name) {
        var column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("the county sheet has no column " + name);
        }
        return column;
    }
}
