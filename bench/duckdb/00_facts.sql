-- Facts: what the law and the census profile say, as small tables.
--
-- The runner sets three variables and fills two tables before this file:
--   census_files   list of Parquet files of one census profile, as the manifest of a snapshot lists them
--   school_types   path of schemas/codes/school_type.csv
--   divisions      list of CSV files of divisions: schemas/divisions/cn.csv, and those that the census brought along
--   fact_file      (name, content): YAML files of schemas/ as JSON, named standard, profile and groupings
--   missing_fact   (year, county_code, stage, indicator, missing_units): schools that should have reported, from equity_bound; may be empty

-- One row: weights a pupil for sharing out, teaching points, and what is left out.
CREATE OR REPLACE TABLE standard_fact AS
SELECT content ->> '$.standard'                                                AS standard,
       coalesce(CAST(content ->> '$.split_weights.primary' AS DECIMAL(4, 2)), 1) AS weight_primary,
       coalesce(CAST(content ->> '$.split_weights.junior' AS DECIMAL(4, 2)), 1)  AS weight_junior,
       coalesce(CAST(content ->> '$.split_weights.senior' AS DECIMAL(4, 2)), 1)  AS weight_senior,
       content ->> '$.scope.teaching_points.type'                              AS teaching_point,
       CAST(content ->> '$.scope.teaching_points.minimum_students' AS INTEGER) AS least_students,
       CAST(content ->> '$.school_rule.floor_share' AS DECIMAL(4, 2))          AS floor_share,
       CAST(content ->> '$.school_rule.minimum_met' AS INTEGER)                AS minimum_met,
       content ->> '$.assessment_level' IS NOT NULL                            AS is_law,
       json_keys(content, '$.scope.excluded_types')                            AS excluded_types
FROM fact_file
WHERE name = 'standard';

-- One row an indicator and stage; threshold and limit are decimals, null where the standard has none.
CREATE OR REPLACE TABLE indicator_fact AS
WITH each_indicator AS (
    SELECT content, unnest(CAST(content -> '$.indicators' AS JSON[])) AS indicator
    FROM fact_file
    WHERE name = 'standard'),
each_stage AS (
    SELECT unnest(CAST(content -> '$.stages' AS VARCHAR[])) AS stage
    FROM fact_file
    WHERE name = 'standard')
SELECT indicator ->> '$.id'                                                AS indicator,
       stage,
       indicator ->> '$.basis' = 'shared'                                  AS shared,
       CAST(indicator ->> '$.scale' AS INTEGER)                            AS scale,
       CAST(indicator ->> ('$.threshold.' || stage) AS DECIMAL(12, 4))     AS threshold,
       CAST(content ->> ('$.cv_limit.' || stage) AS DOUBLE)                AS cv_limit
FROM each_indicator, each_stage;

CREATE OR REPLACE TABLE school_type_fact AS
SELECT code AS school_type, string_split(stages, ' ') AS stages
FROM read_csv(getvariable('school_types'), all_varchar = true, header = true);

-- A division that got another code, and nothing else, is one series under the last of its codes.
CREATE OR REPLACE TABLE series_fact AS
WITH RECURSIVE division AS (
    SELECT code, any_value(successor_code) AS successor
    FROM read_csv(getvariable('divisions'), all_varchar = true, header = true, union_by_name = true)
    WHERE successor_code IS NOT NULL AND NOT contains(successor_code, ';')
    GROUP BY code),
one_to_one AS (
    SELECT code, successor FROM division QUALIFY count(*) OVER (PARTITION BY successor) = 1),
chain AS (
    SELECT code, successor, 1 AS steps FROM one_to_one
    UNION
    SELECT c.code, n.successor, steps + 1 FROM chain c JOIN one_to_one n ON n.code = c.successor AND steps < 10)
SELECT code, arg_max(successor, steps) AS series_code FROM chain GROUP BY code;

-- Functional zones: divisions without a national code. They are measured too, by the schools that they manage.
CREATE OR REPLACE TABLE zone_fact AS
SELECT DISTINCT code AS zone
FROM read_csv(getvariable('divisions'), all_varchar = true, header = true, union_by_name = true)
WHERE pseudo = '1';

-- The levels of the census from the top down; a lower one has the greater ordinal. Where the unit of the census is a region
-- (a province in a yearbook) it is the lowest level. Groups and clusters lie inside counties.
CREATE OR REPLACE TABLE level_fact AS
WITH declared AS (
    SELECT json_keys(content, '$.levels')
           || if(content ->> '$.unit.level' IS NULL, [], [content ->> '$.unit.level'])
           || ['education_group', 'school_cluster'] AS levels
    FROM fact_file
    WHERE name = 'profile')
SELECT unnest(levels) AS level, generate_subscripts(levels, 1) AS ordinal,
       unnest(levels) IN ('education_group', 'school_cluster') AS within_county
FROM declared;

CREATE OR REPLACE TABLE nation_fact AS
SELECT content ->> '$.levels.nation.code' AS nation FROM fact_file WHERE name = 'profile';

-- Groups of schools by the first digits of a code, or by the pupils of the unit; unions are several groups together.
CREATE OR REPLACE TABLE group_fact AS
WITH grouping_entry AS (
    SELECT key AS dimension, value AS entry
    FROM fact_file, json_each(fact_file.content, '$.groupings')
    WHERE name = 'groupings')
SELECT dimension, g.key AS group_id,
       unnest(coalesce(CAST(g.value -> '$.codes' AS VARCHAR[]), [NULL])) AS prefix,
       CAST(g.value ->> '$.least' AS BIGINT) AS least, CAST(g.value ->> '$.most' AS BIGINT) AS most
FROM grouping_entry, json_each(entry, '$.groups') g;

CREATE OR REPLACE TABLE union_fact AS
WITH grouping_entry AS (
    SELECT key AS dimension, value AS entry
    FROM fact_file, json_each(fact_file.content, '$.groupings')
    WHERE name = 'groupings')
SELECT DISTINCT dimension, group_id AS group_id, group_id AS part FROM group_fact
UNION ALL
SELECT dimension, u.key, unnest(CAST(u.value -> '$.of' AS VARCHAR[]))
FROM grouping_entry, json_each(entry, '$.unions') u;

CREATE OR REPLACE TABLE gap_fact AS
WITH pair AS (
    SELECT key AS dimension, unnest(CAST(value -> '$.gaps' AS VARCHAR[][])) AS sides
    FROM fact_file, json_each(fact_file.content, '$.groupings')
    WHERE name = 'groupings')
SELECT dimension, sides[1] AS group_a, sides[2] AS group_b FROM pair;
