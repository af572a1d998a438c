package org.junheng.summary.command;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterDescription;
import com.beust.jcommander.ParameterException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junheng.summary.Suggestion;

/**
 * Fills a command's options. JCommander does it; the usual mistakes are found before, since its messages are English only and
 * name an unknown option a "main parameter".
 */
final class OptionParser {
    private static final Pattern LOOKS_LIKE_OPTION = Pattern.compile("--?[A-Za-z][A-Za-z0-9-]*");

    private final Command command;
    private final JCommander description;
    private final Map<String, ParameterDescription> options = new HashMap<>();

    OptionParser(Command command) {
        this.command = command;
        description = new JCommander(command);
        for (var option : description.getParameters()) {
            for (var name : option.getParameterAnnotation().names()) {
                options.put(name, option);
            }
        }
    }

    List<ParameterDescription> options() {
        return description.getParameters();
    }

    /** What stands beside the options, or null. */
    ParameterDescription operands() {
        return description.getMainParameterValue();
    }

    void parse(List<String> arguments) {
        var given = new ArrayList<String>();
        var operands = new ArrayList<String>();
        for (int i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            if (argument.equals(Arguments.END_OF_OPTIONS)) {
                operands.addAll(arguments.subList(i + 1, arguments.size()));
                break;
            }
            var option = options.get(argument);
            if (option == null) {
                if (LOOKS_LIKE_OPTION.matcher(argument).matches()) {
                    throw unknown(argument);
                }
                operands.add(argument);
                continue;
            }
            given.add(argument);
            if (takesValue(option)) {
                if (i + 1 == arguments.size()) {
                    throw Program.wrongUsage("usage.no_value", argument);
                }
                var value = arguments.get(++i);
                checkValue(option, argument, value);
                given.add(value);
            }
        }
        checkOperands(operands);
        if (!operands.isEmpty()) {
            given.add(Arguments.END_OF_OPTIONS);
            given.addAll(operands);
        }
        try {
            // A fresh one: one JCommander describes its object once.
            var jcommander = new JCommander(command);
            // An argument may begin with @: it is no file of further arguments.
            jcommander.setExpandAtSign(false);
            jcommander.parse(given.toArray(String[]::new));
        } catch (ParameterException e) {
            throw Program.wrongUsage("usage.other", String.valueOf(e.getMessage()));
        }
    }

    private void checkOperands(List<String> given) {
        var expected = operands();
        if (expected == null && !given.isEmpty()) {
            throw Program.wrongUsage("usage.unexpected", given.get(0));
        }
        if (expected != null && expected.getParameterAnnotation().required() && given.isEmpty()) {
            throw Program.wrongUsage(
                    "usage.missing", expected.getParameterAnnotation().placeholder());
        }
    }

    private static boolean takesValue(ParameterDescription option) {
        var type = option.getParameterized().getType();
        return type != boolean.class && type != Boolean.class;
    }

    private static void checkValue(ParameterDescription option, String name, String value) {
        var type = option.getParameterized().getType();
        if (type.isEnum()) {
            var allowed = enumNames(type);
            if (!allowed.contains(value)) {
                throw Program.wrongUsage("usage.value", value, name, String.join(", ", allowed));
            }
        } else if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            try {
                Long.parseLong(value);
            } catch (NumberFormatException e) {
                throw Program.wrongUsage("usage.number", value, name);
            }
        }
    }

    static List<String> enumNames(Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.toList());
    }

    private WrongUsage unknown(String argument) {
        return Suggestion.among(options.keySet(), argument)
                .map(near -> Program.wrongUsage("usage.unknown_option_near", argument, near))
                .orElseGet(() -> Program.wrongUsage("usage.unknown_option", argument));
    }
}
