package org.junheng.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in an installation of empty jars, with a Java that only writes down how it was called. */
@Timeout(60)
class LauncherTest {
    private static final String RECORDING_JAVA = """
            #!/bin/bash
            for argument in "$@"; do
              printf '%s\\n' "$argument"
              case $argument in -XX:ArchiveClassesAtExit=*) archive=${argument#*=} ;; esac
            done
            printf 'locale %s of %s in %s\\n' "${LC_ALL:-}" "$JUNHENG_LOCALE" "$PWD"
            case "$*" in *wait-for-signal*)
              trap 'exit 143' TERM
              while :; do sleep 0.1; done ;;
            esac
            if [ -n "${archive:-}" ]; then
              case "$*" in *half-an-archive*) printf '\\0\\0\\0\\0rest' ;; *) printf '\\xa8\\xab\\x0b\\xf0rest' ;; esac >"$archive"
            fi
            case "$*" in *fail-with-four*) exit 4 ;; esac
            """;

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void install() throws IOException {
        home = Files.createDirectories(folder.toRealPath().resolve("install"));
        var launcher = Path.of(System.getProperty("junheng.home", "..")).resolve("junheng");
        Files.copy(launcher, home.resolve("junheng"));
        makeExecutable(home.resolve("junheng"));
        for (var jar : List.of(
                "junheng-jobs-0.1.0.jar",
                "junheng-jobs-0.1.0-spark-submit.jar",
                "distribution/light/b.jar",
                "distribution/light/A.jar",
                "distribution/spark/b.jar",
                "distribution/spark/spark.jar")) {
            place("jobs/target", jar);
        }
        for (var jar : List.of("junheng-dashboard-0.1.0.jar", "libraries/b.jar", "libraries/A.jar")) {
            place("dashboard/target", jar);
        }
        java("17.0.15", RECORDING_JAVA);
    }

    private void place(String target, String jar) throws IOException {
        var file = home.resolve(target).resolve(jar);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    @Test
    void starts_the_dashboards_own_program_for_it_its_help_and_its_site() throws Exception {
        for (var arguments : List.of(
                List.of("dashboard", "--port", "8107"),
                List.of("--lang", "zh", "dashboard"),
                List.of("help", "dashboard"),
                List.of("dashboard", "--help"),
                List.of("export", "--format", "site", "--out", "site"),
                List.of("export", "--out=site", "--format=site"))) {
            var called = run(arguments.toArray(String[]::new));
            assertThat(called.lines())
                    .as(arguments.toString())
                    .contains("org.junheng.dashboard.command.Dashboard")
                    .containsAll(arguments);
            assertThat(classPath(called)).containsExactly("junheng-dashboard-0.1.0.jar", "A.jar", "b.jar");
        }
        for (var arguments : List.of(
                List.of("help"), List.of("help", "export"), List.of("export", "--format", "csv", "--out", "site"))) {
            assertThat(run(arguments.toArray(String[]::new)).lines())
                    .as(arguments.toString())
                    .contains("org.junheng.command.Junheng");
        }
    }

    @Test
    void a_server_writes_no_archive_itself_when_it_is_stopped() throws Exception {
        assertThat(run("dashboard").output()).doesNotContain("ArchiveClassesAtExit");
    }

    @Test
    void namesEveryJarInOrderAndLeavesSparkOutOfLightCommands() throws Exception {
        var called = run("query", "SELECT 1");
        assertThat(called.lines()).contains("-XX:+UseSerialGC", "org.junheng.command.Junheng", "SELECT 1");
        assertThat(classPath(called)).containsExactly("junheng-jobs-0.1.0.jar", "A.jar", "b.jar");
    }

    @Test
    void bringsWhatWritesParquetHoweverItIsSpelt() throws Exception {
        for (var file : List.of("q.parquet", "q.PARQUET", "q.Parquet")) {
            assertThat(classPath(run("query", "SELECT 1", "--out", file)))
                    .as(file)
                    .contains("spark.jar");
        }
        assertThat(classPath(run("export", "--format", "PARQUET"))).contains("spark.jar");
        assertThat(classPath(run("query", "SELECT 1", "--out", "q.csv"))).doesNotContain("spark.jar");
    }

    @Test
    void addsSparkToTheStepsOnceEachJarAndOpensItsModules() throws Exception {
        var called = run("--lang", "zh", "nightly");
        assertThat(classPath(called)).containsExactly("junheng-jobs-0.1.0.jar", "A.jar", "b.jar", "spark.jar");
        assertThat(called.lines()).contains("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "-XX:TieredStopAtLevel=1");
    }

    @Test
    void usesTheFullCompilerForALargeCensus() throws Exception {
        var census = Files.createDirectories(folder.resolve("census"));
        Files.write(census.resolve("big.csv"), new byte[70 << 20]);
        assertThat(run("nightly", "--census", census.toString()).lines())
                .contains("-XX:+UseParallelGC")
                .doesNotContain("-XX:TieredStopAtLevel=1");
    }

    @Test
    void makesAnArchiveOnceAndUsesItUntilAJarChanges() throws Exception {
        assertThat(run("query", "x").output()).contains("-XX:ArchiveClassesAtExit=");
        assertThat(run("query", "x").output())
                .contains("-XX:SharedArchiveFile=")
                .doesNotContain("ArchiveClassesAtExit");
        Files.writeString(home.resolve("jobs/target/distribution/light/A.jar"), "changed");
        assertThat(run("query", "x").output()).contains("-XX:ArchiveClassesAtExit=");
        try (Stream<Path> archives = Files.list(home.resolve("jobs/target/archive"))) {
            assertThat(archives).hasSize(1);
        }
    }

    @Test
    void passesTheExitCodeOnWithAndWithoutAnArchive() throws Exception {
        assertThat(run("query", "fail-with-four").exitCode()).isEqualTo(4);
        var second = run("query", "fail-with-four");
        assertThat(second.exitCode()).isEqualTo(4);
        assertThat(second.output()).contains("-XX:SharedArchiveFile=");
    }

    @Test
    void keepsNoArchiveThatWasCutShort() throws Exception {
        assertThat(run("query", "half-an-archive").output()).contains("-XX:ArchiveClassesAtExit=");
        assertThat(run("query", "x").output()).contains("-XX:ArchiveClassesAtExit=");
        assertThat(run("query", "x").output()).contains("-XX:SharedArchiveFile=");
    }

    @Test
    void javaItselfReceivesTerminationWithAndWithoutAnArchive() throws Exception {
        assertThat(terminated("query", "wait-for-signal")).isEqualTo(143);
        run("query", "x");
        assertThat(terminated("query", "wait-for-signal")).isEqualTo(143);
    }

    @Test
    void worksThroughASymbolicLinkAndStaysInTheFolderOfTheUser() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("install/junheng"));
        var called = run(List.of(link.toString(), "doctor"), Map.of("LC_ALL", "POSIX", "LANG", "zh_CN.GBK"));
        assertThat(called.output())
                .contains("-Djunheng.home=" + home, "locale C.UTF-8 of POSIX in " + folder.toRealPath());
    }

    @Test
    void refusesAnOldJavaInTheLanguageOfTheUser() throws Exception {
        java("11.0.2", RECORDING_JAVA);
        assertThat(run("doctor").output()).contains("Java 11.0.2 is too old");
        var chinese = run("doctor", "--lang", "zh");
        assertThat(chinese.output()).contains("Java 11.0.2 过旧");
        assertThat(chinese.exitCode()).isEqualTo(1);
    }

    private record Called(String output, int exitCode) {
        List<String> lines() {
            return output.lines().toList();
        }
    }

    private Called run(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(home.resolve("junheng").toString()));
        command.addAll(List.of(arguments));
        return run(command, Map.of());
    }

    private Called run(List<String> command, Map<String, String> environment) throws Exception {
        var process = start(command, environment);
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var called = new Called(output, process.waitFor());
        awaitWatcher();
        return called;
    }

    /** The archive moves into place a moment after Java has ended. */
    private void awaitWatcher() throws Exception {
        var archives = home.resolve("jobs/target/archive");
        for (boolean making = true; making && Files.exists(archives); ) {
            try (Stream<Path> files = Files.list(archives)) {
                making = files.anyMatch(file -> file.getFileName().toString().startsWith(".making"));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private int terminated(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(home.resolve("junheng").toString()));
        command.addAll(List.of(arguments));
        var process = start(command, Map.of());
        var output = process.inputReader(StandardCharsets.UTF_8);
        for (var line = output.readLine(); !line.startsWith("locale "); line = output.readLine()) {}
        TimeUnit.MILLISECONDS.sleep(200);
        process.destroy();
        return process.waitFor();
    }

    private Process start(List<String> command, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("JUNHENG_"));
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static List<String> classPath(Called called) {
        var path = called.lines().get(called.lines().indexOf("-cp") + 1);
        return Stream.of(path.split(":"))
                .map(jar -> Path.of(jar).getFileName().toString())
                .toList();
    }

    private void java(String version, String script) throws IOException {
        var binary = folder.resolve("java/bin/java");
        Files.createDirectories(binary.getParent());
        Files.writeString(binary, script);
        makeExecutable(binary);
        Files.writeString(folder.resolve("java/release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private static void makeExecutable(Path file) throws IOException {
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("Cannot make executable: " + file);
        }
    }
}
