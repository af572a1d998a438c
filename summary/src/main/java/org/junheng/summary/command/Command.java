package org.junheng.summary.command;

import org.junheng.summary.ExitCode;

/** One command: JCommander fills its options, then it runs once. */
public interface Command {
    ExitCode run(Console console) throws Exception;
}
