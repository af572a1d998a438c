package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.duckdb.DuckDBDriver;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.warehouse.Manifest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the READMEs show for Java and Python runs as it stands there, but for the snapshot id. */
class ReadmeExamplesTest {
    private static final Pattern PUBLISHED_FILE = Pattern.compile("warehouse/summary/junheng-[0-9a-f]{16}\\.duckdb");

    @TempDir
    static Path folder;

    private static TestRun run;

    @BeforeAll
    static void publish() throws IOException {
        var census = folder.resolve("census");
        SampleCensus.generate(
                SampleOptions.defaults(TestRun.home().resolve("schemas"))
                        .withCounties(3)
                        .withSchoolsPerCounty(6)
                        .withYears(2024, 2025)
                        .withSeed(5),
                census);
        run = new TestRun(folder.resolve("warehouse"));
        run.nightly(census, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh.md"})
    void the_java_example_compiles_and_prints_the_published_rows(String readme) throws Exception {
        var source = folder.resolve("Example.java");
        Files.writeString(source, example(readme, "java"));
        var driver = Path.of(DuckDBDriver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        driver.toString(),
                        source.toString())
                .redirectErrorStream(true)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        var published = run.query("""
                SELECT d.name || ' ' || e.units || ' ', e.cv_status
                FROM equity e JOIN division d ON d.year = e.year AND d.code = e.region_code
                WHERE e.level = 'county' AND e.stage = 'junior' AND e.indicator = 'teaching_area_per_student'
                  AND e.year = 2025 ORDER BY e.cv DESC, d.code""");
        assertThat(published).isNotEmpty();
        var lines = printed.lines().toList();
        assertThat(lines).hasSameSizeAs(published);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i))
                    .startsWith(published.get(i).get(0))
                    .endsWith(" " + published.get(i).get(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh.md"})
    void the_python_example_shows_the_published_verdicts(String readme) throws Exception {
        PythonPackages.demandFrom("notebooks/requirements.txt", "duckdb");
        var said = PythonPackages.execute(Map.of(), "-c", example(readme, "python"));
        assertThat(said.exitCode()).as(said.text()).isZero();
        var verdicts = run.query("SELECT count(*) FROM county_verdict").get(0).get(0);
        assertThat(said.text()).contains("assessment_level", "cn-national-2017", verdicts + " rows");
    }

    /** The one block of a language, over the file published here. */
    private static String example(String readme, String language) throws IOException {
        var text = Files.readString(TestRun.home().resolve(readme));
        List<String> blocks = Pattern.compile("^```" + language + "\\R(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).as(readme).hasSize(1);
        var file = PUBLISHED_FILE.matcher(blocks.get(0));
        assertThat(file.results()).as(readme).hasSize(1);
        var published = folder.resolve("warehouse")
                .resolve(Manifest.summaryPath(run.warehouse().currentId().orElseThrow()));
        return file.reset().replaceFirst(published.toString());
    }
}
