package org.junheng.command;

import java.util.List;
import java.util.Optional;
import org.junheng.summary.ExitCode;
import org.junheng.summary.Explained;
import org.junheng.summary.Language;
import org.junheng.summary.Messages;

/** The command was called wrongly; the message and, where there is one, its {@code .next} are of the command's bundle. */
final class UsageProblem extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1L;
    private static final String BUNDLE = "org.junheng.command.messages";

    private final String key;
    private final String[] arguments;

    UsageProblem(String key, String... arguments) {
        super(key + " " + List.of(arguments));
        this.key = key;
        this.arguments = arguments.clone();
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.USAGE;
    }

    @Override
    public String describe(Language language) {
        return Messages.of(BUNDLE, language).text(key, (Object[]) arguments);
    }

    @Override
    public Optional<String> nextStep(Language language) {
        var messages = Messages.of(BUNDLE, language);
        var next = key + ".next";
        return messages.has(next) ? Optional.of(messages.text(next, (Object[]) arguments)) : Optional.empty();
    }
}
