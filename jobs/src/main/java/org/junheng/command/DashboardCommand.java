package org.junheng.command;

import org.junheng.summary.ExitCode;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.Console;

/** Stands in the list of commands; the dashboard is a program of its own, which the launcher starts. */
final class DashboardCommand implements Command {
    @Override
    public ExitCode run(Console console) {
        throw new UsageProblem("dashboard.elsewhere");
    }
}
