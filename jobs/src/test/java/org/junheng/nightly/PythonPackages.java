package org.junheng.nightly;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Statistics packages of Python that results are held against: scripts and versions stand in {@code bench/python}. */
public final class PythonPackages {
    private static final Path SCRIPTS = TestRun.home().resolve("bench/python");

    private PythonPackages() {}

    /**
     * What a script printed, and how it ended.
     *
     * @param exitCode 0 where it found no difference
     */
    public record Said(int exitCode, String text) {}

    /** Where a package cannot be imported the test is skipped with the reason, or fails when CI=true. */
    public static void demand(String... packages) throws IOException, InterruptedException {
        Said said;
        try {
            said = execute(List.of("python3", "-c", "import " + String.join(", ", packages)));
        } catch (IOException absent) {
            said = new Said(1, absent.getMessage());
        }
        if (said.exitCode() == 0) {
            return;
        }
        var reason = "Python's " + String.join(", ", packages)
                + " cannot be imported; install: python3 -m pip install -r bench/python/requirements.txt\n"
                + said.text();
        if ("true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        abort(reason);
    }

    /** Runs a script of {@code bench/python} over a folder of CSV files. */
    public static Said run(String script, Path folder) throws IOException, InterruptedException {
        return execute(List.of("python3", "-B", SCRIPTS.resolve(script).toString(), folder.toString()));
    }

    private static Said execute(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }
}
