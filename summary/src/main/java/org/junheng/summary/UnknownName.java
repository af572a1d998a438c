package org.junheng.summary;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A name in a query that nothing published has. DuckDB tells it in English and knows only what stands in the query; the reader
 * is told in both languages, with near names and where else the name stands.
 */
final class UnknownName {
    private static final int MOST_NAMES = 5;
    private static final int MOST_ADVICE = 12;

    private static final Pattern TABLE = Pattern.compile("(?s)Catalog Error: Table with name (.+?) does not exist!.*");
    private static final Pattern FUNCTION = Pattern.compile(
            "(?s)Catalog Error: (?:Scalar |Aggregate |Table |Macro )?Function with name (.+?) does not exist!.*");
    private static final List<Pattern> COLUMN = List.of(
            Pattern.compile("(?s)Binder Error: Referenced column \"(.+?)\" not found in FROM clause!(.*)"),
            Pattern.compile("(?s)Binder Error: Table \"[^\"]*\" does not have a column named \"(.+?)\"(.*)"),
            Pattern.compile("(?s)Binder Error: Column \"(.+?)\" in \\w+ list not found in FROM clause(.*)"),
            Pattern.compile("(?s)Binder Error: Column \"(.+?)\" does not exist on \\w+ side of join!(.*)"));
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    private static final String TABLES = "SELECT table_name FROM duckdb_tables() WHERE NOT internal"
            + " UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1";
    private static final String FUNCTIONS = "SELECT DISTINCT function_name FROM duckdb_functions() ORDER BY 1";
    private static final String MACROS =
            "SELECT DISTINCT function_name FROM duckdb_functions() WHERE NOT internal ORDER BY 1";
    private static final String TABLES_WITH = "SELECT table_name FROM duckdb_columns() WHERE NOT internal"
            + " AND lower(column_name) = lower(?) ORDER BY 1";

    private final Connection connection;

    UnknownName(Connection connection) {
        this.connection = connection;
    }

    /** The problem told better, or as it was. */
    SummaryProblem told(SummaryProblem problem) throws SQLException {
        if (problem.kind() != SummaryProblem.Kind.WRONG_QUERY || !(problem.getCause() instanceof SQLException cause)) {
            return problem;
        }
        var message = QueryFailure.message(cause);
        var table = TABLE.matcher(message);
        if (table.matches()) {
            return told("UNKNOWN_TABLE", cause, table.group(1), near(names(TABLES), table.group(1)), names(TABLES));
        }
        var function = FUNCTION.matcher(message);
        if (function.matches()) {
            return function(cause, function.group(1));
        }
        return COLUMN.stream()
                .map(pattern -> pattern.matcher(message))
                .filter(Matcher::matches)
                .findFirst()
                .map(column -> {
                    try {
                        return column(cause, column.group(1), column.group(2));
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .orElse(problem);
    }

    /** A function of this name that is not there; empty where there is one, which then is not for readers. */
    Optional<SummaryProblem> function(String name) throws SQLException {
        return names(FUNCTIONS).contains(name) ? Optional.empty() : Optional.of(function(null, name));
    }

    private SummaryProblem function(Throwable cause, String name) throws SQLException {
        var near = new LinkedHashSet<>(near(names(MACROS), name));
        near.addAll(near(names(FUNCTIONS), name));
        return told(
                "UNKNOWN_FUNCTION", cause, name, near.stream().limit(MOST_NAMES).toList(), names(MACROS));
    }

    private SummaryProblem column(Throwable cause, String name, String rest) throws SQLException {
        // Where DuckDB quotes the query itself, its quotes are no candidates.
        var candidates = QUOTED.matcher(rest.replaceAll("(?s)\\nLINE [0-9]+:.*", ""))
                .results()
                .map(match -> match.group(1))
                .toList();
        var near = near(candidates, name);
        var elsewhere = new ArrayList<String>();
        try (var statement = connection.prepareStatement(TABLES_WITH)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    elsewhere.add(rows.getString(1));
                }
            }
        }
        return told("UNKNOWN_COLUMN", cause, name, near, elsewhere);
    }

    /** With {0} the name, {1} near names, {2} what else helps; the text's ending tells which of them there are. */
    private static SummaryProblem told(
            String text, Throwable cause, String name, List<String> near, List<String> other) {
        var shown = other.size() <= MOST_ADVICE
                ? String.join(", ", other)
                : String.join(", ", other.subList(0, MOST_ADVICE)) + " …";
        var ending = (near.isEmpty() ? "" : "_NEAR") + (other.isEmpty() ? "" : "_OTHER");
        return SummaryProblem.wrongQuery(text + ending, cause, HiddenPaths.in(name), String.join(", ", near), shown);
    }

    private static List<String> near(List<String> names, String typed) {
        var bare = typed.substring(typed.lastIndexOf('.') + 1).replace("\"", "");
        return Stream.concat(
                        Suggestion.several(names, bare, MOST_NAMES).stream(),
                        names.stream()
                                .filter(name -> bare.length() > 2 && (name.contains(bare) || bare.contains(name))))
                .distinct()
                .limit(MOST_NAMES)
                .toList();
    }

    private List<String> names(String select) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(select)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
