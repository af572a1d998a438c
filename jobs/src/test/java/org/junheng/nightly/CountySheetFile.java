package org.junheng.nightly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** County sheets for tests, written by column id. */
final class CountySheetFile {
    private final List<Map<String, String>> rows = new ArrayList<>();

    /** A county in which every item of the national standard that a sheet decides is in order. */
    static Map<String, String> inOrder(int year, String county) {
        var row = new LinkedHashMap<String, String>();
        row.put("year", "" + year);
        row.put("county_code", county);
        row.put("data_origin", "census");
        for (var flag : List.of(
                "layout_plan_exists",
                "layout_plan_conforms",
                "unified_building_standard",
                "unified_staffing_standard",
                "unified_funds_base",
                "unified_equipment_standard",
                "performance_pay_in_full",
                "posts_allocated_by_education_department",
                "left_behind_care_system",
                "basic_balance_monitoring_high",
                "zones_published")) {
            row.put(flag, "1");
        }
        for (var veto : List.of(
                "veto_entry_by_examination",
                "veto_illegal_school_choice",
                "veto_key_schools_or_classes",
                "veto_posts_left_unfilled",
                "veto_safety_or_breach",
                "veto_falsified_data",
                "veto_poor_regulation")) {
            row.put(veto, "0");
        }
        row.put("public_funds_base_primary", "720");
        row.put("public_funds_base_junior", "940");
        row.put("small_rural_schools", "4");
        row.put("small_rural_schools_funded_as_100", "4");
        row.put("special_education_funds", "600000");
        row.put("special_education_funded_pupils", "100");
        row.put("teacher_average_salary", "100000");
        row.put("civil_servant_average_salary", "100000");
        row.put("teachers_in_training_cycle", "200");
        row.put("teachers_completed_360_hours", "200");
        row.put("posts_approved", "220");
        row.put("posts_filled", "220");
        row.put("off_establishment_teachers", "0");
        row.put("teachers_eligible_for_rotation", "100");
        row.put("teachers_rotated", "10");
        row.put("backbone_teachers_rotated", "2");
        row.put("full_time_teachers", "200");
        row.put("full_time_teachers_certified", "200");
        row.put("zoned_entrants_due_primary", "300");
        row.put("zoned_entrants_primary", "300");
        row.put("zoned_entrants_due_junior", "200");
        row.put("zoned_entrants_junior", "190");
        row.put("quality_senior_places", "100");
        row.put("quality_senior_places_allotted", "50");
        row.put("quality_senior_places_rural", "30");
        row.put("junior_graduates", "200");
        row.put("junior_graduates_rural", "100");
        row.put("migrant_children", "100");
        row.put("migrant_children_public", "80");
        row.put("migrant_children_purchased", "5");
        row.put("junior_cohort_years", "3");
        row.put("junior_cohort_entrants", "200");
        row.put("junior_cohort_graduates", "190");
        row.put("junior_cohort_transferred_in", "0");
        row.put("junior_cohort_transferred_out", "0");
        row.put("junior_cohort_deaths", "0");
        row.put("disabled_children", "100");
        row.put("disabled_children_in_ordinary_schools", "60");
        row.put("disabled_children_in_special_schools", "30");
        row.put("disabled_children_taught_at_home", "5");
        for (var ofSchools : List.of(
                "compulsory_schools",
                "schools_with_charter",
                "schools_management_informatised",
                "schools_teaching_informatised",
                "schools_with_public_funds",
                "schools_training_share_5",
                "schools_equipment_well_used",
                "schools_moral_education_good",
                "schools_campus_culture_good",
                "schools_full_curriculum",
                "schools_orderly_teaching",
                "schools_practice_activities",
                "schools_workload_not_excessive")) {
            row.put(ofSchools, "2");
        }
        row.put("public_funds_budget", "1000000");
        row.put("public_funds_settlement", "1000000");
        row.put("training_budget", "50000");
        row.put("training_settlement", "50000");
        row.put("teachers_using_it", "200");
        row.put("approval_share", "0.85");
        row.put("basic_balance_recognised_year", "" + (year - 3));
        row.put("monitoring_level_chinese", "3");
        row.put("monitoring_difference_chinese", "0.149");
        return row;
    }

    CountySheetFile add(Map<String, String> row) {
        rows.add(row);
        return this;
    }

    void write(Path file) throws IOException {
        var columns = new LinkedHashSet<String>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        var text = new StringBuilder(String.join(",", columns)).append('\n');
        for (var row : rows) {
            text.append(String.join(
                            ",",
                            columns.stream()
                                    .map(column -> row.getOrDefault(column, ""))
                                    .toList()))
                    .append('\n');
        }
        Files.writeString(file, text);
    }
}
