package org.junheng.judge;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.warehouse.TableDatabase;

/**
 * The ledger of problems: each school or county that misses a rule, from the census that first shows it to the one that
 * shows it mended (销号). What returns is a new entry. A census that cannot tell changes nothing.
 */
final class FindingLedger {
    /** A coefficient of variation has no dimension. */
    private static final String VARIATION_UNIT = "1";

    private final TableDatabase database;
    private final Rulebook rulebook;
    private final List<Standard> standards;

    FindingLedger(TableDatabase database, Rulebook rulebook, List<Standard> standards) {
        this.database = database;
        this.rulebook = rulebook;
        this.standards = standards;
    }

    void keep() throws SQLException {
        database.execute(
                "CREATE TABLE series_of AS SELECT school_code, max(series_code) AS series_code FROM unit GROUP BY 1");
        observations();
        closedSchools();
        measures();
        entries();
    }

    private void observations() throws SQLException {
        database.execute("""
                CREATE TABLE observation AS
                SELECT standard, 'school' AS level, school_code AS code, coalesce(s.series_code, a.school_code) AS series, stage,
                  item AS rule, year, county_code,
                  CASE WHEN applies = false OR answer THEN false WHEN applies AND NOT answer THEN true END AS unmet,
                  observed, required, abs(observed - required) AS shortfall, due
                FROM (SELECT DISTINCT ON (standard, school_code, stage, item, year) * FROM school_answer
                      WHERE state = 'reported' ORDER BY pseudo, county_code) a
                LEFT JOIN series_of s USING (school_code)""");
        database.execute("""
                INSERT INTO observation
                SELECT standard, 'county', county_code, series_code, stage, item, year, county_code,
                  CASE WHEN applies = false OR answer THEN false WHEN applies AND NOT answer THEN true END,
                  observed, required, abs(observed - required), due
                FROM county_answer""");
        for (var standard : standards) {
            if (standard.judgesSchools() && !standard.isPlan()) {
                variations(standard);
                indicators(standard);
            }
        }
    }

    private static String items(Standard standard) {
        return standard.indicators().stream()
                .filter(indicator -> indicator.item() != null)
                .map(indicator -> "(%s, %s, %s)"
                        .formatted(
                                Sql.text(indicator.id()),
                                Sql.text(indicator.item()),
                                indicator.scale().toPlainString()))
                .collect(Collectors.joining(", "));
    }

    /** CVs beyond their limit, for the county. */
    private void variations(Standard standard) throws SQLException {
        database.execute("""
                INSERT INTO observation
                SELECT i.standard, 'county', i.county_code, c.series_code, i.stage, i.item, i.year, i.county_code,
                  CASE i.status WHEN 'fail' THEN true WHEN 'pass' THEN false END, i.observed, i.required,
                  abs(i.observed - i.required), NULL
                FROM county_item i JOIN county c USING (standard, year, county_code)
                WHERE i.standard = %s AND i.year >= %d AND i.item IN (SELECT item FROM (VALUES %s) n(id, item, scale))""".formatted(Sql.text(standard.standard()), standard.validFrom(), items(standard)));
    }

    /** Indicators below their threshold, for schools that fail by them. */
    private void indicators(Standard standard) throws SQLException {
        database.execute("""
                INSERT INTO observation
                SELECT i.standard, 'school', i.school_code, coalesce(s.series_code, i.school_code), i.stage, n.item, i.year, i.county_code,
                  CASE WHEN v.verdict = 'cannot_say' THEN CASE WHEN i.status = 'pass' THEN false END
                       WHEN i.status = 'cannot_say' THEN NULL
                       ELSE i.status = 'fail' AND v.verdict = 'fail' END,
                  i.value, i.threshold, CASE WHEN i.status = 'fail' THEN (i.threshold - i.value) * i.students / n.scale END, NULL
                FROM school_indicator i
                JOIN (VALUES %2$s) n(id, item, scale) ON n.id = i.indicator
                JOIN school_verdict v ON v.standard = i.standard AND v.year = i.year AND v.stage = i.stage AND v.school_code = i.school_code
                LEFT JOIN series_of s ON s.school_code = i.school_code
                WHERE i.standard = %1$s AND i.year >= %3$d""".formatted(Sql.text(standard.standard()), items(standard), standard.validFrom()));
    }

    /** A school that left the register, closed or merged, has no problems any more. */
    private void closedSchools() throws SQLException {
        database.execute("""
                CREATE TABLE present AS
                SELECT DISTINCT e.standard, e.year, coalesce(s.series_code, e.school_code) AS series
                FROM expected_school e LEFT JOIN series_of s USING (school_code)""");
        database.execute("""
                INSERT INTO observation
                SELECT DISTINCT o.standard, o.level, o.code, o.series, o.stage, o.rule, o.year + 1, o.county_code, false,
                  NULL::DOUBLE, NULL::DOUBLE, NULL::DOUBLE, o.due
                FROM observation o
                JOIN county c ON c.standard = o.standard AND c.year = o.year AND c.county_code = o.county_code
                SEMI JOIN county n ON n.standard = o.standard AND n.year = o.year + 1 AND n.series_code = c.series_code
                ANTI JOIN present p ON p.standard = o.standard AND p.year = o.year + 1 AND p.series = o.series
                WHERE o.level = 'school' AND o.unmet""");
    }

    private void measures() throws SQLException {
        database.execute("""
                CREATE TABLE measure_taken (standard VARCHAR, level VARCHAR, code VARCHAR, series VARCHAR, stage VARCHAR, rule VARCHAR,
                  first_year INTEGER, measure VARCHAR, responsible_unit VARCHAR, evidence_ref VARCHAR)""");
        for (var each : rulebook.lawFacts().measures()) {
            database.execute("INSERT INTO measure_taken VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
                    .formatted(
                            Sql.text(each.standard()),
                            Sql.text(each.level()),
                            Sql.text(each.code()),
                            Sql.text(
                                    each.level().equals("school")
                                            ? rulebook.schoolChanges().seriesCode(each.code())
                                            : each.code()),
                            Sql.text(each.stage()),
                            Sql.text(each.rule()),
                            each.firstYear(),
                            Sql.text(each.measure()),
                            Sql.text(each.responsibleUnit()),
                            Sql.text(each.evidenceRef())));
        }
        database.execute(
                "CREATE TABLE rule_fact (standard VARCHAR, level VARCHAR, rule VARCHAR, unit VARCHAR, clause VARCHAR, units VARCHAR)");
        for (var standard : standards) {
            for (var indicator : standard.indicators()) {
                fact(standard, "school", indicator.item(), indicator.unit().zh(), indicator.clause(), "NULL");
                fact(standard, "county", indicator.item(), VARIATION_UNIT, indicator.clause(), "NULL");
            }
            for (var rule : standard.rules()) {
                var level = rule.judgedAt().isSchool() ? "school" : "county";
                fact(standard, level, rule.item(), rule.unit(), rule.clause(), Sql.texts(rule.responsibleUnits()));
            }
        }
    }

    private void fact(Standard standard, String level, String item, String unit, String clause, String units)
            throws SQLException {
        if (item != null) {
            database.execute("INSERT INTO rule_fact VALUES (%s, %s, %s, %s, %s, %s)"
                    .formatted(
                            Sql.text(standard.standard()),
                            Sql.text(level),
                            Sql.text(item),
                            Sql.text(unit),
                            Sql.text(clause),
                            units));
        }
    }

    private void entries() throws SQLException {
        database.execute("""
                INSERT INTO finding
                WITH told AS (
                  SELECT *, unmet AND NOT coalesce(lag(unmet) OVER problem, false) AS begins
                  FROM observation WHERE unmet IS NOT NULL
                  WINDOW problem AS (PARTITION BY standard, level, series, stage, rule ORDER BY year)),
                numbered AS (
                  SELECT *, count(*) FILTER (begins) OVER (PARTITION BY standard, level, series, stage, rule ORDER BY year) AS entry
                  FROM told),
                entries AS (
                  SELECT standard, level, series, stage, rule, entry,
                    arg_max(code, year) AS code, arg_max(county_code, year) AS county_code,
                    min(year) FILTER (unmet) AS first_year, max(year) FILTER (unmet) AS last_year,
                    min(year) FILTER (NOT unmet) AS closed_year,
                    arg_max(observed, year) FILTER (unmet) AS observed, arg_max(required, year) FILTER (unmet) AS required,
                    arg_max(shortfall, year) FILTER (unmet) AS shortfall, arg_max(due, year) FILTER (unmet) AS due
                  FROM numbered WHERE entry > 0 GROUP BY ALL),
                latest AS (SELECT standard, max(year) AS year FROM county GROUP BY 1)
                SELECT e.standard, e.level, e.code, e.stage, e.rule, e.first_year, e.county_code, e.observed, e.required, e.shortfall,
                  f.unit, f.clause, e.due, e.last_year, e.closed_year,
                  CASE WHEN e.closed_year IS NOT NULL THEN 'closed' WHEN l.year >= e.due THEN 'overdue' ELSE 'open' END,
                  m.measure, coalesce(m.responsible_unit, f.units), m.evidence_ref
                FROM entries e
                JOIN latest l USING (standard)
                LEFT JOIN (SELECT standard, level, rule, any_value(unit) AS unit, any_value(clause) AS clause, any_value(units) AS units
                           FROM rule_fact GROUP BY 1, 2, 3) f ON f.standard = e.standard AND f.level = e.level AND f.rule = e.rule
                LEFT JOIN (SELECT * FROM measure_taken QUALIFY row_number() OVER (
                             PARTITION BY standard, level, code, stage, rule, first_year ORDER BY measure) = 1) m
                  ON m.standard = e.standard AND m.level = e.level AND (m.code IN (e.code, e.series) OR m.series = e.series) AND m.stage = e.stage
                  AND m.rule = e.rule AND (m.first_year IS NULL OR m.first_year = e.first_year)
                QUALIFY row_number() OVER (PARTITION BY e.standard, e.level, e.code, e.stage, e.rule, e.first_year
                  ORDER BY m.first_year NULLS LAST) = 1
                ORDER BY ALL""");
    }
}
