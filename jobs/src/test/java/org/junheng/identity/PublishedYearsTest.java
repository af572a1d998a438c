package org.junheng.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junheng.terms.FaultException;
import org.junheng.terms.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads published tables, here written by hand, with a column for the address. */
class PublishedYearsTest {
    private Connection connection;

    @BeforeEach
    void publish() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("""
                CREATE TABLE school (year BIGINT, school_code VARCHAR, name VARCHAR, type VARCHAR, county_code VARCHAR,
                  manager_code VARCHAR, urban_rural VARCHAR, students_primary BIGINT, students_junior BIGINT, students BIGINT,
                  classes_primary BIGINT, classes_junior BIGINT, situation VARCHAR, series_code VARCHAR, address VARCHAR)""");
        execute(
                "CREATE TABLE division (year BIGINT, code VARCHAR, name VARCHAR, parent_code VARCHAR, series_code VARCHAR)");
        execute("CREATE TABLE quarantine (year BIGINT, school_code VARCHAR)");
        execute("CREATE TABLE school_indicator (year BIGINT, standard VARCHAR, stage VARCHAR, school_code VARCHAR,"
                + " indicator VARCHAR, numerator DOUBLE)");
        execute("INSERT INTO division VALUES (2022, '530328', '沾益县', '530300', '530303'),"
                + " (2022, '530300', '曲靖市', NULL, '530300'), (2023, '530303', '沾益区', '530300', '530303'),"
                + " (2023, '530300', '曲靖市', NULL, '530300')");
        school(2022, "A", "530328", "300, 200, 500, 8, 4", "open", "'东街1号'");
        school(2022, "B", "530328", "NULL, NULL, NULL, NULL, NULL", "open", "NULL");
        school(2022, "C", "530328", "NULL, NULL, NULL, NULL, NULL", "closed", "NULL");
        school(2023, "A", "530303", "310, 0, 310, 8, NULL", "open", "'东街1号'");
        school(2023, "B", "530303", "NULL, NULL, NULL, NULL, NULL", "merged", "NULL");
        school(2023, "D", "530303", "NULL, NULL, 90, NULL, NULL", "open", "NULL");
        execute("INSERT INTO quarantine VALUES (2022, 'X'), (2023, 'Y'), (2023, NULL)");
        execute("INSERT INTO school_indicator VALUES (2022, 's', 'primary', 'B', 'area', 60),"
                + " (2022, 's', 'junior', 'B', 'area', 40), (2022, 's', 'primary', 'B', 'ground', 60),"
                + " (2022, 's', 'junior', 'B', 'ground', NULL), (2022, 's', 'primary', 'A', 'area', 7)");
    }

    private void school(int year, String code, String county, String numbers, String situation, String address)
            throws SQLException {
        execute("INSERT INTO school VALUES (%d, '%s', '学校%s', '211', '%s', NULL, '210', %s, '%s', '%s', %s)"
                .formatted(year, code, code, county, numbers, situation, code, address));
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void years_are_those_with_a_year_before_them() throws SQLException {
        school(2025, "A", "530303", "1, 1, 2, 1, 1", "open", "NULL");
        assertThat(new PublishedYears(connection, NameLikenessTest.MATCHING).years())
                .containsExactly(2023);
    }

    @Test
    void open_schools_are_read_under_the_series_of_their_county() throws SQLException {
        var pair = new PublishedYears(connection, NameLikenessTest.MATCHING).pair(2023);
        assertThat(pair.before()).extracting(YearSchool::code).containsExactly("A", "B");
        assertThat(pair.after()).extracting(YearSchool::code).containsExactly("A", "D");
        assertThat(pair.before()).extracting(YearSchool::county).containsOnly("530303");
        assertThat(pair.after()).extracting(YearSchool::county).containsOnly("530303");
        assertThat(pair.divisions().get("530303")).containsExactlyInAnyOrder("沾益县", "沾益区", "曲靖市");
        assertThat(pair.codesBefore()).containsExactlyInAnyOrder("A", "B", "C", "X");
        assertThat(pair.quarantined()).containsExactly("Y");
        assertThat(pair.ended()).isEqualTo(Map.of("B", "merged"));
    }

    @Test
    void students_are_told_by_stage_where_the_stages_make_up_all_and_missing_is_not_zero() throws SQLException {
        var pair = new PublishedYears(connection, NameLikenessTest.MATCHING).pair(2023);
        assertThat(pair.before().get(0).students()).isEqualTo(Map.of(Stage.PRIMARY, 300L, Stage.JUNIOR, 200L));
        assertThat(pair.before().get(0).classes()).isEqualTo(12);
        assertThat(pair.before().get(1).allStudents()).isNull();
        assertThat(pair.before().get(1).classes()).isNull();
        assertThat(pair.after().get(0).students()).isEqualTo(Map.of(Stage.PRIMARY, 310L));
        assertThat(pair.after().get(1).students()).isEqualTo(Map.of(Stage.ALL, 90L));
    }

    @Test
    void the_columns_that_tell_a_place_are_read_where_the_table_has_them() throws SQLException {
        var pair = new PublishedYears(connection, NameLikenessTest.MATCHING).pair(2023);
        assertThat(pair.before().get(0).place()).isEqualTo(Map.of("address", "东街1号", "urban_rural", "210"));
        execute("ALTER TABLE school DROP COLUMN address");
        assertThat(new PublishedYears(connection, NameLikenessTest.MATCHING)
                        .pair(2023)
                        .before()
                        .get(0)
                        .place())
                .isEqualTo(Map.of("urban_rural", "210"));
    }

    @Test
    void resources_are_those_of_the_whole_school_and_none_where_a_stage_lacks_them() throws SQLException {
        var pair = new PublishedYears(connection, NameLikenessTest.MATCHING).pair(2023);
        assertThat(pair.before().get(1).resources()).isEqualTo(Map.of("s area", 100.0));
        assertThat(pair.before().get(0).resources())
                .as("a school that stays under its name is not compared")
                .isEmpty();
    }

    @Test
    void the_tables_of_an_older_version_are_refused() throws SQLException {
        execute("ALTER TABLE school DROP COLUMN situation");
        var fault = catchThrowableOfType(
                FaultException.class, () -> new PublishedYears(connection, NameLikenessTest.MATCHING).pair(2023));
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.USAGE);
        assertThat(fault.nextStep().en()).contains("junheng nightly");
        assertThat(fault.code()).isEqualTo("schools.old_snapshot");
    }
}
