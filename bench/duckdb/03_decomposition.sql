-- Decomposition of inequality by lower levels and groups of schools, what each lower region contributes, gaps between groups.
-- In: unit_indicator, equity. Out: decomposition, contribution, gap.
-- Sources: Bourguignon 1979; Theil 1967; variance decomposition.

-- Schools that fall together in every region and every group are added up once; all that follows adds up these cells. Values are
-- taken relative to the nation's mean, which changes no measure here and keeps sums of squares near 1.
CREATE OR REPLACE TABLE cell AS
WITH nation AS (
    SELECT year, stage, indicator, any_value(scale) * sum(numerator) / sum(students) AS nation_mean
    FROM unit_indicator WHERE counted
    GROUP BY ALL),
relative AS (
    SELECT u.*, value / nullif(nation_mean, 0) AS r,
           (SELECT any_value(group_id) FROM group_fact g WHERE g.dimension = 'urban_rural' AND starts_with(u.urban_rural, g.prefix)) AS urban_rural_group,
           (SELECT any_value(group_id) FROM group_fact g WHERE g.dimension = 'ownership' AND starts_with(u.ownership, g.prefix)) AS ownership_group,
           (SELECT any_value(group_id) FROM group_fact g WHERE g.dimension = 'size' AND u.students BETWEEN coalesce(g.least, 0) AND coalesce(g.most, u.students)) AS size_group
    FROM unit_indicator u JOIN nation USING (year, stage, indicator)
    WHERE counted)
SELECT year, stage, indicator, nation, region, province, city, county, zone, network, education_group, school_cluster,
       urban_rural_group, ownership_group, size_group, any_value(scale) AS scale,
       sum(students) AS students, sum(numerator) AS resource,
       sum(students * (r - 1)) AS first_moment, sum(students * (r - 1) ** 2) AS second_moment,
       sum(CASE WHEN r > 0 THEN students * r * ln(r) WHEN r = 0 THEN 0 END) AS entropy,
       sum(CASE WHEN r > 0 THEN students * ln(r) WHEN r = 0 THEN 0 END) AS log_sum,
       bool_or(value = 0) AS any_zero
FROM relative
GROUP BY ALL;

CREATE OR REPLACE TABLE placed_cell AS
SELECT * REPLACE (if(level = 'zone', 'county', level) AS level)
FROM (SELECT *, nation AS by_nation, region AS by_region, province AS by_province, city AS by_city, county AS by_county,
             network AS by_network, education_group AS by_education_group, school_cluster AS by_school_cluster
      FROM cell)
UNPIVOT (region_code FOR level IN (nation, region, province, city, county, zone, network));

-- A place without a level stands for itself by the next one below; schools of no group are one group together.
CREATE OR REPLACE TABLE decomposition AS
WITH grouped_cell AS (
    SELECT year, stage, indicator, level, region_code, students, resource, first_moment, second_moment, entropy, log_sum, any_zero,
           unnest([
               {'grouping': 'region', 'group_key': coalesce(by_region, by_province, by_city, by_county), 'named': by_region IS NOT NULL},
               {'grouping': 'province', 'group_key': coalesce(by_province, by_city, by_county), 'named': by_province IS NOT NULL},
               {'grouping': 'city', 'group_key': coalesce(by_city, by_county, by_network), 'named': by_city IS NOT NULL},
               {'grouping': 'county', 'group_key': coalesce(by_county, by_network), 'named': by_county IS NOT NULL},
               {'grouping': 'network', 'group_key': by_network, 'named': by_network IS NOT NULL},
               {'grouping': 'education_group', 'group_key': by_education_group, 'named': by_education_group IS NOT NULL},
               {'grouping': 'school_cluster', 'group_key': by_school_cluster, 'named': by_school_cluster IS NOT NULL},
               {'grouping': 'urban_rural', 'group_key': urban_rural_group, 'named': urban_rural_group IS NOT NULL},
               {'grouping': 'ownership', 'group_key': ownership_group, 'named': ownership_group IS NOT NULL}], recursive := true)
    FROM placed_cell),
one_group AS (
    SELECT year, stage, indicator, level, region_code, "grouping", group_key, bool_or(named) AS named,
           CAST(sum(students) AS DOUBLE) AS p, sum(resource) AS x,
           1 + sum(first_moment) / sum(students) AS r,
           sum(second_moment) - sum(first_moment) ** 2 / sum(students) AS squares,
           sum(entropy) AS entropy, sum(log_sum) AS log_sum, bool_or(any_zero) AS any_zero
    FROM grouped_cell c
    WHERE "grouping" IN ('urban_rural', 'ownership')
       OR (SELECT ordinal FROM level_fact WHERE level = "grouping") > (SELECT ordinal FROM level_fact f WHERE f.level = c.level)
    GROUP BY ALL),
whole AS (
    SELECT year, stage, indicator, level, region_code, "grouping", sum(p) AS all_p, sum(p * r) / sum(p) AS all_r, sum(p * r) AS all_x
    FROM one_group
    GROUP BY ALL
    HAVING bool_or(named))
SELECT year, f.standard, level, region_code, stage, indicator, "grouping", count(*) AS groups,
       sum(entropy - CASE WHEN r > 0 THEN p * r * ln(r) ELSE 0 END) / nullif(any_value(all_x), 0) AS theil_t_within,
       sum(CASE WHEN r > 0 THEN p * r * ln(r / all_r) ELSE 0 END) / nullif(any_value(all_x), 0) AS theil_t_between,
       CASE WHEN NOT bool_or(any_zero) THEN sum(CASE WHEN r > 0 THEN p * ln(r) END - log_sum) / any_value(all_p) END AS theil_l_within,
       CASE WHEN NOT bool_or(any_zero) THEN sum(CASE WHEN r > 0 THEN p * ln(all_r / r) END) / any_value(all_p) END AS theil_l_between,
       sum(squares) / any_value(all_p) / nullif(any_value(all_r), 0) ** 2 AS cv2_within,
       sum(p * (r / nullif(all_r, 0) - 1) ** 2) / any_value(all_p) AS cv2_between,
       sqrt(cv2_between) AS cv_between
FROM one_group JOIN whole USING (year, stage, indicator, level, region_code, "grouping")
CROSS JOIN standard_fact f
GROUP BY ALL;

-- Members are the regions of the next lower level. Each adds its own inequality and its distance from the whole.
CREATE OR REPLACE TABLE contribution AS
WITH chain AS (
    SELECT level, lead(level) OVER (ORDER BY ordinal) AS member_level FROM level_fact WHERE NOT within_county),
lies_in AS (
    SELECT DISTINCT year, level, region_code, member_level,
           CASE member_level WHEN 'region' THEN by_region WHEN 'province' THEN by_province WHEN 'city' THEN by_city
                             WHEN 'county' THEN by_county WHEN 'network' THEN by_network END AS member_code
    FROM placed_cell JOIN chain USING (level)),
pair AS (
    SELECT i.*, whole.standard, whole.stage, whole.indicator, member.students, member.mean,
           whole.theil_t AS whole_theil_t, whole.cv ** 2 AS whole_cv2,
           member.mean / nullif(whole.mean, 0) AS relative, member.cv ** 2 AS member_cv2, member.theil_t AS member_theil_t,
           member.students / whole.students AS weight
    FROM lies_in i
    JOIN equity whole USING (year, level, region_code)
    JOIN equity member ON member.year = i.year AND member.level = member_level AND member.region_code = member_code
                      AND member.stage = whole.stage AND member.indicator = whole.indicator)
SELECT year, standard, level, region_code, stage, indicator, member_level, member_code, students, mean,
       CASE WHEN relative > 0 THEN weight * relative * (member_theil_t + ln(relative)) WHEN relative = 0 THEN 0 END AS theil_t,
       theil_t / nullif(whole_theil_t, 0) AS theil_t_share,
       weight * (coalesce(relative ** 2 * member_cv2, 0) + (relative - 1) ** 2) AS cv2,
       cv2 / nullif(whole_cv2, 0) AS cv2_share
FROM pair;

CREATE OR REPLACE TABLE gap AS
WITH side AS (
    SELECT year, level, region_code, stage, indicator, any_value(scale) AS scale, d.dimension, u.group_id,
           sum(students) AS students, sum(resource) AS resource
    FROM placed_cell,
         LATERAL (SELECT unnest([{'dimension': 'urban_rural', 'part': urban_rural_group}, {'dimension': 'ownership', 'part': ownership_group},
                                 {'dimension': 'size', 'part': size_group}], recursive := true)) d
    JOIN union_fact u ON u.dimension = d.dimension AND u.part = d.part
    GROUP BY ALL)
SELECT a.year, f.standard, a.level, a.region_code, a.stage, a.indicator, g.dimension, g.group_a, g.group_b,
       a.scale * a.resource / a.students AS mean_a, b.scale * b.resource / b.students AS mean_b,
       mean_a / nullif(mean_b, 0) AS ratio, mean_a - mean_b AS difference, a.students AS students_a, b.students AS students_b
FROM gap_fact g
JOIN side a ON a.dimension = g.dimension AND a.group_id = g.group_a
JOIN side b ON b.dimension = g.dimension AND b.group_id = g.group_b
           AND b.year = a.year AND b.level = a.level AND b.region_code = a.region_code AND b.stage = a.stage AND b.indicator = a.indicator
CROSS JOIN standard_fact f;
