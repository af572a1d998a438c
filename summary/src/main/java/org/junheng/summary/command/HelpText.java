package org.junheng.summary.command;

import com.beust.jcommander.ParameterDescription;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.junheng.summary.Messages;
import org.junheng.summary.format.TextWidth;

/** The help, in the reader's language and aligned also where characters are wide. */
final class HelpText {
    private final Program program;
    private final Messages messages;

    HelpText(Program program, Messages messages) {
        this.program = program;
        this.messages = messages;
    }

    String ofAll() {
        var commands = new LinkedHashMap<String, String>();
        for (var name : program.names()) {
            commands.put(name, messages.text("command." + name));
        }
        return String.join(
                "\n",
                messages.text("help.title"),
                "",
                messages.text("help.usage", "junheng COMMAND [OPTIONS]"),
                "",
                messages.text("help.commands"),
                aligned(commands),
                "",
                messages.text("help.common"),
                aligned(commonOptions()),
                "",
                messages.text("help.more"));
    }

    String of(String name) {
        var parser = new OptionParser(program.commands().create(name));
        var operands = parser.operands();
        var operandText =
                operands == null ? "" : " " + operands.getParameterAnnotation().placeholder();
        var options = new LinkedHashMap<String, String>();
        if (operands != null) {
            options.put(operands.getParameterAnnotation().placeholder(), description(operands));
        }
        parser.options().stream()
                .filter(option -> !option.getParameterAnnotation().hidden())
                .filter(option -> !option.getNames().contains("--warehouse"))
                .sorted(Comparator.comparing(ParameterDescription::getNames))
                .forEach(option -> options.put(signature(option), description(option)));
        var lines = new ArrayList<String>();
        lines.add(messages.text("command." + name));
        lines.add("");
        lines.add(messages.text("help.usage", "junheng " + name + operandText + " [OPTIONS]"));
        lines.add("");
        lines.add(messages.text("help.options"));
        options.putAll(commonOptions());
        lines.add(aligned(options));
        if (messages.has("command." + name + ".example")) {
            lines.add("");
            lines.add(messages.text("command." + name + ".example"));
        }
        return String.join("\n", lines);
    }

    private Map<String, String> commonOptions() {
        var options = new LinkedHashMap<String, String>();
        options.put("--warehouse DIR", messages.text("common.warehouse"));
        options.put("--lang zh|en", messages.text("common.lang"));
        options.put("--stack", messages.text("common.stack"));
        options.put("--help", messages.text("common.help"));
        options.put("--version", messages.text("common.version"));
        return options;
    }

    private static String signature(ParameterDescription option) {
        var type = option.getParameterized().getType();
        if (type == boolean.class || type == Boolean.class) {
            return option.getNames();
        }
        var value = type.isEnum()
                ? String.join("|", OptionParser.enumNames(type))
                : option.getParameterAnnotation().placeholder();
        return option.getNames() + " " + value;
    }

    private String description(ParameterDescription option) {
        return messages.text(option.getParameterAnnotation().descriptionKey());
    }

    private static String aligned(Map<String, String> rows) {
        int width = rows.keySet().stream().mapToInt(TextWidth::of).max().orElse(0);
        var lines = new ArrayList<String>();
        rows.forEach((left, right) -> lines.add("  " + TextWidth.padded(left, width) + "  " + right));
        return String.join("\n", lines);
    }

    /** The version of the jar; a run from unpacked classes has none. */
    static String version() {
        try (var stream =
                HelpText.class.getResourceAsStream("/META-INF/maven/org.junheng/junheng-summary/pom.properties")) {
            if (stream == null) {
                return "development";
            }
            var properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
