package org.junheng.nightly;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** LibreOffice without a window: opens workbooks as a reader would and prints them. */
final class LibreOffice {
    private static final String INSTALL =
            "apt-get install -y --no-install-recommends libreoffice-calc fonts-noto-cjk poppler-utils";
    private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page[^s]");
    private static final int MINUTES = 5;

    private LibreOffice() {}

    /** Prints workbooks to PDF files of the same names in a folder; skipped where it is not installed, failed when CI=true. */
    static void print(Path folder, List<Path> workbooks) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "soffice",
                // A profile of its own, so that one in use elsewhere is no hindrance.
                "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                folder.toString()));
        workbooks.forEach(workbook -> command.add(workbook.toString()));
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said.txt").toFile())
                    .start();
        } catch (IOException absent) {
            var reason = "LibreOffice is not here (soffice); install: " + INSTALL;
            if ("true".equals(System.getenv("CI"))) {
                fail(reason);
            }
            abort(reason);
            return;
        }
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            fail("LibreOffice did not end in " + MINUTES + " minutes");
        }
        if (process.exitValue() != 0) {
            fail("LibreOffice ended with " + process.exitValue() + ": " + Files.readString(folder.resolve("said.txt")));
        }
    }

    /** Pages of a PDF file as LibreOffice writes it. */
    static int pages(Path pdf) throws IOException {
        return (int) PAGE.matcher(Files.readString(pdf, StandardCharsets.ISO_8859_1))
                .results()
                .count();
    }
}
