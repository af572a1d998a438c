-- Schools under cn-national-2017: what counts as a school, which stages it has, its seven numerators, and how shared
-- facilities are split. Sources: 教督〔2017〕6号 as in its published implementing rules; the seven numerators by the census forms.
-- In: census_files, tables of 00_facts.sql. Out: unit_indicator, one row a school, stage and indicator.

-- Missing is not zero: a total over rows of which one does not report is missing.
CREATE OR REPLACE MACRO total(amount, belongs) AS
    CASE WHEN bool_and(amount IS NOT NULL) FILTER (belongs) THEN sum(amount) FILTER (belongs) END;

-- Columns that a form may lack: what it does not have is missing.
CREATE OR REPLACE TABLE census_layout (
    boarders_primary BIGINT, boarders_junior BIGINT, migrant_students_primary BIGINT, migrant_students_junior BIGINT,
    left_behind_students_primary BIGINT, left_behind_students_junior BIGINT,
    classes_25_and_less_primary BIGINT, classes_26_30_primary BIGINT, classes_31_35_primary BIGINT, classes_36_40_primary BIGINT, classes_41_45_primary BIGINT,
    classes_46_50_primary BIGINT, classes_51_55_primary BIGINT, classes_56_60_primary BIGINT, classes_61_65_primary BIGINT, classes_66_and_more_primary BIGINT,
    classes_25_and_less_junior BIGINT, classes_26_30_junior BIGINT, classes_31_35_junior BIGINT, classes_36_40_junior BIGINT, classes_41_45_junior BIGINT,
    classes_46_50_junior BIGINT, classes_51_55_junior BIGINT, classes_56_60_junior BIGINT, classes_61_65_junior BIGINT, classes_66_and_more_junior BIGINT);

-- A teaching point stands for itself. Any other campus that is not counted as a school is joined to its parent.
CREATE OR REPLACE TABLE unit AS
WITH open_row AS (
    SELECT c.*,
           if(counted OR c.school_type = f.teaching_point, school_code, parent_school_code) AS unit_code,
           list_contains(t.stages, 'primary') AS has_primary,
           list_contains(t.stages, 'junior') AS has_junior,
           list_contains(t.stages, 'senior') AS has_senior
    FROM (FROM census_layout
          UNION ALL BY NAME
          FROM read_parquet(getvariable('census_files'), union_by_name = true, hive_partitioning = false)) c
    JOIN school_type_fact t ON t.school_type = c.school_type
    CROSS JOIN standard_fact f
    WHERE situation = 'open')
SELECT year, unit_code,
       -- where it stands, and what it is, are those of the school itself
       max(province_code) FILTER (school_code = unit_code) AS province,
       max(city_code) FILTER (school_code = unit_code) AS city,
       max(county_code) FILTER (school_code = unit_code) AS county,
       max(manager_code) FILTER (school_code = unit_code AND manager_code IN (SELECT zone FROM zone_fact)) AS zone,
       max(education_group) FILTER (school_code = unit_code) AS education_group,
       max(school_cluster) FILTER (school_code = unit_code) AS school_cluster,
       max(urban_rural) FILTER (school_code = unit_code) AS urban_rural,
       max(ownership) FILTER (school_code = unit_code) AS ownership,
       max(school_type) FILTER (school_code = unit_code) AS school_type,
       bool_or(has_primary) AS has_primary, bool_or(has_junior) AS has_junior, bool_or(has_senior) AS has_senior,
       total(students_primary, has_primary) AS students_primary,
       total(students_junior, has_junior) AS students_junior,
       total(students_senior, has_senior) AS students_senior,
       -- reported by stage, never split
       total(teachers_above_required_degree_primary, has_primary) AS degree_primary,
       total(teachers_above_required_degree_junior, has_junior) AS degree_junior,
       total(backbone_teachers_primary, has_primary) AS backbone_primary,
       total(backbone_teachers_junior, has_junior) AS backbone_junior,
       total(pe_teachers_primary + art_teachers_primary, has_primary) AS pe_art_primary,
       total(pe_teachers_junior + art_teachers_junior, has_junior) AS pe_art_junior,
       -- reported once a school
       total(teaching_area - indoor_sports_area, true) AS teaching_area,
       total(sports_ground_area + indoor_sports_area, true) AS sports_area,
       total(equipment_value, true) AS equipment_value,
       CAST(total(multimedia_classrooms, true) AS DOUBLE) AS multimedia_classrooms,
       total(boarders_primary, has_primary) AS boarders_primary,
       total(boarders_junior, has_junior) AS boarders_junior,
       total(migrant_students_primary, has_primary) AS migrant_students_primary,
       total(migrant_students_junior, has_junior) AS migrant_students_junior,
       total(left_behind_students_primary, has_primary) AS left_behind_students_primary,
       total(left_behind_students_junior, has_junior) AS left_behind_students_junior,
       -- bands of class sizes; a large class has 56 students and more
       total(classes_25_and_less_primary + classes_26_30_primary + classes_31_35_primary + classes_36_40_primary
             + classes_41_45_primary + classes_46_50_primary + classes_51_55_primary + classes_56_60_primary +
             classes_61_65_primary + classes_66_and_more_primary, has_primary) AS classes_in_bands_primary,
       total(classes_56_60_primary + classes_61_65_primary + classes_66_and_more_primary, has_primary) AS large_classes_primary,
       total(classes_25_and_less_junior + classes_26_30_junior + classes_31_35_junior + classes_36_40_junior +
             classes_41_45_junior + classes_46_50_junior + classes_51_55_junior + classes_56_60_junior +
             classes_61_65_junior + classes_66_and_more_junior, has_junior) AS classes_in_bands_junior,
       total(classes_56_60_junior + classes_61_65_junior + classes_66_and_more_junior, has_junior) AS large_classes_junior
FROM open_row
GROUP BY year, unit_code;

-- weighted: pupils of all its stages, each by its weight; missing where one of them is.
CREATE OR REPLACE TABLE unit_stage AS
WITH weighed AS (
    SELECT u.*, f.weight_primary, f.weight_junior,
           if(has_primary, weight_primary * students_primary, 0) + if(has_junior, weight_junior * students_junior, 0)
           + if(has_senior, weight_senior * students_senior, 0) AS weighted,
           NOT list_contains(f.excluded_types, u.school_type) AS type_in_scope,
           u.school_type = f.teaching_point AS teaching_point, f.least_students,
           CAST(has_primary AS INTEGER) + CAST(has_junior AS INTEGER) + CAST(has_senior AS INTEGER) > 1 AS several_stages
    FROM unit u CROSS JOIN standard_fact f)
SELECT year, 'primary' AS stage, unit_code, province, city, county, zone, education_group, school_cluster, urban_rural, ownership,
       -- a point that reports no students at all is empty, as a school can be, and not small
       type_in_scope AND NOT (teaching_point AND coalesce(students_primary BETWEEN 1 AND least_students - 1, false)) AS in_scope,
       students_primary AS students, several_stages, weight_primary AS weight, weighted,
       degree_primary AS teachers_above_required_degree_per_100, backbone_primary AS backbone_teachers_per_100,
       pe_art_primary AS pe_art_teachers_per_100, teaching_area AS teaching_area_per_student,
       sports_area AS sports_area_per_student, equipment_value AS equipment_value_per_student,
       multimedia_classrooms AS multimedia_classrooms_per_100
FROM weighed WHERE has_primary
UNION ALL
SELECT year, 'junior', unit_code, province, city, county, zone, education_group, school_cluster, urban_rural, ownership,
       type_in_scope, students_junior, several_stages, weight_junior, weighted,
       degree_junior, backbone_junior, pe_art_junior, teaching_area, sports_area, equipment_value, multimedia_classrooms
FROM weighed WHERE has_junior;

-- Figures are decimals. A value is decided and divided as a fraction of whole numbers, so that equal values are equal doubles and
-- a value at its threshold is at it: scale · resource · own weight over all weighted pupils.
CREATE OR REPLACE MACRO millionths(figure) AS CAST(CAST(CAST(figure AS DECIMAL(31, 6)) * 1000000 AS HUGEINT) AS DOUBLE);

CREATE OR REPLACE TABLE unit_indicator AS
WITH figure AS (
    FROM unit_stage UNPIVOT INCLUDE NULLS (resource FOR indicator IN (
        teachers_above_required_degree_per_100, backbone_teachers_per_100, pe_art_teachers_per_100, teaching_area_per_student,
        sports_area_per_student, equipment_value_per_student, multimedia_classrooms_per_100))),
fraction AS (
    SELECT u.*, i.scale, i.threshold,
           CAST(resource AS DECIMAL(18, 4)) * i.scale * if(i.shared AND several_stages, weight, 1) AS top,
           if(i.shared AND several_stages, weighted, students) AS bottom,
           if(i.shared AND several_stages, weight * students, students) AS own
    FROM figure u JOIN indicator_fact i USING (stage, indicator)),
judged AS (
    SELECT *, in_scope AND coalesce(students > 0 AND top IS NOT NULL AND bottom IS NOT NULL, false) AS counted FROM fraction)
SELECT year, stage, unit_code, n.nation, CAST(NULL AS VARCHAR) AS region, province, city, county, zone, CAST(NULL AS VARCHAR) AS network,
       county || '/' || education_group AS education_group, county || '/' || school_cluster AS school_cluster,
       urban_rural, ownership, in_scope, indicator, scale, students, threshold, counted,
       CASE WHEN counted THEN CAST(own AS DOUBLE) / CAST(bottom AS DOUBLE) END AS share,
       resource * share AS numerator,
       CASE WHEN counted THEN millionths(top) / millionths(bottom) END AS value,
       top >= threshold * bottom AS meets,
       top >= threshold * f.floor_share * bottom AS reaches_floor
FROM judged CROSS JOIN standard_fact f CROSS JOIN nation_fact n;
