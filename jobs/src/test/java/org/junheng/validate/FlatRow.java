package org.junheng.validate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junheng.rulebook.CensusProfile;

/** Rows of the flat layout under English headers, a primary school of 曲靖. */
public record FlatRow(CensusProfile profile) {
    private static final Map<String, String> GOOD = Map.ofEntries(
            Map.entry("year", "2023"),
            Map.entry("school_code", "5300000001"),
            Map.entry("school_name", "东风小学"),
            Map.entry("school_type", "211"),
            Map.entry("urban_rural", "111"),
            Map.entry("ownership", "1"),
            Map.entry("county_code", "530302"),
            Map.entry("counted", "1"),
            Map.entry("students_primary", "200"),
            Map.entry("classes_primary", "6"),
            Map.entry("teachers_primary", "15"),
            Map.entry("teachers_above_required_degree_primary", "15"),
            Map.entry("backbone_teachers_primary", "3"),
            Map.entry("pe_teachers_primary", "2"),
            Map.entry("art_teachers_primary", "2"),
            Map.entry("teaching_area", "1500"),
            Map.entry("indoor_sports_area", "200"),
            Map.entry("sports_ground_area", "2000"),
            Map.entry("equipment_value", "500000"),
            Map.entry("multimedia_classrooms", "10"));

    private static final List<String> OPTIONAL = List.of("counted", "parent_school_code", "situation");

    private List<String> columns() {
        var names = new java.util.ArrayList<>(List.of("year"));
        profile.columns().forEach((name, mapping) -> {
            if (!mapping.optional() || OPTIONAL.contains(name)) {
                names.add(name);
            }
        });
        return names;
    }

    public String header() {
        return String.join(",", columns());
    }

    /** A good row, some cells of it changed. */
    public String cells(Map<String, String> changed) {
        var cells = new LinkedHashMap<String, String>();
        columns().forEach(name -> cells.put(name, changed.getOrDefault(name, GOOD.getOrDefault(name, ""))));
        return String.join(",", cells.values());
    }
}
