-- Measures of inequality of every level, region, stage and indicator, from schools, weighted by students.
-- In: unit_indicator. Out: equity; school_indicator, as it is published. Formulas: Berne & Stiefel 1984; Theil 1967; Atkinson 1970; quantiles without interpolation.

-- A unit once in each region that it lies in: nation, province, city, county, ..., education group, school cluster; and in the
-- functional zone that manages it, which is published as a county.
CREATE OR REPLACE TABLE placed AS
SELECT * REPLACE (if(level = 'zone', 'county', level) AS level)
FROM (SELECT year, stage, indicator, nation, region, province, city, county, zone, network, education_group, school_cluster,
             in_scope, students, numerator, scale, value, threshold, meets, counted
      FROM unit_indicator)
UNPIVOT (region_code FOR level IN (nation, region, province, city, county, zone, network, education_group, school_cluster));

CREATE OR REPLACE TABLE equity AS
WITH total AS (
    SELECT year, level, region_code, stage, indicator,
           count(*) FILTER (counted) AS units,
           sum(students) FILTER (counted) AS all_students,
           sum(numerator) FILTER (counted) AS resource,
           count(*) FILTER (in_scope AND students = 0) AS excluded_no_students,
           count(*) FILTER (in_scope AND NOT counted AND students IS DISTINCT FROM 0) AS excluded_missing,
           count(*) FILTER (NOT in_scope) AS excluded_out_of_scope,
           any_value(scale) * sum(numerator) FILTER (counted) / sum(students) FILTER (counted) AS mean,
           avg(value) FILTER (counted) AS mean_unweighted
    FROM placed
    GROUP BY ALL
    HAVING count(*) FILTER (counted) > 0),
-- Sorted once: reached = students up to and with this unit, from the lowest value.
sorted AS MATERIALIZED (
    SELECT year, level, region_code, stage, indicator, students, numerator, scale, value, meets, threshold, mean, all_students, mean_unweighted,
           value / nullif(mean, 0) AS relative,
           sum(students) OVER (PARTITION BY year, level, region_code, stage, indicator ORDER BY value ROWS UNBOUNDED PRECEDING) AS reached
    FROM placed JOIN total USING (year, level, region_code, stage, indicator)
    WHERE counted),
measured AS (
    SELECT year, level, region_code, stage, indicator,
           sqrt(sum(students * (value - mean) ** 2) / any_value(all_students)) AS sd,
           sum(students * relative * CAST(2 * reached - students - all_students AS DOUBLE)) / any_value(all_students) ** 2 AS gini,
           sum(students * CASE WHEN relative > 0 THEN relative * ln(relative) WHEN relative = 0 THEN 0 END) / any_value(all_students) AS theil_t,
           CASE WHEN min(value) > 0 THEN sum(students * CASE WHEN relative > 0 THEN -ln(relative) END) / any_value(all_students) END AS theil_l,
           1 - (sum(students * sqrt(relative)) / any_value(all_students)) ** 2 AS atkinson_05,
           min(value) FILTER (100 * reached >= 5 * all_students) AS p05,
           min(value) FILTER (100 * reached >= 10 * all_students) AS p10,
           min(value) FILTER (100 * reached >= 25 * all_students) AS p25,
           min(value) FILTER (100 * reached >= 50 * all_students) AS p50,
           min(value) FILTER (100 * reached >= 75 * all_students) AS p75,
           min(value) FILTER (100 * reached >= 90 * all_students) AS p90,
           min(value) FILTER (100 * reached >= 95 * all_students) AS p95,
           min(value) AS min, max(value) AS max,
           sqrt(avg((value - mean_unweighted) ** 2)) / nullif(any_value(mean_unweighted), 0) AS cv_unweighted,
           quantile_cont(value, 0.9) / nullif(quantile_cont(value, 0.1), 0) AS p90_p10_unweighted,
           CASE WHEN any_value(threshold) IS NOT NULL THEN count(*) FILTER (meets) / count(*) END AS share_of_schools_meeting,
           CASE WHEN any_value(threshold) IS NOT NULL
                THEN coalesce(sum(students) FILTER (meets), 0) / any_value(all_students) END AS share_of_students_in_schools_meeting
    FROM sorted
    GROUP BY ALL),
-- Among equal values there is no inequality, and no trace of rounding.
spread AS (
    SELECT * REPLACE (0.0 * sd AS sd, 0.0 * gini AS gini, abs(0.0 * theil_t) AS theil_t, abs(0.0 * theil_l) AS theil_l,
                      abs(0.0 * atkinson_05) AS atkinson_05)
    FROM measured WHERE min = max
    UNION ALL
    FROM measured WHERE min < max),
-- Both sides of the median; units at the median stand on both.
halves AS (
    SELECT year, level, region_code, stage, indicator,
           any_value(s.scale) * sum(numerator) FILTER (value <= p50) / (any_value(p50) * sum(students) FILTER (value <= p50)) AS mcloone,
           any_value(s.scale) * sum(numerator) FILTER (value >= p50) / (any_value(p50) * sum(students) FILTER (value >= p50)) AS verstegen
    FROM sorted s JOIN measured m USING (year, level, region_code, stage, indicator)
    WHERE p50 > 0
    GROUP BY ALL)
SELECT year, f.standard, level, region_code, stage, indicator,
       units, all_students AS students, resource,
       excluded_no_students + excluded_missing + excluded_out_of_scope AS excluded,
       excluded_no_students, excluded_missing, excluded_out_of_scope,
       mean, sd, sd / nullif(mean, 0) AS cv,
       CASE WHEN level = 'county' THEN i.cv_limit END AS cv_limit,
       gini, theil_t, theil_l, atkinson_05,
       CASE WHEN mean = 0 THEN NULL WHEN min = 0 THEN 1 ELSE 1 - exp(-theil_l) END AS atkinson_1,
       mcloone, verstegen, p05, p10, p25, p50, p75, p90, p95,
       p90 / nullif(p10, 0) AS p90_p10, (p95 - p05) / nullif(p05, 0) AS federal_range_ratio,
       min, max, mean_unweighted, cv_unweighted, p90_p10_unweighted,
       share_of_schools_meeting, share_of_students_in_schools_meeting
FROM total
JOIN spread USING (year, level, region_code, stage, indicator)
LEFT JOIN halves USING (year, level, region_code, stage, indicator)
JOIN indicator_fact i USING (stage, indicator)
CROSS JOIN standard_fact f;

-- What a school adds to the squared CV of its county stands beside its value; where the census does not tell the county, or has none,
-- to that of the lowest region that it tells.
CREATE OR REPLACE TABLE school_indicator AS
WITH located AS (
    SELECT *, CASE WHEN network IS NOT NULL THEN 'network' WHEN county IS NOT NULL THEN 'county' WHEN city IS NOT NULL THEN 'city'
                   WHEN region IS NOT NULL THEN 'region' WHEN province <> unit_code THEN 'province' END AS level,
           coalesce(network, county, city, region, province) AS region_code
    FROM unit_indicator)
SELECT u.year, f.standard, u.stage, unit_code AS school_code, u.indicator, county AS county_code,
       u.numerator, u.students, u.value, u.threshold, f.floor_share * u.threshold AS floor,
       CASE WHEN NOT u.in_scope OR u.students = 0 OR u.threshold IS NULL THEN 'not_applicable'
            WHEN NOT u.counted THEN 'cannot_say'
            WHEN u.meets THEN 'pass' ELSE 'fail' END AS status,
       u.share AS weight_share,
       CASE WHEN u.counted THEN u.students * (u.value - e.mean) ** 2 / nullif(e.students * e.sd ** 2, 0) END AS cv2_share
FROM located u
CROSS JOIN standard_fact f
LEFT JOIN equity e USING (year, level, region_code, stage, indicator);
