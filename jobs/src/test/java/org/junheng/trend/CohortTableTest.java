package org.junheng.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junheng.judge.MeasuredFiles;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Divisions.Division;
import org.junheng.rulebook.Rulebook;
import org.junheng.warehouse.TableDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Table {@code cohort} over a made-up census. */
class CohortTableTest {
    private static final Rulebook RULEBOOK = Rulebook.read(TestRun.home().resolve("schemas"), Optional.empty());

    @TempDir
    Path folder;

    private TableDatabase database;
    private final List<String> census = new ArrayList<>();
    private final List<String> register = new ArrayList<>();

    @BeforeEach
    void open() throws SQLException {
        database = new TableDatabase(RULEBOOK.tables());
        for (var table : List.of("equity", "school", "division", "county_sheet", "cohort")) {
            database.create(table);
        }
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    /** A school of nine grades; a null cell was not reported. */
    private void school(
            int year,
            String code,
            String county,
            String system,
            Integer first,
            Integer sixth,
            Integer seventh,
            Integer ninth)
            throws SQLException {
        database.execute(("INSERT INTO school (year, school_code, county_code, city_code, province_code, grade_system,"
                        + " stages) VALUES (%d, '%s', '%s', '410100', '410000', '%s', 'primary junior')")
                .formatted(year, code, county, system));
        census.add("(%d, '%s', 'open', '%s', 600, 300, %s, %s, %s, %s)"
                .formatted(year, code, system, first, sixth, seventh, ninth));
    }

    private void register(int year, String code, String county, String state, String standard) throws SQLException {
        register.add("(%d, '%s', '%s', '%s', 'primary', '%s')".formatted(year, standard, county, code, state));
    }

    private Map<String, List<Path>> register() throws SQLException {
        if (register.isEmpty()) {
            return Map.of();
        }
        var file = folder.resolve("register.parquet");
        database.execute(
                "COPY (SELECT * FROM (VALUES %s) t(year, standard, county_code, school_code, stage, state)) TO '%s' (FORMAT parquet)"
                        .formatted(String.join(", ", register), file));
        return Map.of("expected_school", List.of(file));
    }

    private List<Object[]> cohorts(String where, Divisions divisions) throws SQLException {
        var file = folder.resolve("census.parquet");
        if (!census.isEmpty()) {
            database.execute(
                    "COPY (SELECT * FROM (VALUES %s) t(year, school_code, situation, grade_system, students_primary,"
                                    .formatted(String.join(", ", census))
                            + " students_junior, students_grade_1, students_grade_6, students_grade_7, students_grade_9)) TO '"
                            + file
                            + "' (FORMAT parquet)");
        }
        new CohortTable(
                        database,
                        RULEBOOK,
                        divisions,
                        new MeasuredFiles(
                                register(),
                                census.isEmpty() ? Map.of() : Map.of("junheng-flat", List.of(file)),
                                List.of()))
                .write();
        return database.rows("SELECT entrants, graduates, value, form FROM cohort WHERE " + where);
    }

    @Test
    void nine_years_later_those_in_grade_nine_are_held_against_those_who_entered() throws SQLException {
        school(2015, "1", "410101", "63", 100, 90, 80, 70);
        school(2023, "1", "410101", "63", 60, 80, 85, 95);
        var row = cohorts("measure = 'nine_year_retention' AND level = 'county'", Divisions.NONE)
                .get(0);
        assertThat(row[0]).isEqualTo(100L);
        assertThat(row[1]).isEqualTo(95L);
        assertThat(row[2]).isEqualTo(0.95);
        assertThat((String) row[3]).contains("2015", "未扣除转入", "transfers and deaths not taken off");
    }

    @Test
    void a_school_that_lacks_a_grade_leaves_the_county_without_a_value_and_the_city_with_its_other_counties()
            throws SQLException {
        for (int year : List.of(2015, 2023)) {
            school(year, "1", "410101", "63", 100, 90, 80, 90);
            school(year, "2", "410101", "63", year == 2015 ? null : 50, 40, 40, 40);
            school(year, "3", "410102", "63", 200, 180, 180, 150);
        }
        var county = cohorts("measure = 'nine_year_retention' AND region_code = '410101'", Divisions.NONE)
                .get(0);
        assertThat(county[0]).isNull();
        assertThat(county[2]).isNull();
        assertThat((String) county[3]).contains("at entry 1 schools lack the grade");
        var city = database.rows("SELECT entrants, graduates, value, form FROM cohort"
                        + " WHERE measure = 'nine_year_retention' AND region_code = '410100'")
                .get(0);
        assertThat(city[0]).isEqualTo(200L);
        assertThat(city[2]).isEqualTo(0.75);
        assertThat((String) city[3]).contains("sum of 1 of 2 counties");
    }

    @Test
    void the_first_junior_grade_is_the_seventh_or_the_sixth_by_the_grade_system() throws SQLException {
        for (int year = 2020; year <= 2023; year++) {
            school(year, "1", "410101", "63", 100, 999, year == 2021 ? 100 : 1, year == 2023 ? 90 : 1);
            school(year, "2", "410101", "54", 100, year == 2020 ? 50 : 1, 999, year == 2023 ? 45 : 1);
        }
        var row = cohorts("measure = 'junior_grade_survival' AND level = 'county' AND year = 2023", Divisions.NONE)
                .get(0);
        assertThat(row[0]).isEqualTo(150L);
        assertThat(row[2]).isEqualTo(0.9);
    }

    @Test
    void a_county_whose_territory_changed_has_no_value_and_the_reason() throws SQLException {
        var divisions = new Divisions(List.of(
                new Division("410000", "省", "province", null, 2000, null, null, false, false),
                new Division("410100", "市", "city", "410000", 2000, null, null, false, false),
                new Division("410101", "甲县", "county", "410100", 2000, null, "410102[2019]", false, false),
                new Division("410102", "乙县", "county", "410100", 2019, null, null, false, false)));
        school(2015, "1", "410101", "63", 100, 90, 80, 70);
        school(2023, "1", "410101", "63", 60, 80, 85, 95);
        var row = cohorts("measure = 'nine_year_retention' AND level = 'county'", divisions)
                .get(0);
        assertThat(row[2]).isNull();
        assertThat((String) row[3]).contains("change of division (2019)");
    }

    @Test
    void county_sheets_give_both_readings_of_junior_retention() throws SQLException {
        for (var cell : Map.of(
                        "entrants", 1000, "graduates", 960, "transferred_in", 20, "transferred_out", 40, "deaths", 2)
                .entrySet()) {
            database.execute("INSERT INTO county_sheet (year, county_code, column_name, value, reference_year)"
                    + " VALUES (2023, '410101', 'junior_cohort_%s', %d, 2022)"
                            .formatted(cell.getKey(), cell.getValue()));
        }
        var rows = cohorts("year = 2022 AND measure LIKE 'junior_retention%' ORDER BY measure", Divisions.NONE);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)[2]).isEqualTo(960 / 978.0);
        assertThat(rows.get(1)[2]).isEqualTo(980 / 998.0);
    }

    @Test
    void a_sheet_about_the_year_before_a_change_of_code_stands_under_the_code_of_that_year() throws SQLException {
        var divisions = new Divisions(List.of(
                new Division("410000", "省", "province", null, 2000, null, null, false, false),
                new Division("410100", "市", "city", "410000", 2000, null, null, false, false),
                new Division("410121", "甲县", "county", "410100", 2000, 2023, "410101", false, false),
                new Division("410101", "甲区", "county", "410100", 2023, null, null, false, false)));
        for (var part : List.of("entrants", "graduates", "transferred_in", "transferred_out", "deaths")) {
            database.execute("INSERT INTO county_sheet (year, county_code, column_name, value, reference_year)"
                    + " VALUES (2023, '410101', 'nine_year_cohort_%s', 10, 2022)".formatted(part));
        }
        cohorts("true", divisions);
        assertThat(database.rows("SELECT region_code FROM cohort WHERE year = 2022"))
                .containsExactly(new Object[] {"410121"});
    }

    @Test
    void a_school_that_did_not_report_is_counted_and_where_only_a_plan_keeps_a_register_that_is_told()
            throws SQLException {
        school(2015, "1", "410101", "63", 100, 90, 80, 70);
        school(2023, "1", "410101", "63", 60, 80, 85, 95);
        register(2015, "1", "410101", "reported", "qujing-2022");
        register(2015, "2", "410101", "unreported", "qujing-2022");
        var row = cohorts("level = 'county'", Divisions.NONE).get(0);
        assertThat(row[2]).isEqualTo(0.95);
        assertThat((String) row[3]).contains("no law was measured by");
        database.execute("DELETE FROM cohort");
        register(2015, "1", "410101", "reported", "cn-national-2017");
        register(2015, "2", "410101", "unreported", "cn-national-2017");
        row = cohorts("level = 'county'", Divisions.NONE).get(0);
        assertThat(row[2]).isNull();
        assertThat((String) row[3]).contains("at entry 1 schools").doesNotContain("no law was measured by");
    }
}
