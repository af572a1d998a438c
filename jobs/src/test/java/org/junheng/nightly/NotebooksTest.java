package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.warehouse.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The notebooks for researchers: clean as committed, and true of any sample and of a real census. */
class NotebooksTest {
    private static final Path NOTEBOOKS = TestRun.home().resolve("notebooks");
    private static final String REQUIREMENTS = "notebooks/requirements.txt";
    private static final List<String> NAMES = List.of(
            "01-first-look-at-a-county",
            "02-equity-of-a-city",
            "03-trends-and-roadmap",
            "04-recompute-a-published-figure",
            "05-large-classes",
            "06-taiwan-primary-schools");
    private static final List<String> OVER_THE_SAMPLE = List.of("01", "02", "03", "04", "05");
    private static final Pattern ABSOLUTE_PATH =
            Pattern.compile("(?<![\\w./:<])/(?:work|home|root|tmp|Users|mnt|data|opt|var|usr)/|\\b[A-Za-z]:\\\\\\\\");

    @TempDir
    Path folder;

    @Test
    void committed_notebooks_hold_no_output_no_count_and_no_path_of_a_machine() throws IOException {
        try (var files = Files.list(NOTEBOOKS)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".ipynb")))
                    .containsExactlyInAnyOrderElementsOf(
                            NAMES.stream().map(name -> name + ".ipynb").toList());
        }
        for (var name : NAMES) {
            var file = NOTEBOOKS.resolve(name + ".ipynb");
            var notebook = new ObjectMapper().readTree(file.toFile());
            assertThat(notebook.path("nbformat").asInt()).as(name).isEqualTo(4);
            assertThat(notebook.path("metadata").properties())
                    .as(name)
                    .extracting(Map.Entry::getKey)
                    .containsExactlyInAnyOrder("kernelspec", "language_info");
            var ids = new HashSet<String>();
            for (var cell : notebook.path("cells")) {
                assertThat(ids.add(cell.path("id").asText()))
                        .as(name + " " + cell.path("id"))
                        .isTrue();
                assertThat(cell.path("metadata")).as(name).isEmpty();
                if (cell.path("cell_type").asText().equals("code")) {
                    assertThat(cell.path("outputs")).as(name).isEmpty();
                    assertThat(cell.get("execution_count").isNull()).as(name).isTrue();
                }
            }
            assertThat(ABSOLUTE_PATH.matcher(Files.readString(file)).results().map(found -> found.group()))
                    .as(name)
                    .isEmpty();
        }
    }

    @Test
    void the_first_cell_of_each_ends_in_one_line_of_sql() throws IOException {
        for (var name : NAMES) {
            var notebook = new ObjectMapper()
                    .readTree(NOTEBOOKS.resolve(name + ".ipynb").toFile());
            var first = cells(notebook, "code").get(0).lines().toList();
            assertThat(first.get(first.size() - 1))
                    .as(name)
                    .matches("(database|raw)\\.sql\\(\"SELECT .* FROM .*\"\\)\\.df\\(\\)");
        }
    }

    @Test
    void the_pinned_duckdb_is_the_one_of_the_java_driver() throws IOException {
        var driver = Pattern.compile("<duckdb.version>(\\d+\\.\\d+\\.\\d+)")
                .matcher(Files.readString(TestRun.home().resolve("pom.xml")));
        assertThat(driver.find()).isTrue();
        assertThat(Files.readAllLines(TestRun.home().resolve(REQUIREMENTS))).contains("duckdb==" + driver.group(1));
    }

    @ParameterizedTest
    @CsvSource({"12, 20, 2020, 2025, 7", "33, 8, 2018, 2025, 20261124"})
    void they_hold_on_samples_of_any_size_and_seed(int counties, int schools, int first, int last, long seed)
            throws IOException, InterruptedException {
        demandPackages();
        var warehouse = folder.resolve("warehouse");
        sample(warehouse, counties, schools, first, last, seed);
        var executed = folder.resolve("executed");
        var said = run(Map.of("JUNHENG_WAREHOUSE", warehouse.toString()), OVER_THE_SAMPLE, executed);
        System.out.println(said.text());
        assertThat(said.exitCode()).as(said.text()).isZero();
        for (var name : NAMES.subList(0, OVER_THE_SAMPLE.size())) {
            assertClean(executed.resolve(name + ".ipynb"), !name.startsWith("04"));
        }
    }

    @Test
    void a_published_figure_that_was_changed_is_found_and_named() throws Exception {
        demandPackages();
        var warehouse = folder.resolve("warehouse");
        var run = sample(warehouse, 4, 8, 2024, 2025, 3);
        var environment = Map.of("JUNHENG_WAREHOUSE", warehouse.toString());
        var rows = run.query("""
                SELECT year, region_code, stage, indicator, standard FROM equity
                WHERE level = 'county' AND year = 2024 AND cv > 0 ORDER BY ALL""");
        long seed = System.nanoTime();
        var row = rows.get(new Random(seed).nextInt(rows.size()));
        var summary = warehouse.resolve(
                Manifest.summaryPath(run.warehouse().currentId().orElseThrow()));
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + summary);
                var change = connection.prepareStatement("""
                        UPDATE equity SET cv = cv + 1e-6
                        WHERE level = 'county' AND year = ?::INTEGER AND region_code = ? AND stage = ? AND indicator = ? AND standard = ?""")) {
            for (int i = 0; i < row.size(); i++) {
                change.setString(i + 1, row.get(i));
            }
            assertThat(change.executeUpdate()).isEqualTo(1);
        }
        var said = run(environment, List.of("04"), folder.resolve("executed"));
        assertThat(said.exitCode())
                .as("seed %d, %s, %s", seed, row, said.text())
                .isEqualTo(1);
        assertThat(said.text()).as("seed %d", seed).contains("cv differs from its schools", row.get(1), row.get(3));
    }

    @Test
    void without_a_warehouse_they_say_in_both_languages_what_to_do() throws IOException, InterruptedException {
        demandPackages();
        var nothing = folder.resolve("nothing");
        var said = run(Map.of("JUNHENG_WAREHOUSE", nothing.toString()), List.of("01"), folder.resolve("executed"));
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.text()).contains("There is no published snapshot in " + nothing, "请在项目目录运行 ./junheng nightly");
    }

    @Test
    void the_real_census_of_taiwan_goes_through_its_profile() throws IOException, InterruptedException {
        demandPackages();
        var census = SharedData.folder("data/tw_primary_2017_2022");
        var environment = Map.of(
                "JUNHENG_CENSUS",
                census.toString(),
                "JUNHENG_LAUNCHER",
                launcher().toString());
        var executed = folder.resolve("executed");
        var said = run(environment, List.of("06"), executed);
        System.out.println(said.text());
        assertThat(said.exitCode()).as(said.text()).isZero();
        assertClean(executed.resolve("06-taiwan-primary-schools.ipynb"), true);
    }

    private static void demandPackages() throws IOException, InterruptedException {
        PythonPackages.demandFrom(REQUIREMENTS, "duckdb", "pandas", "matplotlib", "nbclient", "nbformat", "ipykernel");
    }

    private TestRun sample(Path warehouse, int counties, int schools, int first, int last, long seed)
            throws IOException {
        var census = folder.resolve("census");
        SampleCensus.generate(
                SampleOptions.defaults(TestRun.home().resolve("schemas"))
                        .withCounties(counties)
                        .withSchoolsPerCounty(schools)
                        .withYears(first, last)
                        .withSeed(seed),
                census);
        var run = new TestRun(warehouse);
        run.nightly(census, null);
        return run;
    }

    private PythonPackages.Said run(Map<String, String> environment, List<String> names, Path out)
            throws IOException, InterruptedException {
        var all = new HashMap<>(environment);
        all.put("PYTHONDONTWRITEBYTECODE", "1");
        all.put("MPLCONFIGDIR", folder.resolve("matplotlib").toString());
        var arguments = new ArrayList<>(
                List.of(NOTEBOOKS.resolve("run.py").toString(), "--jobs", "2", "--out", out.toString()));
        arguments.addAll(names);
        return PythonPackages.execute(all, arguments.toArray(String[]::new));
    }

    /** No warning, a missing glyph among them; and pictures where they belong. */
    private static void assertClean(Path executed, boolean pictures) throws IOException {
        var outputs = StreamSupport.stream(
                        new ObjectMapper()
                                .readTree(executed.toFile())
                                .path("cells")
                                .spliterator(),
                        false)
                .flatMap(cell -> StreamSupport.stream(cell.path("outputs").spliterator(), false))
                .toList();
        assertThat(outputs.stream()
                        .filter(output -> output.path("name").asText().equals("stderr"))
                        .map(JsonNode::toString))
                .as(executed.toString())
                .isEmpty();
        assertThat(outputs.stream().anyMatch(output -> output.path("data").has("image/png")))
                .isEqualTo(pictures);
    }

    private static List<String> cells(JsonNode notebook, String type) {
        return StreamSupport.stream(notebook.path("cells").spliterator(), false)
                .filter(cell -> cell.path("cell_type").asText().equals(type))
                .map(cell -> StreamSupport.stream(cell.path("source").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining()))
                .toList();
    }

    /** What ./junheng is to a reader: here the classes under test, since their jar is not made yet. */
    private Path launcher() throws IOException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djunheng.home=" + TestRun.home(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.junheng.command.Junheng"));
        var script = folder.resolve("junheng");
        Files.writeString(
                script,
                "#!/bin/sh\nexec " + command.stream().map(NotebooksTest::quoted).collect(Collectors.joining(" "))
                        + " \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private static String quoted(String argument) {
        return "'" + argument.replace("'", "'\\''") + "'";
    }
}
