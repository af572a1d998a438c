package org.junheng.export.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junheng.rulebook.Publication;
import org.junheng.terms.Bilingual;

/** Reads which tables and views a published file has, from its catalogue, its comments and its dictionary. */
final class PublishedRelations {
    private static final String DICTIONARY = "data_dictionary";
    private static final String RELATIONS = """
            SELECT table_name AS name, comment, NULL AS sql, 0 AS place, table_oid AS oid FROM duckdb_tables() WHERE NOT internal
            UNION ALL SELECT view_name, comment, sql, 1, view_oid FROM duckdb_views() WHERE NOT internal ORDER BY place, oid""";
    private static final String COLUMNS = """
            SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal
            ORDER BY table_name, column_index""";

    private static final Pattern PARTS = Pattern.compile(" \\| ");
    private static final String KEY = "键 / key: ";
    private static final String UNIT = "单位 / unit: ";
    private static final String SOURCE = "来源 / source: ";
    private static final Pattern END_OF_TITLE = Pattern.compile("[，。；：、（(,;:=＝＜<|]| [/=] ");
    private static final Pattern HEAD_OF_VIEW = Pattern.compile("(?is)^\\s*CREATE\\s+.*?\\sAS\\s+");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final Publication publication;
    private final Map<String, Map<String, Map<String, Object>>> dictionary = new HashMap<>();

    PublishedRelations(Connection connection, Publication publication) {
        this.connection = connection;
        this.publication = publication;
    }

    /** All tables in the order in which they were made, then all views. */
    List<PublishedRelation> all() throws SQLException {
        var comments = rows(RELATIONS);
        if (comments.stream().anyMatch(row -> row.get("name").equals(DICTIONARY))) {
            for (var row : rows("SELECT * FROM " + DICTIONARY)) {
                dictionary
                        .computeIfAbsent((String) row.get("table_name"), table -> new HashMap<>())
                        .put((String) row.get("column_name"), row);
            }
        }
        var columns = new LinkedHashMap<String, List<Map<String, Object>>>();
        for (var row : rows(COLUMNS)) {
            columns.computeIfAbsent((String) row.get("table_name"), table -> new ArrayList<>())
                    .add(row);
        }
        var relations = new ArrayList<PublishedRelation>();
        for (var row : comments) {
            var name = (String) row.get("name");
            relations.add(relation(
                    name, (String) row.get("comment"), (String) row.get("sql"), columns.getOrDefault(name, List.of())));
        }
        return relations;
    }

    private PublishedRelation relation(String name, String comment, String sql, List<Map<String, Object>> columns)
            throws SQLException {
        var kept = columns.stream()
                .filter(column -> !publication.leavesOut(name, (String) column.get("column_name")))
                .map(column -> column(name, column))
                .toList();
        boolean isView = sql != null;
        return new PublishedRelation(
                name,
                isView,
                description(comment, name),
                key(name, comment).stream()
                        .filter(column ->
                                kept.stream().anyMatch(each -> each.name().equals(column)))
                        .toList(),
                kept,
                !isView || sorts(sql));
    }

    private PublishedRelation.Column column(String table, Map<String, Object> row) {
        var name = (String) row.get("column_name");
        var comment = (String) row.get("comment");
        var entry = dictionary.getOrDefault(table, Map.of()).getOrDefault(name, Map.of());
        var description = text(entry, "description_zh") == null || text(entry, "description_en") == null
                ? description(comment, name)
                : new Bilingual(text(entry, "description_zh"), text(entry, "description_en"));
        var title = text(entry, "title_zh");
        return new PublishedRelation.Column(
                name,
                (String) row.get("data_type"),
                title == null ? title(description.zh()) : title,
                description,
                text(entry, "unit") == null ? part(comment, UNIT) : text(entry, "unit"),
                text(entry, "source") == null ? part(comment, SOURCE) : text(entry, "source"));
    }

    private static String text(Map<String, Object> row, String column) {
        var value = row.get(column);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    /** What a description says before its first mark: what the column is called. */
    private static String title(String description) {
        var end = END_OF_TITLE.matcher(description);
        var title = end.find() && end.start() > 0 ? description.substring(0, end.start()) : description;
        return title.strip();
    }

    private List<String> key(String table, String comment) {
        var positions = new TreeMap<Long, String>();
        dictionary.getOrDefault(table, Map.of()).forEach((column, row) -> {
            if (row.get("key_position") instanceof Number position) {
                positions.put(position.longValue(), column);
            }
        });
        if (!positions.isEmpty()) {
            return List.copyOf(positions.values());
        }
        var inComment = part(comment, KEY);
        return inComment == null ? List.of() : List.of(inComment.split(",\\s*"));
    }

    private static Bilingual description(String comment, String name) {
        if (comment == null || comment.isBlank()) {
            return new Bilingual(name, name);
        }
        var first = PARTS.split(comment, 2)[0];
        int between = first.indexOf(" / ");
        return between < 0
                ? new Bilingual(first, first)
                : new Bilingual(first.substring(0, between), first.substring(between + 3));
    }

    private static String part(String comment, String head) {
        if (comment == null) {
            return null;
        }
        for (var part : PARTS.split(comment)) {
            if (part.startsWith(head)) {
                return part.substring(head.length());
            }
        }
        return null;
    }

    /** Whether a view says in which order its rows come. */
    private boolean sorts(String sql) throws SQLException {
        var select = HEAD_OF_VIEW.matcher(sql).replaceFirst("");
        try (var statement = connection.prepareStatement("SELECT json_serialize_sql(?::VARCHAR)")) {
            statement.setString(1, select.replaceAll(";\\s*$", ""));
            try (var row = statement.executeQuery()) {
                row.next();
                for (var modifier :
                        JSON.readTree(row.getString(1)).at("/statements/0/node").path("modifiers")) {
                    if (modifier.path("type").asText().equals("ORDER_MODIFIER")) {
                        return true;
                    }
                }
                return false;
            }
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** Rows as column → value, null columns too. */
    private List<Map<String, Object>> rows(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            return rows(result);
        }
    }

    static List<Map<String, Object>> rows(ResultSet result) throws SQLException {
        var rows = new ArrayList<Map<String, Object>>();
        while (result.next()) {
            var row = new LinkedHashMap<String, Object>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
            }
            rows.add(row);
        }
        return rows;
    }
}
