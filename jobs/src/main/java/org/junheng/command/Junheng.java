package org.junheng.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.junheng.summary.ExitCode;
import org.junheng.summary.Suggestion;

/** The entry of the program. */
public final class Junheng {
    private Junheng() {}

    public static void main(String[] arguments) {
        var exitCode = run(
                List.of(arguments),
                System.getenv(),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
        System.exit(exitCode.number());
    }

    static ExitCode run(List<String> arguments, Map<String, String> environment, OutputStream out, OutputStream err) {
        var language = Arguments.language(arguments, environment);
        var console = new Console(out, err, language, Boolean.getBoolean("junheng.terminal"));
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

    private static ExitCode dispatch(Arguments arguments, Console console) throws Exception {
        var help = new HelpText(console.messages());
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
        if (!Commands.NAMES.contains(name)) {
            throw unknownCommand(name);
        }
        if (helpCommand || arguments.help()) {
            console.answerLine(help.of(name));
            return ExitCode.DONE;
        }
        var command = Commands.create(name);
        new OptionParser(command).parse(arguments.rest());
        return command.run(console);
    }

    private static ExitCode withoutCommand(Arguments arguments, HelpText help, Console console) throws Exception {
        if (!arguments.help() && !arguments.rest().isEmpty()) {
            throw new UsageProblem("usage.no_command");
        }
        console.answerLine(help.ofAll());
        return ExitCode.DONE;
    }

    private static UsageProblem unknownCommand(String name) {
        return Suggestion.among(Commands.NAMES, name)
                .map(near -> new UsageProblem("usage.unknown_command_near", name, near))
                .orElseGet(() -> new UsageProblem("usage.unknown_command", name));
    }
}
