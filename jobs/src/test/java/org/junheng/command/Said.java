package org.junheng.command;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junheng.summary.ExitCode;

/** What the program says to a command line, in English. */
record Said(ExitCode exitCode, String out, String err) {
    /**
     * Runs a command line.
     *
     * @param beginning its first words, before {@code rest}
     */
    static Said to(List<String> beginning, String... rest) {
        var arguments = new ArrayList<>(beginning);
        arguments.addAll(List.of(rest));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var exitCode = Junheng.run(arguments, Map.of("LANG", "en_GB.UTF-8"), out, err);
        return new Said(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The line of an inspection that begins with a column's position and has its header. */
    String column(String header) {
        return out.lines()
                .filter(line -> line.matches("\\s+[0-9]+\\s+\\Q" + header + "\\E(\\s.*)?"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(header + " in " + out));
    }
}
