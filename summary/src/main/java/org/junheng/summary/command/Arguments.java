package org.junheng.summary.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junheng.summary.Language;

/**
 * The arguments as far as they concern every command: which one is meant, in which language to speak, whether help is
 * wanted. What stands before the name of the command is kept for it.
 */
record Arguments(String command, List<String> rest, boolean help, boolean version, boolean stack) {
    static final String END_OF_OPTIONS = "--";

    private static final Pattern OPTION_WITH_VALUE = Pattern.compile("(--[a-z][a-z-]*)=(.*)", Pattern.DOTALL);

    static Arguments of(List<String> arguments) {
        var tokens = split(arguments);
        var rest = new ArrayList<String>();
        String command = null;
        boolean help = false;
        boolean version = false;
        boolean stack = false;
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            switch (token) {
                case END_OF_OPTIONS -> {
                    rest.addAll(tokens.subList(i, tokens.size()));
                    i = tokens.size();
                }
                case "--help", "-h" -> help = true;
                case "--version" -> version = true;
                case "--stack" -> stack = true;
                case "--lang" -> i++;
                case "--warehouse" -> {
                    rest.add(token);
                    if (++i < tokens.size()) {
                        rest.add(tokens.get(i));
                    }
                }
                default -> {
                    if (command == null && !token.startsWith("-")) {
                        command = token;
                    } else {
                        rest.add(token);
                    }
                }
            }
        }
        return new Arguments(command, List.copyOf(rest), help, version, stack);
    }

    /** The language asked for, else that of the locale; a wrong one is reported in that of the locale. */
    static Language language(List<String> arguments, Map<String, String> environment) {
        var tokens = split(arguments);
        int option = tokens.indexOf("--lang");
        var ofLocale = Language.fromEnvironment(environment);
        if (option < 0 || option + 1 >= tokens.size()) {
            return ofLocale;
        }
        return Language.ofCode(tokens.get(option + 1)).orElse(ofLocale);
    }

    static void checkLanguage(List<String> arguments) {
        var tokens = split(arguments);
        int option = tokens.indexOf("--lang");
        if (option >= 0 && option + 1 >= tokens.size()) {
            throw Program.wrongUsage("usage.no_value", "--lang");
        }
        if (option >= 0 && Language.ofCode(tokens.get(option + 1)).isEmpty()) {
            throw Program.wrongUsage("usage.value", tokens.get(option + 1), "--lang", "zh, en");
        }
    }

    /** {@code --name=value} as {@code --name value}. */
    private static List<String> split(List<String> arguments) {
        var tokens = new ArrayList<String>();
        boolean options = true;
        for (var argument : arguments) {
            options &= !argument.equals(END_OF_OPTIONS);
            var match = OPTION_WITH_VALUE.matcher(argument);
            if (options && match.matches()) {
                tokens.add(match.group(1));
                tokens.add(match.group(2));
            } else {
                tokens.add(argument);
            }
        }
        return tokens;
    }
}
