package org.junheng.summary.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junheng.summary.ExitCode;
import org.junheng.summary.Language;
import org.junheng.summary.Messages;
import org.junheng.summary.Suggestion;

/**
 * A program of several commands.
 *
 * @param bundle its own messages: {@code command.<name>} of each command, and what its commands say
 * @param names its commands, in the order of the help
 * @param commands makes the command of a name
 */
public record Program(String bundle, List<String> names, Commands commands) {
    /** Texts that every program needs. */
    private static final String COMMON_BUNDLE = "org.junheng.summary.command.messages";

    /** Makes a command when it is asked for, so that only its own classes are loaded. */
    @FunctionalInterface
    public interface Commands {
        Command create(String name);
    }

    public Program {
        Objects.requireNonNull(bundle);
        names = List.copyOf(names);
    }

    /** What {@code main} hands on: arguments, environment, and where answers and messages go. */
    @FunctionalInterface
    public interface Entry {
        ExitCode run(List<String> arguments, Map<String, String> environment, OutputStream out, OutputStream err);
    }

    /** Runs a process to its end. */
    public static void main(String[] arguments, Entry entry) {
        var exitCode = entry.run(
                List.of(arguments),
                System.getenv(),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
        System.exit(exitCode.number());
    }

    /** A program's own messages, and behind them those of every program. */
    static Messages messages(String bundle, Language language) {
        var common = Messages.of(COMMON_BUNDLE, language);
        return bundle.equals(COMMON_BUNDLE)
                ? common
                : Messages.of(bundle, language).or(common);
    }

    /** A mistake that any program tells in the same words. */
    static WrongUsage wrongUsage(String key, String... arguments) {
        return new WrongUsage(COMMON_BUNDLE, key, arguments);
    }

    /** Does what the arguments say; what fails is told on {@code err}. */
    public ExitCode run(List<String> arguments, Map<String, String> environment, OutputStream out, OutputStream err) {
        var language = Arguments.language(arguments, environment);
        var console = new Console(bundle, out, err, language, Boolean.getBoolean("junheng.terminal"));
        var parsed = Arguments.of(arguments);
        boolean stack = parsed.stack() || "1".equals(environment.get("JUNHENG_STACK"));
        try {
            Arguments.checkLanguage(arguments);
            var exitCode = dispatch(parsed, console);
            console.answer().flush();
            return exitCode;
        } catch (Console.ReaderGoneException e) {
            return ExitCode.DONE;
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            return new FailureReport(console, stack).tell(e);
        }
    }

    private ExitCode dispatch(Arguments arguments, Console console) throws Exception {
        var help = new HelpText(this, console.messages());
        if (arguments.version()) {
            console.answerLine("junheng " + HelpText.version());
            return ExitCode.DONE;
        }
        if (arguments.command() == null) {
            return withoutCommand(arguments, help, console);
        }
        boolean helpCommand = arguments.command().equals("help");
        if (helpCommand && arguments.rest().isEmpty()) {
            console.answerLine(help.ofAll());
            return ExitCode.DONE;
        }
        var name = helpCommand ? arguments.rest().get(0) : arguments.command();
        if (!names.contains(name)) {
            throw unknownCommand(name);
        }
        if (helpCommand || arguments.help()) {
            console.answerLine(help.of(name));
            return ExitCode.DONE;
        }
        var command = commands.create(name);
        new OptionParser(command).parse(arguments.rest());
        return command.run(console);
    }

    private static ExitCode withoutCommand(Arguments arguments, HelpText help, Console console) throws Exception {
        if (!arguments.help() && !arguments.rest().isEmpty()) {
            throw wrongUsage("usage.no_command");
        }
        console.answerLine(help.ofAll());
        return ExitCode.DONE;
    }

    private WrongUsage unknownCommand(String name) {
        return Suggestion.among(names, name)
                .map(near -> wrongUsage("usage.unknown_command_near", name, near))
                .orElseGet(() -> wrongUsage("usage.unknown_command", name));
    }
}
