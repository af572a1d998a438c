-- Yearly series of every region, and what can be said of them without a distribution: least squares, Theil–Sen, Mann–Kendall's S.
-- p need the distributions of t, of the normal and of S, which DuckDB lacks: bench/python has these.
-- In: equity, unit_indicator, unit, series_fact; missing_fact, since a school that did not arrive stands in no census file. Out: trend, for series that no change of territory, form or definition splits.
-- Sources: Sen 1968; Mann 1945; Kendall 1975.

-- A school under all indicators together: three-valued, and here only those of which it can be told. Functional zones have measures
-- and no verdicts (conventions C4).
CREATE OR REPLACE TABLE school_verdict_share AS
WITH counted AS (
    SELECT year, stage, unit_code, any_value(columns(['nation', 'region', 'province', 'city', 'county', 'network', 'education_group', 'school_cluster'])),
           count(*) FILTER (counted AND meets) AS met,
           count(*) FILTER (counted AND NOT meets AND reaches_floor) AS between_floor_and_threshold,
           count(*) FILTER (counted AND NOT meets AND NOT reaches_floor) AS below_floor,
           count(*) FILTER (NOT counted) AS unknown
    FROM unit_indicator
    WHERE in_scope AND students IS DISTINCT FROM 0 AND threshold IS NOT NULL
    GROUP BY year, stage, unit_code),
told AS (
    SELECT c.*, CASE WHEN below_floor > 0 OR between_floor_and_threshold > 1 THEN false
                     WHEN unknown = 0 AND met >= f.minimum_met THEN true END AS passes
    FROM counted c CROSS JOIN standard_fact f)
SELECT year, level, region_code, stage,
       count(*) FILTER (passes) / nullif(count(passes), 0) AS share, count(passes) AS units, count(*) - count(passes) AS missing
FROM told UNPIVOT (region_code FOR level IN (nation, region, province, city, county, network, education_group, school_cluster))
GROUP BY ALL;

-- Share of large classes among all, over all open schools.
CREATE OR REPLACE TABLE large_class_share AS
WITH class AS (
    SELECT year, n.nation, province, city, county, zone,
           unnest([{'stage': 'primary', 'has': has_primary, 'classes': classes_in_bands_primary, 'large': large_classes_primary},
                   {'stage': 'junior', 'has': has_junior, 'classes': classes_in_bands_junior, 'large': large_classes_junior}], recursive := true)
    FROM unit CROSS JOIN nation_fact n)
SELECT year, if(level = 'zone', 'county', level) AS level, region_code, stage,
       sum(large) / nullif(sum(classes), 0) AS share, count(classes) AS units, count(*) - count(classes) AS missing
FROM (FROM class WHERE has) UNPIVOT (region_code FOR level IN (nation, province, city, county, zone))
GROUP BY ALL;

CREATE OR REPLACE TABLE yearly AS
WITH value AS (
    SELECT e.level, region_code, e.stage, e.indicator, e.year, measure, value, units,
           greatest(excluded_missing, coalesce(m.missing_units, 0)) AS missing
    FROM (FROM equity UNPIVOT (value FOR measure IN (mean, cv, gini, theil_t, share_of_schools_meeting))) e
    LEFT JOIN missing_fact m ON e.level = 'county' AND m.county_code = e.region_code AND m.year = e.year AND m.stage = e.stage
                            AND m.indicator = e.indicator
    UNION ALL
    SELECT level, region_code, stage, 'every_school', year, 'share_of_schools_meeting', share, units, missing
    FROM school_verdict_share
    WHERE share IS NOT NULL
    UNION ALL
    SELECT level, region_code, stage, 'class_size', year, 'large_class_share', share, units, missing
    FROM large_class_share
    WHERE share IS NOT NULL),
followed AS (
    SELECT v.* REPLACE (coalesce(s.series_code || substr(region_code, strpos(region_code || '/', '/')), region_code) AS region_code),
           region_code AS census_code
    FROM value v LEFT JOIN series_fact s ON s.code = split_part(region_code, '/', 1)
    -- under a law a year in which more than 5 % of the units lack data is left out: what the rest come to can mislead
    WHERE missing <= 0.05 * (units + missing) OR NOT (SELECT is_law FROM standard_fact))
FROM followed
-- the spread of what never has two units says nothing
QUALIFY measure NOT IN ('cv', 'gini', 'theil_t')
     OR max(units) OVER (PARTITION BY level, region_code, stage, indicator, measure) > 1;

CREATE OR REPLACE TABLE trend AS
WITH pair AS (
    SELECT level, region_code, stage, indicator, measure,
           median((later.value - earlier.value) / (later.year - earlier.year)) AS sen_slope,
           -- what differs by rounding alone is a tie
           sum(CASE WHEN abs(later.value - earlier.value) <= 1e-12 * greatest(abs(later.value), abs(earlier.value)) THEN 0
                    ELSE CAST(sign(later.value - earlier.value) AS BIGINT) END) AS mk_s
    FROM yearly later JOIN yearly earlier USING (level, region_code, stage, indicator, measure)
    WHERE later.year > earlier.year
    GROUP BY ALL)
SELECT f.standard, y.level, arg_max(census_code, year) AS region_code, y.stage, y.indicator, y.measure, 0 AS segment,
       min(year) AS first_year, max(year) AS last_year, count(*) AS years,
       arg_min(value, year) AS first_value, arg_max(value, year) AS last_value,
       CASE WHEN count(*) > 1 THEN regr_slope(value, year) END AS ols_slope, any_value(sen_slope) AS sen_slope, any_value(mk_s) AS mk_s
FROM yearly y LEFT JOIN pair USING (level, region_code, stage, indicator, measure)
CROSS JOIN standard_fact f
GROUP BY f.standard, y.level, y.region_code, y.stage, y.indicator, y.measure;
