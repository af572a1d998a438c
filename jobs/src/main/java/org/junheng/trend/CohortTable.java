package org.junheng.trend;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junheng.judge.MeasuredFiles;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Level;
import org.junheng.warehouse.TableDatabase;

/**
 * Writes table {@code cohort} (C14): how many of those who entered are in the last grade, years later.
 *
 * <p>The census of a year is taken at the beginning of its school year, so students enrolled in the last grade stand for
 * graduates, and transfers and deaths are not taken off; county sheets tell these and are used where they are. A county of
 * which one school lacks a grade, or did not report, has no sum. A higher region is the sum of its counties that are whole in
 * both years, with how many these are.
 */
final class CohortTable {
    static final String NINE_YEAR = "nine_year_retention";
    static final String SURVIVAL = "junior_grade_survival";
    static final String RETENTION = "junior_retention";
    static final String RETENTION_A = "junior_retention_a";

    /** Years from the first grade to the ninth. */
    private static final int NINE_YEAR_SPAN = 8;

    /** Years from the first junior grade to the ninth, where junior school has three grades (grade 7) or four (grade 6). */
    private static final int SPAN_OF_63 = 2;

    private static final int SPAN_OF_54 = 3;

    private static final List<String> GRADES =
            List.of("students_grade_1", "students_grade_6", "students_grade_7", "students_grade_9");

    /** A sum over schools, and the number of schools that should be in it and are not. */
    private record Sum(long students, long missing) {
        boolean isWhole() {
            return missing == 0;
        }

        Sum plus(Sum other) {
            return new Sum(students + other.students, missing + other.missing);
        }
    }

    /**
     * A county in one census.
     *
     * @param above its city, province and nation, by level
     * @param ofFour whether it has junior schools of four grades
     * @param ofThree likewise of three
     */
    private record County(
            String code,
            Map<String, String> above,
            Sum grade1,
            Sum grade6,
            Sum grade7,
            Sum grade9,
            boolean ofFour,
            boolean ofThree) {}

    /** A row to be; what is null was not told. */
    private record Row(Long entrants, Long graduates, Long in, Long out, Long deaths, Double value, Bilingual form) {}

    private record Key(int year, String level, String code, String measure) {}

    private final TableDatabase database;
    private final Rulebook rulebook;
    private final SeriesBreaks breaks;
    private final Divisions divisions;
    private final MeasuredFiles files;

    /** Year → series code → county. */
    private final TreeMap<Integer, Map<String, County>> counties = new TreeMap<>();

    private final Map<Key, Row> rows = new LinkedHashMap<>();

    /** Whether it is known which schools should have reported. */
    private boolean registered;

    CohortTable(TableDatabase database, Rulebook rulebook, Divisions divisions, MeasuredFiles files)
            throws SQLException {
        this.database = database;
        this.rulebook = rulebook;
        this.divisions = divisions;
        this.files = files;
        SeriesReader.places(database);
        breaks = new SeriesBreaks(database, rulebook, divisions, files);
    }

    /** Fills the table, which stands empty. */
    void write() throws SQLException {
        readCensus();
        for (int year : counties.keySet()) {
            nineYears(year);
            survival(year);
        }
        readSheets();
        var all = new ArrayList<Object[]>();
        rows.forEach((key, row) -> all.add(new Object[] {
            key.year(),
            key.level(),
            key.code(),
            key.measure(),
            row.entrants(),
            row.graduates(),
            row.in(),
            row.out(),
            row.deaths(),
            row.value(),
            row.form().both()
        }));
        database.insert("cohort", all);
    }

    private void readCensus() throws SQLException {
        var selects = new ArrayList<String>();
        for (var profile : files.census().entrySet()) {
            if (!profile.getValue().isEmpty() && columns(profile.getValue()).containsAll(GRADES)) {
                selects.add("""
                        SELECT year, school_code, students_primary, students_junior, %s, %s AS nation_code, %s AS system
                        FROM %s WHERE situation = 'open'
                        """.formatted(
                        String.join(", ", GRADES),
                        SqlText.literal(
                                rulebook.profiles().get(profile.getKey()).nationCode()),
                        system(profile.getKey()),
                        TableDatabase.parquet(profile.getValue())));
            }
        }
        if (selects.isEmpty()) {
            return;
        }
        for (var row : database.rows(counties(String.join(" UNION ALL ", selects)))) {
            var above = new LinkedHashMap<String, String>();
            above.put(Level.CITY, (String) row[3]);
            above.put(Level.PROVINCE, (String) row[4]);
            above.put(Level.NATION, (String) row[5]);
            counties.computeIfAbsent(((Number) row[0]).intValue(), year -> new TreeMap<>())
                    .put(
                            (String) row[1],
                            new County(
                                    (String) row[2],
                                    above,
                                    sum(row, 6),
                                    sum(row, 8),
                                    sum(row, 10),
                                    sum(row, 12),
                                    (Boolean) row[14],
                                    (Boolean) row[15]));
        }
    }

    private static Sum sum(Object[] row, int position) {
        return new Sum(((Number) row[position]).longValue(), ((Number) row[position + 1]).longValue());
    }

    private List<String> columns(List<Path> paths) throws SQLException {
        return database.rows("DESCRIBE SELECT * FROM " + TableDatabase.parquet(paths.subList(0, 1))).stream()
                .map(row -> (String) row[0])
                .toList();
    }

    /** The grade system of a row, with what the profile takes where a school tells none. */
    private String system(String profile) {
        var mapping = rulebook.profiles().get(profile).columns().get("grade_system");
        var otherwise =
                mapping == null ? null : mapping.constant() == null ? mapping.defaultValue() : mapping.constant();
        return otherwise == null ? "grade_system" : "coalesce(grade_system, %s)".formatted(SqlText.literal(otherwise));
    }

    /** Counties of all years. A school without students in a stage has no grades in it; of any other a blank grade is missing. */
    private String counties(String census) throws SQLException {
        return """
        WITH grades AS (
          SELECT census.*, school.county_code, school.city_code, school.province_code,
            list_contains(string_split(coalesce(stages, ''), ' '), 'primary')
              AND students_primary IS DISTINCT FROM 0 AS primary_here,
            list_contains(string_split(coalesce(stages, ''), ' '), 'junior')
              AND students_junior IS DISTINCT FROM 0 AS junior_here
          FROM (%s) census JOIN (SELECT year, school_code, county_code, city_code, province_code, stages FROM school) school
            USING (year, school_code)
          WHERE school.county_code IS NOT NULL),
        sums AS (
          SELECT year, county_code, min(city_code) AS city_code, min(province_code) AS province_code,
            min(nation_code) AS nation_code,
            coalesce(sum(students_grade_1), 0) AS grade_1,
            count(*) FILTER (primary_here AND students_grade_1 IS NULL) AS grade_1_missing,
            coalesce(sum(students_grade_6) FILTER (system = '54'), 0) AS grade_6,
            count(*) FILTER (junior_here AND (system IS NULL OR system = '54' AND students_grade_6 IS NULL))
              AS grade_6_missing,
            coalesce(sum(students_grade_7) FILTER (system = '63'), 0) AS grade_7,
            count(*) FILTER (junior_here AND (system IS NULL OR system = '63' AND students_grade_7 IS NULL))
              AS grade_7_missing,
            coalesce(sum(students_grade_9), 0) AS grade_9,
            count(*) FILTER (junior_here AND students_grade_9 IS NULL) AS grade_9_missing,
            coalesce(bool_or(junior_here AND system = '54'), false) AS of_four,
            coalesce(bool_or(junior_here AND system = '63'), false) AS of_three
          FROM grades GROUP BY year, county_code),
        absent AS (
          SELECT year, county_code, count(DISTINCT school_code) FILTER (stage = 'primary') AS primary_absent,
            count(DISTINCT school_code) FILTER (stage = 'junior') AS junior_absent
          FROM (%s) GROUP BY year, county_code)
        SELECT year, coalesce(series_code, county_code) AS series, county_code, city_code, province_code, nation_code,
          grade_1, grade_1_missing + coalesce(primary_absent, 0), grade_6, grade_6_missing + coalesce(junior_absent, 0),
          grade_7, grade_7_missing + coalesce(junior_absent, 0), grade_9, grade_9_missing + coalesce(junior_absent, 0),
          of_four, of_three
        FROM sums LEFT JOIN absent USING (year, county_code)
        LEFT JOIN (SELECT year, code AS county_code, series_code FROM division) USING (year, county_code)
        ORDER BY year, series, county_code
        """.formatted(census, absent());
    }

    /** Schools that are in quarantine or did not report, by the register of the standards that count schools where they stand. */
    private String absent() throws SQLException {
        var none = "SELECT 0 AS year, '' AS county_code, '' AS stage, '' AS school_code WHERE false";
        if (files.of("expected_school").isEmpty()) {
            return none;
        }
        var laws = rulebook.standards().values().stream()
                .filter(standard -> standard.isLaw() && !standard.isPlan())
                .map(standard -> SqlText.literal(standard.standard()))
                .toList();
        var register = "FROM %s WHERE standard IN (%s)"
                .formatted(TableDatabase.parquet(files.of("expected_school")), String.join(", ", laws));
        // A plan alone keeps a register of its own region, and by who runs a school.
        registered = !database.rows("SELECT 1 " + register + " LIMIT 1").isEmpty();
        return registered
                ? "SELECT year, county_code, stage, school_code " + register + " AND state <> 'reported'"
                : none;
    }

    private Bilingual form(Bilingual form) {
        return registered
                ? form
                : new Bilingual(
                        form.zh() + "；没有按法定标准统计，未核对有无学校未报或被隔离",
                        form.en()
                                + "; no law was measured by: whether schools did not report or are in quarantine was not checked");
    }

    private void nineYears(int year) {
        int start = year - NINE_YEAR_SPAN;
        var form = new Bilingual(
                "九年级在校生（%d年）÷ 八年前一年级在校生（%d年）；以在九年级者作毕业生，未扣除转入、转出、死亡".formatted(year, start),
                "students of grade 9 (%d) / students of grade 1 eight years before (%d); those in grade 9 stand for graduates, transfers and deaths not taken off"
                        .formatted(year, start));
        cohorts(year, start, NINE_YEAR, form, (series, now) -> {
            var before = county(start, series);
            return before == null ? null : before.grade1();
        });
    }

    private void survival(int year) {
        var form = new Bilingual(
                "九年级在校生（%d年）÷ 该届初中首年级在校生（六三制：两年前七年级；五四制：三年前六年级）；未扣除转入、转出、死亡".formatted(year),
                "students of grade 9 (%d) / students of the cohort's first junior grade (63: grade 7 two years before; 54: grade 6 three years before); transfers and deaths not taken off"
                        .formatted(year));
        cohorts(year, year - SPAN_OF_54, SURVIVAL, form, (series, now) -> {
            var two = county(year - SPAN_OF_63, series);
            var three = county(year - SPAN_OF_54, series);
            if (two == null || (two.ofFour() || now.ofFour()) && three == null) {
                return null;
            }
            return two.ofFour() || now.ofFour() ? two.grade7().plus(three.grade6()) : two.grade7();
        });
    }

    private County county(int year, String series) {
        return counties.getOrDefault(year, Map.of()).get(series);
    }

    private interface Entrants {
        /** The entrants of the cohort that is in grade 9 now; null where the census of that year has not the county. */
        Sum of(String series, County now);
    }

    /** Counties, then the regions above them. */
    private void cohorts(int year, int start, String measure, Bilingual formula, Entrants entrants) {
        var form = form(formula);
        var above = new TreeMap<String, long[]>();
        counties.get(year).forEach((series, county) -> {
            var entered = entrants.of(series, county);
            if (entered == null
                    || !county.ofThree() && !county.ofFour() && county.grade9().students() == 0) {
                return;
            }
            var change = breaks.ofTerritory(series, start, year);
            if (change == null && measure.equals(SURVIVAL)) {
                change = breaks.ofGradeSystem(Level.COUNTY, series, start, year);
            }
            boolean whole =
                    change == null && entered.isWhole() && county.grade9().isWhole();
            rows.put(
                    new Key(year, Level.COUNTY, county.code(), measure),
                    row(
                            entered.isWhole() ? (Long) entered.students() : null,
                            county.grade9().isWhole() ? (Long) county.grade9().students() : null,
                            whole,
                            because(
                                    form,
                                    change,
                                    entered.missing(),
                                    county.grade9().missing())));
            county.above().forEach((level, code) -> {
                if (code != null) {
                    var sums = above.computeIfAbsent(level + "\t" + code, each -> new long[4]);
                    sums[0] += whole ? entered.students() : 0;
                    sums[1] += whole ? county.grade9().students() : 0;
                    sums[2] += whole ? 1 : 0;
                    sums[3]++;
                }
            });
        });
        above.forEach((place, sums) -> {
            var parts = place.split("\t");
            boolean any = sums[2] > 0;
            rows.put(
                    new Key(year, parts[0], parts[1], measure),
                    row(
                            any ? (Long) sums[0] : null,
                            any ? (Long) sums[1] : null,
                            any,
                            new Bilingual(
                                    form.zh() + "；%d个县中，两端数据齐全且区划未变的%d个县之和".formatted(sums[3], sums[2]),
                                    form.en()
                                            + "; sum of %2$d of %1$d counties, those whole in both years and of unchanged territory"
                                                    .formatted(sums[3], sums[2]))));
        });
    }

    private static Row row(Long entrants, Long graduates, boolean whole, Bilingual form) {
        var value = whole && entrants > 0 ? (Double) ((double) graduates / entrants) : null;
        return new Row(entrants, graduates, null, null, null, value, form);
    }

    private static Bilingual because(Bilingual form, Bilingual change, long missingThen, long missingNow) {
        var zh = new StringBuilder(form.zh());
        var en = new StringBuilder(form.en());
        if (change != null) {
            zh.append("；不计算：").append(change.zh());
            en.append("; not worked out: ").append(change.en());
        }
        if (missingThen > 0) {
            zh.append("；入学时有%d所学校缺报、被隔离或未报".formatted(missingThen));
            en.append(
                    "; at entry %d schools lack the grade, are in quarantine or did not report".formatted(missingThen));
        }
        if (missingNow > 0) {
            zh.append("；九年级有%d所学校缺报、被隔离或未报".formatted(missingNow));
            en.append("; for grade 9 %d schools lack it, are in quarantine or did not report".formatted(missingNow));
        }
        return new Bilingual(zh.toString(), en.toString());
    }

    /** What county sheets tell of a cohort that graduated at the end of the school year that they are about. */
    private void readSheets() throws SQLException {
        for (var row : database.rows(sheets("junior_cohort"))) {
            putSheet(row, RETENTION, false);
            putSheet(row, RETENTION_A, true);
        }
        for (var row : database.rows(sheets("nine_year_cohort"))) {
            putSheet(row, NINE_YEAR, false);
        }
    }

    private static String sheets(String cohort) {
        var columns = new StringBuilder();
        for (var column : List.of("entrants", "graduates", "transferred_in", "transferred_out", "deaths")) {
            columns.append(", max(value) FILTER (column_name = '%s_%s')".formatted(cohort, column));
        }
        return """
        SELECT reference_year, year, county_code%s FROM county_sheet
        WHERE starts_with(column_name, '%s_') AND value IS NOT NULL
        GROUP BY year, reference_year, county_code ORDER BY reference_year, county_code
        """.formatted(columns, cohort);
    }

    private void putSheet(Object[] row, String measure, boolean readingA) {
        int year = ((Number) row[0]).intValue();
        var key = new Key(year, Level.COUNTY, code((String) row[2], ((Number) row[1]).intValue(), year), measure);
        Double entrants = (Double) row[3];
        Double graduates = (Double) row[4];
        Double in = (Double) row[5];
        Double out = (Double) row[6];
        Double deaths = (Double) row[7];
        Double value = null;
        if (entrants != null && graduates != null && in != null && out != null && deaths != null) {
            double above = readingA ? graduates - in + out : graduates;
            double below = readingA ? entrants - deaths : entrants + in - out - deaths;
            value = below > 0 && above >= 0 ? (Double) (above / below) : null;
        }
        if (value == null && rows.containsKey(key)) {
            return;
        }
        var form = readingA
                ? new Bilingual(
                        "（毕业−转入+转出）÷（入学−死亡），县级数据表", "(graduates − in + out) / (entrants − deaths), county sheet")
                : new Bilingual("毕业÷（入学+转入−转出−死亡），县级数据表", "graduates / (entrants + in − out − deaths), county sheet");
        rows.put(key, new Row(whole(entrants), whole(graduates), whole(in), whole(out), whole(deaths), value, form));
    }

    /** The code that a county had in the year that its sheet is about: that of the census where it has the county. */
    private String code(String county, int sheetYear, int year) {
        var census = county(year, divisions.seriesCode(county, sheetYear));
        return census != null
                ? census.code()
                : divisions.series(county, sheetYear).stream()
                        .filter(division -> division.isInUse(year))
                        .map(Divisions.Division::code)
                        .findFirst()
                        .orElse(county);
    }

    private static Long whole(Double count) {
        return count == null ? null : (Long) Math.round(count);
    }
}
