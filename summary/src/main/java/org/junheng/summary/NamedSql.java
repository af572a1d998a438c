package org.junheng.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query with parameters named as {@code $year}; the driver knows positions only. */
public final class NamedSql {
    /** A parameter, or what may hold a dollar sign that is none: a text, a quoted name, a comment. */
    private static final Pattern PART =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\n]*|\\$([a-z][a-z0-9_]*)");

    private final String positional;
    private final List<String> names;

    private NamedSql(String positional, List<String> names) {
        this.positional = positional;
        this.names = names;
    }

    public static NamedSql of(String sql) {
        var names = new ArrayList<String>();
        var positional = PART.matcher(sql).replaceAll(part -> {
            if (part.group(1) == null) {
                return Matcher.quoteReplacement(part.group());
            }
            names.add(part.group(1));
            return "?";
        });
        return new NamedSql(positional, List.copyOf(names));
    }

    /** The query as a part of another, which has no parameters of its own. */
    public NamedSql within(String before, String after) {
        return new NamedSql(before + positional + after, names);
    }

    /** The query with a question mark for each parameter. */
    public String positional() {
        return positional;
    }

    /** The parameters in the order of their question marks; one used twice stands twice. */
    public List<String> names() {
        return names;
    }
}
