package org.junheng.nightly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Published cells of {@code equity}, and the schools from which a reader can work them out again without any macro. */
final class RecomputedCells {
    /** Measure → plain SQL over x (value), p (students), m (mean) and t (all students) of table u. */
    private static final Map<String, String> PLAIN = new TreeMap<>(Map.of(
            "mean", "SELECT sum(p * x) / sum(p) FROM u",
            "sd", "SELECT sqrt(sum(p * (x - m) * (x - m)) / sum(p)) FROM u",
            "cv", "SELECT sqrt(sum(p * (x - m) * (x - m)) / sum(p)) / any_value(m) FROM u",
            "gini",
                    "SELECT sum(a.p * b.p * abs(a.x - b.x)) / (2 * any_value(a.m) * any_value(a.t) * any_value(a.t)) FROM u a, u b",
            "theil_t", "SELECT sum(p / t * (CASE WHEN x = 0 THEN 0 ELSE x / m * ln(x / m) END)) FROM u",
            "atkinson_05", "SELECT 1 - pow(sum(p / t * sqrt(x)), 2) / any_value(m) FROM u",
            "p50", "SELECT min(x) FROM u WHERE 2 * (SELECT sum(v.p) FROM u v WHERE v.x <= u.x) >= t",
            "max", "SELECT max(x) FROM u",
            "cv_unweighted", "SELECT stddev_pop(x) / avg(x) FROM u"));

    private RecomputedCells() {}

    /** One published figure and the condition under which its schools stand in {@code school_indicator}. */
    record Cell(String measure, double published, String level, String where) {
        private String units() {
            return "SELECT i.value AS x, i.students::DOUBLE AS p FROM school_indicator i JOIN school s USING (year, school_code) WHERE "
                    + where + " AND i.value IS NOT NULL ORDER BY i.school_code";
        }

        double inSql(Connection connection) throws SQLException {
            var sql = "WITH n AS (" + units()
                    + "), u AS (SELECT *, sum(p * x) OVER () / sum(p) OVER () AS m, sum(p) OVER () AS t FROM n) "
                    + PLAIN.get(measure);
            return Double.parseDouble(TestRun.rows(connection, sql).get(0).get(0));
        }

        boolean isSame(double again) {
            return Math.abs(again - published) <= 1e-12 * Math.abs(published) + 1e-15;
        }
    }

    /** Cells by a seed: any measure of any county, city, province or nation of 2 to 2000 schools. */
    static List<Cell> choose(Connection connection, long seed, int number) throws SQLException {
        var rows = TestRun.rows(
                connection,
                "SELECT year, level, region_code, stage, indicator FROM equity WHERE standard = 'cn-national-2017'"
                        + " AND level IN ('county', 'city', 'province', 'nation') AND units BETWEEN 2 AND 2000 AND mean > 0"
                        + " AND region_code NOT LIKE '%Z%' ORDER BY ALL");
        var chance = new Random(seed);
        var cells = new ArrayList<Cell>();
        var measures = List.copyOf(PLAIN.keySet());
        for (int i = 0; i < number; i++) {
            var row = rows.get(chance.nextInt(rows.size()));
            var measure = measures.get(chance.nextInt(measures.size()));
            var place =
                    switch (row.get(1)) {
                        case "county" -> "i.county_code = '" + row.get(2) + "'";
                        case "nation" -> "true";
                        default -> "s." + row.get(1) + "_code = '" + row.get(2) + "'";
                    };
            var common =
                    "year = %s AND stage = '%s' AND indicator = '%s'".formatted(row.get(0), row.get(3), row.get(4));
            var published = TestRun.rows(
                            connection,
                            "SELECT " + measure + " FROM equity WHERE standard = 'cn-national-2017' AND " + common
                                    + " AND level = '" + row.get(1) + "' AND region_code = '" + row.get(2) + "'")
                    .get(0)
                    .get(0);
            cells.add(new Cell(
                    measure,
                    Double.parseDouble(published),
                    row.get(1),
                    "i.standard = 'cn-national-2017' AND " + common + " AND " + place));
        }
        return cells;
    }

    /** Writes {@code cells.csv} (cell, measure, published) and {@code units.csv} (cell, value, students). */
    static void write(Connection connection, List<Cell> cells, Path folder) throws SQLException, IOException {
        var heads = new ArrayList<>(List.of("cell,measure,published"));
        var units = new ArrayList<>(List.of("cell,value,students"));
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            heads.add(i + "," + cell.measure() + "," + cell.published());
            for (var row : TestRun.rows(connection, cell.units())) {
                units.add(i + "," + row.get(0) + "," + row.get(1));
            }
        }
        Files.write(folder.resolve("cells.csv"), heads);
        Files.write(folder.resolve("units.csv"), units);
    }
}
