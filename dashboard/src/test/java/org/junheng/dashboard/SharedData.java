package org.junheng.dashboard;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real censuses that do not travel with the sources: beside a checkout of the developers. */
final class SharedData {
    private SharedData() {}

    /** A folder of real data; where it is absent the test is skipped with the reason, or fails when CI=true. */
    static Path folder(String name) {
        var folder = Path.of(System.getProperty("junheng.home", ".."))
                .toAbsolutePath()
                .resolve("../shared")
                .resolve(name)
                .normalize();
        if (Files.isDirectory(folder)) {
            return folder;
        }
        var reason = "real data are not here: expected " + name
                + " in a folder 'shared' beside the checkout; ask the maintainers for the data sets";
        if ("true".equals(System.getenv("CI"))) {
            return fail(reason);
        }
        return abort(reason);
    }
}
