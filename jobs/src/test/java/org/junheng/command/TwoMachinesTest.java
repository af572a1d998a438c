package org.junheng.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junheng.nightly.TestRun;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.summary.ExitCode;
import org.junheng.warehouse.Hashing;
import org.junheng.warehouse.LocalWarehouseFiles;
import org.junheng.warehouse.Manifest;
import org.junheng.warehouse.Warehouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same inputs with the settings of two machines: what the program writes is the same, byte for byte. */
class TwoMachinesTest {
    /** What is written from the summary; OUT stands for a folder, WAREHOUSE for the machine's own. */
    private static final List<String> EXPORTS = List.of(
            "export --format csv --out OUT/csv",
            "export --format parquet --out OUT/parquet",
            "export --format xlsx --lang zh --out OUT/xlsx",
            "export --format csv --public --out OUT/public",
            "export --format xlsx --lang zh --county COUNTY --out OUT/dossier",
            "export --format xlsx --lang en --city CITY --out OUT/report");

    private static final Map<String, String> ANSWERS = Map.of(
            "explain.json", "explain COUNTY --format json",
            "equity.json", "query TABLE_equity --format json",
            "equity.csv", "query TABLE_equity --format csv",
            "league.csv", "query TABLE_city_league --format csv",
            "dictionary.csv", "query TABLE_data_dictionary --format csv");

    @TempDir
    Path folder;

    @Test
    void settings_of_a_machine_change_no_byte() throws Exception {
        var census = folder.resolve("census");
        SampleCensus.generate(
                SampleOptions.defaults(TestRun.home().resolve("schemas"))
                        .withCounties(3)
                        .withSchoolsPerCounty(8)
                        .withYears(2020, 2025)
                        .withCountySheets(),
                census);
        var plain = new Machine(folder.resolve("plain"), census, "en", "GB", "UTC", 1);
        var strange = new Machine(folder.resolve("über 另一台"), census, "tr", "TR", "Asia/Kathmandu", 8);
        plain.work();
        strange.work();

        var written = plain.written();
        assertThat(strange.written()).isEqualTo(written);
        System.out.printf("two machines: %d files equal byte for byte%n", written.size());
        for (var kind : List.of(".parquet", ".csv", ".json", ".xlsx", ".cff")) {
            assertThat(written.keySet()).as(kind).anyMatch(name -> name.endsWith(kind));
        }
        var difference = Said.to(
                List.of("diff"),
                plain.summary().toString(),
                strange.summary().toString(),
                "--warehouse",
                plain.warehouse().toString());
        assertThat(difference.exitCode()).as(difference.err()).isEqualTo(ExitCode.DONE);
        assertThat(difference.out()).contains("Nothing has changed").doesNotContain("changed  ");
    }

    /** A process of its own with settings of its own, which runs the whole chain and every export. */
    private record Machine(Path home, Path census, String language, String country, String timeZone, int processors) {
        Path warehouse() {
            return home.resolve("warehouse");
        }

        Path summary() throws IOException {
            var id = new Warehouse(new LocalWarehouseFiles(warehouse()))
                    .currentId()
                    .orElseThrow();
            return warehouse().resolve(Manifest.summaryPath(id));
        }

        void work() throws IOException, InterruptedException {
            Files.createDirectories(home);
            var log = home.resolve("log").toFile();
            var builder = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx2g",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:ActiveProcessorCount=" + processors,
                            "-Duser.language=" + language,
                            "-Duser.country=" + country,
                            "-Duser.timezone=" + timeZone,
                            "-Djunheng.home=" + TestRun.home(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Work.class.getName(),
                            census.toString(),
                            warehouse().toString(),
                            home.resolve("written").toString(),
                            "local[" + processors + "]",
                            language + "_" + country + ".UTF-8"))
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log);
            assertThat(builder.start().waitFor())
                    .as(() -> {
                        try {
                            return Files.readString(log.toPath());
                        } catch (IOException unreadable) {
                            throw new java.io.UncheckedIOException(unreadable);
                        }
                    })
                    .isZero();
        }

        /** Path → hash of all that was written but DuckDB files, whose bytes vary, and what tells of the run itself. */
        TreeMap<String, String> written() throws IOException {
            var hashes = new TreeMap<String, String>();
            var files = new LocalWarehouseFiles(home);
            for (var top : List.of(
                    "written", "warehouse/census", "warehouse/metrics", "warehouse/quarantine", "warehouse/raw")) {
                for (var path : files.list(top)) {
                    hashes.put(path, Hashing.ofFile(home.resolve(path)));
                }
            }
            return hashes;
        }
    }

    /** The main class of a machine's process. */
    static final class Work {
        private Work() {}

        public static void main(String[] arguments) throws IOException {
            var warehouse = arguments[1];
            var out = Path.of(arguments[2]);
            System.out.println(Locale.getDefault() + " " + TimeZone.getDefault().getID());
            var environment = Map.of("LANG", arguments[4]);
            run(
                    List.of("nightly", "--census", arguments[0], "--master", arguments[3], "--warehouse", warehouse),
                    environment,
                    System.out);
            for (var line : EXPORTS) {
                run(words(line, warehouse, out), environment, System.out);
            }
            for (var answer : ANSWERS.entrySet()) {
                try (var file = Files.newOutputStream(out.resolve(answer.getKey()))) {
                    run(words(answer.getValue(), warehouse, out), environment, file);
                }
            }
        }

        private static List<String> words(String line, String warehouse, Path out) {
            var words = new ArrayList<String>();
            for (var word : line.split(" ")) {
                words.add(
                        word.startsWith("TABLE_")
                                ? "SELECT * FROM " + word.substring("TABLE_".length())
                                : word.replace("OUT", out.toString())
                                        .replace("COUNTY", "530302")
                                        .replace("CITY", "530300"));
            }
            words.addAll(List.of("--warehouse", warehouse));
            return words;
        }

        private static void run(List<String> words, Map<String, String> environment, OutputStream answer) {
            System.out.println(String.join(" ", words));
            var exitCode = Junheng.run(words, environment, answer, System.err);
            if (exitCode != ExitCode.DONE && exitCode != ExitCode.PUBLISHED_WITH_REFUSALS) {
                System.out.println("ended with " + exitCode);
                System.exit(1);
            }
        }
    }
}
