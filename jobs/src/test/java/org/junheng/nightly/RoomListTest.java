package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junheng.summary.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of rooms are published room by room and held against the schools of the census. */
class RoomListTest {
    private static final String HEADER = "学年,驻地县代码,学校标识码,教室编号,教室类别,使用面积,建成年份\n";

    @TempDir
    Path folder;

    private Path census;
    private TestRun run;

    @BeforeEach
    void set_up() throws IOException {
        census = Files.createDirectories(folder.resolve("census"));
        run = new TestRun(folder.resolve("warehouse"));
    }

    private void rooms(String... rows) throws IOException {
        Files.writeString(census.resolve("rooms-2023.csv"), HEADER + String.join("\n", rows) + "\n");
    }

    @Test
    void rooms_are_published_with_their_kind_area_and_year_and_what_is_missing_stays_missing() throws IOException {
        schools();
        rooms(
                "2023,530302,5303020001,M1,音乐教室,96.5,2018",
                "2023,530302,5303020001,M2,music,,",
                "2023,530302,5303020002,A1,美术,90,",
                "2023,530302,5303020003,0,无,,");
        assertThat(run.nightly(census, null).exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.query(
                        "SELECT year, school_code, room_code, kind, area, year_built, county_code, note FROM room"))
                .containsExactly(
                        Arrays.asList("2023", "5303020001", "M1", "music", "96.5", "2018", "530302", null),
                        Arrays.asList("2023", "5303020001", "M2", "music", null, null, "530302", null),
                        Arrays.asList("2023", "5303020002", "A1", "art", "90.0", null, "530302", null),
                        Arrays.asList("2023", "5303020003", "0", "none", null, null, "530302", null));
        assertThat(run.query("SELECT severity, rows_checked, rows_failing, example FROM quality"
                        + " WHERE table_name = 'cn-rooms' AND rule = 'school_unknown'"))
                .containsExactly(Arrays.asList("warn", "4", "0", null));
        assertThat(SummaryContract.breaches(run)).isEmpty();
    }

    @Test
    void a_room_of_a_school_that_the_census_lacks_is_taken_with_a_warning() throws IOException {
        schools();
        rooms(
                "2023,530302,5303020001,M1,音乐,96,2018",
                "2023,530302,5303029999,M1,音乐,96,2018",
                "2023,411302,4113020001,A1,美术,90,2018");
        assertThat(run.nightly(census, null).exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.query("SELECT school_code, note IS NULL FROM room"))
                .containsExactly(
                        List.of("4113020001", "false"), List.of("5303020001", "true"), List.of("5303029999", "false"));
        var quality = run.query("SELECT severity, rows_checked, rows_failing, example FROM quality"
                + " WHERE table_name = 'cn-rooms' AND rule = 'school_unknown'");
        assertThat(quality).hasSize(1);
        assertThat(quality.get(0).subList(0, 3)).containsExactly("warn", "3", "2");
        assertThat(quality.get(0).get(3)).startsWith("4113020001 [A1]: ").contains("no such school");
        assertThat(SummaryContract.breaches(run)).isEmpty();
    }

    @Test
    void rooms_alone_and_rooms_of_one_key_that_differ() throws IOException {
        rooms(
                "2023,530302,5303020001,M1,音乐,96,2018",
                "2023,530302,5303020001,M1,音乐,97,2018",
                "2023,530302,5303020001,A1,美术,90,2018",
                "2023,530302,5303020001,A1,美术,90,2018",
                "2023,530302,5303020001,X,舞蹈,90,2018",
                "2023,530302,5303020001,A2,美术,0,2018");
        assertThat(run.nightly(census, null).exitCode()).isEqualTo(ExitCode.PUBLISHED_WITH_REFUSALS);
        assertThat(run.query("SELECT line, rule, column_name FROM quarantine ORDER BY line"))
                .containsExactly(
                        List.of("2", "duplicate_conflict", "学校标识码"),
                        List.of("3", "duplicate_conflict", "学校标识码"),
                        List.of("5", "duplicate_repeated", "学校标识码"),
                        List.of("6", "code", "教室类别"),
                        List.of("7", "range", "使用面积"));
        assertThat(run.query("SELECT room_code FROM room")).containsExactly(List.of("A1"));
        assertThat(run.query("SELECT first_year FROM snapshot")).containsExactly(List.of("2023"));
    }

    private void schools() throws IOException {
        var schools = new FlatCensus();
        schools.primary(2023, "530302", "5303020001");
        schools.primary(2023, "530302", "5303020002");
        schools.junior(2023, "530302", "5303020003");
        schools.write(census);
    }
}
