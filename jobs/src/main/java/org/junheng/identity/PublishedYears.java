package org.junheng.identity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junheng.rulebook.SchoolMatching;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;
import org.junheng.terms.Stage;

/** Reads schools of two successive years from the published tables. */
public final class PublishedYears {
    private final Connection connection;
    private final SchoolMatching matching;

    public PublishedYears(Connection connection, SchoolMatching matching) {
        this.connection = connection;
        this.matching = matching;
    }

    /** The years that have a year before them, in order. */
    public List<Integer> years() throws SQLException {
        var years = new ArrayList<Integer>();
        forEach(
                "SELECT DISTINCT s.year FROM school s JOIN school b ON b.year = s.year - 1 ORDER BY 1",
                row -> years.add(row.getInt(1)));
        return years;
    }

    /**
     * The schools of a year and of the year before.
     *
     * @throws FaultException of kind USAGE when an older program published them, whose tables tell too little
     */
    public YearPair pair(int year) throws SQLException {
        var columns = columns();
        if (!columns.contains("situation")) {
            throw new FaultException(
                    FaultException.Kind.USAGE,
                    "schools.old_snapshot",
                    Place.NOWHERE,
                    new Bilingual(
                            "此快照由旧版程序发布，表 school 缺少所需的列",
                            "an older version published this snapshot: its table school lacks columns"),
                    new Bilingual("请重新运行 junheng nightly", "run junheng nightly again"));
        }
        var place = matching.placeColumns().stream().filter(columns::contains).toList();
        return new YearPair(
                year,
                schools(year - 1, year, place),
                schools(year, year - 1, place),
                codes(
                        "SELECT school_code FROM school WHERE year = ? UNION SELECT school_code FROM quarantine"
                                + " WHERE year = ? AND school_code IS NOT NULL",
                        year - 1,
                        year - 1),
                ended(year),
                codes("SELECT school_code FROM quarantine WHERE year = ? AND school_code IS NOT NULL", year),
                divisions(year));
    }

    private Set<String> columns() throws SQLException {
        var columns = new TreeSet<String>();
        forEach(
                "SELECT column_name FROM duckdb_columns() WHERE table_name = 'school'",
                row -> columns.add(row.getString(1)));
        return columns;
    }

    private Set<String> codes(String sql, Object... years) throws SQLException {
        var codes = new TreeSet<String>();
        forEach(sql, row -> codes.add(row.getString(1)), years);
        return codes;
    }

    private Map<String, String> ended(int year) throws SQLException {
        var ended = new TreeMap<String, String>();
        forEach(
                "SELECT school_code, situation FROM school WHERE year = ? AND situation <> 'open'",
                row -> ended.put(row.getString(1), row.getString(2)),
                year);
        return ended;
    }

    private List<YearSchool> schools(int year, int other, List<String> place) throws SQLException {
        var resources = resources(year, other);
        var schools = new ArrayList<YearSchool>();
        forEach(
                "SELECT s.*, coalesce(d.series_code, s.county_code) AS county FROM school s"
                        + " LEFT JOIN division d ON d.year = s.year AND d.code = s.county_code"
                        + " WHERE s.year = ? AND s.situation = 'open' ORDER BY s.school_code",
                row -> {
                    var its = new TreeMap<String, String>();
                    for (var column : place) {
                        var value = row.getString(column);
                        if (value != null) {
                            its.put(column, value);
                        }
                    }
                    var code = row.getString("school_code");
                    schools.add(new YearSchool(
                            code,
                            String.valueOf(row.getString("name")),
                            row.getString("type"),
                            String.valueOf(row.getString("county")),
                            its,
                            students(row),
                            classes(row),
                            resources.getOrDefault(code, Map.of())));
                },
                year);
        return schools;
    }

    /** Students by stage where the stages make up all, else together; empty where they are missing. */
    private static Map<Stage, Long> students(ResultSet row) throws SQLException {
        var students = new EnumMap<Stage, Long>(Stage.class);
        var all = number(row, "students");
        if (all == null) {
            return students;
        }
        for (var stage : List.of(Stage.PRIMARY, Stage.JUNIOR)) {
            var its = number(row, "students_" + stage.id());
            if (its != null && its > 0) {
                students.put(stage, its);
            }
        }
        boolean complete = students.values().stream().mapToLong(Long::longValue).sum() == all;
        return complete && !students.isEmpty() ? students : Map.of(Stage.ALL, all);
    }

    private static Long classes(ResultSet row) throws SQLException {
        var primary = number(row, "classes_primary");
        var junior = number(row, "classes_junior");
        return primary == null && junior == null
                ? null
                : Long.valueOf((primary == null ? 0 : primary) + (junior == null ? 0 : junior));
    }

    private static Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    /**
     * What the indicators count, in the whole school, of the schools that the other year does not have under the same code
     * and name: only these are compared.
     */
    private Map<String, Map<String, Double>> resources(int year, int other) throws SQLException {
        var resources = new HashMap<String, Map<String, Double>>();
        forEach(
                """
                SELECT i.school_code, i.standard || ' ' || i.indicator, sum(i.numerator)
                FROM school_indicator i JOIN school s USING (year, school_code)
                WHERE i.year = ? AND NOT EXISTS (FROM school o WHERE o.year = ? AND o.school_code = s.school_code
                  AND o.situation = 'open' AND o.name IS NOT DISTINCT FROM s.name)
                GROUP BY 1, 2 HAVING count(i.numerator) = count(*) ORDER BY 1, 2""",
                row -> resources
                        .computeIfAbsent(row.getString(1), code -> new TreeMap<>())
                        .put(row.getString(2), row.getDouble(3)),
                year,
                other);
        return resources;
    }

    private Map<String, Set<String>> divisions(int year) throws SQLException {
        record Division(String series, String name, String parent) {}
        var divisions = new HashMap<Integer, Map<String, Division>>();
        forEach(
                "SELECT year, code, series_code, name, parent_code FROM division WHERE year IN (?, ?)",
                row -> divisions
                        .computeIfAbsent(row.getInt(1), each -> new HashMap<>())
                        .put(row.getString(2), new Division(row.getString(3), row.getString(4), row.getString(5))),
                year - 1,
                year);
        var names = new HashMap<String, Set<String>>();
        divisions.values().forEach(ofYear -> ofYear.values().forEach(division -> {
            var its = names.computeIfAbsent(division.series(), code -> new TreeSet<>());
            for (var at = division; at != null; at = at.parent() == null ? null : ofYear.get(at.parent())) {
                its.add(at.name());
            }
        }));
        return names;
    }

    private interface RowAction {
        void take(ResultSet row) throws SQLException;
    }

    private void forEach(String sql, RowAction action, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    action.take(rows);
                }
            }
        }
    }
}
