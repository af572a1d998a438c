package org.junheng.judge;

import java.sql.SQLException;
import org.junheng.rulebook.Standard;
import org.junheng.warehouse.TableDatabase;

/**
 * What the items of a county come to together (C10). With a county sheet the verdict covers everything; with a census
 * alone it covers the part 资源配置 of a national standard, and is no recognition. A plan is judged by all of its items.
 */
final class CountyVerdicts {
    private CountyVerdicts() {}

    /** A relation of year, county_code and verdict on resources alone. */
    static String onResources(String standard) {
        return """
            SELECT year, county_code, CASE WHEN bool_or(status = 'fail') THEN 'fail'
              WHEN bool_or(status = 'cannot_say') OR NOT bool_or(status = 'pass') THEN 'cannot_say' ELSE 'pass' END AS verdict
            FROM county_item WHERE standard = %s AND part = %s GROUP BY ALL""".formatted(Sql.text(standard), Sql.text(Standard.RESOURCES));
    }

    static void judge(TableDatabase database, Standard standard) throws SQLException {
        var zones = standard.isPlan() ? "false" : "coalesce(c.pseudo, false)";
        database.execute("""
                INSERT INTO county_verdict
                WITH items AS (
                  SELECT i.*, %3$s AS zone, s.county_code IS NOT NULL AS is_full, coalesce(s.quarantined, false) AS is_quarantined,
                    bool_or(i.part = %4$s) OVER (PARTITION BY i.year, i.county_code) AS has_resources
                  FROM county_item i
                  LEFT JOIN county c ON c.standard = i.standard AND c.year = i.year AND c.county_code = i.county_code
                  LEFT JOIN sheet s ON s.year = i.year AND s.county_code = i.county_code
                  WHERE i.standard = %1$s),
                considered AS (SELECT *, is_full OR NOT has_resources OR %5$s OR part = %4$s AS counts FROM items)
                SELECT year, %1$s, %2$s, county_code,
                  CASE WHEN bool_or(zone) THEN 'not_applicable'
                       WHEN bool_or(counts AND status = 'fail') THEN 'fail'
                       WHEN bool_or(counts AND status = 'cannot_say') OR NOT bool_or(counts AND status = 'pass') THEN 'cannot_say'
                       ELSE 'pass' END,
                  CASE WHEN bool_or(is_full) THEN 'full' ELSE 'resource_only' END,
                  count(*) FILTER (counts AND status = 'pass'), count(*) FILTER (counts AND status = 'fail'),
                  count(*) FILTER (counts AND status = 'cannot_say'),
                  CASE WHEN bool_or(zone) THEN '无国家代码的功能区只监测、不认定 / a functional zone without a national code is measured, not judged'
                  ELSE nullif(concat_ws('; ',
                    CASE WHEN bool_or(is_quarantined) THEN '县级数据表被隔离 / the county sheet is in quarantine' END,
                    string_agg(concat_ws(' ', nullif(stage, 'all'), item, status), '; ' ORDER BY status = 'cannot_say', stage, item)
                      FILTER (counts AND status IN ('fail', 'cannot_say')),
                    '依据之外 / beyond this basis: ' || string_agg(concat_ws(' ', nullif(stage, 'all'), item, status), '; ' ORDER BY stage, item)
                      FILTER (NOT counts AND status = 'fail'),
                    '开关的另一种读法会使其跨越上限 / another reading of a switch would carry it over its limit: '
                      || string_agg(concat_ws(' ', nullif(stage, 'all'), item), '; ' ORDER BY stage, item)
                      FILTER (counts AND contains(inputs, '"rests_on_switch": true'))), '') END
                FROM considered GROUP BY year, county_code ORDER BY ALL""".formatted(
                        Sql.text(standard.standard()),
                        Sql.text(standard.assessmentLevel()),
                        zones,
                        Sql.text(Standard.RESOURCES),
                        standard.isPlan()));
    }
}
