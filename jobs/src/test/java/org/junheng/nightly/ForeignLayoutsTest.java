package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junheng.explain.Comparer;
import org.junheng.summary.Column;
import org.junheng.summary.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invented rows in the layouts of real censuses that the shipped facts can read. */
class ForeignLayoutsTest {
    @TempDir
    Path folder;

    private Path census;
    private TestRun run;

    @BeforeEach
    void set_up() throws IOException {
        census = Files.createDirectories(folder.resolve("census"));
        run = new TestRun(folder.resolve("warehouse"));
    }

    @Test
    void a_brazilian_school_file_is_read_whatever_its_year_has() throws IOException {
        var who = "NU_ANO_CENSO,CO_ENTIDADE,NO_ENTIDADE,CO_MUNICIPIO,TP_DEPENDENCIA,TP_SITUACAO_FUNCIONAMENTO";
        write("2015_ESCOLAS_2300001.CSV", who + ",IN_AGUA,NU_SALAS_UTILIZADAS", "2015,23000001,A,2300001,3,1,1,12.0");
        write(
                "2018_ESCOLAS_2300001.CSV",
                "," + who + ",QT_SALAS_UTILIZADAS",
                "0,2018,23000001,A,2300001,3,1,12.0",
                "1,2018,23000002,B,2300001,4,1,");
        write(
                "2022_EESCOLAS_2300001.CSV",
                who + ",NO_MUNICIPIO,QT_MAT_BAS,QT_DOC_BAS,QT_TUR_BAS,QT_SALAS_UTILIZADAS,QT_DESKTOP_ALUNO,"
                        + "QT_COMP_PORTATIL_ALUNO,QT_COMP_ALUNO",
                "2022,23000001,A,2300001,3,1,Vila,500.0,20.0,16.0,12.0,15.0,5.0,",
                "2022,23000002,B,2300001,4,1,Vila,100.0,10.0,8.0,6.0,,,",
                "2022,23000003,C,2300001,4,2,Vila,,,,,,,",
                "2022,23000004,D,2300001,2,3,Vila,,,,,,,",
                "2022,23000005,E,2300001,3,1,Vila,88888.0,20.0,16.0,12.0,15.0,5.0,",
                "2022,23000006,F,2300001,3,7,Vila,90.0,20.0,16.0,12.0,15.0,5.0,");
        assertThat(run.nightly(census, "br-censo-escolar").exitCode()).isEqualTo(ExitCode.PUBLISHED_WITH_REFUSALS);
        assertThat(run.query("SELECT line, rule, column_name, found FROM quarantine ORDER BY line"))
                .containsExactly(
                        List.of("6", "range", "QT_MAT_BAS", "88888.0"),
                        List.of("7", "code", "TP_SITUACAO_FUNCIONAMENTO", "7"));
        assertThat(run.query("SELECT year, school_code, students, region_code, note FROM school ORDER BY 1, 2"))
                .containsExactly(
                        Arrays.asList("2015", "23000001", null, "2300001/municipal", null),
                        Arrays.asList("2018", "23000001", null, "2300001/municipal", null),
                        Arrays.asList("2018", "23000002", null, "2300001/private", null),
                        Arrays.asList("2022", "23000001", "500", "2300001/municipal", null),
                        Arrays.asList("2022", "23000002", "100", "2300001/private", null),
                        Arrays.asList("2022", "23000003", null, "2300001/private", "暂停办学 / suspended for the year"),
                        Arrays.asList("2022", "23000004", null, "2300001/state", "停办 / closed"));
        // No school of the private network tells its computers: no row.
        assertThat(run.query("SELECT region_code, indicator, units, excluded, resource FROM equity"
                        + " WHERE level = 'network' AND indicator LIKE '%o%' ORDER BY ALL"))
                .containsExactly(
                        List.of("2300001/municipal", "classrooms_per_100", "1", "0", "12.0"),
                        List.of("2300001/municipal", "student_computers_per_100", "1", "0", "20.0"),
                        List.of("2300001/private", "classrooms_per_100", "1", "0", "6.0"));
        assertThat(run.query("SELECT DISTINCT year FROM equity")).containsExactly(List.of("2022"));
        assertThat(run.query("SELECT year, name FROM division WHERE level = 'city' ORDER BY year"))
                .containsExactly(List.of("2015", "2300001"), List.of("2018", "2300001"), List.of("2022", "Vila"));
        assertThat(SummaryContract.breaches(run)).isEmpty();
    }

    @Test
    void two_regions_of_a_level_of_the_profile_are_compared() throws Exception {
        var header = "NU_ANO_CENSO,CO_ENTIDADE,NO_ENTIDADE,CO_MUNICIPIO,TP_DEPENDENCIA,TP_SITUACAO_FUNCIONAMENTO,"
                + "NO_MUNICIPIO,QT_MAT_BAS,QT_DOC_BAS,QT_TUR_BAS,QT_SALAS_UTILIZADAS,QT_DESKTOP_ALUNO,QT_COMP_PORTATIL_ALUNO,QT_COMP_ALUNO";
        write(
                "2022_EESCOLAS_2300001.CSV",
                header,
                "2022,23000001,A,2300001,3,1,Vila,500.0,20.0,16.0,12.0,15.0,5.0,",
                "2022,23000002,B,2300001,4,1,Vila,100.0,10.0,8.0,6.0,,,");
        run.nightly(census, "br-censo-escolar");
        try (var connection = run.summary()) {
            var every =
                    new Comparer.Selection(Optional.empty(), Optional.of("classrooms_per_100"), Optional.empty(), 3);
            var answer =
                    new Comparer(connection).places("2300001/municipal", "2300001/private", Optional.of(2022), every);
            var difference =
                    answer.columns().stream().map(Column::name).toList().indexOf("difference");
            assertThat(answer.components()).isNotEmpty();
            // 12 rooms for 500 and 6 for 100
            assertThat((Double) answer.components().get(0).get(difference)).isCloseTo(6 - 2.4, within(1e-12));
        }
    }

    @Test
    void provinces_are_units_and_their_code_tells_the_region() throws IOException {
        write(
                "primary_by_province_2000_2001.csv",
                "省份编码,省份,年份,普通小学学校数(所),普通小学招生数(万人),普通小学在校学生数(万人),普通小学毕业生数(万人)," + "普通小学教职工数(万人),普通小学专任教师数(万人)",
                "110000,北京市,2001,1960,9.1,66.4443,,6.8798,5.4772",
                "110000,北京市,2000,2169,9.2,74.5,18.5059,,5.8002",
                "150000,内蒙古自治区,2001,9000,,100,,9,8",
                "530000,云南省,2001,20000,1,400.00001,1,20,19",
                "710000,台湾省,2001,2600,1,190,1,10,9");
        Files.writeString(census.resolve("published_national_primary.csv"), "年份,普通小学在校学生数(万人)\n2001,12543.5\n");
        run.nightly(census, "cn-province-yearbook");
        assertThat(run.query("SELECT name, state FROM source_file ORDER BY name"))
                .containsExactly(
                        List.of("primary_by_province_2000_2001.csv", "accepted"),
                        List.of("published_national_primary.csv", "not_read"));
        assertThat(run.query("SELECT line, column_name, found, expected FROM quarantine ORDER BY line"))
                .containsExactly(
                        // A tenth of a person: not rounded, shown.
                        List.of("5", "普通小学在校学生数(万人)", "4000000.1", "非负整数 / a whole number, not negative"),
                        List.of(
                                "6",
                                "省份编码",
                                "710000",
                                "以方案所列数字开头的代码：1 2 3 4 5 6 / a code that begins as the profile"
                                        + " lists: 1 2 3 4 5 6"));
        assertThat(run.query("SELECT year, school_code, name, students, region_code FROM school ORDER BY 1, 2"))
                .containsExactly(
                        List.of("2000", "110000", "北京市", "745000", "华北"),
                        List.of("2001", "110000", "北京市", "664443", "华北"),
                        List.of("2001", "150000", "内蒙古自治区", "1000000", "华北"));
        assertThat(run.query("SELECT year, indicator, units, resource FROM equity WHERE level = 'region' ORDER BY ALL"))
                .containsExactly(
                        List.of("2000", "schools_per_10000", "1", "2169.0"),
                        List.of("2000", "teachers_per_100", "1", "58002.0"),
                        List.of("2001", "schools_per_10000", "2", "10960.0"),
                        List.of("2001", "staff_per_100", "2", "158798.0"),
                        List.of("2001", "teachers_per_100", "2", "134772.0"));
        assertThat(SummaryContract.breaches(run)).isEmpty();
    }

    private void write(String name, String... lines) throws IOException {
        Files.writeString(census.resolve(name), String.join("\n", lines) + "\n");
    }
}
