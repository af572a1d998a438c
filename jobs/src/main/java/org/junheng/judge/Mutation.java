package org.junheng.judge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Small changes of SQL expressions: each comparison flipped, each figure moved by the smallest unit of its last digit. */
final class Mutation {
    private static final Pattern PART = Pattern.compile(
            "'(?:[^']|'')*'|<stage>|>=|<=|<>|!=|->|[<>=]|[A-Za-z_][A-Za-z0-9_]*|[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    private Mutation() {}

    /**
     * A changed expression.
     *
     * @param what the change, e.g. {@code >= → >}
     */
    record Changed(String what, String expression) {}

    static List<Changed> of(String expression) {
        var changed = new ArrayList<Changed>();
        var parts = PART.matcher(expression);
        while (parts.find()) {
            for (var other : others(parts.group())) {
                changed.add(new Changed(
                        parts.group() + " → " + other,
                        expression.substring(0, parts.start()) + other + expression.substring(parts.end())));
            }
        }
        return changed;
    }

    private static List<String> others(String part) {
        return switch (part) {
            case ">=" -> List.of(">", "<");
            case ">" -> List.of(">=", "<=");
            case "<=" -> List.of("<", ">");
            case "<" -> List.of("<=", ">=");
            case "=" -> List.of("<>");
            case "<>", "!=" -> List.of("=");
            default -> Character.isDigit(part.charAt(0)) ? moved(part) : List.of();
        };
    }

    private static List<String> moved(String number) {
        var figure = new BigDecimal(number);
        var unit = figure.ulp();
        return List.of(figure.add(unit).toPlainString(), figure.subtract(unit).toPlainString());
    }
}
