package org.junheng.nightly;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads a published file with other versions of DuckDB than the one of this Java. */
final class OtherVersions {
    private static final Path TARGET = TestRun.home().resolve("jobs/target");

    private OtherVersions() {}

    /** The lines of {@link FileDigest} by the next driver, which the build has put below {@code target}. */
    static List<String> digestByNextDriver(Path file) throws IOException, InterruptedException {
        var driver = TARGET.resolve("next-driver/duckdb_jdbc.jar");
        var classes = TARGET.resolve("test-classes");
        return said(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        classes + File.pathSeparator + driver,
                        FileDigest.class.getName(),
                        file.toString()))
                .lines()
                .toList();
    }

    /** The digest that {@code bench/python/digest_file.py} makes with a version of the package, installed for itself. */
    static String digestByPython(Path file, String version) throws IOException, InterruptedException {
        var environment = TARGET.resolve("python").resolve(version);
        var python = environment.resolve("bin/python3").toString();
        if (!Files.exists(environment.resolve("ready"))) {
            said(List.of("python3", "-m", "venv", environment.toString()));
            said(List.of(python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "duckdb==" + version));
            Files.writeString(environment.resolve("ready"), version);
        }
        return said(List.of(python, "-B", script(), version, file.toString()));
    }

    /** Likewise with the package that is installed. */
    static String digestByPythonAtHand(Path file) throws IOException, InterruptedException {
        var version = said(List.of("python3", "-c", "import duckdb; print(duckdb.__version__)"))
                .strip();
        return said(List.of("python3", "-B", script(), version, file.toString()));
    }

    private static String script() {
        return TestRun.home().resolve("bench/python/digest_file.py").toString();
    }

    private static String said(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + "\n" + text);
        }
        return text;
    }
}
