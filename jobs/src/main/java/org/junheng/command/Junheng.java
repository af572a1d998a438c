package org.junheng.command;

import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.junheng.summary.ExitCode;
import org.junheng.summary.command.Program;

/** The entry of the program. */
public final class Junheng {
    private static final Program PROGRAM = new Program(Commands.BUNDLE, Commands.NAMES, Commands::create);

    private Junheng() {}

    public static void main(String[] arguments) {
        Program.main(arguments, Junheng::run);
    }

    static ExitCode run(List<String> arguments, Map<String, String> environment, OutputStream out, OutputStream err) {
        return PROGRAM.run(arguments, environment, out, err);
    }
}
