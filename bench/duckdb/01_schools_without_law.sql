-- Schools of a census whose indicators no law sets: one stage, one row a school (or district, or province), nothing to split,
-- nothing left out but what is not open. In and out: as 01_schools_national_2017.sql.

-- The columns of the four profiles; what a census does not have is missing.
CREATE OR REPLACE TABLE census_layout (
    nation VARCHAR, region_code VARCHAR, province_code VARCHAR, city_code VARCHAR, county_code VARCHAR, network_code VARCHAR,
    students_primary BIGINT, teachers_primary DOUBLE, classes_primary BIGINT, teachers_and_staff_primary DOUBLE, schools_primary BIGINT,
    students_all BIGINT, teachers_all DOUBLE, classes_all BIGINT, classrooms BIGINT, student_computers BIGINT,
    staff DOUBLE, computers DOUBLE, expenditure DOUBLE);

CREATE OR REPLACE TABLE unit_indicator AS
WITH school AS (
    FROM census_layout
    UNION ALL BY NAME
    FROM read_parquet(getvariable('census_files'), union_by_name = true, hive_partitioning = false)
    WHERE situation = 'open'),
wide AS (
    SELECT year, school_code AS unit_code, n.nation, region_code AS region,
           -- where a row is a province, it is a region itself
           if(EXISTS (FROM level_fact WHERE level = 'province'), school_code, province_code) AS province,
           city_code AS city, county_code AS county, network_code AS network, urban_rural, ownership,
           coalesce(students_all, students_primary) AS students,
           coalesce(teachers_all, teachers_primary) AS teachers_per_100,
           CAST(coalesce(classes_all, classes_primary) AS DOUBLE) AS classes_per_100,
           teachers_and_staff_primary AS staff_per_100_of_yearbook, staff AS staff_per_100,
           CAST(schools_primary AS DOUBLE) AS schools_per_10000, CAST(classrooms AS DOUBLE) AS classrooms_per_100,
           CAST(student_computers AS DOUBLE) AS student_computers_per_100, computers AS computers_per_100,
           expenditure AS expenditure_per_student
    FROM school s CROSS JOIN nation_fact n),
figure AS (
    FROM (SELECT * EXCLUDE staff_per_100_of_yearbook REPLACE (coalesce(staff_per_100, staff_per_100_of_yearbook) AS staff_per_100) FROM wide)
    UNPIVOT INCLUDE NULLS (resource FOR indicator IN (
        teachers_per_100, classes_per_100, staff_per_100, schools_per_10000, classrooms_per_100, student_computers_per_100,
        computers_per_100, expenditure_per_student)))
SELECT year, stage, unit_code, nation, region, province, city, county, CAST(NULL AS VARCHAR) AS zone, network, CAST(NULL AS VARCHAR) AS education_group,
       CAST(NULL AS VARCHAR) AS school_cluster, urban_rural, ownership, true AS in_scope, indicator, scale, students, threshold,
       coalesce(students > 0 AND resource IS NOT NULL, false) AS counted,
       CASE WHEN counted THEN resource END AS numerator, CASE WHEN counted THEN 1 END AS share,
       CASE WHEN counted THEN scale * resource / students END AS value,
       CAST(NULL AS BOOLEAN) AS meets, CAST(NULL AS BOOLEAN) AS reaches_floor
FROM figure JOIN indicator_fact USING (indicator);

-- Such a census has neither groups of students nor sizes of classes.
CREATE OR REPLACE TABLE unit (
    year BIGINT, province VARCHAR, city VARCHAR, county VARCHAR, zone VARCHAR, has_primary BOOLEAN, has_junior BOOLEAN,
    students_primary BIGINT, students_junior BIGINT, boarders_primary BIGINT, boarders_junior BIGINT,
    migrant_students_primary BIGINT, migrant_students_junior BIGINT, left_behind_students_primary BIGINT, left_behind_students_junior BIGINT,
    classes_in_bands_primary BIGINT, classes_in_bands_junior BIGINT, large_classes_primary BIGINT, large_classes_junior BIGINT);
