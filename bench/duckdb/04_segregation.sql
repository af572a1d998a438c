-- How groups of students are spread over schools: dissimilarity, isolation, exposure. All open schools, campuses joined to theirs.
-- In: unit of 01_schools_national_2017.sql. Out: group_segregation. Sources: Duncan & Duncan 1955; Lieberson 1981.
CREATE OR REPLACE TABLE group_segregation AS
WITH member AS (
    SELECT year, n.nation, province, city, county, zone, has_primary, has_junior,
           unnest([{'stage': 'primary', 'student_group': 'boarding', 'a': boarders_primary, 't': students_primary, 'offered': has_primary},
                   {'stage': 'junior', 'student_group': 'boarding', 'a': boarders_junior, 't': students_junior, 'offered': has_junior},
                   {'stage': 'primary', 'student_group': 'migrant', 'a': migrant_students_primary, 't': students_primary, 'offered': has_primary},
                   {'stage': 'junior', 'student_group': 'migrant', 'a': migrant_students_junior, 't': students_junior, 'offered': has_junior},
                   {'stage': 'primary', 'student_group': 'left_behind', 'a': left_behind_students_primary, 't': students_primary, 'offered': has_primary},
                   {'stage': 'junior', 'student_group': 'left_behind', 'a': left_behind_students_junior, 't': students_junior, 'offered': has_junior}],
                  recursive := true)
    FROM unit CROSS JOIN nation_fact n),
placed_member AS (
    SELECT * REPLACE (if(level = 'zone', 'county', level) AS level),
           coalesce(a <= t, false) AS known
    FROM (FROM member WHERE offered AND t IS DISTINCT FROM 0)
    UNPIVOT (region_code FOR level IN (nation, province, city, county, zone))),
whole AS (
    SELECT year, level, region_code, stage, student_group,
           sum(a) FILTER (known) AS students, sum(t - a) FILTER (known) AS others,
           count(*) FILTER (known) AS schools, count(*) FILTER (NOT known) AS schools_missing
    FROM placed_member
    GROUP BY ALL
    HAVING count(*) FILTER (known) > 0)
SELECT year, level, region_code, stage, student_group,
       CASE WHEN any_value(w.others) > 0 THEN sum(abs(a / nullif(w.students, 0) - (t - a) / nullif(w.others, 0))) / 2 END AS dissimilarity,
       CASE WHEN any_value(w.others) > 0 THEN sum(a / nullif(w.students, 0) * (a / t)) END AS isolation,
       CASE WHEN any_value(w.others) > 0 THEN sum(a / nullif(w.students, 0) * ((t - a) / t)) END AS exposure,
       any_value(w.students) AS students, any_value(w.others) AS others, any_value(w.schools) AS schools, any_value(w.schools_missing) AS schools_missing
FROM placed_member m JOIN whole w USING (year, level, region_code, stage, student_group)
WHERE known
GROUP BY year, level, region_code, stage, student_group;
