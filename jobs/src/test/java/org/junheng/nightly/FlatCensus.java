package org.junheng.nightly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A census in the flat layout, written by hand a school at a time. */
public final class FlatCensus {
    private static final List<String> HEADERS = List.of(
            "year",
            "school_code",
            "school_name",
            "school_type",
            "urban_rural",
            "ownership",
            "situation",
            "counted",
            "parent_school_code",
            "county_code",
            "manager_code",
            "students_primary",
            "classes_primary",
            "teachers_primary",
            "teachers_above_required_degree_primary",
            "backbone_teachers_primary",
            "pe_teachers_primary",
            "art_teachers_primary",
            "students_junior",
            "classes_junior",
            "teachers_junior",
            "teachers_above_required_degree_junior",
            "backbone_teachers_junior",
            "pe_teachers_junior",
            "art_teachers_junior",
            "grade_system",
            "students_boys_primary",
            "students_girls_primary",
            "boarders_primary",
            "classes_41_45_primary",
            "classes_36_40_primary",
            "classes_46_50_primary",
            "classes_56_60_primary",
            "boarders_junior",
            "classes_41_45_junior",
            "classes_46_50_junior",
            "classes_51_55_junior",
            "students_grade_1",
            "students_grade_2",
            "students_grade_3",
            "students_grade_4",
            "students_grade_5",
            "students_grade_6",
            "laboratories_meet_standard",
            "teaching_area",
            "indoor_sports_area",
            "sports_ground_area",
            "equipment_value",
            "multimedia_classrooms");

    private final List<Map<String, String>> rows = new ArrayList<>();

    /** Adds a row, from which the caller may depart. */
    private Row add(int year, String county, String code, String type) {
        var cells = new LinkedHashMap<String, String>();
        rows.add(cells);
        return new Row(cells)
                .with("year", "" + year)
                .with("county_code", county)
                .with("school_code", code)
                .with("school_name", "学校" + code)
                .with("school_type", type)
                .with("urban_rural", "111")
                .with("ownership", "1")
                .with("situation", "open")
                .with("counted", "1");
    }

    /** A primary school of 1,000 pupils that meets each of the seven thresholds exactly. */
    public Row primary(int year, String county, String code) {
        return stage(add(year, county, code, "211"), "primary", 42).facilities("4500", "7500", "2000000", "23");
    }

    /** A junior school of 1,000 pupils that meets each of the seven thresholds exactly. */
    public Row junior(int year, String county, String code) {
        return stage(add(year, county, code, "311"), "junior", 53).facilities("5800", "10200", "2500000", "24");
    }

    /** A nine-year school that meets no threshold in particular. */
    Row nineYear(int year, String county, String code) {
        return stage(stage(add(year, county, code, "312"), "primary", 42), "junior", 53)
                .facilities("20000", "40000", "9000000", "100");
    }

    /** The last row of a school that closed. */
    public Row closed(int year, String county, String code) {
        return add(year, county, code, "211").with("situation", "closed");
    }

    private static Row stage(Row row, String stage, int aboveRequiredDegree) {
        return row.with("students_" + stage, "1000")
                .with("classes_" + stage, "25")
                .with("teachers_" + stage, "60")
                .with("teachers_above_required_degree_" + stage, "" + aboveRequiredDegree)
                .with("backbone_teachers_" + stage, "10")
                .with("pe_teachers_" + stage, "5")
                .with("art_teachers_" + stage, "4");
    }

    public record Row(Map<String, String> cells) {
        public Row with(String header, String cell) {
            if (!HEADERS.contains(header)) {
                throw new IllegalArgumentException("no header " + header);
            }
            cells.put(header, cell);
            return this;
        }

        private Row facilities(String teaching, String grounds, String equipment, String multimedia) {
            return with("teaching_area", teaching)
                    .with("indoor_sports_area", "0")
                    .with("sports_ground_area", grounds)
                    .with("equipment_value", equipment)
                    .with("multimedia_classrooms", multimedia);
        }
    }

    /** Turns the order of the rows round. */
    FlatCensus reversed() {
        var turned = new FlatCensus();
        turned.rows.addAll(rows);
        java.util.Collections.reverse(turned.rows);
        return turned;
    }

    /** Writes all rows to one file of a new folder. */
    public Path write(Path folder) throws IOException {
        var text = new StringBuilder(String.join(",", HEADERS)).append('\n');
        for (var row : rows) {
            text.append(String.join(
                            ",",
                            HEADERS.stream()
                                    .map(header -> row.getOrDefault(header, ""))
                                    .toList()))
                    .append('\n');
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("census.csv"), text);
        return folder;
    }
}
