package org.junheng.command;

import java.util.List;

/**
 * The registered commands, in the order of the help. A command is added here, twice: its name to the list, its class to the
 * switch, which loads a class only when it is asked for. Its one-line description is the message {@code command.<name>}.
 */
final class Commands {
    static final List<String> NAMES = List.of("query");

    private Commands() {}

    static Command create(String name) {
        return switch (name) {
            case "query" -> new QueryCommand();
            default -> throw new UsageProblem("usage.unknown_command", name);
        };
    }
}
