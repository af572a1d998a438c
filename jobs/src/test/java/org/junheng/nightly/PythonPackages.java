package org.junheng.nightly;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Packages of Python that tests need: those that results are held against ({@code bench/python}) and those of the
 * notebooks.
 */
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
        demandFrom("bench/python/requirements.txt", packages);
    }

    /** Likewise for packages that another file lists. */
    public static void demandFrom(String requirements, String... packages) throws IOException, InterruptedException {
        Said said;
        try {
            said = execute(Map.of(), "-c", "import " + String.join(", ", packages));
        } catch (IOException absent) {
            said = new Said(1, absent.getMessage());
        }
        if (said.exitCode() == 0) {
            return;
        }
        var reason = "Python's " + String.join(", ", packages)
                + " cannot be imported; install: python3 -m pip install -r " + requirements + "\n" + said.text();
        if ("true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        abort(reason);
    }

    /** Runs a script of {@code bench/python} over a folder of CSV files. */
    public static Said run(String script, Path folder) throws IOException, InterruptedException {
        return execute(Map.of(), "-B", SCRIPTS.resolve(script).toString(), folder.toString());
    }

    /**
     * Runs Python.
     *
     * @param environment variables beside those of this process
     */
    public static Said execute(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("python3"));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        var process = builder.start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }
}
