package org.junheng.dashboard.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser of the system: named by CHROMIUM, else found on the PATH. */
final class Chromium {
    static final String HOW_TO_GET =
            "Chromium is missing: install it (Debian: apt-get install chromium) or name it by CHROMIUM";

    private Chromium() {}

    static Optional<Path> find() {
        var named = System.getenv("CHROMIUM");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
