package org.junheng.command;

import org.junheng.summary.ExitCode;

/** One command: JCommander fills its options, then it runs once. */
interface Command {
    ExitCode run(Console console) throws Exception;
}
