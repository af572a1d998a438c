package org.junheng.summary.command;

import java.util.List;
import java.util.Optional;
import org.junheng.summary.ExitCode;
import org.junheng.summary.Explained;
import org.junheng.summary.Language;

/** A command was called wrongly; the message and, where there is one, its {@code .next} are of a program's bundle. */
public class WrongUsage extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1L;

    private final String bundle;
    private final String key;
    private final String[] arguments;

    public WrongUsage(String bundle, String key, String... arguments) {
        super(key + " " + List.of(arguments));
        this.bundle = bundle;
        this.key = key;
        this.arguments = arguments.clone();
    }

    @Override
    public final ExitCode exitCode() {
        return ExitCode.USAGE;
    }

    @Override
    public final String describe(Language language) {
        return Program.messages(bundle, language).text(key, (Object[]) arguments);
    }

    @Override
    public final Optional<String> nextStep(Language language) {
        var messages = Program.messages(bundle, language);
        var next = key + ".next";
        return messages.has(next) ? Optional.of(messages.text(next, (Object[]) arguments)) : Optional.empty();
    }
}
