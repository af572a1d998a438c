package org.junheng.dashboard.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The key {@code relations} of a page: SELECTs by name that its headline and panels may select from, so that which schools a
 * place has, say, stands once. They are written before the SQL that names them, as common table expressions.
 */
final class SharedRelations {
    private static final String KEY = "relations";
    private static final Pattern WITH = Pattern.compile("\\A\\s*WITH\\s+");

    private SharedRelations() {}

    /** The page without that key, its SQL complete. */
    static JsonNode written(JsonNode page) {
        if (!page.has(KEY)) {
            return page;
        }
        var relations = new LinkedHashMap<String, String>();
        ((ObjectNode) page)
                .remove(KEY)
                .properties()
                .forEach(each -> relations.put(each.getKey(), each.getValue().asText()));
        complete((ObjectNode) page, "headline", relations);
        page.path("sections").forEach(section -> section.path("panels")
                .forEach(panel -> complete((ObjectNode) panel, "sql", relations)));
        return page;
    }

    private static void complete(ObjectNode holder, String key, Map<String, String> relations) {
        if (holder.hasNonNull(key)) {
            holder.put(key, complete(holder.get(key).asText(), relations));
        }
    }

    private static String complete(String sql, Map<String, String> relations) {
        var needed = new ArrayList<String>();
        var text = new StringBuilder(sql);
        // From the last to the first: one may select from those before it.
        var names = new ArrayList<>(relations.keySet());
        for (int i = names.size() - 1; i >= 0; i--) {
            if (Pattern.compile("\\b" + names.get(i) + "\\b").matcher(text).find()) {
                needed.add(0, names.get(i));
                text.append('\n').append(relations.get(names.get(i)));
            }
        }
        if (needed.isEmpty()) {
            return sql;
        }
        var before = needed.stream()
                .map(name -> name + " AS (" + relations.get(name) + ")")
                .collect(Collectors.joining(",\n", "WITH ", ""));
        var own = WITH.matcher(sql);
        return own.find() ? before + ",\n" + sql.substring(own.end()) : before + "\n" + sql;
    }
}
