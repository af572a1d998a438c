package org.junheng.trend;

import java.sql.SQLException;
import java.util.List;
import org.junheng.rulebook.BoundRules;
import org.junheng.rulebook.Standard;
import org.junheng.summary.SqlText;
import org.junheng.warehouse.TableDatabase;

/**
 * Ranks of regions among those of their level under the same region above (conventions C21): by level, the greatest mean
 * first, and by spread, the smallest CV first. Where bounds are known a rank is an interval; a region with anything missing
 * is listed apart.
 */
final class RegionRanks {
    private RegionRanks() {}

    /**
     * Fills table {@code region_rank}.
     *
     * @param rules when a region is ranked, and how it is graded
     * @param standards those measured; a plan has figures only of regions in which it differs from the standard that it takes
     *     over, so that its regions are not ranked
     */
    static void write(TableDatabase database, BoundRules rules, List<Standard> standards) throws SQLException {
        grade(database, rules);
        var ranked = standards.stream()
                .filter(standard -> !standard.isPlan())
                .map(standard -> SqlText.literal(standard.standard()))
                .toList();
        for (var measure : List.of(Measure.MEAN, Measure.CV)) {
            write(database, measure, ranked, rules.leastRanked());
        }
    }

    /**
     * What is missing in each region: at county level by {@code equity_bound}, above it by the counties below, zones apart;
     * where a census has no counties under a law, by the units that were left out.
     */
    private static void grade(TableDatabase database, BoundRules rules) throws SQLException {
        database.execute("""
                CREATE TABLE graded AS
                WITH RECURSIVE above AS (
                  SELECT year, code AS county_code, parent_code AS region_code FROM division
                  WHERE level = 'county' AND NOT pseudo AND parent_code IS NOT NULL
                  UNION ALL
                  SELECT a.year, a.county_code, d.parent_code FROM above a JOIN division d ON d.year = a.year AND d.code = a.region_code
                  WHERE d.parent_code IS NOT NULL),
                missing AS (
                  SELECT b.year, b.standard, b.stage, b.indicator, a.region_code, sum(b.missing_units) AS units,
                    sum(b.missing_students) AS students
                  FROM equity_bound b JOIN above a ON a.year = b.year AND a.county_code = b.county_code GROUP BY ALL)
                SELECT e.year, e.standard, e.level, e.region_code, e.stage, e.indicator, e.mean, e.cv, d.parent_code, d.pseudo,
                  coalesce(b.mean_low, e.mean) AS mean_low, coalesce(b.mean_high, e.mean) AS mean_high,
                  coalesce(b.cv_low, e.cv) AS cv_low, coalesce(b.cv_high, e.cv) AS cv_high,
                  greatest(e.excluded_missing, coalesce(b.missing_units, m.units, 0)) AS missing_units,
                  CASE WHEN b.confidence IS NOT NULL THEN b.confidence
                       WHEN greatest(e.excluded_missing, coalesce(m.units, 0)) = 0 THEN 'A'
                       WHEN m.students IS NOT NULL THEN CASE WHEN m.students > %1$s * (e.students + m.students) THEN 'D' ELSE 'B' END
                       WHEN e.excluded_missing > %1$s * (e.units + e.excluded_missing) THEN 'D' ELSE 'B' END AS confidence
                FROM equity e
                JOIN division d ON d.year = e.year AND d.code = e.region_code
                LEFT JOIN equity_bound b ON e.level = 'county' AND b.year = e.year AND b.standard = e.standard
                  AND b.county_code = e.region_code AND b.stage = e.stage AND b.indicator = e.indicator
                LEFT JOIN missing m ON m.year = e.year AND m.standard = e.standard AND m.stage = e.stage
                  AND m.indicator = e.indicator AND m.region_code = e.region_code""".formatted(rules.missingStudentsShare().toPlainString()));
    }

    private static void write(TableDatabase database, Measure measure, List<String> ranked, int least)
            throws SQLException {
        boolean most = measure.risingIsGood();
        database.execute("""
                INSERT INTO region_rank
                WITH peer AS (
                  SELECT *, %1$s AS value, %1$s_low AS low, %1$s_high AS high, missing_units = 0 AND %1$s IS NOT NULL AS is_whole,
                    -- A zone overlaps the county in which it lies.
                    NOT pseudo AND standard IN (%5$s) AS is_peer, is_whole AND is_peer AS counts
                  FROM graded),
                size AS (
                  SELECT year, standard, level, parent_code, stage, indicator,
                    count(*) FILTER (counts) AS ranked, count(*) FILTER (is_peer AND NOT is_whole) AS listed_apart
                  FROM peer GROUP BY ALL),
                place AS (
                  SELECT p.year, p.standard, p.level, p.region_code, p.stage, p.indicator,
                    1 + count(*) FILTER (%2$s) AS rank_low, 1 + count(*) FILTER (%3$s) AS rank_high
                  FROM peer p JOIN peer q ON q.year = p.year AND q.standard = p.standard AND q.level = p.level
                    AND q.parent_code = p.parent_code AND q.stage = p.stage AND q.indicator = p.indicator
                    AND q.region_code <> p.region_code AND p.counts AND q.counts
                  GROUP BY ALL)
                SELECT p.year, p.standard, p.level, p.region_code, p.stage, p.indicator, '%1$s', p.parent_code, p.value,
                  if(s.ranked >= %4$d, l.rank_low, NULL), if(s.ranked >= %4$d, l.rank_high, NULL), s.ranked, s.listed_apart, p.confidence
                FROM peer p
                LEFT JOIN size s ON s.year = p.year AND s.standard = p.standard AND s.level = p.level
                  AND s.parent_code IS NOT DISTINCT FROM p.parent_code AND s.stage = p.stage AND s.indicator = p.indicator
                LEFT JOIN place l ON l.year = p.year AND l.standard = p.standard AND l.level = p.level
                  AND l.region_code = p.region_code AND l.stage = p.stage AND l.indicator = p.indicator""".formatted(
                        measure.id(),
                        most ? "q.low > p.high" : "q.high < p.low",
                        most ? "q.high > p.low" : "q.low < p.high",
                        least,
                        ranked.isEmpty() ? "NULL" : String.join(", ", ranked)));
    }
}
