package org.junheng.summary.command;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junheng.summary.ExitCode;
import org.junheng.summary.Explained;

/** Tells a failure on standard error: what happened, what to do, and the stack trace only where it was asked for. */
public final class FailureReport {
    private final Console console;
    private final boolean stack;

    public FailureReport(Console console, boolean stack) {
        this.console = console;
        this.stack = stack;
    }

    public ExitCode tell(Throwable failure) {
        if (stack) {
            failure.printStackTrace(console.err());
        }
        if (failure instanceof Explained explained) {
            console.err().println("junheng: " + explained.describe(console.language()));
            explained.nextStep(console.language()).ifPresent(console.err()::println);
            return explained.exitCode();
        }
        var full = messages(failure).filter(FailureReport::tellsOfAFullDisk).findFirst();
        if (full.isPresent()) {
            return tellPlainly("failure.full", "failure.full.next");
        }
        if (failure instanceof AccessDeniedException denied) {
            return tellPlainly("failure.denied", "failure.denied.next", denied.getFile());
        }
        if (failure instanceof NoSuchFileException absent) {
            return tellPlainly("failure.absent", "failure.absent.next", absent.getFile());
        }
        var text = failure.getMessage() == null ? failure.getClass().getSimpleName() : firstLine(failure);
        console.err().println("junheng: " + console.text("failure.unexpected", text));
        if (!stack) {
            console.say("failure.stack");
        }
        return ExitCode.FAILED;
    }

    /** What is no fault of the program needs no stack trace, but a next step. */
    private ExitCode tellPlainly(String what, String next, Object... arguments) {
        console.err().println("junheng: " + console.text(what, arguments));
        console.say(next);
        return ExitCode.FAILED;
    }

    private static Stream<String> messages(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(Throwable::getMessage)
                .filter(Objects::nonNull);
    }

    /** Java has no type for it: the words are those of Unix and of Windows. */
    private static boolean tellsOfAFullDisk(String message) {
        return message.contains("No space left on device") || message.contains("not enough space on the disk");
    }

    private static String firstLine(Throwable failure) {
        return failure.getClass().getSimpleName() + ": "
                + failure.getMessage().lines().findFirst().orElse("");
    }
}
