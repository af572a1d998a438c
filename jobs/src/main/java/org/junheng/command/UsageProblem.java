package org.junheng.command;

import org.junheng.summary.command.WrongUsage;

/** A command of the pipeline was called wrongly. */
final class UsageProblem extends WrongUsage {
    private static final long serialVersionUID = 1L;

    UsageProblem(String key, String... arguments) {
        super(Commands.BUNDLE, key, arguments);
    }
}
