package org.junheng.judge;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Standard;
import org.junheng.terms.Level;
import org.junheng.warehouse.TableDatabase;

/** The counties that each standard judges, year by year, and the cities and provinces above those of plans. */
final class JudgedPlaces {
    private final TableDatabase database;
    private final List<Standard> standards;
    private final Divisions divisions;

    JudgedPlaces(TableDatabase database, List<Standard> standards, Divisions divisions) {
        this.database = database;
        this.standards = standards;
        this.divisions = divisions;
    }

    void create() throws SQLException {
        createCounties();
        createRegions();
    }

    /** The counties that each standard judges, year by year, with what lies above them. */
    private void createCounties() throws SQLException {
        database.execute("""
                CREATE TABLE place AS
                SELECT d.year, d.code AS county_code, d.name, d.pseudo, d.series_code,
                  CASE 'city' WHEN p.level THEN p.code WHEN q.level THEN q.code END AS city_code,
                  CASE 'province' WHEN p.level THEN p.code WHEN q.level THEN q.code WHEN r.level THEN r.code END AS province_code
                FROM division d
                LEFT JOIN division p ON p.year = d.year AND p.code = d.parent_code
                LEFT JOIN division q ON q.year = d.year AND q.code = p.parent_code
                LEFT JOIN division r ON r.year = d.year AND r.code = q.parent_code
                WHERE d.level = 'county'""");
        database.execute("CREATE TABLE county (standard VARCHAR, year BIGINT, county_code VARCHAR, city_code VARCHAR,"
                + " province_code VARCHAR, pseudo BOOLEAN, series_code VARCHAR, name VARCHAR, present BOOLEAN)");
        for (var standard : standards) {
            var bound = standard.isPlan()
                    ? " WHERE %s IN (l.county_code, l.city_code, l.province_code) AND l.year >= %d"
                            .formatted(Sql.text(standard.region()), standard.validFrom())
                    : "";
            var id = Sql.text(standard.standard());
            database.execute("""
                    INSERT INTO county
                    SELECT %1$s, l.year, l.county_code, l.city_code, l.province_code, l.pseudo, l.series_code, l.name, true
                    FROM place l SEMI JOIN (
                      SELECT year, county_code FROM expected_school WHERE standard = %1$s
                      UNION SELECT year, county_code FROM county_item WHERE standard = %1$s
                      UNION SELECT year, county_code FROM sheet) n USING (year, county_code)%2$s
                    ORDER BY ALL""".formatted(id, bound));
        }
    }

    /** Cities and provinces that plans bind, and the counties that lie in them by the facts and by the census. */
    private void createRegions() throws SQLException {
        database.execute("CREATE TABLE region (standard VARCHAR, level VARCHAR, year BIGINT, region_code VARCHAR,"
                + " city_code VARCHAR, province_code VARCHAR)");
        database.execute(
                "CREATE TABLE region_county (standard VARCHAR, level VARCHAR, year BIGINT, region_code VARCHAR,"
                        + " series_code VARCHAR, pseudo BOOLEAN)");
        for (var standard : standards) {
            if (!standard.isPlan()) {
                continue;
            }
            var id = Sql.text(standard.standard());
            var years = database.rows("SELECT DISTINCT year FROM county WHERE standard = " + id + " ORDER BY 1");
            for (var row : years) {
                int year = ((Number) row[0]).intValue();
                addCountiesWithoutCensus(standard, year);
                var level = divisions.find(standard.region(), year).map(Divisions.Division::level);
                if (level.isEmpty() || level.get().equals(Level.COUNTY)) {
                    continue;
                }
                for (var each : List.of(Level.CITY, Level.PROVINCE)) {
                    if (Level.DOWNWARD.indexOf(each) >= Level.DOWNWARD.indexOf(level.get())) {
                        createRegions(standard, each, year);
                    }
                }
            }
        }
    }

    /** The counties of a plan's region that the facts know and the census lacks: they may have been recognised all the same. */
    private void addCountiesWithoutCensus(Standard standard, int year) throws SQLException {
        var id = Sql.text(standard.standard());
        var present =
                database
                        .rows("SELECT series_code FROM county WHERE standard = %s AND year = %d".formatted(id, year))
                        .stream()
                        .map(row -> row[0])
                        .collect(Collectors.toSet());
        for (var each : divisions.inUse(year)) {
            var series = divisions.seriesCode(each.code(), year);
            if (each.level().equals(Level.COUNTY)
                    && !each.pseudo()
                    && divisions.isWithin(each.code(), standard.region(), year)
                    && present.add(series)) {
                database.execute("INSERT INTO county VALUES (%s, %d, %s, %s, %s, false, %s, %s, false)"
                        .formatted(
                                id,
                                year,
                                Sql.text(each.code()),
                                above(each.code(), Level.CITY, year),
                                above(each.code(), Level.PROVINCE, year),
                                Sql.text(series),
                                Sql.text(each.name())));
            }
        }
    }

    private String above(String code, String level, int year) {
        return Sql.text(divisions
                .ancestor(code, level, year)
                .map(Divisions.Division::code)
                .orElse(null));
    }

    private void createRegions(Standard standard, String level, int year) throws SQLException {
        var id = Sql.text(standard.standard());
        database.execute("""
                INSERT INTO region SELECT DISTINCT standard, %s, year, %s_code, city_code, province_code FROM (
                  SELECT standard, year, %s AS city_code, province_code FROM county WHERE standard = %s AND year = %d AND present)
                WHERE %s_code IS NOT NULL ORDER BY ALL""".formatted(
                Sql.text(level), level, level.equals(Level.CITY) ? "city_code" : "NULL::VARCHAR", id, year, level));
        database.execute("""
                INSERT INTO region_county
                SELECT c.standard, r.level, c.year, r.region_code, c.series_code, bool_and(c.pseudo)
                FROM county c JOIN region r ON r.standard = c.standard AND r.year = c.year AND r.region_code = c.%1$s_code
                WHERE r.standard = %2$s AND r.level = %3$s AND r.year = %4$d GROUP BY ALL ORDER BY ALL""".formatted(level, id, Sql.text(level), year));
    }
}
