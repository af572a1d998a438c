package org.junheng.judge;

import java.sql.SQLException;
import org.junheng.rulebook.ReviewStep;
import org.junheng.rulebook.Standard;
import org.junheng.warehouse.TableDatabase;

/** The review year of each county: the stages of assessment, their dates, and what each still lacks. */
final class ReviewCalendar {
    private ReviewCalendar() {}

    static void write(TableDatabase database, Standard plan) throws SQLException {
        ReviewStep before = null;
        for (var step : plan.calendar()) {
            database.execute("""
                    INSERT INTO review_calendar
                    WITH absent AS (
                      SELECT year, county_code, count(DISTINCT school_code) AS schools,
                        array_to_string((list(DISTINCT school_code ORDER BY school_code))[1:5], ' ') AS codes
                      FROM expected_school WHERE standard = %1$s AND state <> 'reported' GROUP BY ALL),
                    unsaid AS (
                      SELECT year, county_code, string_agg(DISTINCT item, ' ' ORDER BY item) AS items FROM county_item
                      WHERE standard = %2$s AND status = 'cannot_say' GROUP BY ALL),
                    state AS (
                      SELECT c.year, c.county_code, %3$s AS done_on, %4$s AS before_on, %5$s AS due_date,
                        nullif(concat_ws('；', CASE WHEN %6$s THEN concat_ws('；',
                          CASE WHEN a.schools > 0 THEN printf('%%d所学校未报或被隔离（%%s）', a.schools, a.codes) END,
                          CASE WHEN s.county_code IS NULL THEN '没有县级数据表' WHEN s.quarantined THEN '县级数据表被隔离' END,
                          '无法判断的条目：' || u.items) ELSE CASE WHEN before_on IS NULL THEN %7$s END END), '') AS missing_zh,
                        nullif(concat_ws('; ', CASE WHEN %6$s THEN concat_ws('; ',
                          CASE WHEN a.schools > 0 THEN printf('%%d schools did not report or are in quarantine (%%s)', a.schools, a.codes) END,
                          CASE WHEN s.county_code IS NULL THEN 'there is no county sheet' WHEN s.quarantined THEN 'the county sheet is in quarantine' END,
                          'items that cannot be said: ' || u.items) ELSE CASE WHEN before_on IS NULL THEN %8$s END END), '') AS missing_en
                      FROM county c
                      LEFT JOIN sheet s ON s.year = c.year AND s.county_code = c.county_code
                      LEFT JOIN absent a ON a.year = c.year AND a.county_code = c.county_code
                      LEFT JOIN unsaid u ON u.year = c.year AND u.county_code = c.county_code
                      WHERE c.standard = %1$s AND c.present)
                    SELECT year, %1$s, county_code, %9$s, strftime(due_date, '%%Y-%%m-%%d'), missing_zh IS NULL,
                      missing_zh || ' / ' || missing_en, strftime(done_on, '%%Y-%%m-%%d'), done_on > due_date, %10$s
                    FROM state ORDER BY ALL""".formatted(
                            Sql.text(plan.standard()),
                            Sql.text(plan.isPlan() ? plan.indicatorsOf() : plan.standard()),
                            done(step),
                            done(before),
                            step.due() == null
                                    ? "NULL::DATE"
                                    : "make_date(c.year, %d, %d)"
                                            .formatted(
                                                    Integer.parseInt(step.due().substring(0, 2)),
                                                    Integer.parseInt(step.due().substring(3))),
                            before == null ? "true" : "false",
                            before == null
                                    ? "NULL"
                                    : Sql.text("上一阶段没有完成日期：" + before.title().zh()),
                            before == null
                                    ? "NULL"
                                    : Sql.text("no date on which the stage before was done: "
                                            + before.title().en()),
                            Sql.text(step.step()),
                            Sql.text(step.clause())));
            before = step;
        }
    }

    private static String done(ReviewStep step) {
        return step == null || step.done() == null ? "NULL::DATE" : "s." + step.done();
    }
}
