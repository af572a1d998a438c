package org.junheng.command;

import com.beust.jcommander.ParametersDelegate;
import org.junheng.summary.ExitCode;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.Console;

/** The step ingest by itself. */
final class IngestCommand implements Command {
    @ParametersDelegate
    private final RunParameters parameters = new RunParameters();

    @Override
    public ExitCode run(Console console) throws Exception {
        if (parameters.census().isEmpty()) {
            throw new UsageProblem("usage.missing", "--census");
        }
        return parameters
                .start(console, run -> run.ingest(parameters.options("ingest", parameters.census())))
                .exitCode();
    }
}
