package org.junheng.summary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junheng.summary.SummaryProblem.Kind;

/**
 * Admits exactly one SELECT over the published tables. DuckDB's own parser says what a text is, so that comments, quotes
 * and odd spacing hide nothing; of its table functions and system views only those that tell about the published tables are
 * admitted, since others show settings and paths of the machine.
 */
final class SelectGuard {
    private static final Set<String> TABLE_FUNCTIONS = Set.of(
            "range",
            "generate_series",
            "unnest",
            "repeat",
            "repeat_row",
            "json_each",
            "json_tree",
            "duckdb_tables",
            "duckdb_columns",
            "duckdb_views",
            "duckdb_functions",
            "duckdb_constraints",
            "duckdb_schemas",
            "duckdb_types",
            "duckdb_keywords",
            "pragma_version");

    private static final Set<String> SYSTEM_VIEWS = Set.of(
            "duckdb_tables",
            "duckdb_columns",
            "duckdb_views",
            "duckdb_constraints",
            "duckdb_schemas",
            "duckdb_types",
            "columns",
            "tables",
            "views",
            "schemata",
            "sqlite_master");

    /** Functions inside expressions that tell about the machine, write to a log or run hidden text. */
    private static final Set<String> REFUSED_FUNCTIONS = Set.of(
            "current_setting",
            "getenv",
            "write_log",
            "json_execute_serialized_sql",
            "json_serialize_plan",
            "query",
            "query_table",
            "read_text",
            "read_blob",
            "glob");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;

    SelectGuard(Connection connection) {
        this.connection = connection;
    }

    /** The text itself when it may be run. */
    String admit(String sql) throws SQLException {
        var parsed = parse(sql);
        if (parsed.path("error").asBoolean()) {
            throw parsed.path("error_type").asText().equals("not implemented")
                    ? new SummaryProblem(Kind.NOT_A_SELECT)
                    : new SummaryProblem(
                            Kind.WRONG_QUERY,
                            QueryFailure.shortened(
                                    HiddenPaths.in(parsed.path("error_message").asText())));
        }
        var statements = parsed.path("statements");
        if (statements.isEmpty()) {
            throw new SummaryProblem(Kind.EMPTY_QUERY);
        }
        if (statements.size() > 1) {
            throw new SummaryProblem(Kind.SEVERAL_STATEMENTS);
        }
        var statement = statements.get(0);
        if (!statement.path("named_param_map").isMissingNode()) {
            throw new SummaryProblem(Kind.PARAMETER_REFUSED);
        }
        check(
                statement,
                names(
                        "SELECT function_name FROM duckdb_functions() WHERE NOT internal AND function_type = 'table_macro'"),
                names("SELECT view_name FROM duckdb_views() WHERE internal"));
        return sql;
    }

    private JsonNode parse(String sql) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT json_serialize_sql(?::VARCHAR, skip_null := true, skip_empty := true)")) {
            statement.setString(1, sql);
            try (var row = statement.executeQuery()) {
                row.next();
                return JSON.readTree(row.getString(1));
            }
        } catch (JsonProcessingException e) {
            throw new SummaryProblem(Kind.QUERY_FAILED, e, "json_serialize_sql");
        }
    }

    private void check(JsonNode node, Set<String> publishedMacros, Set<String> systemViews) throws SQLException {
        if (node.isObject()) {
            switch (node.path("type").asText()) {
                case "TABLE_FUNCTION" -> {
                    var function = name(node.path("function"), "function_name");
                    if (!TABLE_FUNCTIONS.contains(function) && !publishedMacros.contains(function)) {
                        throw new UnknownName(connection)
                                .function(function)
                                .orElseGet(() -> new SummaryProblem(Kind.FUNCTION_REFUSED, HiddenPaths.in(function)));
                    }
                }
                case "BASE_TABLE" -> {
                    var table = name(node, "table_name");
                    if (table.contains("/") || table.contains("\\")) {
                        throw new SummaryProblem(Kind.FILE_REFUSED);
                    }
                    if (systemViews.contains(table) && !SYSTEM_VIEWS.contains(table)) {
                        throw new SummaryProblem(Kind.TABLE_REFUSED, table);
                    }
                }
                default -> {
                    var function = name(node, "function_name");
                    if (REFUSED_FUNCTIONS.contains(function)) {
                        throw new SummaryProblem(Kind.FUNCTION_REFUSED, function);
                    }
                }
            }
        }
        for (var child : node) {
            check(child, publishedMacros, systemViews);
        }
    }

    private static String name(JsonNode node, String field) {
        return node.path(field).asText().toLowerCase(Locale.ROOT);
    }

    private Set<String> names(String select) throws SQLException {
        var names = new HashSet<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(select)) {
            while (rows.next()) {
                names.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
