package org.junheng.command;

import com.beust.jcommander.ParametersDelegate;
import java.util.Optional;
import org.junheng.summary.ExitCode;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.Console;

/** The step measure by itself. */
final class MeasureCommand implements Command {
    @ParametersDelegate
    private final RunParameters parameters = new RunParameters();

    @Override
    public ExitCode run(Console console) throws Exception {
        return parameters
                .start(console, run -> run.measure(parameters.options("measure", Optional.empty())))
                .exitCode();
    }
}
