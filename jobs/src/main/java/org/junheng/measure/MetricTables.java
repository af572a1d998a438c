package org.junheng.measure;

import java.util.List;
import org.junheng.rulebook.Rulebook;

/** All metrics tables that one task fills. */
final class MetricTables {
    final MetricTable division;
    final MetricTable school;
    final MetricTable schoolIndicator;
    final MetricTable schoolVerdict;
    final MetricTable equity;
    final MetricTable decomposition;
    final MetricTable contribution;
    final MetricTable gap;
    final MetricTable equityBound;
    final MetricTable countyItem;
    final MetricTable expectedSchool;
    final MetricTable classSize;
    final MetricTable groupSegregation;
    final MetricTable countySheet;
    final MetricTable room;
    final MetricTable quality;

    MetricTables(Rulebook rulebook) {
        division = new MetricTable(
                rulebook,
                "division",
                List.of(
                        "year",
                        "code",
                        "name",
                        "level",
                        "parent_code",
                        "pseudo",
                        "successor_code",
                        "series_code",
                        "break_kind",
                        "break_note",
                        "attributes"));
        school = new MetricTable(
                rulebook,
                "school",
                List.of(
                        "year",
                        "school_code",
                        "name",
                        "type",
                        "grade_system",
                        "urban_rural",
                        "ownership",
                        "county_code",
                        "city_code",
                        "province_code",
                        "region_code",
                        "manager_code",
                        "education_group",
                        "school_cluster",
                        "students_primary",
                        "students_junior",
                        "students",
                        "counted",
                        "note",
                        "situation",
                        "classes_primary",
                        "classes_junior",
                        "series_code",
                        "unit_code",
                        "stages"));
        schoolIndicator = new MetricTable(
                rulebook,
                "school_indicator",
                List.of(
                        "year",
                        "standard",
                        "stage",
                        "school_code",
                        "indicator",
                        "county_code",
                        "numerator",
                        "students",
                        "value",
                        "threshold",
                        "floor",
                        "status",
                        "note",
                        "weight_share",
                        "cv2_share"));
        schoolVerdict = new MetricTable(
                rulebook,
                "school_verdict",
                List.of(
                        "year",
                        "standard",
                        "stage",
                        "school_code",
                        "met",
                        "between_floor_and_threshold",
                        "below_floor",
                        "unknown",
                        "verdict"));
        equity = new MetricTable(rulebook, "equity", EquityRow.COLUMNS);
        decomposition = new MetricTable(
                rulebook,
                "decomposition",
                EquityRow.ofRegion(
                        "grouping",
                        "groups",
                        "theil_t_within",
                        "theil_t_between",
                        "theil_l_within",
                        "theil_l_between",
                        "cv2_within",
                        "cv2_between",
                        "cv_between"));
        contribution = new MetricTable(
                rulebook,
                "contribution",
                EquityRow.ofRegion(
                        "member_level",
                        "member_code",
                        "students",
                        "mean",
                        "theil_t",
                        "theil_t_share",
                        "cv2",
                        "cv2_share"));
        gap = new MetricTable(
                rulebook,
                "gap",
                EquityRow.ofRegion(
                        "dimension",
                        "group_a",
                        "group_b",
                        "mean_a",
                        "mean_b",
                        "ratio",
                        "difference",
                        "students_a",
                        "students_b"));
        equityBound = new MetricTable(
                rulebook,
                "equity_bound",
                List.of(
                        "year",
                        "standard",
                        "county_code",
                        "stage",
                        "indicator",
                        "mean_low",
                        "mean_high",
                        "cv_low",
                        "cv_high",
                        "missing_units",
                        "missing_students",
                        "confidence",
                        "reason"));
        countyItem = new MetricTable(
                rulebook,
                "county_item",
                List.of(
                        "year",
                        "standard",
                        "assessment_level",
                        "county_code",
                        "stage",
                        "item",
                        "part",
                        "observed",
                        "required",
                        "unit",
                        "status",
                        "reason",
                        "clause",
                        "inputs",
                        "formula",
                        "switches"));
        expectedSchool = new MetricTable(
                rulebook,
                "expected_school",
                List.of("year", "standard", "county_code", "stage", "school_code", "state", "in_scope", "school_type"));
        classSize = new MetricTable(
                rulebook,
                "class_size",
                List.of(
                        "year",
                        "level",
                        "region_code",
                        "stage",
                        "band",
                        "classes",
                        "students",
                        "least",
                        "most",
                        "schools",
                        "schools_missing"));
        groupSegregation = new MetricTable(
                rulebook,
                "group_segregation",
                List.of(
                        "year",
                        "level",
                        "region_code",
                        "stage",
                        "student_group",
                        "dissimilarity",
                        "isolation",
                        "exposure",
                        "students",
                        "others",
                        "schools",
                        "schools_missing"));
        countySheet = new MetricTable(
                rulebook,
                "county_sheet",
                List.of(
                        "year",
                        "county_code",
                        "column_name",
                        "value",
                        "text",
                        "unit",
                        "reference_period",
                        "reference_year"));
        room = new MetricTable(
                rulebook,
                "room",
                List.of("year", "school_code", "room_code", "kind", "area", "year_built", "county_code", "note"));
        quality = new MetricTable(
                rulebook,
                "quality",
                List.of("year", "table_name", "rule", "severity", "rows_checked", "rows_failing", "example"));
    }

    List<MetricTable> all() {
        return List.of(
                division,
                school,
                schoolIndicator,
                schoolVerdict,
                equity,
                decomposition,
                contribution,
                gap,
                equityBound,
                countyItem,
                expectedSchool,
                classSize,
                groupSegregation,
                countySheet,
                room,
                quality);
    }
}
