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

    private void write(String name, String... lines) throws IOException {
        Files.writeString(census.resolve(name), String.join("\n", lines) + "\n");
    }
}
